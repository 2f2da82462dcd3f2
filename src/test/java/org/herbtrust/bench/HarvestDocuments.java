package org.herbtrust.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.herbtrust.kernel.Uscc;

/** Documents of harvests, each event a new lot of one admitted grower, with all that the market asks of it. */
final class HarvestDocuments {

    private static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    private static final String LOTS = "https://id.gs1.org/01/02100090000015/10/B";

    private final String gln;
    private final AtomicInteger lots = new AtomicInteger();
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    private HarvestDocuments(String gln) {
        this.gln = gln;
    }

    /** Admits a grower first. */
    static HarvestDocuments of(RunningApplication application) throws IOException, InterruptedException {
        ObjectNode applying = RunningApplication.JSON.createObjectNode();
        applying.put(
                        "uscc",
                        Uscc.complete("92341602MA%07d"
                                        .formatted(ThreadLocalRandom.current().nextInt(10_000_000)))
                                .toString())
                .put("name", "测量种植户")
                .put("kind", "GROWER")
                .put("operator", "测量")
                .put("division", "341602109")
                .put("scope", "白芍")
                .put(
                        "commitmentVersion",
                        application
                                .json(application.get("/api/v1/admissions/commitment"))
                                .path("version")
                                .asText());
        String id = application
                .json(application.asAdmin("/api/v1/admissions", bytes(applying)))
                .path("id")
                .asText();
        JsonNode admitted = application.json(application.asAdmin("/api/v1/admissions/" + id + "/admit", new byte[0]));
        return new HarvestDocuments(admitted.path("gln").asText());
    }

    byte[] document(int events) {
        ObjectNode document = RunningApplication.JSON.createObjectNode();
        document.putArray("@context").add(CONTEXT);
        document.put("type", "EPCISDocument")
                .put("schemaVersion", "2.0")
                .put("creationDate", Instant.now().toString());
        ArrayNode list = document.putObject("epcisBody").putArray("eventList");
        for (int i = 0; i < events; i++) {
            list.add(event());
        }
        return bytes(document);
    }

    /** One harvest without a context, as it is inside a document. */
    ObjectNode event() {
        int n = lots.incrementAndGet();
        ObjectNode event = RunningApplication.JSON.createObjectNode();
        event.put("type", "ObjectEvent")
                .put("action", "ADD")
                .put("bizStep", "commissioning")
                .put("disposition", "active")
                .put("eventTime", Instant.now().minusSeconds(3600).toString())
                .put("eventTimeZoneOffset", "+08:00");
        event.putObject("readPoint").put("id", "https://id.gs1.org/414/" + gln);
        event.putObject("bizLocation").put("id", "https://id.gs1.org/414/" + gln);
        event.putArray("quantityList")
                .addObject()
                .put("epcClass", LOTS + run + n)
                .put("quantity", 100 + n % 400)
                .put("uom", "KGM");
        event.putObject("ilmd")
                .put("tcm:material", "baishao")
                .put("tcm:form", "fresh")
                .put("tcm:source", "cultivated")
                .put("tcm:originDivision", "341602109")
                .put("tcm:harvestDate", "2026-08-20");
        return event;
    }

    /** A pattern of SQL for the identifiers of its lots. */
    String lotsLike() {
        return LOTS + run + "%";
    }

    byte[] single() {
        ObjectNode event = event();
        event.putArray("@context").add(CONTEXT);
        return bytes(event);
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
