package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.herbtrust.kernel.Quantity;
import org.herbtrust.kernel.Refused.FieldError;

/**
 * One event as it was sent, brought into the form in which it is kept: standard names and words bare, extension keys
 * with their prefix, and in {@code @context} whatever GS1's own context does not say about it. Values that identify
 * things keep the spelling of the sender; comparing them is done on {@link EpcUri#canonical}.
 *
 * @param body complete, with its event id
 * @param hash the CBV 2.0 event hash
 * @param event empty if there are errors
 * @param errors pointers into the document
 */
record EventReading(
        ObjectNode body, Namespaces namespaces, String hash, Optional<EpcisEvent> event, List<FieldError> errors) {

    private static final Map<String, Vocabulary> EVENT_WORDS =
            Map.of("bizStep", Vocabulary.BIZ_STEP, "disposition", Vocabulary.DISPOSITION);
    private static final Map<String, Vocabulary> TYPED_LISTS = Map.of(
            "bizTransactionList",
            Vocabulary.BIZ_TRANSACTION,
            "sourceList",
            Vocabulary.SOURCE_DESTINATION,
            "destinationList",
            Vocabulary.SOURCE_DESTINATION);
    private static final Map<String, Vocabulary> REPORT_WORDS = Map.of(
            "type", Vocabulary.MEASUREMENT, "exception", Vocabulary.EXCEPTION, "component", Vocabulary.COMPONENT);

    /** @param pointer where the event is in its document, empty for an event alone */
    static EventReading of(ObjectNode sent, Namespaces document, String pointer) {
        List<FieldError> errors = new ArrayList<>();
        Namespaces namespaces = document.with(sent.get("@context"), pointer + "/@context", errors);
        ObjectNode body = compact(sent, namespaces, pointer, errors);
        errors.addAll(EventRules.check(body, pointer));
        if (!errors.isEmpty()) {
            return new EventReading(body, namespaces, "", Optional.empty(), List.copyOf(errors));
        }
        String hash = EventHash.of(body, namespaces);
        if (!body.hasNonNull("eventID")) {
            body.put("eventID", hash);
        }
        return new EventReading(body, namespaces, hash, Optional.of(event(body, namespaces)), List.of());
    }

    EventReading with(List<FieldError> other) {
        return new EventReading(body, namespaces, hash, event, other);
    }

    /** The hash of an event that need not be valid, for checking foreign documents. */
    static String hashOf(ObjectNode sent, Namespaces document) {
        Namespaces namespaces = document.with(sent.get("@context"), "", new ArrayList<>());
        return EventHash.of(compact(sent, namespaces, "", new ArrayList<>()), namespaces);
    }

    static String preHashOf(ObjectNode sent, Namespaces document) {
        Namespaces namespaces = document.with(sent.get("@context"), "", new ArrayList<>());
        return EventHash.preHash(compact(sent, namespaces, "", new ArrayList<>()), namespaces);
    }

    /** An event that is in the store, so that it was valid when it came. */
    static EpcisEvent stored(ObjectNode body) {
        Namespaces namespaces = Namespaces.GS1.with(body.get("@context"), "", new ArrayList<>());
        return event(body, namespaces);
    }

    private static ObjectNode compact(ObjectNode sent, Namespaces namespaces, String pointer, List<FieldError> errors) {
        ObjectNode body = Json.object();
        sent.properties().forEach(e -> {
            String key = standardName(e.getKey(), namespaces, true);
            if (!key.equals("@context")) {
                body.set(key, e.getValue().deepCopy());
            }
        });
        if (body.path("type").isTextual()) {
            body.put("type", bare(body.get("type").asText(), namespaces));
        }
        EVENT_WORDS.forEach((field, vocabulary) -> word(body, field, vocabulary, namespaces));
        TYPED_LISTS.forEach((field, vocabulary) -> each(body.get(field), e -> word(e, "type", vocabulary, namespaces)));
        if (body.get("persistentDisposition") instanceof ObjectNode dispositions) {
            words(dispositions, "set", namespaces);
            words(dispositions, "unset", namespaces);
        }
        if (body.get("errorDeclaration") instanceof ObjectNode declaration) {
            word(declaration, "reason", Vocabulary.ERROR_REASON, namespaces);
        }
        for (String place : List.of("readPoint", "bizLocation")) {
            if (body.get(place) instanceof ObjectNode node && node.has("@id")) {
                node.set("id", node.remove("@id"));
            } else if (body.path(place).isTextual()) {
                body.set(place, Json.object().put("id", body.get(place).asText()));
            }
        }
        each(
                body.get("sensorElementList"),
                element -> each(
                        element.get("sensorReport"),
                        report -> REPORT_WORDS.forEach(
                                (field, vocabulary) -> word(report, field, vocabulary, namespaces))));

        Set<String> prefixes = new TreeSet<>();
        Set<String> keys = new HashSet<>();
        if (!collect(body, namespaces, prefixes, keys)) {
            undeclared(body, namespaces, pointer, errors);
        }
        if (keys.stream().anyMatch(namespaces::isOursUnderAnotherName)) {
            inOurPrefix(body, namespaces);
            prefixes.clear();
            keys.clear();
            collect(body, namespaces, prefixes, keys);
        }
        ObjectNode context = namespaces.contextFor(prefixes, keys);
        if (!context.isEmpty()) {
            body.set("@context", context);
        }
        return body;
    }

    private static String standardName(String key, Namespaces namespaces, boolean top) {
        if (key.equals("@type")) {
            return "type";
        }
        if (key.equals("@id") || key.equals("id")) {
            return top ? "eventID" : "id";
        }
        if (key.indexOf(':') < 0) {
            return EventRules.isStandard(key) ? key : namespaces.bareTerm(key).orElse(key);
        }
        return bare(key, namespaces);
    }

    // epcis:eventTime and its full URI are the plain eventTime
    private static String bare(String text, Namespaces namespaces) {
        String uri = namespaces.expand(text);
        return uri.startsWith(Namespaces.EPCIS) ? uri.substring(Namespaces.EPCIS.length()) : text;
    }

    private static void word(ObjectNode node, String field, Vocabulary vocabulary, Namespaces namespaces) {
        if (node.path(field).isTextual()) {
            node.put(field, vocabulary.compact(node.get(field).asText(), namespaces));
        }
    }

    private static void words(ObjectNode node, String field, Namespaces namespaces) {
        if (node.get(field) instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isTextual()) {
                    list.set(
                            i,
                            TextNode.valueOf(
                                    Vocabulary.DISPOSITION.compact(list.get(i).asText(), namespaces)));
                }
            }
        }
    }

    private static void each(JsonNode list, java.util.function.Consumer<ObjectNode> action) {
        if (list != null && list.isArray()) {
            for (JsonNode item : list) {
                if (item instanceof ObjectNode node) {
                    action.accept(node);
                }
            }
        }
    }

    /**
     * Finds the prefixes in use.
     *
     * @return whether every key's prefix is declared
     */
    private static boolean collect(JsonNode node, Namespaces namespaces, Set<String> prefixes, Set<String> keys) {
        boolean declared = true;
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                String key = e.getKey();
                if (key.equals("@context")) {
                    continue;
                }
                int colon = key.indexOf(':');
                if (colon > 0) {
                    declared &= namespaces.name(key).isPresent();
                    prefixes.add(key.substring(0, colon));
                    keys.add(key);
                }
                declared &= collect(e.getValue(), namespaces, prefixes, keys);
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                declared &= collect(item, namespaces, prefixes, keys);
            }
        } else if (node.isTextual()) {
            String text = node.asText();
            int colon = text.indexOf(':');
            if (colon > 0
                    && colon < 40
                    && namespaces.namespaceOf(text.substring(0, colon)).isPresent()) {
                prefixes.add(text.substring(0, colon));
            }
        }
        return declared;
    }

    /** Tells the keys whose prefix nobody declared. */
    private static void undeclared(JsonNode node, Namespaces namespaces, String pointer, List<FieldError> errors) {
        if (node.isObject()) {
            node.properties().stream()
                    .filter(e -> !e.getKey().equals("@context"))
                    .forEach(e -> {
                        String at = pointer + "/" + Namespaces.escape(e.getKey());
                        int colon = e.getKey().indexOf(':');
                        if (colon > 0 && namespaces.name(e.getKey()).isEmpty()) {
                            errors.add(new FieldError(
                                    at,
                                    "前缀未声明 (this prefix is not declared in @context): "
                                            + e.getKey().substring(0, colon)));
                        }
                        undeclared(e.getValue(), namespaces, at, errors);
                    });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                undeclared(node.get(i), namespaces, pointer + "/" + i, errors);
            }
        }
    }

    // What the market reads it reads under one name, so that no field escapes by another prefix.
    private static void inOurPrefix(JsonNode node, Namespaces namespaces) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            object.properties().forEach(e -> {
                inOurPrefix(e.getValue(), namespaces);
                String key = e.getKey();
                fields.put(
                        namespaces.isOursUnderAnotherName(key)
                                ? "tcm:" + namespaces.name(key).orElseThrow().local()
                                : key,
                        e.getValue());
            });
            object.removeAll();
            object.setAll(fields);
        } else {
            node.forEach(item -> inOurPrefix(item, namespaces));
        }
    }

    private static EpcisEvent event(ObjectNode body, Namespaces namespaces) {
        return new EpcisEvent(
                EpcisEvent.Type.valueOf(body.get("type").asText()),
                body.get("eventID").asText(),
                EventHash.parseTime(body.get("eventTime").asText()).toInstant(),
                ZoneOffset.of(body.get("eventTimeZoneOffset").asText()),
                text(body, "action").map(EpcisEvent.Action::valueOf),
                text(body, "bizStep").map(namespaces::expand),
                text(body, "disposition").map(namespaces::expand),
                text(body.path("readPoint"), "id").map(EpcUri::canonical),
                text(body.path("bizLocation"), "id").map(EpcUri::canonical),
                text(body, "parentID").map(EpcUri::canonical),
                text(body, "transformationID").map(EpcUri::canonical),
                epcs(body, body.has("childEPCs") ? "childEPCs" : "epcList"),
                quantities(body, body.has("childQuantityList") ? "childQuantityList" : "quantityList"),
                epcs(body, "inputEPCList"),
                quantities(body, "inputQuantityList"),
                epcs(body, "outputEPCList"),
                quantities(body, "outputQuantityList"),
                typed(body, "bizTransactionList", "bizTransaction", namespaces),
                typed(body, "sourceList", "source", namespaces),
                typed(body, "destinationList", "destination", namespaces),
                errorDeclaration(body.path("errorDeclaration"), namespaces),
                body);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    private static List<String> epcs(JsonNode body, String field) {
        List<String> epcs = new ArrayList<>();
        body.path(field).forEach(e -> epcs.add(EpcUri.canonical(e.asText())));
        return List.copyOf(epcs);
    }

    private static List<EpcisEvent.ClassQuantity> quantities(JsonNode body, String field) {
        List<EpcisEvent.ClassQuantity> quantities = new ArrayList<>();
        for (JsonNode q : body.path(field)) {
            Optional<Quantity> amount = q.hasNonNull("quantity")
                    ? Optional.of(new Quantity(
                            q.get("quantity").decimalValue(), text(q, "uom").orElse(null)))
                    : Optional.empty();
            quantities.add(new EpcisEvent.ClassQuantity(
                    EpcUri.canonical(q.get("epcClass").asText()), amount));
        }
        return List.copyOf(quantities);
    }

    private static List<EpcisEvent.Typed> typed(JsonNode body, String list, String field, Namespaces namespaces) {
        List<EpcisEvent.Typed> typed = new ArrayList<>();
        for (JsonNode e : body.path(list)) {
            typed.add(new EpcisEvent.Typed(
                    namespaces.expand(e.path("type").asText("")),
                    EpcUri.canonical(e.get(field).asText())));
        }
        return List.copyOf(typed);
    }

    private static Optional<EpcisEvent.ErrorDeclaration> errorDeclaration(JsonNode node, Namespaces namespaces) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        List<String> corrective = new ArrayList<>();
        node.path("correctiveEventIDs").forEach(id -> corrective.add(id.asText()));
        return Optional.of(new EpcisEvent.ErrorDeclaration(
                EventHash.parseTime(node.get("declarationTime").asText()).toInstant(),
                text(node, "reason").map(namespaces::expand),
                List.copyOf(corrective)));
    }

    /** Whether {@link #event} will be able to read this time. */
    static boolean isTime(JsonNode node) {
        try {
            int year = EventHash.parseTime(node.asText()).getYear();
            return node.isTextual() && year >= 1 && year <= 9999;
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    /** Whether the number can be stored and compared: at most 20 digits before the point and 12 after it. */
    static boolean isStorable(BigDecimal number) {
        return number.precision() - number.scale() <= 20
                && number.stripTrailingZeros().scale() <= 12;
    }
}
