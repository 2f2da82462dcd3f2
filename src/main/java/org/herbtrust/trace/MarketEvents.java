package org.herbtrust.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Kilograms;

/** Writes commands as the EPCIS events that they are; the one place where the market's words become the standard's. */
final class MarketEvents {

    /** Namespace of the market's extension fields; the prefix in events is {@code tcm}. */
    static final String NAMESPACE = "https://ns.herbtrust.org/tcm/";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MarketEvents() {}

    /** @param action null for transformations */
    static ObjectNode event(
            String type, String action, String bizStep, String disposition, Gln place, Instant at, UUID id) {
        ObjectNode event = JSON.objectNode();
        ObjectNode context = JSON.objectNode().put("tcm", NAMESPACE);
        event.set("@context", JSON.arrayNode().add(context));
        event.put("type", type);
        // An id of its own: two sales of a kilogram in the same second are two events, which the hash could not tell
        // apart.
        event.put("eventID", "urn:uuid:" + id);
        event.put("eventTime", at.truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("eventTimeZoneOffset", "+08:00");
        if (action != null) {
            event.put("action", action);
        }
        event.put("bizStep", bizStep);
        if (disposition != null) {
            event.put("disposition", disposition);
        }
        event.set("readPoint", JSON.objectNode().put("id", place.placeUri()));
        event.set("bizLocation", JSON.objectNode().put("id", place.placeUri()));
        return event;
    }

    static ObjectNode quantity(String epcClass, Kilograms kg) {
        return JSON.objectNode()
                .put("epcClass", epcClass)
                .put("quantity", new BigDecimal(kg.toString()))
                .put("uom", "KGM");
    }

    static ArrayNode list(ObjectNode... entries) {
        ArrayNode list = JSON.arrayNode();
        for (ObjectNode entry : entries) {
            list.add(entry);
        }
        return list;
    }

    static ArrayNode parties(String role, Gln party) {
        return list(JSON.objectNode().put("type", "owning_party").put(role, party.partyUri()));
    }
}
