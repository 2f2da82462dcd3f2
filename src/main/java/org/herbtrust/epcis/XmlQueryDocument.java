package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Events as an EPCISQueryDocument in EPCIS 2.0 XML: the same that {@link QueryDocument} says, in the schema's order. */
final class XmlQueryDocument {

    private static final String QUERY = "urn:epcglobal:epcis-query:xsd:2";
    private static final String EPCIS = "urn:epcglobal:epcis:xsd:2";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /** What all events begin and end with (EPCISEventType and the tail of each type in EPCglobal-epcis-2_0.xsd). */
    private static final List<String> HEAD = List.of(
            "eventTime", "recordTime", "eventTimeZoneOffset", "eventID", "errorDeclaration", "certificationInfo");

    private static final List<String> WHY_AND_WHERE =
            List.of("action", "bizStep", "disposition", "readPoint", "bizLocation");
    private static final List<String> TAIL =
            List.of("sourceList", "destinationList", "sensorElementList", "persistentDisposition", "ilmd");

    private static final Map<EpcisEvent.Type, List<String>> ORDER = Map.of(
            EpcisEvent.Type.ObjectEvent,
                    order(List.of("epcList"), WHY_AND_WHERE, List.of("bizTransactionList", "quantityList")),
            EpcisEvent.Type.AggregationEvent,
                    order(
                            List.of("parentID", "childEPCs"),
                            WHY_AND_WHERE,
                            List.of("bizTransactionList", "childQuantityList")),
            EpcisEvent.Type.TransactionEvent,
                    order(List.of("bizTransactionList", "parentID", "epcList"), WHY_AND_WHERE, List.of("quantityList")),
            EpcisEvent.Type.TransformationEvent,
                    order(
                            List.of(
                                    "inputEPCList",
                                    "inputQuantityList",
                                    "outputEPCList",
                                    "outputQuantityList",
                                    "transformationID"),
                            WHY_AND_WHERE,
                            List.of("bizTransactionList")),
            EpcisEvent.Type.AssociationEvent,
                    order(
                            List.of("parentID", "childEPCs", "childQuantityList"),
                            WHY_AND_WHERE,
                            List.of("bizTransactionList")));

    private static final Map<String, Vocabulary> REPORT_WORDS = Map.of(
            "type", Vocabulary.MEASUREMENT, "exception", Vocabulary.EXCEPTION, "component", Vocabulary.COMPONENT);

    private final XMLStreamWriter out;
    private final CbvFormat words;

    /** Of the event that is being written. */
    private Namespaces namespaces = Namespaces.GS1;

    private final Map<String, String> prefixOf = new HashMap<>();

    private XmlQueryDocument(XMLStreamWriter out, CbvFormat words) {
        this.out = out;
        this.words = words;
    }

    static byte[] of(
            List<CapturedEvent> events, String queryName, Instant now, EpcFormat identifiers, CbvFormat words) {
        return written(out -> new XmlQueryDocument(out, words).document(events, queryName, now, identifiers));
    }

    /** Writes to the stream writer that it is given. */
    @FunctionalInterface
    private interface Writing {
        void to(XMLStreamWriter out) throws XMLStreamException;
    }

    private static byte[] written(Writing writing) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
            XMLStreamWriter out =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writing.to(out);
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A capture job as the standard's XML has it. */
    static byte[] of(CaptureJob job) {
        return written(out -> {
            out.writeStartElement("epcis", "EPCISCaptureJob", EPCIS);
            out.writeNamespace("epcis", EPCIS);
            out.writeAttribute("captureID", job.id().toString());
            out.writeAttribute("running", Boolean.toString(job.running()));
            out.writeAttribute("success", Boolean.toString(job.success()));
            element(out, "captureErrorBehaviour", job.behaviour().word());
            element(out, "createdAt", EventHash.time(job.createdAt()));
            if (job.finishedAt().isPresent()) {
                element(out, "finishedAt", EventHash.time(job.finishedAt().get()));
            }
            if (!job.errors().isEmpty()) {
                out.writeStartElement("errors");
                for (CaptureJob.Problem problem : job.errors()) {
                    out.writeStartElement("error");
                    element(out, "type", problem.type());
                    element(out, "title", problem.title());
                    element(out, "status", Integer.toString(problem.status()));
                    element(out, "detail", told(problem));
                    out.writeEndElement();
                }
                out.writeEndElement();
            }
            out.writeEndElement();
        });
    }

    /** The schema has no place for the single errors but the text. */
    private static String told(CaptureJob.Problem problem) {
        StringBuilder text = new StringBuilder(problem.pointer()).append(' ').append(problem.detail());
        problem.errors()
                .forEach(e -> text.append("; ").append(e.pointer()).append(' ').append(e.detail()));
        return text.toString().strip();
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private void document(List<CapturedEvent> events, String queryName, Instant now, EpcFormat identifiers)
            throws XMLStreamException {
        out.writeStartElement("epcisq", "EPCISQueryDocument", QUERY);
        out.writeNamespace("epcisq", QUERY);
        out.writeNamespace("xsi", XSI);
        out.writeNamespace("xsd", XSD);
        out.writeAttribute("schemaVersion", "2.0");
        out.writeAttribute("creationDate", EventHash.time(now));
        out.writeStartElement("EPCISBody");
        out.writeStartElement("epcisq", "QueryResults", QUERY);
        element(out, "queryName", queryName);
        out.writeStartElement("resultsBody");
        out.writeStartElement("EventList");
        for (CapturedEvent event : events) {
            event(event.event().type(), QueryDocument.event(event, identifiers));
        }
        out.writeEndElement();
        out.writeEndElement();
        out.writeEndElement();
        out.writeEndElement();
        out.writeEndElement();
    }

    private void event(EpcisEvent.Type type, ObjectNode event) throws XMLStreamException {
        namespaces = Namespaces.GS1.with(event.get("@context"), "", new ArrayList<>());
        out.writeStartElement(type.name());
        declare(event);
        for (String field : ORDER.get(type)) {
            if (event.hasNonNull(field)) {
                standard(field, event.get(field));
            }
        }
        extensions(event);
        out.writeEndElement();
    }

    /** Each event declares what it uses: two senders may give one prefix two meanings. */
    private void declare(ObjectNode event) throws XMLStreamException {
        prefixOf.clear();
        Set<String> keys = new HashSet<>();
        keys(event, keys);
        Set<String> taken = new HashSet<>(Set.of("xsi", "xsd", "epcisq", "xml", "xmlns", "rdf"));
        if (keys.remove("@id")) {
            prefixOf.put(RDF, "rdf");
            out.writeNamespace("rdf", RDF);
        }
        for (String key : keys.stream().sorted().toList()) {
            Optional<Namespaces.Name> name = namespaces.name(key);
            if (name.isEmpty()
                    || name.get().namespace().isEmpty()
                    || prefixOf.containsKey(name.get().namespace())) {
                continue;
            }
            String wanted = key.substring(0, key.indexOf(':'));
            String stem =
                    namespaces.namespaceOf(wanted).isPresent() && wanted.matches("[A-Za-z][\\w-]*") ? wanted : "ns";
            String prefix = stem;
            for (int n = 1; !taken.add(prefix); n++) {
                prefix = stem + n;
            }
            prefixOf.put(name.get().namespace(), prefix);
            out.writeNamespace(prefix, name.get().namespace());
        }
    }

    private static void keys(JsonNode node, Set<String> keys) {
        if (node.isObject()) {
            node.properties().forEach(e -> {
                if (e.getKey().equals("@id")) {
                    keys.add("@id");
                } else if (!e.getKey().startsWith("@") && e.getKey().indexOf(':') > 0) {
                    keys.add(e.getKey());
                }
                if (!e.getKey().equals("@context")) {
                    keys(e.getValue(), keys);
                }
            });
        } else if (node.isArray()) {
            node.forEach(item -> keys(item, keys));
        }
    }

    private void standard(String field, JsonNode value) throws XMLStreamException {
        switch (field) {
            case "epcList", "childEPCs", "inputEPCList", "outputEPCList" -> {
                out.writeStartElement(field);
                for (JsonNode epc : value) {
                    element(out, "epc", epc.asText());
                }
                out.writeEndElement();
            }
            case "quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList" -> {
                out.writeStartElement(field);
                for (JsonNode quantity : value) {
                    out.writeStartElement("quantityElement");
                    for (String part : List.of("epcClass", "quantity", "uom")) {
                        if (quantity.hasNonNull(part)) {
                            element(out, part, text(quantity.get(part)));
                        }
                    }
                    out.writeEndElement();
                }
                out.writeEndElement();
            }
            case "bizTransactionList" -> typed(field, "bizTransaction", Vocabulary.BIZ_TRANSACTION, value);
            case "sourceList" -> typed(field, "source", Vocabulary.SOURCE_DESTINATION, value);
            case "destinationList" -> typed(field, "destination", Vocabulary.SOURCE_DESTINATION, value);
            case "bizStep" -> element(out, field, words.spell(Vocabulary.BIZ_STEP, value.asText(), namespaces));
            case "disposition" -> element(out, field, words.spell(Vocabulary.DISPOSITION, value.asText(), namespaces));
            case "persistentDisposition" -> {
                out.writeStartElement(field);
                for (String which : List.of("unset", "set")) {
                    for (JsonNode word : value.path(which)) {
                        element(out, which, words.spell(Vocabulary.DISPOSITION, word.asText(), namespaces));
                    }
                }
                out.writeEndElement();
            }
            case "readPoint", "bizLocation" -> {
                out.writeStartElement(field);
                element(out, "id", value.path("id").asText());
                extensions(value);
                out.writeEndElement();
            }
            case "errorDeclaration" -> errorDeclaration(value);
            case "sensorElementList" -> {
                out.writeStartElement(field);
                for (JsonNode sensor : value) {
                    sensor(sensor);
                }
                out.writeEndElement();
            }
            case "ilmd" -> {
                out.writeStartElement(field);
                extensions(value);
                out.writeEndElement();
            }
            default -> {
                for (JsonNode one :
                        value.isArray() ? value : Json.MAPPER.createArrayNode().add(value)) {
                    element(out, field, text(one));
                }
            }
        }
    }

    private void typed(String list, String field, Vocabulary types, JsonNode values) throws XMLStreamException {
        out.writeStartElement(list);
        for (JsonNode value : values) {
            out.writeStartElement(field);
            if (value.hasNonNull("type")) {
                out.writeAttribute("type", words.spell(types, value.get("type").asText(), namespaces));
            }
            out.writeCharacters(value.path(field).asText());
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private void errorDeclaration(JsonNode declaration) throws XMLStreamException {
        out.writeStartElement("errorDeclaration");
        element(out, "declarationTime", declaration.path("declarationTime").asText());
        if (declaration.hasNonNull("reason")) {
            element(
                    out,
                    "reason",
                    words.spell(
                            Vocabulary.ERROR_REASON, declaration.get("reason").asText(), namespaces));
        }
        if (!declaration.path("correctiveEventIDs").isEmpty()) {
            out.writeStartElement("correctiveEventIDs");
            for (JsonNode id : declaration.get("correctiveEventIDs")) {
                element(out, "correctiveEventID", id.asText());
            }
            out.writeEndElement();
        }
        extensions(declaration);
        out.writeEndElement();
    }

    private void sensor(JsonNode sensor) throws XMLStreamException {
        out.writeStartElement("sensorElement");
        if (sensor.path("sensorMetadata").isObject()) {
            attributes("sensorMetadata", sensor.get("sensorMetadata"));
        }
        for (JsonNode report : sensor.path("sensorReport")) {
            attributes("sensorReport", report);
        }
        extensions(sensor);
        out.writeEndElement();
    }

    /** Sensor data keeps its fields in attributes; only structures become elements. */
    private void attributes(String name, JsonNode fields) throws XMLStreamException {
        out.writeStartElement(name);
        for (Map.Entry<String, JsonNode> e : fields.properties()) {
            JsonNode value = e.getValue();
            if (value.isContainerNode() || value.isNull() || e.getKey().startsWith("@")) {
                continue;
            }
            Optional<Namespaces.Name> qualified = qualified(e.getKey());
            if (qualified.isPresent()) {
                out.writeAttribute(
                        prefixOf.get(qualified.get().namespace()),
                        qualified.get().namespace(),
                        xmlName(qualified.get().local()),
                        text(value));
            } else {
                Vocabulary vocabulary = name.equals("sensorReport") ? REPORT_WORDS.get(e.getKey()) : null;
                out.writeAttribute(
                        xmlName(e.getKey()),
                        vocabulary == null ? text(value) : vocabulary.uri(value.asText(), namespaces));
            }
        }
        for (Map.Entry<String, JsonNode> e : fields.properties()) {
            if (e.getValue().isContainerNode()) {
                extension(e.getKey(), e.getValue());
            }
        }
        out.writeEndElement();
    }

    private void extensions(JsonNode parent) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> e : parent.properties()) {
            if (!e.getKey().startsWith("@") && e.getKey().indexOf(':') > 0) {
                extension(e.getKey(), e.getValue());
            }
        }
    }

    private void extension(String key, JsonNode value) throws XMLStreamException {
        if (value instanceof ArrayNode list) {
            for (JsonNode item : list) {
                extension(key, item);
            }
            return;
        }
        if (value.isNull()) {
            return;
        }
        Optional<Namespaces.Name> qualified = qualified(key);
        if (qualified.isPresent()) {
            out.writeStartElement(
                    prefixOf.get(qualified.get().namespace()),
                    xmlName(qualified.get().local()),
                    qualified.get().namespace());
        } else {
            out.writeStartElement(xmlName(key));
        }
        if (value instanceof ObjectNode object) {
            inside(object);
        } else {
            xsiType(value);
            out.writeCharacters(text(value));
        }
        out.writeEndElement();
    }

    private void inside(ObjectNode object) throws XMLStreamException {
        if (object.path("@id").isTextual()) {
            out.writeAttribute(
                    prefixOf.get(RDF), RDF, "resource", object.get("@id").asText());
        }
        JsonNode own = object.has("@value") ? object.get("@value") : object.get("#text");
        if (own != null && own.isValueNode()) {
            xsiType(own);
            out.writeCharacters(text(own));
        }
        for (Map.Entry<String, JsonNode> e : object.properties()) {
            if (!e.getKey().startsWith("@") && !e.getKey().equals("#text")) {
                extension(e.getKey(), e.getValue());
            }
        }
    }

    /** So that a number comes back as a number. */
    private void xsiType(JsonNode value) throws XMLStreamException {
        if (value.isNumber()) {
            out.writeAttribute("xsi", XSI, "type", value.isIntegralNumber() ? "xsd:integer" : "xsd:decimal");
        } else if (value.isBoolean()) {
            out.writeAttribute("xsi", XSI, "type", "xsd:boolean");
        }
    }

    private Optional<Namespaces.Name> qualified(String key) {
        return namespaces.name(key).filter(n -> prefixOf.containsKey(n.namespace()));
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    /** A key may be any text, the name of an element not: what is no letter of a name is written by its number. */
    private static String xmlName(String key) {
        StringBuilder name = new StringBuilder(key.length());
        key.codePoints().forEach(c -> {
            boolean letter = Character.isLetter(c) || c == '_';
            boolean follows = letter || Character.isDigit(c) || c == '-' || c == '.';
            if (name.isEmpty() ? letter : follows) {
                name.appendCodePoint(c);
            } else {
                name.append(String.format("_x%04X_", c));
            }
        });
        return name.isEmpty() ? "_" : name.toString();
    }

    private static List<String> order(List<String> before, List<String> middle, List<String> after) {
        List<String> order = new ArrayList<>(HEAD);
        order.addAll(before);
        order.addAll(middle);
        order.addAll(after);
        order.addAll(TAIL);
        return List.copyOf(order);
    }
}
