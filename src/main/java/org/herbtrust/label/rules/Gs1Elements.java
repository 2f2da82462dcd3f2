package org.herbtrust.label.rules;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Gtin;

/**
 * GS1 data, checked: identifiers with their values, in the order in which they came. The same content whether it was written as
 * an element string (with separators or in brackets) or as a Digital Link.
 */
public record Gs1Elements(List<Element> elements) {

    /** One identifier with its value, such as 01 and a GTIN of 14 digits. */
    public record Element(String ai, String value) {}

    private static final char SEPARATOR = '\u001d';
    /** How scanners that type like a keyboard write the separator, which no keyboard has. */
    private static final Pattern WRITTEN_SEPARATOR =
            Pattern.compile("<GS>|<FNC1>|\\{GS}|\u241d", Pattern.CASE_INSENSITIVE);

    private static final int MOST_ELEMENTS = 40;
    private static final Pattern SYMBOLOGY = Pattern.compile("^\\](C1|e0|d2|Q3|J1)");
    private static final Pattern BRACKETED = Pattern.compile("\\((\\d{2,4})\\)");
    /** What identifies a thing or place in a Digital Link's path, and what may follow it there, in this order. */
    private static final Map<String, List<String>> QUALIFIERS_OF_KEY = Map.of(
            "01", List.of("22", "10", "21", "235"),
            "00", List.of(),
            "414", List.of("254"),
            "417", List.of(),
            "8006", List.of("22", "10", "21"));

    /** @throws IllegalArgumentException if a value is wrong, or the identifiers can't stand together */
    public Gs1Elements {
        elements = List.copyOf(elements);
        if (elements.isEmpty() || elements.size() > MOST_ELEMENTS) {
            throw new Gs1Fault("没有GS1标识内容，或内容过多", "no GS1 data, or too much of it");
        }
        for (Element e : elements) {
            Gs1Identifier.of(e.ai()).orElseThrow(() -> unknown(e.ai())).check(e.value());
        }
        for (int i = 0; i < elements.size(); i++) {
            for (int j = 0; j < i; j++) {
                Element a = elements.get(i);
                Element b = elements.get(j);
                if (a.ai().equals(b.ai()) && !a.value().equals(b.value())) {
                    throw new Gs1Fault(
                            "标识符(" + a.ai() + ")出现两次且内容不同", "(" + a.ai() + ") stands twice with different data");
                }
            }
        }
        checkCompany(elements);
    }

    /** General Specifications 4.14: what must and what can't stand together. */
    private static void checkCompany(List<Element> elements) {
        boolean item = has(elements, "01");
        boolean contained = has(elements, "02");
        boolean piece = has(elements, "8006");
        if (item && contained) {
            throw new Gs1Fault("(01)与(02)不能同时出现", "(01) and (02) exclude each other");
        }
        if (elements.stream().filter(e -> e.ai().startsWith("310")).count() > 1) {
            throw new Gs1Fault("净重(310n)出现两次", "the net weight (310n) stands there twice");
        }
        if (has(elements, "21") && has(elements, "235")) {
            throw new Gs1Fault("(21)与(235)不能同时出现", "(21) and (235) exclude each other");
        }
        if (contained && !(has(elements, "00") && has(elements, "37"))) {
            throw new Gs1Fault("(02)须与(00)、(37)同用", "(02) needs (00) and (37) beside it");
        }
        for (Element e : elements) {
            boolean ofItem = e.ai().matches("1\\d|20|22|235|31\\d\\d|24[01]|42[2-7]|70\\d\\d|8005|8200");
            if (ofItem && !item && !contained && !piece) {
                throw new Gs1Fault(
                        "(" + e.ai() + ")前须有商品代码(01)", "(" + e.ai() + ") needs the item it speaks of, (01), beside it");
            }
            if (e.ai().equals("254") && !has(elements, "414")) {
                throw new Gs1Fault("(254)须与地点(414)同用", "(254) needs the place (414) beside it");
            }
            if (e.ai().equals("37") && !contained) {
                throw new Gs1Fault("(37)须与(02)同用", "(37) needs (02) beside it");
            }
            if (e.ai().equals("21") && !item && !piece) {
                throw new Gs1Fault("序列号(21)须与商品代码(01)同用", "a serial (21) needs its item (01) beside it");
            }
        }
    }

    /** Whether the text can only be meant as an element string, be it right or wrong. */
    static boolean looksLikeElementString(String typed) {
        String text = unwritten(typed);
        if (SYMBOLOGY.matcher(text).find() || text.indexOf(SEPARATOR) >= 0) {
            return true;
        }
        Matcher bracket = BRACKETED.matcher(text);
        if (bracket.lookingAt()) {
            return true;
        }
        return text.matches("(01\\d{14}|00\\d{18}).{0,200}");
    }

    /** @throws IllegalArgumentException if it isn't one */
    public static Gs1Elements parseElementString(String text) {
        String data = SYMBOLOGY.matcher(unwritten(text)).replaceFirst("");
        return BRACKETED.matcher(data).lookingAt() ? parseBracketed(data) : parseSeparated(data);
    }

    private static String unwritten(String text) {
        return WRITTEN_SEPARATOR.matcher(text).replaceAll(String.valueOf(SEPARATOR));
    }

    private static Gs1Elements parseBracketed(String data) {
        List<Element> found = new ArrayList<>();
        Matcher m = BRACKETED.matcher(data);
        String ai = null;
        int valueFrom = 0;
        int searchFrom = 0;
        while (m.find(searchFrom)) {
            searchFrom = m.end();
            boolean opens =
                    ai == null ? m.start() == 0 : Gs1Identifier.of(m.group(1)).isPresent();
            if (!opens) {
                continue; // brackets are also ordinary characters of a value
            }
            if (ai != null) {
                found.add(new Element(ai, data.substring(valueFrom, m.start())));
            }
            ai = m.group(1);
            valueFrom = m.end();
        }
        found.add(new Element(ai, data.substring(valueFrom)));
        return new Gs1Elements(found);
    }

    private static Gs1Elements parseSeparated(String data) {
        List<Element> found = new ArrayList<>();
        int at = data.startsWith(String.valueOf(SEPARATOR)) ? 1 : 0;
        while (at < data.length()) {
            int from = at;
            Gs1Identifier id = Gs1Identifier.at(data, at)
                    .orElseThrow(() -> unknown(data.substring(from, Math.min(from + 4, data.length()))));
            int valueFrom = at + id.ai().length();
            int separator = data.indexOf(SEPARATOR, valueFrom);
            int valueTo = separator < 0 ? data.length() : separator;
            if (id.endsByItself()) {
                valueTo = Math.min(valueFrom + id.most(), valueTo);
            }
            found.add(new Element(id.ai(), data.substring(valueFrom, valueTo)));
            at = valueTo < data.length() && data.charAt(valueTo) == SEPARATOR ? valueTo + 1 : valueTo;
        }
        return new Gs1Elements(found);
    }

    /** Whether a path has a place where a Digital Link's key stands; the host and what precedes it may be anything. */
    static Optional<String> digitalLinkPart(String path) {
        Matcher m = Pattern.compile("(?:^|/)((?:00|01|414|417|8006)/[^/].*)$").matcher(path);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /**
     * Reads the part of a Digital Link from its key on (GS1 Digital Link URI syntax).
     *
     * @param path such as {@code 01/06901234567892/10/ABC}, still percent-encoded
     * @param query without the question mark, or empty
     */
    static Gs1Elements parseDigitalLink(String path, String query) {
        String[] parts = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
        if (parts.length % 2 != 0 || parts.length > 2 * MOST_ELEMENTS) {
            throw new Gs1Fault("网址中的标识符与内容不成对", "identifiers and values in the address do not pair up");
        }
        List<Element> found = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < parts.length; i += 2) {
            String ai = parts[i];
            int place = QUALIFIERS_OF_KEY.get(parts[0]).indexOf(ai);
            if (i > 0 && place <= before) {
                throw new Gs1Fault(
                        "网址中的(" + ai + ")不能用在(" + parts[i - 2] + ")之后",
                        "(" + ai + ") can't follow (" + parts[i - 2] + ") in an address");
            }
            before = place;
            found.add(new Element(ai, padded(ai, decode(parts[i + 1]))));
        }
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", MOST_ELEMENTS)) {
            String[] keyAndValue = pair.split("=", 2);
            // an identifier that isn't known here says nothing against the rest: its value ends where the parameter
            // ends
            if (keyAndValue.length == 2 && Gs1Identifier.of(keyAndValue[0]).isPresent()) {
                found.add(new Element(keyAndValue[0], decode(keyAndValue[1])));
            }
        }
        return new Gs1Elements(found);
    }

    /** An address may carry a GTIN of 8, 12 or 13 digits. */
    private static String padded(String ai, String value) {
        return ai.equals("01") && value.matches("\\d{8}|\\d{12,13}") ? "0".repeat(14 - value.length()) + value : value;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw new Gs1Fault("网址中的百分号编码有误", "a percent escape in the address is wrong");
        }
    }

    private static Gs1Fault unknown(String ai) {
        return new Gs1Fault("不认识的GS1标识符(" + ai + ")", "unknown GS1 application identifier (" + ai + ")");
    }

    private static boolean has(List<Element> elements, String ai) {
        return elements.stream().anyMatch(e -> e.ai().equals(ai));
    }

    public Optional<String> value(String ai) {
        return elements.stream()
                .filter(e -> e.ai().equals(ai))
                .map(Element::value)
                .findFirst();
    }

    /** The trade item: of this thing (01), or of what is in it (02). */
    public Optional<Gtin> gtin() {
        return value("01").or(() -> value("02")).map(Gtin::new);
    }

    public Optional<String> lot() {
        return value("10");
    }

    public Optional<String> serial() {
        return value("21");
    }

    public Optional<String> sscc() {
        return value("00");
    }

    /** The place (414), else the party (417). */
    public Optional<Gln> gln() {
        return value("414").or(() -> value("417")).map(Gln::new);
    }

    /** Net weight in kilograms (310n, n decimals). */
    public Optional<BigDecimal> netKg() {
        return elements.stream()
                .filter(e -> e.ai().startsWith("310"))
                .map(e -> new BigDecimal(e.value()).movePointLeft(e.ai().charAt(3) - '0'))
                .findFirst();
    }

    /** With brackets, as it is printed for people. */
    public String bracketed() {
        StringBuilder text = new StringBuilder();
        for (Element e : elements) {
            text.append('(').append(e.ai()).append(')').append(e.value());
        }
        return text.toString();
    }

    /** As it is put into a symbol, with separators where they are needed. */
    public String separated() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < elements.size(); i++) {
            Element e = elements.get(i);
            text.append(e.ai()).append(e.value());
            boolean last = i == elements.size() - 1;
            if (!last && !Gs1Identifier.of(e.ai()).orElseThrow().endsByItself()) {
                text.append(SEPARATOR);
            }
        }
        return text.toString();
    }

    /**
     * As a Digital Link: the key and its qualifiers in the path, the rest as query.
     *
     * @param stem such as {@code https://id.gs1.org}, without a slash at the end
     * @throws IllegalStateException if nothing here can be the key of an address
     */
    public String digitalLink(String stem) {
        Element key = elements.stream()
                .filter(e -> QUALIFIERS_OF_KEY.containsKey(e.ai()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no key for an address in " + bracketed()));
        List<String> qualifiers = QUALIFIERS_OF_KEY.get(key.ai());
        StringBuilder path =
                new StringBuilder(stem).append('/').append(key.ai()).append('/').append(encode(key.value()));
        for (String qualifier : qualifiers) {
            value(qualifier)
                    .ifPresent(
                            v -> path.append('/').append(qualifier).append('/').append(encode(v)));
        }
        String joiner = "?";
        for (Element e : elements) {
            if (!e.ai().equals(key.ai()) && !qualifiers.contains(e.ai())) {
                path.append(joiner).append(e.ai()).append('=').append(encode(e.value()));
                joiner = "&";
            }
        }
        return path.toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
