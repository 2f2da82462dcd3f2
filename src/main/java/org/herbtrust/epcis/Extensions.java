package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/** The extension fields of an event under their full URIs, so that a query finds them whatever prefix the sender used. */
final class Extensions {

    private static final int SHORTEST_TIME = "2026-01-01T00:00Z".length();
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}[\\d:.]*(Z|[+-]\\d{2}:\\d{2})");

    private Extensions() {}

    static ObjectNode of(ObjectNode body, Namespaces namespaces) {
        ObjectNode all = Json.object();
        section(all, "event", body, namespaces);
        section(all, "ilmd", body.path("ilmd"), namespaces);
        section(all, "errorDeclaration", body.path("errorDeclaration"), namespaces);
        section(all, "readPoint", body.path("readPoint"), namespaces);
        section(all, "bizLocation", body.path("bizLocation"), namespaces);
        ArrayNode elements = Json.MAPPER.createArrayNode();
        ArrayNode metadata = Json.MAPPER.createArrayNode();
        ArrayNode reports = Json.MAPPER.createArrayNode();
        for (JsonNode element : body.path("sensorElementList")) {
            addUnlessEmpty(elements, fields(element, namespaces));
            addUnlessEmpty(metadata, fields(element.path("sensorMetadata"), namespaces));
            element.path("sensorReport").forEach(r -> addUnlessEmpty(reports, fields(r, namespaces)));
        }
        setUnlessEmpty(all, "sensorElement", elements);
        setUnlessEmpty(all, "sensorMetadata", metadata);
        setUnlessEmpty(all, "sensorReport", reports);
        return all;
    }

    private static void section(ObjectNode all, String name, JsonNode parent, Namespaces namespaces) {
        setUnlessEmpty(all, name, fields(parent, namespaces));
    }

    private static void setUnlessEmpty(ObjectNode all, String name, JsonNode value) {
        if (!value.isEmpty()) {
            all.set(name, value);
        }
    }

    private static void addUnlessEmpty(ArrayNode list, JsonNode value) {
        if (!value.isEmpty()) {
            list.add(value);
        }
    }

    private static ObjectNode fields(JsonNode parent, Namespaces namespaces) {
        ObjectNode fields = Json.object();
        parent.properties().forEach(e -> {
            if (e.getKey().indexOf(':') > 0) {
                fields.set(key(e.getKey(), namespaces), expanded(e.getValue(), namespaces));
            }
        });
        return fields;
    }

    static String key(String key, Namespaces namespaces) {
        return namespaces
                .name(key)
                .map(n -> n.namespace() + (n.namespace().equals("urn:epcglobal:cbv:mda") ? ":" : "") + n.local())
                .orElse(key);
    }

    private static JsonNode expanded(JsonNode value, Namespaces namespaces) {
        if (value.isObject()) {
            ObjectNode object = Json.object();
            value.properties()
                    .forEach(e -> object.set(key(e.getKey(), namespaces), expanded(e.getValue(), namespaces)));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            value.forEach(v -> array.add(expanded(v, namespaces)));
            return array;
        }
        return value.isTextual() ? TextNode.valueOf(comparable(value.asText())) : value;
    }

    /** A time in UTC, so that the order of texts is the order of times; any other text as it is. */
    static String comparable(String text) {
        if (text.length() < SHORTEST_TIME || !TIME.matcher(text).matches()) {
            return text;
        }
        try {
            return EventHash.time(EventHash.parseTime(text).toInstant());
        } catch (DateTimeException notATime) {
            return text;
        }
    }
}
