package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.herbtrust.kernel.Refused;

/**
 * EPCIS XML, 2.0 and 1.2, as the JSON document that says the same. No entity is resolved, no document type or schema
 * fetched.
 */
final class XmlDocument {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final Set<String> EVENTS = Set.of(
            "ObjectEvent",
            "AggregationEvent",
            "TransactionEvent",
            "TransformationEvent",
            "AssociationEvent",
            "QuantityEvent");
    private static final Set<String> EPC_LISTS = Set.of("epcList", "childEPCs", "inputEPCList", "outputEPCList");
    private static final Set<String> QUANTITY_LISTS =
            Set.of("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList");
    private static final Map<String, String> TYPED_LISTS =
            Map.of("bizTransactionList", "bizTransaction", "sourceList", "source", "destinationList", "destination");
    private static final Set<String> NUMBERS =
            Set.of("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue", "quantity");

    /** A full document of 10,000 events has some 200,000; the shortest elements would make three million. */
    static final int MOST_ELEMENTS = 500_000;

    /** Our own little tree: Java's DOM loses nothing that we need, but keeps ten times the memory. */
    private static final class Element {
        final String namespace;
        final String local;
        final Map<String, String> attributes = new LinkedHashMap<>();
        final List<String> attributeNamespaces = new ArrayList<>();
        final List<Element> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        final int line;

        Element(String namespace, String local, int line) {
            this.namespace = namespace == null ? "" : namespace;
            this.local = local;
            this.line = line;
        }

        boolean is(String name) {
            return local.equals(name);
        }

        String value() {
            return text.toString().strip();
        }
    }

    private final Map<String, String> prefixOfNamespace = new LinkedHashMap<>();

    /** The elements of the events, in order: what a pointer into the JSON comes from. */
    private final List<Element> eventElements = new ArrayList<>();

    private final MasterData masterData = new MasterData();

    private XmlDocument() {}

    /**
     * A document that was read.
     *
     * @param json that says the same, without its header
     */
    record Read(ObjectNode json, MasterData masterData, Lines lines) {}

    /** Where in the XML a thing is that the JSON has at a pointer. */
    @FunctionalInterface
    interface Lines {
        /** 1 for the first line; 0 if it cannot be told. */
        int of(int event, String pointerWithinEvent);
    }

    static Read read(byte[] bytes) {
        try {
            XmlDocument document = new XmlDocument();
            ObjectNode json = document.document(bytes);
            return new Read(json, document.masterData, document::line);
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " " + at.getLineNumber() + ":" + at.getColumnNumber();
            throw new Refused(Refusal.UNREADABLE, "XML有误，行:列" + where + " (malformed XML at line:column" + where + ")");
        }
    }

    private ObjectNode document(byte[] bytes) throws XMLStreamException {
        Element root = tree(bytes);
        if (!root.is("EPCISDocument") && !root.is("EPCISQueryDocument")) {
            throw new Refused(
                    Refusal.UNREADABLE, "根元素须为EPCISDocument (the root element is EPCISDocument): " + root.local);
        }
        ObjectNode document = Json.object();
        document.put("type", root.local);
        document.put("schemaVersion", root.attributes.getOrDefault("schemaVersion", "2.0"));
        if (root.attributes.containsKey("creationDate")) {
            document.put("creationDate", root.attributes.get("creationDate"));
        }
        ArrayNode events = Json.MAPPER.createArrayNode();
        vocabularies(root);
        find(root, events);
        ArrayNode context = document.putArray("@context");
        context.add(Namespaces.GS1_CONTEXT_URL);
        ObjectNode prefixes = Json.object();
        prefixOfNamespace.forEach((namespace, prefix) -> prefixes.put(prefix, namespace));
        if (!prefixes.isEmpty()) {
            context.add(prefixes);
        }
        document.putObject("epcisBody").set("eventList", events);
        return document;
    }

    private void find(Element element, ArrayNode events) {
        for (Element child : element.children) {
            if (EVENTS.contains(child.local) && child.namespace.isEmpty()) {
                eventElements.add(child);
                events.add(event(child));
            } else if (!child.is("EPCISHeader")) {
                find(child, events);
            }
        }
    }

    private void vocabularies(Element element) {
        for (Element child : element.children) {
            if (child.is("Vocabulary") && child.namespace.isEmpty()) {
                String type = child.attributes.getOrDefault("type", "");
                child.children.stream()
                        .filter(list -> list.is("VocabularyElementList"))
                        .flatMap(list -> list.children.stream())
                        .forEach(e -> vocabularyElement(type, e));
            } else if (!child.is("EventList")) {
                vocabularies(child);
            }
        }
    }

    private void vocabularyElement(String type, Element element) {
        MasterData.Element read = masterData.add(type, element.attributes.getOrDefault("id", ""));
        for (Element child : element.children) {
            if (child.is("attribute")) {
                read.attribute(
                        child.attributes.getOrDefault("id", ""), child.children.isEmpty() ? child.value() : null);
            } else if (child.is("children")) {
                child.children.forEach(id -> read.child(id.value()));
            }
        }
    }

    private int line(int event, String pointer) {
        Element at = eventElements.get(event);
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            Element next = step.matches("\\d{1,6}")
                    ? nth(at, Integer.parseInt(step))
                    : named(at, step.replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                break;
            }
            at = next;
        }
        return at.line;
    }

    private static Element nth(Element list, int index) {
        return index < list.children.size() ? list.children.get(index) : null;
    }

    private Element named(Element parent, String key) {
        for (Element child : parent.children) {
            if (key(child).equals(key)) {
                return child;
            }
            if (child.namespace.isEmpty() && (child.is("extension") || child.is("baseExtension"))) {
                Element inside = named(child, key);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    private ObjectNode event(Element element) {
        ObjectNode event = Json.object();
        event.put("type", element.local);
        fields(element, event);
        return event;
    }

    private void fields(Element parent, ObjectNode event) {
        for (Element child : parent.children) {
            String name = child.local;
            if (!child.namespace.isEmpty()) {
                add(event, key(child), extension(child));
            } else if (name.equals("extension") || name.equals("baseExtension")) {
                fields(child, event);
            } else if (EPC_LISTS.contains(name)) {
                ArrayNode epcs = event.putArray(name);
                child.children.forEach(epc -> epcs.add(epc.value()));
            } else if (QUANTITY_LISTS.contains(name)) {
                ArrayNode quantities = event.putArray(name);
                child.children.forEach(q -> quantities.add(simple(q)));
            } else if (TYPED_LISTS.containsKey(name)) {
                ArrayNode list = event.putArray(name);
                for (Element entry : child.children) {
                    ObjectNode typed = list.addObject();
                    if (entry.attributes.containsKey("type")) {
                        typed.put("type", entry.attributes.get("type"));
                    }
                    typed.put(TYPED_LISTS.get(name), entry.value());
                }
            } else if (name.equals("readPoint") || name.equals("bizLocation")) {
                event.set(name, place(child));
            } else if (name.equals("persistentDisposition")) {
                ObjectNode dispositions = event.putObject(name);
                child.children.forEach(d -> add(dispositions, d.local, TextNode.valueOf(d.value())));
                List.of("set", "unset").forEach(s -> toArray(dispositions, s));
            } else if (name.equals("errorDeclaration")) {
                event.set(name, errorDeclaration(child));
            } else if (name.equals("sensorElementList")) {
                ArrayNode elements = event.putArray(name);
                child.children.forEach(e -> elements.add(sensorElement(e)));
            } else if (name.equals("ilmd")) {
                ObjectNode ilmd = event.putObject(name);
                extensions(child, ilmd);
            } else {
                add(event, name, TextNode.valueOf(child.value()));
            }
        }
    }

    private ObjectNode place(Element element) {
        ObjectNode place = Json.object();
        for (Element child : element.children) {
            if (child.namespace.isEmpty() && child.is("id")) {
                place.put("id", child.value());
            } else if (child.is("extension") && child.namespace.isEmpty()) {
                extensions(child, place);
            } else {
                add(place, key(child), extension(child));
            }
        }
        return place;
    }

    private ObjectNode errorDeclaration(Element element) {
        ObjectNode declaration = Json.object();
        for (Element child : element.children) {
            if (child.is("correctiveEventIDs") && child.namespace.isEmpty()) {
                ArrayNode ids = declaration.putArray("correctiveEventIDs");
                child.children.forEach(id -> ids.add(id.value()));
            } else if (child.is("extension") && child.namespace.isEmpty()) {
                extensions(child, declaration);
            } else if (child.namespace.isEmpty()) {
                declaration.put(child.local, child.value());
            } else {
                add(declaration, key(child), extension(child));
            }
        }
        return declaration;
    }

    private ObjectNode sensorElement(Element element) {
        ObjectNode sensor = Json.object();
        for (Element child : element.children) {
            if (child.namespace.isEmpty() && child.is("sensorMetadata")) {
                sensor.set("sensorMetadata", attributes(child));
            } else if (child.namespace.isEmpty() && child.is("sensorReport")) {
                ArrayNode reports =
                        sensor.get("sensorReport") instanceof ArrayNode list ? list : sensor.putArray("sensorReport");
                reports.add(attributes(child));
            } else if (child.namespace.isEmpty() && child.is("extension")) {
                extensions(child, sensor);
            } else {
                add(sensor, key(child), extension(child));
            }
        }
        return sensor;
    }

    /** Sensor data keeps its standard fields in attributes. */
    private ObjectNode attributes(Element element) {
        ObjectNode node = Json.object();
        int i = 0;
        for (Map.Entry<String, String> a : element.attributes.entrySet()) {
            String namespace = element.attributeNamespaces.get(i++);
            if (!namespace.isEmpty()) {
                node.put(prefix(namespace, a.getKey()) + ":" + local(a.getKey()), a.getValue());
            } else if (NUMBERS.contains(a.getKey())) {
                node.set(a.getKey(), number(a.getValue()));
            } else if (a.getKey().equals("booleanValue")) {
                node.set(a.getKey(), bool(a.getValue()));
            } else {
                node.put(a.getKey(), a.getValue());
            }
        }
        element.children.forEach(child -> add(node, key(child), extension(child)));
        return node;
    }

    private static ObjectNode simple(Element element) {
        ObjectNode node = Json.object();
        for (Element child : element.children) {
            node.set(
                    child.local,
                    NUMBERS.contains(child.local) ? number(child.value()) : TextNode.valueOf(child.value()));
        }
        return node;
    }

    private void extensions(Element parent, ObjectNode into) {
        for (Element child : parent.children) {
            if (child.namespace.isEmpty() && child.is("extension")) {
                extensions(child, into);
            } else {
                add(into, key(child), extension(child));
            }
        }
    }

    private JsonNode extension(Element element) {
        String type = element.attributes.getOrDefault("xsi:type", "");
        ObjectNode node = Json.object();
        int i = 0;
        for (Map.Entry<String, String> a : element.attributes.entrySet()) {
            String namespace = element.attributeNamespaces.get(i++);
            if (!namespace.equals(XSI)) {
                add(
                        node,
                        namespace.isEmpty() ? a.getKey() : prefix(namespace, a.getKey()) + ":" + local(a.getKey()),
                        TextNode.valueOf(a.getValue()));
            }
        }
        element.children.forEach(child -> add(node, key(child), extension(child)));
        if (!node.isEmpty()) {
            if (!element.value().isEmpty()) {
                node.set("#text", typed(element.value(), type));
            }
            return node;
        }
        return typed(element.value(), type);
    }

    private static JsonNode typed(String value, String xsiType) {
        return switch (xsiType.substring(xsiType.indexOf(':') + 1)) {
            case "integer", "int", "long", "short", "decimal", "double", "float" -> number(value);
            case "boolean" -> bool(value);
            default -> TextNode.valueOf(value);
        };
    }

    // What is no number stays text, for the schema to refuse with its pointer.
    private static JsonNode number(String value) {
        try {
            return value.length() <= Json.LONGEST_NUMBER
                    ? DecimalNode.valueOf(new BigDecimal(value.strip()))
                    : TextNode.valueOf(value);
        } catch (NumberFormatException notANumber) {
            return TextNode.valueOf(value);
        }
    }

    private static JsonNode bool(String value) {
        return switch (value) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> TextNode.valueOf(value);
        };
    }

    private static void add(ObjectNode node, String key, JsonNode value) {
        JsonNode there = node.get(key);
        if (there == null) {
            node.set(key, value);
        } else if (there instanceof ArrayNode list) {
            list.add(value);
        } else {
            node.putArray(key).add(there).add(value);
        }
    }

    private static void toArray(ObjectNode node, String key) {
        JsonNode value = node.get(key);
        if (value != null && !value.isArray()) {
            node.putArray(key).add(value);
        }
    }

    private String key(Element element) {
        return element.namespace.isEmpty()
                ? element.local
                : prefix(element.namespace, element.local) + ":" + local(element.local);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** One prefix a namespace in the whole document; the sender's where it can be kept. */
    private String prefix(String namespace, String qualified) {
        String known = prefixOfNamespace.get(namespace);
        if (known != null) {
            return known;
        }
        String wanted = qualified.contains(":") ? qualified.substring(0, qualified.indexOf(':')) : "";
        String prefix =
                wanted.matches("[A-Za-z][A-Za-z0-9_-]{0,30}") && !wanted.matches("https?|urn|xml.*") ? wanted : "ns";
        String candidate = prefix;
        for (int n = 1; isTaken(candidate, namespace); n++) {
            candidate = prefix + n;
        }
        prefixOfNamespace.put(namespace, candidate);
        return candidate;
    }

    // In XML a prefix means nothing by itself; here tcm does.
    private boolean isTaken(String prefix, String namespace) {
        return prefixOfNamespace.containsValue(prefix) || (prefix.equals("tcm") && !namespace.equals(Namespaces.TCM));
    }

    private Element tree(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        List<Element> open = new ArrayList<>();
        Element root = null;
        int count = 0;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++count > MOST_ELEMENTS) {
                        throw new Refused(
                                Refusal.TOO_LARGE,
                                "XML最多" + MOST_ELEMENTS + "个元素 (at most " + MOST_ELEMENTS + " elements)");
                    }
                    Element element = element(in);
                    if (open.size() >= Json.DEEPEST) {
                        throw new Refused(
                                Refusal.TOO_LARGE,
                                "XML最深" + Json.DEEPEST + "层 (at most " + Json.DEEPEST + " levels of elements)");
                    }
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.get(open.size() - 1).children.add(element);
                    }
                    open.add(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.get(open.size() - 1).text.append(in.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Refused(Refusal.UNREADABLE, "不允许实体引用 (entity references are not allowed)");
                default -> {}
            }
        }
        if (root == null) {
            throw new Refused(Refusal.UNREADABLE, "XML为空 (empty XML)");
        }
        return root;
    }

    private Element element(XMLStreamReader in) {
        Element element = new Element(
                in.getNamespaceURI(), in.getLocalName(), in.getLocation().getLineNumber());
        if (!element.namespace.isEmpty() && !element.namespace.startsWith("urn:epcglobal:epcis")) {
            prefix(element.namespace, in.getPrefix() + ":");
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String namespace = in.getAttributeNamespace(i) == null ? "" : in.getAttributeNamespace(i);
            String name = in.getAttributeLocalName(i);
            if (!namespace.isEmpty() && !namespace.equals(XSI)) {
                prefix(namespace, in.getAttributePrefix(i) + ":");
            }
            element.attributes.put(
                    namespace.equals(XSI)
                            ? "xsi:" + name
                            : namespace.isEmpty() ? name : in.getAttributePrefix(i) + ":" + name,
                    in.getAttributeValue(i));
            element.attributeNamespaces.add(namespace);
        }
        return element;
    }
}
