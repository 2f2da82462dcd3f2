package org.herbtrust.trace;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.herbtrust.People;
import org.herbtrust.People.Person;
import org.herbtrust.Samples;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.merchant.Merchants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One call tells what a client would find who walks from event to event. */
@QuarkusTest
class LineagesTest {

    private static final AtomicLong BOXES = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    @Inject
    Lineages lineages;

    @Inject
    Trace trace;

    @Inject
    Epcis epcis;

    @Inject
    Merchants merchants;

    @Inject
    Samples samples;

    @Inject
    People people;

    @Inject
    ObjectMapper json;

    private Actor grower;
    private Actor trader;
    private LotView plotOne;
    private LotView plotTwo;
    private LotView dried;
    private LotView sold;
    private String label;

    /** Two plots are merged, dried, sent to a stall and packed there. */
    @BeforeEach
    void goods() {
        grower = samples.grower();
        trader = samples.trader();
        plotOne = samples.harvested(grower, 300);
        plotTwo = samples.harvested(grower, 100);
        LotView merged = trace.merge(
                new Merge(List.of(
                        new Merge.Portion(plotOne.code(), Kilograms.of(300)),
                        new Merge.Portion(plotTwo.code(), Kilograms.of(100)))),
                grower);
        dried = trace.process(
                new Processing(merged.code(), Kilograms.of(400), "drying", Form.DRIED, Kilograms.of(140)), grower);
        ConsignmentView sent = trace.ship(new Shipping(dried.code(), id(trader), Kilograms.of(100)), grower);
        trace.receive(new Receiving(sent.id(), Kilograms.of(100)), trader);
        sold = trace.split(new Split(dried.code(), List.of(Kilograms.of(60))), trader)
                .get(0);
        label = "https://id.gs1.org/01/" + sold.gtin().orElseThrow() + "/21/" + sold.code() + "P";
        trace.pack(new Pack(sold.code(), List.of(label), Kilograms.of(1)), trader);
    }

    @Test
    void aPackTellsWhichFractionOfItCameFromWhichPlot() {
        Tracing found = back(label);

        assertThat(found.kind()).isEqualTo(Tracing.Kind.PACKAGE);
        assertThat(found.complete()).isTrue();
        assertThat(found.origins())
                .extracting(Tracing.Origin::lot, origin -> origin.share().toPlainString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(plotOne.code(), "0.750000"),
                        org.assertj.core.groups.Tuple.tuple(plotTwo.code(), "0.250000"));
        assertThat(found.lots()).extracting(Tracing.Relative::level).containsExactly(0, -1, -2, -3, -3);
        assertThat(found.events()).extracting(e -> e.bizStep().orElse("")).contains("commissioning", "packing");
    }

    @Test
    void forwardTellsWhoHasHowMuchOfWhatCameFromThePlot() {
        Tracing found = lineages.trace(plotTwo.code().value(), Tracing.Way.FORWARD, Optional.empty(), official());

        assertThat(found.destinations())
                .extracting(Tracing.Destination::holder, d -> d.kg().toString(), d -> d.share()
                        .toPlainString())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(id(grower), "40", "0.250000"),
                        org.assertj.core.groups.Tuple.tuple(id(trader), "40", "0.250000"),
                        org.assertj.core.groups.Tuple.tuple(id(trader), "60", "0.250000"));
        assertThat(found.things()).contains(label);
    }

    @Test
    void anEventIsTracedBackFromWhatCameOutOfIt() {
        String drying = trace.steps(dried.code()).get(0).eventId();

        Tracing found = back(drying);

        assertThat(found.kind()).isEqualTo(Tracing.Kind.EVENT);
        assertThat(found.origins()).hasSize(2);
        assertThat(found.lots().get(0).code()).isEqualTo(dried.code());
    }

    @Test
    void aDepthCutsAndTheAnswerSaysSo() {
        Tracing one = lineages.trace(sold.code().value(), Tracing.Way.BACK, Optional.of(1), official());

        assertThat(one.lots()).extracting(Tracing.Relative::code).containsExactly(sold.code(), dried.code());
        assertThat(one.complete()).isFalse();
        assertThat(one.origins()).singleElement().satisfies(origin -> assertThat(origin.cut())
                .isTrue());
    }

    @Test
    void whatHappenedToAContainerCountsWhileTheGoodsWereInIt() {
        String box = sscc();
        String pallet = sscc();
        Instant start = Instant.parse("2026-09-01T00:00:00Z");
        container("ADD", box, label, start);
        String early = moved(pallet, start.plusSeconds(50));
        container("ADD", pallet, box, start.plusSeconds(100));
        String within = moved(pallet, start.plusSeconds(200));
        container("DELETE", pallet, null, start.plusSeconds(300));
        String later = moved(pallet, start.plusSeconds(400));
        String boxAlone = moved(box, start.plusSeconds(500));
        container("DELETE", box, label, start.plusSeconds(600));
        String empty = moved(box, start.plusSeconds(700));

        Tracing found = back(label);

        assertThat(found.events())
                .extracting(e -> e.eventId().orElseThrow())
                .contains(within, boxAlone)
                .doesNotContain(early, later, empty);
        assertThat(found.containers())
                .filteredOn(stay -> stay.container().equals(pallet))
                .singleElement()
                .satisfies(stay -> {
                    assertThat(stay.item()).isEqualTo(box);
                    assertThat(stay.until()).contains(start.plusSeconds(300));
                });
        assertThat(back(box).origins()).hasSize(2);
        assertThat(back(pallet).kind()).isEqualTo(Tracing.Kind.CONTAINER);
        assertThat(back(pallet).origins()).hasSize(2);
        assertThat(back(pallet).things()).contains(pallet, box);
    }

    @Test
    void aCrateThatIsUsedAgainTellsOfItsLastLoadOnly() {
        String crate = sscc();
        Instant start = Instant.parse("2026-09-01T00:00:00Z");
        LotView taken = samples.taken(trader, 10);
        String other = "https://id.gs1.org/01/" + taken.gtin().orElseThrow() + "/21/" + taken.code() + "P";
        trace.pack(new Pack(taken.code(), List.of(other), Kilograms.of(1)), trader);
        container("ADD", crate, label, start);
        container("DELETE", crate, label, start.plusSeconds(100));
        container("ADD", crate, other, start.plusSeconds(200));

        assertThat(back(crate).origins()).extracting(Tracing.Origin::lot).containsExactly(taken.code());

        container("DELETE", crate, null, start.plusSeconds(300));
        assertThat(back(crate).origins()).extracting(Tracing.Origin::lot).containsExactly(taken.code());
    }

    @Test
    void aPackingThatIsDeclaredWrongPutNothingIntoTheCrate() {
        String crate = sscc();
        container("ADD", crate, label, Instant.parse("2026-09-01T00:00:00Z"));
        ObjectNode wrong = epcis.ofEpc(crate).get(0).event().body().deepCopy();
        wrong.putObject("errorDeclaration").put("declarationTime", "2026-11-24T00:00:00Z");
        epcis.capture(wrong, Samples.admin());

        assertThat(back(crate).kind()).isEqualTo(Tracing.Kind.THING);
        assertThat(back(crate).origins()).isEmpty();
    }

    @Test
    void anIndependentClientThatWalksTheRepositoryFindsTheSameEvents() throws Exception {
        String box = sscc();
        container("ADD", box, label, Instant.parse("2026-09-02T00:00:00Z"));
        moved(box, Instant.parse("2026-09-03T00:00:00Z"));
        Person regulator = people.person(Role.REGULATOR);

        Set<String> walked = walk(label, regulator);
        Set<String> told = new TreeSet<>();
        JsonNode answer = json.readTree(regulator
                .asks()
                .queryParam("of", label)
                .queryParam("direction", "back")
                .get("/api/v1/trace")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        answer.path("events").forEach(e -> told.add(e.path("eventId").asText()));

        assertThat(told).isEqualTo(walked).hasSizeGreaterThan(8);
    }

    @Test
    void theAnswerIsAnEpcisDocumentThatAnotherRepositoryWouldTake() throws Exception {
        Person regulator = people.person(Role.REGULATOR);

        String document = regulator
                .asks()
                .accept("application/ld+json")
                .get("/api/v1/lots/" + sold.code() + "/trace?direction=both")
                .then()
                .statusCode(200)
                .contentType("application/ld+json")
                .body("type", equalTo("EPCISDocument"))
                .extract()
                .asString();

        Person admin = people.person(Role.ADMIN);
        String job = admin.asks()
                .contentType("application/ld+json")
                .body(document)
                .post("/epcis/capture")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(202)
                .extract()
                .header("Location");
        String path = job.substring(job.indexOf("/epcis"));
        String state = "";
        for (int i = 0; i < 100 && !state.contains("\"success\":true"); i++) {
            Thread.sleep(50);
            state = admin.gets(path).extract().asString().replace(" ", "");
        }
        assertThat(state).contains("\"success\":true");
    }

    @Test
    void auditorsGetAFlatTable() {
        String csv = people.person(Role.REGULATOR)
                .asks()
                .get("/api/v1/trace?format=csv&direction=back&of=" + sold.code())
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(csv.lines().findFirst().orElseThrow()).contains("event_id", "cte", "lot");
        assertThat(csv).contains("harvesting", "transformation", "shipping", "receiving", plotOne.uri());
    }

    @Test
    void thePublicSeesOriginStepsAndPlacesButNeitherPartiesNorMasses() {
        String answer = given().get("/api/v1/lots/" + sold.code() + "/trace?direction=both")
                .then()
                .statusCode(200)
                .body("origins.size()", equalTo(2))
                .body("origins[0].division", equalTo(Samples.SHIJIULI.value()))
                .body("lots[0].place", equalTo(Samples.SHIJIULI.value()))
                .extract()
                .asString();

        assertThat(answer)
                .doesNotContain(id(grower).toString(), id(trader).toString(), "\"kg\":\"", "\"born\":\"", "urn:uuid")
                .doesNotContain(sold.gtin().orElseThrow().toString(), "id.gs1.org/01");
        given().get("/api/v1/lots/" + sold.code() + "/trace?format=epcis")
                .then()
                .statusCode(403);
    }

    @Test
    void aMerchantSeesItsOwnTradeAndNotThatOfOthers() {
        Actor other = samples.trader();
        ConsignmentView sent = trace.ship(new Shipping(dried.code(), id(other), Kilograms.of(10)), grower);
        trace.receive(new Receiving(sent.id(), Kilograms.of(10)), other);

        Tracing found = lineages.trace(dried.code().value(), Tracing.Way.BOTH, Optional.empty(), Optional.of(other));

        assertThat(found.destinations()).extracting(Tracing.Destination::holder).containsOnly(id(other));
        assertThat(found.events().stream().flatMap(e -> e.party().stream()))
                .containsOnly(id(grower), id(other))
                .doesNotContain(id(trader));
        assertThat(found.lots()).allSatisfy(lot -> assertThat(lot.maker()).isEmpty());
    }

    @Test
    void aLineageThatWouldRunInACircleIsRefusedWithItsPath() {
        ObjectNode event = MarketEvents.event(
                "TransformationEvent",
                null,
                "commissioning",
                "active",
                merchants.get(id(trader)).gln(),
                Instant.now(),
                UUID.randomUUID());
        event.set("inputQuantityList", MarketEvents.list(MarketEvents.quantity(sold.uri(), Kilograms.of(10))));
        event.set("outputQuantityList", MarketEvents.list(MarketEvents.quantity(plotOne.uri(), Kilograms.of(10))));

        assertThatThrownBy(() -> epcis.capture(event, trader)).isInstanceOfSatisfying(Refused.class, no -> {
            assertThat(no.reason()).isEqualTo(TraceRefusal.CYCLE);
            assertThat(no.getMessage())
                    .contains(
                            plotOne.code().grouped() + " → ",
                            " → " + dried.code().grouped() + " → " + sold.code().grouped() + " → "
                                    + plotOne.code().grouped());
        });
    }

    @Test
    void whatNobodyEverSpokeOfIsNotFound() {
        assertThatThrownBy(() -> back("urn:uuid:" + UUID.randomUUID()))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(TraceRefusal.THING_UNKNOWN));
    }

    @Test
    void thingsThatAreNoLotsOfTheMarketAreTracedByTheirEvents() {
        String cloth = "urn:epc:id:sgtin:0614141.107346." + BOXES.incrementAndGet();
        String shirt = "urn:epc:id:sgtin:0614141.107347." + BOXES.incrementAndGet();
        ObjectNode sewing = MarketEvents.event(
                "TransformationEvent",
                null,
                "commissioning",
                "active",
                gln(),
                Instant.parse("2026-09-01T00:00:00Z"),
                UUID.randomUUID());
        sewing.putArray("inputEPCList").add(cloth);
        sewing.putArray("outputEPCList").add(shirt);
        epcis.capture(sewing, Samples.admin());
        ObjectNode weaving = MarketEvents.event(
                "ObjectEvent",
                "ADD",
                "commissioning",
                "active",
                gln(),
                Instant.parse("2026-08-01T00:00:00Z"),
                UUID.randomUUID());
        weaving.putArray("epcList").add(cloth);
        epcis.capture(weaving, Samples.admin());

        assertThat(back(shirt).events()).hasSize(2);
        assertThat(back(shirt).kind()).isEqualTo(Tracing.Kind.THING);
    }

    // ---- another's client

    /** Breadth first, by the standard's interface only. */
    private Set<String> walk(String from, Person reader) throws Exception {
        Set<String> events = new TreeSet<>();
        Set<String> seen = new LinkedHashSet<>(List.of(from));
        Deque<String> queue = new ArrayDeque<>(seen);
        while (!queue.isEmpty()) {
            String thing = queue.poll();
            Set<JsonNode> found = new HashSet<>();
            for (String parameter : List.of("MATCH_anyEPC", "MATCH_anyEPCClass")) {
                JsonNode answer = json.readTree(reader.asks()
                        .queryParam(parameter, thing)
                        .queryParam("perPage", 100)
                        .get("/epcis/events")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
                answer.path("epcisBody")
                        .path("queryResults")
                        .path("resultsBody")
                        .path("eventList")
                        .forEach(found::add);
            }
            Set<String> next = new LinkedHashSet<>();
            for (JsonNode event : found) {
                events.add(event.path("eventID").asText());
                if (has(event, "outputQuantityList", thing) || has(event, "outputEPCList", thing)) {
                    event.path("inputQuantityList")
                            .forEach(q -> next.add(q.path("epcClass").asText()));
                    event.path("inputEPCList").forEach(q -> next.add(q.asText()));
                }
                boolean inside = has(event, "childEPCs", thing) || has(event, "childQuantityList", thing);
                if (inside && event.path("action").asText().equals("ADD")) {
                    next.add(event.path("parentID").asText());
                    // what is packed together was filled from the class beside it
                    event.path("childQuantityList")
                            .forEach(q -> next.add(q.path("epcClass").asText()));
                }
            }
            next.removeAll(seen);
            seen.addAll(next);
            queue.addAll(next);
        }
        return events;
    }

    private static boolean has(JsonNode event, String list, String thing) {
        for (JsonNode entry : event.path(list)) {
            if (entry.asText().equals(thing) || entry.path("epcClass").asText().equals(thing)) {
                return true;
            }
        }
        return false;
    }

    // ---- events of containers

    private void container(String action, String parent, String childOrNull, Instant at) {
        ObjectNode event =
                MarketEvents.event("AggregationEvent", action, "packing", "in_progress", gln(), at, UUID.randomUUID());
        event.put("parentID", parent);
        event.set("childEPCs", childOrNull == null ? list() : list(childOrNull));
        epcis.capture(event, trader);
    }

    private String moved(String container, Instant at) {
        ObjectNode event =
                MarketEvents.event("ObjectEvent", "OBSERVE", "storing", "in_progress", gln(), at, UUID.randomUUID());
        event.set("epcList", list(container));
        return epcis.capture(event, trader).event().eventId();
    }

    private static JsonNode list(String... values) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (String value : values) {
            list.add(value);
        }
        return list;
    }

    private org.herbtrust.kernel.Gln gln() {
        return merchants.get(id(trader)).gln();
    }

    private static String sscc() {
        String body = "129%014d".formatted(BOXES.incrementAndGet());
        return "https://id.gs1.org/00/" + body + org.herbtrust.kernel.Gs1CheckDigit.of(body);
    }

    private Tracing back(String of) {
        return lineages.trace(of, Tracing.Way.BACK, Optional.empty(), official());
    }

    private static Optional<Actor> official() {
        return Optional.of(Samples.regulator());
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }
}
