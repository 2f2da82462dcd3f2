package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The event hash of CBV 2.0 (8.9): a text in one canonical order and spelling, whatever the syntax, prefixes, time zone
 * or order of lists the event came in, and its SHA-256 as a named information URI.
 *
 * <p>{@code eventID}, {@code recordTime}, {@code errorDeclaration} and {@code rdfs:comment} take no part, so that an event and its error
 * declaration have the same hash.
 */
final class EventHash {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern LONG_FRACTION = Pattern.compile("(\\.\\d{9})\\d+");
    private static final Pattern CBV_URN = Pattern.compile("urn:epcglobal:cbv:(bizstep|disp|btt|sdt|er):(.+)");

    private static final Set<String> IGNORED =
            Set.of("@context", "type", "recordTime", "eventID", "errorDeclaration", "rdfs:comment");
    private static final Set<String> EVENT_FIELDS = Set.of(
            "eventTime",
            "eventTimeZoneOffset",
            "certificationInfo",
            "epcList",
            "parentID",
            "inputEPCList",
            "childEPCs",
            "quantityList",
            "childQuantityList",
            "inputQuantityList",
            "outputEPCList",
            "outputQuantityList",
            "action",
            "transformationID",
            "bizStep",
            "disposition",
            "persistentDisposition",
            "readPoint",
            "bizLocation",
            "bizTransactionList",
            "sourceList",
            "destinationList",
            "sensorElementList",
            "ilmd");
    private static final List<String> METADATA_FIELDS = List.of(
            "time",
            "startTime",
            "endTime",
            "deviceID",
            "deviceMetadata",
            "rawData",
            "dataProcessingMethod",
            "bizRules");
    private static final List<String> REPORT_FIELDS = List.of(
            "type",
            "exception",
            "deviceID",
            "deviceMetadata",
            "rawData",
            "dataProcessingMethod",
            "time",
            "microorganism",
            "chemicalSubstance",
            "value",
            "component",
            "stringValue",
            "booleanValue",
            "hexBinaryValue",
            "uriValue",
            "minValue",
            "maxValue",
            "meanValue",
            "sDev",
            "percRank",
            "percValue",
            "uom",
            "coordinateReferenceSystem");

    /** UTF-8 order, which differs from Java's own for characters beyond the basic plane. */
    private static final Comparator<String> UTF8_ORDER = (a, b) -> {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNone ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    private final Namespaces namespaces;
    private final StringBuilder out = new StringBuilder(1024);

    private EventHash(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** @param event with bare vocabulary words, as {@link EventReading} leaves it */
    static String of(JsonNode event, Namespaces namespaces) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(preHash(event, namespaces).getBytes(StandardCharsets.UTF_8));
            return "ni:///sha-256;" + HexFormat.of().formatHex(digest) + "?ver=CBV2.0";
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    static String preHash(JsonNode event, Namespaces namespaces) {
        EventHash hash = new EventHash(namespaces);
        hash.event(event);
        return hash.out.toString();
    }

    /** An instant as the hash writes it: UTC, milliseconds, rounded half up. */
    static String time(Instant instant) {
        return MILLISECONDS.format(instant.plusNanos(500_000));
    }

    /** @throws DateTimeException unless it is a date, a time and an offset of ISO 8601 */
    static OffsetDateTime parseTime(String text) {
        String time = text.strip();
        int point = time.indexOf('.');
        boolean fine = point >= 0 && time.length() > point + 10; // perhaps more digits than Java's nine
        return OffsetDateTime.parse(fine ? LONG_FRACTION.matcher(time).replaceFirst("$1") : time);
    }

    private void event(JsonNode event) {
        out.append("eventType=").append(event.path("type").asText());
        put(event, "eventTime", this::timeOrText);
        put(event, "eventTimeZoneOffset", EventHash::canonical);
        list(event.get("certificationInfo"), "", v -> "certificationInfo=" + canonical(v.asText()));
        epcs(event, "epcList");
        put(event, "parentID", EventHash::canonical);
        epcs(event, "inputEPCList");
        epcs(event, "childEPCs");
        quantities(event, "quantityList");
        quantities(event, "childQuantityList");
        quantities(event, "inputQuantityList");
        epcs(event, "outputEPCList");
        quantities(event, "outputQuantityList");
        put(event, "action", EventHash::canonical);
        put(event, "transformationID", EventHash::canonical);
        put(event, "bizStep", word(Vocabulary.BIZ_STEP));
        put(event, "disposition", word(Vocabulary.DISPOSITION));
        persistentDisposition(event.get("persistentDisposition"));
        place(event, "readPoint");
        place(event, "bizLocation");
        typed(event, "bizTransactionList", "bizTransaction", Vocabulary.BIZ_TRANSACTION);
        typed(event, "destinationList", "destination", Vocabulary.SOURCE_DESTINATION);
        typed(event, "sourceList", "source", Vocabulary.SOURCE_DESTINATION);
        list(event.get("sensorElementList"), "sensorElementList", this::sensorElement);
        JsonNode ilmd = event.get("ilmd");
        if (ilmd != null && !ilmd.isEmpty()) {
            out.append("ilmd").append(extensions(ilmd, Set.of()));
        }
        out.append(extensions(event, EVENT_FIELDS));
    }

    private void put(JsonNode parent, String field, UnaryOperator<String> spelling) {
        out.append(pair(parent, field, spelling));
    }

    private static String pair(JsonNode parent, String field, UnaryOperator<String> spelling) {
        JsonNode value = parent.get(field);
        if (value == null || value.isNull() || text(value).isEmpty()) {
            return "";
        }
        return field + "=" + spelling.apply(text(value));
    }

    private void epcs(JsonNode event, String name) {
        list(event.get(name), name, v -> "epc=" + canonical(v.asText()));
    }

    private void quantities(JsonNode event, String name) {
        list(
                event.get(name),
                name,
                q -> "quantityElement" + pair(q, "epcClass", EventHash::canonical)
                        + pair(q, "quantity", EventHash::canonical)
                        + pair(q, "uom", EventHash::canonical));
    }

    private void typed(JsonNode event, String list, String field, Vocabulary types) {
        list(event.get(list), list, e -> pair(e, "type", word(types)) + pair(e, field, EventHash::canonical));
    }

    private void persistentDisposition(JsonNode node) {
        if (node != null && !node.isEmpty()) {
            out.append("persistentDisposition");
            list(node.get("set"), "", v -> "set=" + word(Vocabulary.DISPOSITION).apply(v.asText()));
            list(
                    node.get("unset"),
                    "",
                    v -> "unset=" + word(Vocabulary.DISPOSITION).apply(v.asText()));
        }
    }

    private void place(JsonNode event, String field) {
        JsonNode place = event.get(field);
        if (place != null && !place.isEmpty()) {
            out.append(field).append(pair(place, "id", EventHash::canonical)).append(extensions(place, Set.of("id")));
        }
    }

    private String sensorElement(JsonNode element) {
        StringBuilder text = new StringBuilder("sensorElement");
        JsonNode metadata = element.get("sensorMetadata");
        if (metadata != null && !metadata.isEmpty()) {
            text.append("sensorMetadata");
            for (String field : METADATA_FIELDS) {
                text.append(pair(metadata, field, field.endsWith("ime") ? this::timeOrText : EventHash::canonical));
            }
            text.append(extensions(metadata, Set.copyOf(METADATA_FIELDS)));
        }
        List<String> reports = new ArrayList<>();
        for (JsonNode report : element.path("sensorReport")) {
            StringBuilder line = new StringBuilder("sensorReport");
            for (String field : REPORT_FIELDS) {
                line.append(pair(report, field, reportSpelling(field)));
            }
            reports.add(
                    line.append(extensions(report, Set.copyOf(REPORT_FIELDS))).toString());
        }
        reports.sort(UTF8_ORDER);
        reports.forEach(text::append);
        return text.append(extensions(element, Set.of("sensorMetadata", "sensorReport")))
                .toString();
    }

    private UnaryOperator<String> reportSpelling(String field) {
        return switch (field) {
            case "type" -> word(Vocabulary.MEASUREMENT);
            case "exception" -> word(Vocabulary.EXCEPTION);
            case "component" -> word(Vocabulary.COMPONENT);
            case "time" -> this::timeOrText;
            default -> EventHash::canonical;
        };
    }

    private void list(JsonNode values, String name, java.util.function.Function<JsonNode, String> spelling) {
        if (values == null || values.isNull()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        if (values.isArray()) {
            values.forEach(v -> lines.add(spelling.apply(v)));
        } else {
            lines.add(spelling.apply(values));
        }
        if (!lines.isEmpty()) {
            lines.sort(UTF8_ORDER);
            out.append(name);
            lines.forEach(out::append);
        }
    }

    private String extensions(JsonNode parent, Set<String> standard) {
        List<String> lines = new ArrayList<>();
        parent.properties().forEach(e -> {
            if (!standard.contains(e.getKey()) && !IGNORED.contains(e.getKey())) {
                extension(e.getKey(), e.getValue(), lines);
            }
        });
        lines.sort(UTF8_ORDER);
        return String.join("", lines);
    }

    private void extension(String key, JsonNode value, List<String> lines) {
        if (key.equals("rdfs:comment") || key.equals("@type") || key.equals("@language") || value.isNull()) {
            return;
        }
        if (value.isArray()) {
            value.forEach(v -> extension(key, v, lines));
            return;
        }
        String name = namespaces.name(key).map(Namespaces.Name::inBraces).orElse(key);
        if (!value.isObject()) {
            String text = canonical(text(value));
            lines.add(text.isEmpty() ? name : name + "=" + text);
            return;
        }
        List<String> inner = new ArrayList<>();
        String[] own = {""};
        value.properties().forEach(e -> {
            if (e.getKey().equals("#text") || e.getKey().equals("@value")) {
                own[0] = "=" + canonical(text(e.getValue()));
            } else {
                extension(e.getKey(), e.getValue(), inner);
            }
        });
        inner.sort(UTF8_ORDER);
        lines.add(name + own[0] + String.join("", inner));
    }

    private UnaryOperator<String> word(Vocabulary vocabulary) {
        return v -> vocabulary.uri(vocabulary.compact(v, namespaces), namespaces);
    }

    private String timeOrText(String text) {
        try {
            return time(parseTime(text).toInstant());
        } catch (DateTimeException notATime) {
            return text;
        }
    }

    private static String text(JsonNode value) {
        return value.isBigDecimal() || value.isFloatingPointNumber()
                ? value.decimalValue().toPlainString()
                : value.asText().strip();
    }

    private static String canonical(String text) {
        String value = text.strip();
        if (value.startsWith("https://")) {
            return EpcUri.canonical(value);
        }
        if (value.length() <= Json.LONGEST_NUMBER && NUMBER.matcher(value).matches()) {
            BigDecimal number = new BigDecimal(value);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        var urn = CBV_URN.matcher(value);
        if (urn.matches()) {
            return "https://ref.gs1.org/cbv/"
                    + switch (urn.group(1)) {
                        case "bizstep" -> "BizStep-";
                        case "disp" -> "Disp-";
                        case "btt" -> "BTT-";
                        case "sdt" -> "SDT-";
                        default -> "ER-";
                    }
                    + urn.group(2);
        }
        if (value.startsWith("gs1:") || value.startsWith("cbv:") || value.startsWith("epcis:")) {
            return Namespaces.GS1.expand(value);
        }
        return EpcUri.canonical(value);
    }
}
