package org.herbtrust.epcis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;

/**
 * A document taken apart: its events as they were sent and what its prefixes mean.
 *
 * @param pointer where the list of events is, {@code /epcisBody/eventList}
 * @param lines of an XML document; empty for JSON, where pointers say where
 */
record EpcisDocument(
        JsonNode root,
        List<ObjectNode> events,
        Namespaces namespaces,
        String pointer,
        MasterData masterData,
        Optional<XmlDocument.Lines> lines) {

    static final int MOST_BYTES = 12_000_000;
    static final int MOST_EVENTS = 10_000;

    private static final String EVENTS = "/epcisBody/eventList";
    private static final String RESULTS = "/epcisBody/queryResults/resultsBody/eventList";

    String pointerOf(int index) {
        return pointer + "/" + index;
    }

    /**
     * A document for capture.
     *
     * @throws Refused unless it is an EPCISDocument within the limits, valid but for its events
     */
    static EpcisDocument forCapture(byte[] bytes, MediaKind kind) {
        EpcisDocument document = read(bytes, kind);
        if (!document.root.path("type").asText().equals("EPCISDocument")) {
            throw new Refused(
                    Refusal.INVALID,
                    "采集只接受EPCISDocument (only an EPCISDocument can be captured)",
                    List.of(new FieldError("/type", "EPCISDocument")));
        }
        ObjectNode frame = frame((ObjectNode) document.root);
        List<FieldError> errors = new ArrayList<>(EventRules.checkDocument(frame));
        if (!frame.path("schemaVersion").asText("2.0").matches("(2\\.[01]|1\\.[012])(\\..*)?")) {
            errors.add(new FieldError("/schemaVersion", "支持2.0与1.2 (2.0 and 1.2 are supported)"));
        }
        Namespaces.GS1.with(document.root.get("@context"), "/@context", errors);
        if (!errors.isEmpty()) {
            throw new Refused(Refusal.INVALID, "文档不符合EPCIS 2.0 (the document is not valid EPCIS 2.0)", errors);
        }
        return document;
    }

    /** The document around its events, which are judged one by one. */
    private static ObjectNode frame(ObjectNode root) {
        ObjectNode frame = Json.object();
        frame.setAll(root);
        if (root.path("epcisBody") instanceof ObjectNode body
                && body.path("eventList").isArray()) {
            ObjectNode empty = Json.object();
            empty.setAll(body);
            empty.putArray("eventList");
            frame.set("epcisBody", empty);
        }
        return frame;
    }

    /** What is wrong with one event, with the line where the document has lines. */
    List<FieldError> placed(int index, List<FieldError> errors) {
        return lines.isEmpty()
                ? errors
                : errors.stream()
                        .map(e -> {
                            String within = e.pointer().startsWith(pointerOf(index))
                                    ? e.pointer().substring(pointerOf(index).length())
                                    : "";
                            int line = lines.get().of(index, within);
                            return new FieldError(e.pointer(), "第" + line + "行 (line " + line + "): " + e.detail());
                        })
                        .toList();
    }

    /** @throws Refused (413) that tells the limit */
    static void checkSize(int bytes) {
        if (bytes > MOST_BYTES) {
            throw new Refused(
                    Refusal.TOO_LARGE, "文档最大" + MOST_BYTES + "字节 (a document has at most " + MOST_BYTES + " bytes)");
        }
    }

    /** Any document with events, a query's answer too, valid or not. */
    static EpcisDocument read(byte[] bytes, MediaKind kind) {
        checkSize(bytes.length);
        Optional<XmlDocument.Read> xml =
                kind == MediaKind.XML ? Optional.of(XmlDocument.read(bytes)) : Optional.empty();
        JsonNode root = xml.isPresent() ? xml.get().json() : json(bytes);
        if (!(root instanceof ObjectNode object)) {
            throw new Refused(Refusal.UNREADABLE, "须为JSON对象 (the document is a JSON object)");
        }
        Namespaces namespaces = Namespaces.GS1.with(object.get("@context"), "/@context", new ArrayList<>());
        String pointer = object.at(RESULTS).isArray() ? RESULTS : EVENTS;
        JsonNode list = object.at(pointer);
        List<ObjectNode> events = new ArrayList<>();
        if (list.isArray()) {
            if (list.size() > MOST_EVENTS) {
                throw new Refused(
                        Refusal.TOO_LARGE,
                        "文档最多" + MOST_EVENTS + "个事件 (a document has at most " + MOST_EVENTS + " events)");
            }
            for (int i = 0; i < list.size(); i++) {
                if (!(list.get(i) instanceof ObjectNode event)) {
                    throw new Refused(
                            Refusal.INVALID,
                            "事件须为JSON对象 (an event is a JSON object)",
                            List.of(new FieldError(pointer + "/" + i, "object")));
                }
                events.add(event);
            }
        } else if (object.path("type").asText().endsWith("Event")) {
            return new EpcisDocument(root, List.of(object), Namespaces.GS1, "", new MasterData(), Optional.empty());
        }
        return new EpcisDocument(
                root,
                List.copyOf(events),
                namespaces,
                pointer,
                xml.map(XmlDocument.Read::masterData).orElseGet(() -> MasterData.of(object, namespaces)),
                xml.map(XmlDocument.Read::lines));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " " + at.getLineNr() + ":" + at.getColumnNr();
            String original = e.getOriginalMessage();
            throw new Refused(
                    Refusal.UNREADABLE,
                    "JSON有误，行:列" + where + " (malformed JSON at line:column" + where + "): "
                            + (original.length() > 200 ? original.substring(0, 200) : original));
        } catch (IOException e) {
            throw new Refused(Refusal.UNREADABLE, "JSON无法读取 (unreadable JSON)");
        }
    }
}
