package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herbtrust.kernel.Refused;

/** Master data of a document's header: vocabularies, their elements, the attributes and parts of these. */
final class MasterData {

    /** A header describes the places and goods of one sender. */
    private static final int MOST_ELEMENTS = 10_000;

    private static final int MOST_OF_AN_ELEMENT = 1_000;
    private static final int LONGEST = 2048;

    private record Key(String type, String element) {}

    private final Map<Key, Element> elements = new LinkedHashMap<>();

    /** One element of a vocabulary, such as a place. */
    static final class Element {
        private final ArrayNode attributes = Json.MAPPER.createArrayNode();
        private final List<String> children = new ArrayList<>();

        /** @param value null where it is a structure */
        void attribute(String name, String value) {
            if (attributes.size() >= MOST_OF_AN_ELEMENT || name.isEmpty() || name.length() > LONGEST) {
                throw tooLarge();
            }
            ObjectNode attribute =
                    attributes.addObject().put("ord", attributes.size()).put("name", name);
            attribute.put("value", value == null || value.length() > LONGEST ? null : value);
        }

        void child(String id) {
            if (children.size() >= MOST_OF_AN_ELEMENT || id.length() > LONGEST) {
                throw tooLarge();
            }
            children.add(EpcUri.canonical(id));
        }
    }

    /** The element, new or as it was said before in the same document. */
    Element add(String type, String id) {
        if (elements.size() >= MOST_ELEMENTS || id.length() > LONGEST || type.length() > LONGEST) {
            throw tooLarge();
        }
        return elements.computeIfAbsent(new Key(type, canonical(type, id)), k -> new Element());
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    /** As the store takes it: one object an element. */
    ArrayNode json() {
        ArrayNode json = Json.MAPPER.createArrayNode();
        elements.forEach((key, element) -> {
            ObjectNode node = json.addObject().put("type", key.type()).put("element", key.element());
            node.set("attributes", element.attributes);
            ArrayNode children = node.putArray("children");
            element.children.stream().distinct().forEach(children::add);
        });
        return json;
    }

    /** @param document in JSON; the schema has seen its header already */
    static MasterData of(JsonNode document, Namespaces namespaces) {
        MasterData read = new MasterData();
        for (JsonNode vocabulary : document.at("/epcisHeader/epcisMasterData/vocabularyList")) {
            String type = namespaces.expand(vocabulary.path("type").asText());
            for (JsonNode node : vocabulary.path("vocabularyElementList")) {
                Element element = read.add(type, node.path("id").asText());
                for (JsonNode attribute : node.path("attributes")) {
                    JsonNode value = attribute.path("attribute");
                    String name = namespaces.expand(attribute.path("id").asText());
                    for (JsonNode one : value.isArray()
                            ? value
                            : Json.MAPPER.createArrayNode().add(value)) {
                        element.attribute(name, one.isValueNode() ? one.asText() : null);
                    }
                }
                node.path("children").forEach(child -> element.child(child.asText()));
            }
        }
        return read;
    }

    private static String canonical(String type, String id) {
        if (type.endsWith("BusinessStep") || type.endsWith("BusinessStepID")) {
            return Vocabulary.BIZ_STEP.compact(id, Namespaces.GS1);
        }
        return type.endsWith("Disposition") || type.endsWith("DispositionID")
                ? Vocabulary.DISPOSITION.compact(id, Namespaces.GS1)
                : EpcUri.canonical(id);
    }

    private static Refused tooLarge() {
        return new Refused(
                Refusal.TOO_LARGE,
                "主数据过多或过长 (master data: at most " + MOST_ELEMENTS + " elements with " + MOST_OF_AN_ELEMENT
                        + " attributes or children of " + LONGEST + " characters)");
    }
}
