package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herbtrust.kernel.Refused.FieldError;

/** What makes an event valid: GS1's JSON Schema, and the sentences of the standard that a schema cannot say. */
final class EventRules {

    private static final int MOST_ERRORS = 50;
    private static final int MOST_ITEMS = 10_000;
    private static final int HEAVIEST_EVENT = 1_048_576;

    /** With a type beside it still less than the 2,704 bytes that an entry of an index has room for. */
    private static final int MOST_BYTES_OF_AN_IDENTIFIER = 2_048;

    /** Of a word of a vocabulary, or its CURIE; as much again may come from its namespace. */
    private static final int MOST_BYTES_OF_A_WORD = 256;

    private static final Map<String, String> TYPED_LISTS =
            Map.of("bizTransactionList", "bizTransaction", "sourceList", "source", "destinationList", "destination");

    private static final Dialect DRAFT_7 =
            Dialect.builder(Dialects.getDraft7()).format(new QuickUriFormat()).build();

    private static final ObjectNode SCHEMA = (ObjectNode) Json.profile("EPCIS-JSON-Schema.json");

    /** One schema a type of event, so that an error speaks of that type only. */
    private static final Map<String, Schema> BY_TYPE = schemas();

    private static final Schema DOCUMENT = compile("epcisDocument");

    private static final Set<String> STANDARD = Set.of(
            "@context",
            "type",
            "eventID",
            "eventTime",
            "recordTime",
            "eventTimeZoneOffset",
            "certificationInfo",
            "errorDeclaration",
            "epcList",
            "quantityList",
            "action",
            "bizStep",
            "disposition",
            "persistentDisposition",
            "readPoint",
            "bizLocation",
            "bizTransactionList",
            "sourceList",
            "destinationList",
            "sensorElementList",
            "ilmd",
            "parentID",
            "childEPCs",
            "childQuantityList",
            "inputEPCList",
            "inputQuantityList",
            "outputEPCList",
            "outputQuantityList",
            "transformationID");

    private EventRules() {}

    static boolean isStandard(String key) {
        return STANDARD.contains(key);
    }

    /** The document around the events; its event list may be empty. */
    static List<FieldError> checkDocument(JsonNode document) {
        return schemaErrors(DOCUMENT, document, "");
    }

    /** @param body with bare words and names, as {@link EventReading} makes it */
    static List<FieldError> check(ObjectNode body, String pointer) {
        String type = body.path("type").asText("");
        Schema schema = BY_TYPE.get(type);
        if (schema == null) {
            return List.of(
                    new FieldError(pointer + "/type", "须为五种标准事件类型之一 (one of the five standard event types): " + type));
        }
        if (weight(body) > HEAVIEST_EVENT) {
            return List.of(new FieldError(
                    pointer,
                    "事件过大，含扩展最多" + HEAVIEST_EVENT + "字符 (an event with its extensions has at most " + HEAVIEST_EVENT
                            + " characters)"));
        }
        List<FieldError> errors = new ArrayList<>(schemaErrors(schema, body, pointer));
        if (errors.isEmpty()) {
            times(body, pointer, errors);
            lengths(body, pointer, errors);
            identifiers(body, pointer, errors);
            whatItIsAbout(body, type, pointer, errors);
        }
        if (!isStorable(body)) {
            texts(body, pointer, errors);
        }
        return errors.size() > MOST_ERRORS ? errors.subList(0, MOST_ERRORS) : errors;
    }

    /** About as many characters as the event has when written. */
    private static int weight(JsonNode node) {
        int weight = 4;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                weight += e.getKey().length() + weight(e.getValue());
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                weight += weight(item);
            }
        } else if (node.isTextual()) {
            weight += node.asText().length();
        }
        return weight;
    }

    private static void times(ObjectNode body, String pointer, List<FieldError> errors) {
        time(body.get("eventTime"), pointer + "/eventTime", errors);
        JsonNode declared = body.path("errorDeclaration").get("declarationTime");
        if (declared != null) {
            time(declared, pointer + "/errorDeclaration/declarationTime", errors);
        }
        JsonNode elements = body.path("sensorElementList");
        for (int i = 0; i < elements.size(); i++) {
            String at = pointer + "/sensorElementList/" + i;
            for (String field : List.of("time", "startTime", "endTime")) {
                JsonNode time = elements.get(i).path("sensorMetadata").get(field);
                if (time != null) {
                    time(time, at + "/sensorMetadata/" + field, errors);
                }
            }
            JsonNode reports = elements.get(i).path("sensorReport");
            for (int j = 0; j < reports.size(); j++) {
                JsonNode time = reports.get(j).get("time");
                if (time != null) {
                    time(time, at + "/sensorReport/" + j + "/time", errors);
                }
            }
        }
    }

    private static void time(JsonNode time, String at, List<FieldError> errors) {
        if (!EventReading.isTime(time)) {
            errors.add(new FieldError(at, "须为带时区的日期时间 (a date and time with its offset, ISO 8601)"));
        }
    }

    /** What is looked up by an index, which has room for so much and no more. */
    private static void lengths(ObjectNode body, String pointer, List<FieldError> errors) {
        shortEnough(body.get("eventID"), MOST_BYTES_OF_AN_IDENTIFIER, pointer + "/eventID", errors);
        for (String field : List.of("bizStep", "disposition")) {
            shortEnough(body.get(field), MOST_BYTES_OF_A_WORD, pointer + "/" + field, errors);
        }
        TYPED_LISTS.forEach((list, field) -> {
            JsonNode entries = body.path(list);
            for (int i = 0; i < entries.size(); i++) {
                String at = pointer + "/" + list + "/" + i;
                shortEnough(entries.get(i).get("type"), MOST_BYTES_OF_A_WORD, at + "/type", errors);
                shortEnough(entries.get(i).get(field), MOST_BYTES_OF_AN_IDENTIFIER, at + "/" + field, errors);
            }
        });
        JsonNode corrective = body.path("errorDeclaration").path("correctiveEventIDs");
        size(corrective, pointer + "/errorDeclaration/correctiveEventIDs", errors);
        for (int i = 0; i < corrective.size(); i++) {
            shortEnough(
                    corrective.get(i),
                    MOST_BYTES_OF_AN_IDENTIFIER,
                    pointer + "/errorDeclaration/correctiveEventIDs/" + i,
                    errors);
        }
    }

    private static void shortEnough(JsonNode text, int mostBytes, String at, List<FieldError> errors) {
        if (text != null && Json.isLongerThan(text.asText(), mostBytes)) {
            errors.add(new FieldError(at, "最多" + mostBytes + "字节 (at most " + mostBytes + " bytes)"));
        }
    }

    private static void identifiers(ObjectNode body, String pointer, List<FieldError> errors) {
        for (String list : List.of("epcList", "childEPCs", "inputEPCList", "outputEPCList")) {
            JsonNode epcs = body.path(list);
            size(epcs, pointer + "/" + list, errors);
            for (int i = 0; i < epcs.size(); i++) {
                identifier(epcs.get(i).asText(), pointer + "/" + list + "/" + i, errors);
            }
        }
        for (String list : List.of("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList")) {
            JsonNode quantities = body.path(list);
            size(quantities, pointer + "/" + list, errors);
            for (int i = 0; i < quantities.size(); i++) {
                String at = pointer + "/" + list + "/" + i;
                identifier(quantities.get(i).path("epcClass").asText(), at + "/epcClass", errors);
                JsonNode quantity = quantities.get(i).get("quantity");
                if (quantity != null
                        && (quantity.decimalValue().signum() < 0
                                || !EventReading.isStorable(quantity.decimalValue()))) {
                    errors.add(new FieldError(
                            at + "/quantity", "数量不得为负或超出范围 (a quantity is not negative, up to 20+12 digits)"));
                }
                if (quantities.get(i).has("uom") && quantity == null) {
                    errors.add(new FieldError(at + "/uom", "有单位须有数量 (a unit needs a quantity)"));
                }
            }
        }
        for (String list : List.of("bizTransactionList", "sourceList", "destinationList", "sensorElementList")) {
            size(body.path(list), pointer + "/" + list, errors);
        }
        for (String field : List.of("parentID", "transformationID")) {
            if (body.hasNonNull(field)) {
                identifier(body.get(field).asText(), pointer + "/" + field, errors);
            }
        }
        for (String field : List.of("readPoint", "bizLocation")) {
            if (body.path(field).hasNonNull("id")) {
                identifier(body.path(field).get("id").asText(), pointer + "/" + field + "/id", errors);
            }
        }
    }

    private static void size(JsonNode list, String at, List<FieldError> errors) {
        if (list.size() > MOST_ITEMS) {
            errors.add(new FieldError(at, "最多" + MOST_ITEMS + "项 (at most " + MOST_ITEMS + " entries)"));
        }
    }

    private static void identifier(String uri, String at, List<FieldError> errors) {
        if (Json.isLongerThan(uri, MOST_BYTES_OF_AN_IDENTIFIER)) {
            errors.add(new FieldError(
                    at,
                    "标识最多" + MOST_BYTES_OF_AN_IDENTIFIER + "字节 (an identifier has at most "
                            + MOST_BYTES_OF_AN_IDENTIFIER + " bytes)"));
        } else if (EpcUri.claimsToBeGs1(uri)) {
            var parsed = EpcUri.parse(uri);
            if (parsed.isEmpty()) {
                errors.add(new FieldError(at, "不是有效的GS1标识 (not a valid GS1 identifier): " + uri));
            } else if (!parsed.get().checkDigitHolds()) {
                errors.add(new FieldError(at, "GS1校验位不符 (wrong GS1 check digit): " + uri));
            }
        }
    }

    private static void whatItIsAbout(ObjectNode body, String type, String pointer, List<FieldError> errors) {
        boolean delete = body.path("action").asText().equals("DELETE");
        boolean things =
                !body.path("epcList").isEmpty() || !body.path("quantityList").isEmpty();
        switch (type) {
            case "ObjectEvent" -> {
                if (!things && body.path("sensorElementList").isEmpty()) {
                    errors.add(
                            new FieldError(
                                    pointer + "/epcList",
                                    "须有epcList、quantityList或sensorElementList (something must be named: epcList, quantityList or sensorElementList)"));
                }
            }
            case "TransactionEvent" -> {
                if (!things && !delete && !body.hasNonNull("parentID")) {
                    errors.add(new FieldError(
                            pointer + "/epcList",
                            "须有parentID、epcList或quantityList (parentID, epcList or quantityList is needed)"));
                }
            }
            case "AggregationEvent" -> {
                if (!body.hasNonNull("parentID")
                        && !body.path("action").asText().equals("OBSERVE")) {
                    errors.add(
                            new FieldError(pointer + "/parentID", "ADD与DELETE须有parentID (needed for ADD and DELETE)"));
                }
            }
            default -> {}
        }
        JsonNode metadata = body.path("sensorElementList");
        for (int i = 0; i < metadata.size(); i++) {
            JsonNode m = metadata.get(i).path("sensorMetadata");
            if (m.has("startTime")
                    && m.has("endTime")
                    && EventReading.isTime(m.get("startTime"))
                    && EventReading.isTime(m.get("endTime"))
                    && EventHash.parseTime(m.get("endTime").asText())
                            .toInstant()
                            .isBefore(EventHash.parseTime(m.get("startTime").asText())
                                    .toInstant())) {
                errors.add(new FieldError(
                        pointer + "/sensorElementList/" + i + "/sensorMetadata/endTime",
                        "结束早于开始 (ends before it starts)"));
            }
        }
    }

    /** Whether the database can hold all of it; only for what it can't are places looked for. */
    private static boolean isStorable(JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                if (!isStorable(e.getKey()) || !isStorable(e.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (!isStorable(item)) {
                    return false;
                }
            }
            return true;
        }
        return node.isTextual()
                ? isStorable(node.textValue())
                : !node.isBigDecimal() || EventReading.isStorable(node.decimalValue());
    }

    /** PostgreSQL can hold neither the null character nor half a surrogate pair. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void texts(JsonNode node, String pointer, List<FieldError> errors) {
        if (node.isObject()) {
            node.properties().forEach(e -> {
                String at = pointer + "/" + Namespaces.escape(e.getKey());
                text(e.getKey(), at, errors);
                texts(e.getValue(), at, errors);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                texts(node.get(i), pointer + "/" + i, errors);
            }
        } else if (node.isTextual()) {
            text(node.asText(), pointer, errors);
        } else if (node.isBigDecimal() && !EventReading.isStorable(node.decimalValue())) {
            errors.add(new FieldError(pointer, "数字超出范围 (number out of range: up to 20+12 digits)"));
        }
    }

    private static void text(String text, String at, List<FieldError> errors) {
        if (!isStorable(text)) {
            errors.add(new FieldError(at, "含有无效字符 (contains a character that is not allowed)"));
        }
    }

    private static List<FieldError> schemaErrors(Schema schema, JsonNode node, String pointer) {
        Map<String, FieldError> errors = new LinkedHashMap<>();
        for (Error e : schema.validate(node)) {
            String at = pointer + e.getInstanceLocation();
            String property = e.getProperty();
            if (property != null && e.getKeyword() != null && e.getKeyword().equals("required")) {
                at = at + "/" + Namespaces.escape(property);
            }
            errors.putIfAbsent(at, new FieldError(at, message(e)));
            if (errors.size() >= MOST_ERRORS) {
                break;
            }
        }
        return List.copyOf(errors.values());
    }

    private static String message(Error e) {
        String message = e.getMessage();
        int colon = message == null ? -1 : message.indexOf(": ");
        String plain = message == null ? "invalid" : colon >= 0 ? message.substring(colon + 2) : message;
        return plain.length() > 300 ? plain.substring(0, 300) + "…" : plain;
    }

    private static Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (EpcisEvent.Type type : EpcisEvent.Type.values()) {
            schemas.put(type.name(), compile(type.name()));
        }
        return Map.copyOf(schemas);
    }

    private static Schema compile(String definition) {
        ObjectNode schema = Json.object();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("$ref", "#/definitions/" + definition);
        schema.set("definitions", SCHEMA.get("definitions"));
        return SchemaRegistry.withDefaultDialect(DRAFT_7).getSchema(schema);
    }
}
