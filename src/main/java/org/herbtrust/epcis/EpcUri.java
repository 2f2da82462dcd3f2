package org.herbtrust.epcis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.herbtrust.kernel.Gs1CheckDigit;

/**
 * A GS1 identifier in the one form by which this system compares identifiers: the constrained canonical GS1 Digital
 * Link (CBV 2.0, 8.9.2, rules 17 and 18). EPC URNs and links on any host become links on {@code https://id.gs1.org} with
 * the finest level of identification only; URIs that are not GS1's stay as they are.
 *
 * @param keyAi application identifier of the key, such as {@code 01} or {@code 414}
 * @param key its value, check digit included; for 253, 255 and 8003 with the serial
 * @param qualifierAi such as {@code 10} (lot), {@code 21} (serial), {@code 254} (extension of a place)
 * @param qualifier its value, not percent-encoded
 */
public record EpcUri(String keyAi, String key, Optional<String> qualifierAi, Optional<String> qualifier) {

    private static final String HOST = "https://id.gs1.org/";
    private static final String URN = "urn:epc:";
    private static final String ID = URN + "id:";

    /** The schemes of GS1's keys; {@code gid}, {@code usdod} and the like are others'. */
    private static final Map<String, String> AI_OF_SCHEME = Map.ofEntries(
            Map.entry("sgtin", "01"),
            Map.entry("upui", "01"),
            Map.entry("sscc", "00"),
            Map.entry("sgln", "414"),
            Map.entry("pgln", "417"),
            Map.entry("grai", "8003"),
            Map.entry("gdti", "253"),
            Map.entry("sgcn", "255"),
            Map.entry("gsrn", "8018"),
            Map.entry("gsrnp", "8017"),
            Map.entry("giai", "8004"),
            Map.entry("cpi", "8010"),
            Map.entry("itip", "8006"),
            Map.entry("gsin", "402"),
            Map.entry("ginc", "401"));

    private static final Pattern OF_A_COMPANY = Pattern.compile("urn:epc:idpat:([a-z]+):(\\d{6,12})(\\.\\*)+");

    private static final int LONGEST_URI = 2048;
    private static final Pattern AI = Pattern.compile("\\d{2,4}");

    // Every character of GS1's set 82 that the standard leaves unescaped in a canonical link, plus the unreserved ones.
    private static final String UNESCAPED = "-._~';=";

    /** Keys that a link may begin with, and what their value must look like. */
    private static final Map<String, Pattern> KEYS = Map.ofEntries(
            Map.entry("00", Pattern.compile("\\d{18}")),
            Map.entry("01", Pattern.compile("\\d{8}|\\d{12,14}")),
            Map.entry("253", Pattern.compile("\\d{13}.{0,17}")),
            Map.entry("255", Pattern.compile("\\d{13}\\d{0,12}")),
            Map.entry("401", Pattern.compile("\\d{4}.{1,26}")),
            Map.entry("402", Pattern.compile("\\d{17}")),
            Map.entry("414", Pattern.compile("\\d{13}")),
            Map.entry("417", Pattern.compile("\\d{13}")),
            Map.entry("8003", Pattern.compile("\\d{14}.{0,16}")),
            Map.entry("8004", Pattern.compile("\\d{4}.{1,26}")),
            Map.entry("8006", Pattern.compile("\\d{18}")),
            Map.entry("8010", Pattern.compile("\\d{4}.{1,26}")),
            Map.entry("8017", Pattern.compile("\\d{18}")),
            Map.entry("8018", Pattern.compile("\\d{18}")));

    /** The names that older links use in place of the numbers. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("sscc", "00"),
            Map.entry("gtin", "01"),
            Map.entry("gdti", "253"),
            Map.entry("gcn", "255"),
            Map.entry("ginc", "401"),
            Map.entry("gsin", "402"),
            Map.entry("gln", "414"),
            Map.entry("pgln", "417"),
            Map.entry("party", "417"),
            Map.entry("grai", "8003"),
            Map.entry("giai", "8004"),
            Map.entry("itip", "8006"),
            Map.entry("cpid", "8010"),
            Map.entry("gsrnp", "8017"),
            Map.entry("gsrn", "8018"),
            Map.entry("cpv", "22"),
            Map.entry("lot", "10"),
            Map.entry("ser", "21"),
            Map.entry("glnx", "254"),
            Map.entry("cpsn", "8011"));

    /** The qualifiers that stay in a constrained link, the finest first. */
    private static final Map<String, List<String>> QUALIFIERS = Map.of(
            "01", List.of("21", "235", "10"),
            "414", List.of("254"),
            "8006", List.of("21", "10"),
            "8010", List.of("8011"));

    public EpcUri {
        if (!KEYS.containsKey(keyAi) || qualifierAi.isPresent() != qualifier.isPresent()) {
            throw new IllegalArgumentException("not a GS1 key: " + keyAi + " " + key + " " + qualifierAi);
        }
    }

    /** The canonical form of any URI; what is not a GS1 identifier comes back unchanged. */
    public static String canonical(String uri) {
        return parse(uri).map(EpcUri::toString).orElse(uri);
    }

    /** Empty unless the URI is an EPC URN or a GS1 Digital Link with a key of the right shape. */
    public static Optional<EpcUri> parse(String uri) {
        if (uri == null || uri.length() > LONGEST_URI) {
            return Optional.empty();
        }
        if (uri.startsWith(URN)) {
            return ofUrn(uri.substring(URN.length()));
        }
        if (uri.startsWith("https://") || uri.startsWith("http://")) {
            return ofLink(uri);
        }
        return Optional.empty();
    }

    /**
     * What the canonical forms begin with that a pattern such as {@code urn:epc:idpat:sgtin:4012345.066666.*} means, or one
     * that leaves all but the company open, such as {@code urn:epc:idpat:sgtin:4012345.*.*}.
     *
     * @return empty for what is no such pattern
     */
    static List<String> beginnings(String pattern) {
        Matcher company = OF_A_COMPANY.matcher(pattern);
        if (!company.matches()) {
            return parse(pattern)
                    .map(p -> List.of(p + (p.keyAi().equals("01") ? "/" : "")))
                    .orElse(List.of());
        }
        String ai = AI_OF_SCHEME.get(company.group(1));
        if (ai == null) {
            return List.of();
        }
        String prefix = company.group(2);
        return switch (ai) {
            // an indicator or extension digit stands before the prefix
            case "00", "01", "8006" ->
                IntStream.rangeClosed(0, 9)
                        .mapToObj(digit -> HOST + ai + "/" + digit + prefix)
                        .toList();
            case "8003" -> List.of(HOST + ai + "/0" + prefix);
            default -> List.of(HOST + ai + "/" + prefix);
        };
    }

    /** Whether the URI says of itself that it is GS1's, so that {@link #parse} must be able to read it. */
    public static boolean claimsToBeGs1(String uri) {
        if (uri.startsWith(ID)) {
            int end = uri.indexOf(':', ID.length());
            return end > 0 && AI_OF_SCHEME.containsKey(uri.substring(ID.length(), end));
        }
        return uri.startsWith("urn:epc:class:lgtin:") || uri.startsWith(HOST);
    }

    /** A trade item as a whole or one of its lots, in contrast to one single thing. */
    public boolean isClass() {
        return keyAi.equals("01") && !qualifierAi.equals(Optional.of("21")) && !qualifierAi.equals(Optional.of("235"));
    }

    /** The key's check digit, for the keys that have one. */
    public boolean checkDigitHolds() {
        int digits =
                switch (keyAi) {
                    case "00", "8017", "8018" -> 18;
                    case "01", "8003", "8006" -> 14;
                    case "253", "255", "414", "417" -> 13;
                    case "402" -> 17;
                    default -> 0;
                };
        return digits == 0 || Gs1CheckDigit.holds(key.substring(0, digits));
    }

    /** The digits that begin with the company prefix: an indicator or extension digit before it is left out. */
    String fromCompanyPrefix() {
        return switch (keyAi) {
            case "00", "01", "8003", "8006" -> key.substring(1);
            default -> key;
        };
    }

    /**
     * The EPC URN that means the same (EPC Tag Data Standard).
     *
     * @param prefixDigits how long the company prefix is, 6 to 12
     * @return empty for what has no URN, such as a global individual asset with nothing after its prefix
     */
    Optional<String> urn(int prefixDigits) {
        String digits = fromCompanyPrefix();
        if (digits.length() <= prefixDigits
                || !digits.substring(0, prefixDigits).matches("\\d{6,12}")) {
            return Optional.empty();
        }
        String prefix = digits.substring(0, prefixDigits);
        return switch (keyAi) {
            case "00" -> Optional.of("urn:epc:id:sscc:" + prefix + "." + reference(prefixDigits, 17));
            case "01" -> {
                String item = prefix + "." + reference(prefixDigits, 13) + ".";
                yield Optional.of(
                        switch (qualifierAi.orElse("")) {
                            case "21" -> "urn:epc:id:sgtin:" + item + urnEscape(qualifier.orElseThrow());
                            case "10" -> "urn:epc:class:lgtin:" + item + urnEscape(qualifier.orElseThrow());
                            case "235" -> "urn:epc:id:upui:" + item + urnEscape(qualifier.orElseThrow());
                            default -> "urn:epc:idpat:sgtin:" + item + "*";
                        });
            }
            case "414" ->
                Optional.of("urn:epc:id:sgln:" + prefix + "." + key.substring(prefixDigits, 12) + "."
                        + qualifier.map(EpcUri::urnEscape).orElse("0"));
            case "417" -> Optional.of("urn:epc:id:pgln:" + prefix + "." + key.substring(prefixDigits, 12));
            case "8018" -> Optional.of("urn:epc:id:gsrn:" + prefix + "." + key.substring(prefixDigits, 17));
            case "8017" -> Optional.of("urn:epc:id:gsrnp:" + prefix + "." + key.substring(prefixDigits, 17));
            case "402" -> Optional.of("urn:epc:id:gsin:" + prefix + "." + key.substring(prefixDigits, 16));
            case "8003" -> serialised("grai", prefix, digits.substring(prefixDigits, 12), key.substring(14));
            case "253" -> serialised("gdti", prefix, key.substring(prefixDigits, 12), key.substring(13));
            case "255" -> serialised("sgcn", prefix, key.substring(prefixDigits, 12), key.substring(13));
            case "8004" -> Optional.of("urn:epc:id:giai:" + prefix + "." + urnEscape(digits.substring(prefixDigits)));
            case "401" -> Optional.of("urn:epc:id:ginc:" + prefix + "." + urnEscape(digits.substring(prefixDigits)));
            case "8006" -> {
                String piece = prefix + "." + reference(prefixDigits, 13) + "." + key.substring(14, 16) + "."
                        + key.substring(16, 18) + ".";
                yield qualifierAi.equals(Optional.of("10"))
                        ? Optional.empty()
                        : Optional.of(qualifier
                                .map(serial -> "urn:epc:id:itip:" + piece + urnEscape(serial))
                                .orElse("urn:epc:idpat:itip:" + piece + "*"));
            }
            case "8010" ->
                qualifier.map(serial ->
                        "urn:epc:id:cpi:" + prefix + "." + urnEscape(digits.substring(prefixDigits)) + "." + serial);
            default -> Optional.empty();
        };
    }

    /** The indicator or extension digit, and what lies between the company prefix and the check digit. */
    private String reference(int prefixDigits, int checkDigitAt) {
        return key.charAt(0) + key.substring(1 + prefixDigits, checkDigitAt);
    }

    private static Optional<String> serialised(String scheme, String prefix, String type, String serial) {
        return Optional.of(
                serial.isEmpty()
                        ? "urn:epc:idpat:" + scheme + ":" + prefix + "." + type + ".*"
                        : "urn:epc:id:" + scheme + ":" + prefix + "." + type + "." + urnEscape(serial));
    }

    private static String urnEscape(String plain) {
        StringBuilder out = new StringBuilder(plain.length() + 8);
        for (byte b : plain.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean keep = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "!'()*+,-.:;=_".indexOf(c) >= 0;
            if (keep) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        String link = HOST + keyAi + "/" + escape(key);
        return qualifierAi.isPresent() ? link + "/" + qualifierAi.get() + "/" + escape(qualifier.orElseThrow()) : link;
    }

    private static Optional<EpcUri> ofUrn(String rest) {
        String[] parts = rest.split(":", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        String kind = parts[0];
        boolean pattern = kind.equals("idpat");
        if (!pattern && !kind.equals("id") && !(kind.equals("class") && parts[1].equals("lgtin"))) {
            return Optional.empty();
        }
        return ofScheme(parts[1], parts[2].split("\\.", -1), pattern);
    }

    private static Optional<EpcUri> ofScheme(String scheme, String[] f, boolean pattern) {
        if (!f[0].matches("\\d{6,12}") || f.length < 2) {
            return Optional.empty();
        }
        String prefix = f[0];
        return switch (scheme) {
            case "sgtin" ->
                f.length < 3
                        ? Optional.empty()
                        : gtin(prefix, f[1]).flatMap(g -> item("01", g, "21", from(f, 2), pattern));
            case "lgtin" ->
                f.length < 3
                        ? Optional.empty()
                        : gtin(prefix, f[1]).flatMap(g -> item("01", g, "10", from(f, 2), pattern));
            case "upui" ->
                f.length < 3
                        ? Optional.empty()
                        : gtin(prefix, f[1]).flatMap(g -> item("01", g, "235", from(f, 2), pattern));
            case "itip" ->
                f.length < 5 || !f[2].matches("\\d{2}") || !f[3].matches("\\d{2}")
                        ? Optional.empty()
                        : gtin(prefix, f[1]).flatMap(g -> item("8006", g + f[2] + f[3], "21", from(f, 4), pattern));
            case "sscc" ->
                f.length != 2 || !f[1].matches("\\d+") || prefix.length() + f[1].length() != 17
                        ? Optional.empty()
                        : key("00", checked(f[1].charAt(0) + prefix + f[1].substring(1)));
            case "sgln" ->
                f.length < 3
                        ? Optional.empty()
                        : body(prefix, f[1], 12)
                                .flatMap(g -> from(f, 2).equals("0")
                                        ? key("414", g)
                                        : item("414", g, "254", from(f, 2), pattern));
            case "pgln" ->
                f.length != 2 ? Optional.empty() : body(prefix, f[1], 12).flatMap(g -> key("417", g));
            case "gsrn" ->
                f.length != 2 ? Optional.empty() : body(prefix, f[1], 17).flatMap(g -> key("8018", g));
            case "gsrnp" ->
                f.length != 2 ? Optional.empty() : body(prefix, f[1], 17).flatMap(g -> key("8017", g));
            case "gsin" ->
                f.length != 2 ? Optional.empty() : body(prefix, f[1], 16).flatMap(g -> key("402", g));
            case "grai" ->
                f.length < 3
                        ? Optional.empty()
                        : body("0" + prefix, f[1], 13).flatMap(g -> serial("8003", g, from(f, 2), pattern));
            case "gdti" ->
                f.length < 3
                        ? Optional.empty()
                        : body(prefix, f[1], 12).flatMap(g -> serial("253", g, from(f, 2), pattern));
            case "sgcn" ->
                f.length < 3
                        ? Optional.empty()
                        : body(prefix, f[1], 12).flatMap(g -> serial("255", g, from(f, 2), pattern));
            case "giai" -> serial("8004", prefix, from(f, 1), false);
            case "ginc" -> serial("401", prefix, from(f, 1), false);
            case "cpi" ->
                f.length != 3 || !(f[2].matches("\\d{1,12}") || (pattern && f[2].equals("*")))
                        ? Optional.empty()
                        : unescape(f[1]).flatMap(p -> item("8010", prefix + p, "8011", f[2], pattern));
            default -> Optional.empty();
        };
    }

    private static Optional<String> gtin(String prefix, String itemReference) {
        return itemReference.matches("\\d+") && prefix.length() + itemReference.length() == 13
                ? Optional.of(checked(itemReference.charAt(0) + prefix + itemReference.substring(1)))
                : Optional.empty();
    }

    private static Optional<String> body(String prefix, String reference, int digits) {
        return reference.matches("\\d*") && prefix.length() + reference.length() == digits
                ? Optional.of(checked(prefix + reference))
                : Optional.empty();
    }

    private static Optional<EpcUri> key(String ai, String value) {
        return KEYS.get(ai).matcher(value).matches()
                ? Optional.of(new EpcUri(ai, value, Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<EpcUri> item(String ai, String key, String qualifierAi, String escaped, boolean pattern) {
        if (pattern && escaped.equals("*")) {
            return key(ai, key);
        }
        return unescape(escaped)
                .filter(q -> !q.isEmpty() && q.length() <= 28)
                .filter(q -> KEYS.get(ai).matcher(key).matches())
                .map(q -> new EpcUri(ai, key, Optional.of(qualifierAi), Optional.of(q)));
    }

    private static Optional<EpcUri> serial(String ai, String key, String escaped, boolean pattern) {
        if (pattern && escaped.equals("*")) {
            return key(ai, key);
        }
        return unescape(escaped).filter(s -> !s.isEmpty()).flatMap(s -> key(ai, key + s));
    }

    private static Optional<EpcUri> ofLink(String uri) {
        List<String> segments = segments(uri);
        for (int i = segments.size() - 2; i >= 0; i--) {
            String ai = ai(segments.get(i));
            Pattern shape = KEYS.get(ai);
            if (shape != null && shape.matcher(segments.get(i + 1)).matches() && pairsFollow(segments, i + 2)) {
                EpcUri found = constrained(ai, segments.get(i + 1), segments.subList(i + 2, segments.size()));
                // elsewhere two numbers in a path may be anything, and two hosts would share a lot
                return uri.startsWith(HOST) || found.checkDigitHolds() ? Optional.of(found) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The parts of a link's path, not escaped; empty if it is no URI or has no path. */
    private static List<String> segments(String uri) {
        List<String> segments = new ArrayList<>();
        // almost every link is so, and each event has a dozen: URI took a quarter of the time of reading an event
        if (QuickUriFormat.isPlain(uri)) {
            int authority = uri.indexOf("//") + 2;
            for (int slash = uri.indexOf('/', authority); slash >= 0; ) {
                int next = uri.indexOf('/', slash + 1);
                segments.add(uri.substring(slash + 1, next < 0 ? uri.length() : next));
                slash = next;
            }
        } else {
            String path;
            try {
                path = URI.create(uri).getRawPath();
            } catch (IllegalArgumentException notAUri) {
                return List.of();
            }
            if (path == null || path.isEmpty()) {
                return List.of();
            }
            for (String segment : path.substring(1).split("/", -1)) {
                Optional<String> plain = unescape(segment);
                if (plain.isEmpty()) {
                    return List.of();
                }
                segments.add(plain.get());
            }
        }
        if (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    private static boolean pairsFollow(List<String> segments, int from) {
        if ((segments.size() - from) % 2 != 0) {
            return false;
        }
        for (int i = from; i < segments.size(); i += 2) {
            if (!AI.matcher(ai(segments.get(i))).matches()
                    || segments.get(i + 1).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static EpcUri constrained(String ai, String key, List<String> pairs) {
        String padded = ai.equals("01") ? "0".repeat(14 - key.length()) + key : key;
        for (String wanted : QUALIFIERS.getOrDefault(ai, List.of())) {
            for (int i = 0; i < pairs.size(); i += 2) {
                if (ai(pairs.get(i)).equals(wanted)) {
                    return new EpcUri(ai, padded, Optional.of(wanted), Optional.of(pairs.get(i + 1)));
                }
            }
        }
        return new EpcUri(ai, padded, Optional.empty(), Optional.empty());
    }

    private static String ai(String segment) {
        return !segment.isEmpty() && segment.charAt(0) <= '9' ? segment : alias(segment);
    }

    private static String alias(String segment) {
        return ALIASES.getOrDefault(segment.toLowerCase(Locale.ROOT), segment);
    }

    private static String checked(String body) {
        return body + Gs1CheckDigit.of(body);
    }

    private static String from(String[] fields, int first) {
        return String.join(".", List.of(fields).subList(first, fields.length));
    }

    private static Optional<String> unescape(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return Optional.of(escaped);
        }
        try {
            return Optional.of(URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badEscape) {
            return Optional.empty();
        }
    }

    private static String escape(String plain) {
        StringBuilder out = new StringBuilder(plain.length() + 8);
        for (byte b : plain.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean keep = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNESCAPED.indexOf(c) >= 0;
            if (keep) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }
}
