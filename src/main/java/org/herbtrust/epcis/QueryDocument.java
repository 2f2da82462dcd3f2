package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Events as an EPCISQueryDocument in JSON-LD. */
final class QueryDocument {

    private static final List<String> EPC_LISTS = List.of("epcList", "childEPCs", "inputEPCList", "outputEPCList");
    private static final List<String> QUANTITY_LISTS =
            List.of("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList");
    private static final Map<String, String> TYPED_LISTS =
            Map.of("bizTransactionList", "bizTransaction", "sourceList", "source", "destinationList", "destination");

    private QueryDocument() {}

    static ObjectNode of(List<CapturedEvent> events, String queryName, Instant now, EpcFormat format) {
        return of(events, queryName, Optional.empty(), now, format);
    }

    /** @param subscription that this is the answer for, if it is sent because of one */
    static ObjectNode of(
            List<CapturedEvent> events, String queryName, Optional<UUID> subscription, Instant now, EpcFormat format) {
        ObjectNode document = Json.object();
        ObjectNode prefixes = Json.object();
        Set<String> contested = new HashSet<>();
        for (CapturedEvent e : events) {
            e.event().body().path("@context").properties().forEach(p -> {
                JsonNode other = prefixes.get(p.getKey());
                if (Namespaces.GS1.namespaceOf(p.getKey()).isPresent()
                        && !p.getKey().equals("tcm")) {
                    contested.add(p.getKey());
                } else if (other == null) {
                    prefixes.set(p.getKey(), p.getValue());
                } else if (!other.equals(p.getValue())) {
                    contested.add(p.getKey());
                }
            });
        }
        // a prefix that two senders use for different things stays with their events
        prefixes.remove(contested);
        ArrayNode context = document.putArray("@context").add(Namespaces.GS1_CONTEXT_URL);
        if (!prefixes.isEmpty()) {
            context.add(prefixes);
        }
        document.put("type", "EPCISQueryDocument").put("schemaVersion", "2.0").put("creationDate", EventHash.time(now));
        ObjectNode results = document.putObject("epcisBody").putObject("queryResults");
        subscription.ifPresent(id -> results.put("subscriptionID", id.toString()));
        results.put("queryName", queryName);
        ArrayNode list = results.putObject("resultsBody").putArray("eventList");
        for (CapturedEvent e : events) {
            ObjectNode event = event(e, format);
            if (event.get("@context") instanceof ObjectNode own) {
                own.remove(List.copyOf(
                        prefixes.properties().stream().map(Map.Entry::getKey).toList()));
                if (own.isEmpty()) {
                    event.remove("@context");
                }
            }
            list.add(event);
        }
        return document;
    }

    /** One event for itself, with the context that makes it readable. */
    static ObjectNode single(CapturedEvent captured) {
        ObjectNode event = event(captured, EpcFormat.NO_PREFERENCE);
        ArrayNode context = Json.MAPPER.createArrayNode().add(Namespaces.GS1_CONTEXT_URL);
        if (event.get("@context") instanceof ObjectNode own) {
            context.add(own);
        }
        event.set("@context", context);
        return event;
    }

    /** The event with its record time, its identifiers spelt as was asked for. */
    static ObjectNode event(CapturedEvent captured, EpcFormat format) {
        ObjectNode event = captured.event().body().deepCopy();
        event.put("recordTime", EventHash.time(captured.recordTime()));
        if (format != EpcFormat.NO_PREFERENCE) {
            for (String list : EPC_LISTS) {
                if (event.get(list) instanceof ArrayNode epcs) {
                    for (int i = 0; i < epcs.size(); i++) {
                        epcs.set(i, TextNode.valueOf(format.spell(epcs.get(i).asText())));
                    }
                }
            }
            QUANTITY_LISTS.forEach(list -> event.path(list).forEach(q -> spell((ObjectNode) q, "epcClass", format)));
            TYPED_LISTS.forEach((list, field) -> event.path(list).forEach(t -> spell((ObjectNode) t, field, format)));
            spell(event, "parentID", format);
            spell(event, "transformationID", format);
            for (String place : List.of("readPoint", "bizLocation")) {
                if (event.get(place) instanceof ObjectNode node) {
                    spell(node, "id", format);
                }
            }
        }
        return event;
    }

    private static void spell(ObjectNode node, String field, EpcFormat format) {
        if (node.path(field).isTextual()) {
            node.put(field, format.spell(node.get(field).asText()));
        }
    }
}
