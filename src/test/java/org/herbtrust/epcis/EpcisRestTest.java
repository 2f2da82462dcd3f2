package org.herbtrust.epcis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.Accounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The EPCIS interface as a stranger's client sees it. */
@QuarkusTest
class EpcisRestTest {

    private static final String REFUSED_THING = "https://example.com/refused/";

    @Inject
    Accounts accounts;

    @Inject
    Epcis epcis;

    @Inject
    EventStore store;

    @Inject
    People people;

    @Inject
    Samples samples;

    private String token;

    /** Stands for the rules of the market above: it does not let a certain thing in. */
    @ApplicationScoped
    static class Doorman {
        void look(@Observes EventsCaptured captured) {
            captured.events().stream()
                    .filter(e -> e.event().epcs().stream().anyMatch(x -> x.startsWith(REFUSED_THING)))
                    .findFirst()
                    .ifPresent(e -> {
                        throw new Refused(Refusal.EVENT_ID_TAKEN, "not this one");
                    });
        }
    }

    @BeforeEach
    void signIn() {
        token = tokenOf(Role.ADMIN);
    }

    private String tokenOf(Role role) {
        String login = "epcis-" + UUID.randomUUID().toString().substring(0, 8);
        accounts.open(new Actor(login, "Test", role, Optional.empty()), "a long enough password 1");
        return accounts.issueToken(login, "test");
    }

    private RequestSpecification client() {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
    }

    // ---- GS1's examples

    @Test
    void every_example_of_gs1_is_captured_and_comes_back_equal() throws IOException {
        Map<String, String> hashOfId = new HashMap<>();
        Set<String> reused = new HashSet<>();
        for (Path file : ExampleDocumentsTest.documents().toList()) {
            EpcisDocument document = EventHashTest.document(file);
            List<EventReading> sent = readings(document);
            // two documents of GS1 use one event id for different events; the second one must be refused
            boolean clash = sent.stream()
                    .anyMatch(r -> !hashOfId.getOrDefault(id(r), r.hash()).equals(r.hash()));
            JsonNode job = capture(
                    Files.readAllBytes(file),
                    file.toString().endsWith(".xml") ? "application/xml" : "application/ld+json");
            assertThat(job.path("success").asBoolean()).as(file + " " + job).isEqualTo(!clash);
            if (clash) {
                reused.add(file.getFileName().toString());
                assertThat(job.at("/errors/0/status").asInt()).isEqualTo(409);
                continue;
            }
            for (EventReading reading : sent) {
                boolean first = hashOfId.put(id(reading), reading.hash()) == null;
                JsonNode answer = get("/epcis/events/" + Wire.encode(id(reading)));
                List<EventReading> returned = readings(
                        EpcisDocument.read(Json.write(answer).getBytes(StandardCharsets.UTF_8), MediaKind.JSON));
                assertThat(returned).extracting(EventReading::hash).contains(reading.hash());
                EventReading same = returned.stream()
                        .filter(r -> r.event()
                                .orElseThrow()
                                .errorDeclaration()
                                .equals(reading.event().orElseThrow().errorDeclaration()))
                        .findFirst()
                        .orElseThrow();
                // what was there already keeps the order and prefixes of its first sender; 26 and 26.0 are the same
                // number
                assertThat(!first
                                || withoutRecordTime(same.body())
                                        .equals(EpcisRestTest::compare, withoutRecordTime(reading.body())))
                        .as(same.body() + "\n" + reading.body())
                        .isTrue();
            }
        }
        assertThat(reused)
                .containsExactlyInAnyOrder(
                        "Example-Type-sourceOrDestination,measurement,bizTransaction.jsonld",
                        "SensorDataExample17.jsonld",
                        "object_event_all_possible_fields.jsonld");
    }

    private static JsonNode withoutRecordTime(ObjectNode body) {
        ObjectNode copy = (ObjectNode) Json.stored(Json.write(body));
        copy.remove("recordTime");
        return copy;
    }

    private static int compare(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;
    }

    private static String id(EventReading reading) {
        return reading.event().orElseThrow().eventId();
    }

    private static List<EventReading> readings(EpcisDocument document) {
        return document.events().stream()
                .map(e -> EventReading.of(e, document.namespaces(), ""))
                .toList();
    }

    // ---- capture

    @Test
    void the_same_event_twice_is_one_event() {
        ObjectNode event = event("https://example.com/twice/" + UUID.randomUUID());
        Response first = post("/epcis/events", event);
        Response second = post("/epcis/events", event);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        String epc = event.at("/epcList/0").asText();
        assertThat(get("/epcis/events?MATCH_epc=" + Wire.encode(epc))
                        .at("/epcisBody/queryResults/resultsBody/eventList"))
                .hasSize(1);
    }

    @Test
    void one_event_may_come_in_xml_and_is_the_same_as_in_json() {
        String thing = "https://example.com/xml/" + UUID.randomUUID();
        byte[] xml = xml(event(thing));
        Response first = client().contentType("application/xml").body(xml).post("/epcis/events");
        Response again = post("/epcis/events", event(thing));
        Response inXml = client().contentType("application/xml")
                .accept("application/xml")
                .body(xml)
                .post("/epcis/events");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(first.contentType()).startsWith("application/json");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(inXml.statusCode()).isEqualTo(200);
        assertThat(inXml.contentType()).startsWith("application/xml");
        assertThat(inXml.asString()).contains("<ObjectEvent>", thing);
        assertThat(client().get(first.header("Location").replaceFirst("https?://[^/]+", "") + "/document")
                        .asByteArray())
                .isEqualTo(xml);
    }

    @Test
    void two_events_or_none_in_xml_are_not_one() {
        byte[] two = xml(event("https://example.com/a/" + run()), event("https://example.com/b/" + run()));
        for (byte[] wrong : List.of(two, xml())) {
            Response answer =
                    client().contentType("application/xml").body(wrong).post("/epcis/events");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    private static String run() {
        return UUID.randomUUID().toString();
    }

    /** An EPCISDocument of release 2.0. */
    private static byte[] xml(ObjectNode... events) {
        StringBuilder list = new StringBuilder();
        for (ObjectNode e : events) {
            list.append("<ObjectEvent><eventTime>%s</eventTime><eventTimeZoneOffset>%s</eventTimeZoneOffset>"
                    .formatted(
                            e.get("eventTime").asText(),
                            e.get("eventTimeZoneOffset").asText()));
            list.append("<epcList><epc>%s</epc></epcList><action>%s</action>"
                    .formatted(e.at("/epcList/0").asText(), e.get("action").asText()));
            list.append("<bizStep>https://ref.gs1.org/cbv/BizStep-%s</bizStep>"
                    .formatted(e.get("bizStep").asText()));
            list.append("<disposition>https://ref.gs1.org/cbv/Disp-%s</disposition></ObjectEvent>"
                    .formatted(e.get("disposition").asText()));
        }
        return """
                <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"
                    creationDate="2026-05-01T10:00:00+08:00"><EPCISBody><EventList>%s</EventList></EPCISBody>
                </epcis:EPCISDocument>
                """.formatted(list).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_event_without_an_id_gets_its_hash() {
        Response answer = post("/epcis/events", event("https://example.com/id/" + UUID.randomUUID()));
        assertThat(answer.header("Location")).startsWith("http").contains("/epcis/events/ni%3A%2F%2F%2Fsha-256%3B");
        assertThat(get(answer.header("Location").replaceFirst("https?://[^/]+", ""))
                        .at("/epcisBody/queryResults/resultsBody/eventList/0/eventID")
                        .asText())
                .matches("ni:///sha-256;[0-9a-f]{64}\\?ver=CBV2\\.0");
    }

    @Test
    void the_same_id_for_another_event_is_refused_and_an_error_declaration_is_not() {
        String epc = "https://example.com/declared/" + UUID.randomUUID();
        ObjectNode event = event(epc);
        event.put("eventID", "urn:uuid:" + UUID.randomUUID());
        assertThat(post("/epcis/events", event).statusCode()).isEqualTo(201);
        ObjectNode other = event.deepCopy().put("bizStep", "receiving");
        assertThat(post("/epcis/events", other).statusCode()).isEqualTo(409);
        ObjectNode declaration = event.deepCopy();
        declaration
                .putObject("errorDeclaration")
                .put("declarationTime", "2026-05-02T10:00:00+08:00")
                .put("reason", "did_not_occur");
        assertThat(post("/epcis/events", declaration).statusCode()).isEqualTo(201);
        assertThat(get("/epcis/events/" + Wire.encode(event.get("eventID").asText()))
                        .at("/epcisBody/queryResults/resultsBody/eventList"))
                .hasSize(2);
        assertThat(get("/epcis/events?EXISTS_errorDeclaration=true&MATCH_epc=" + Wire.encode(epc))
                        .at("/epcisBody/queryResults/resultsBody/eventList"))
                .hasSize(1);
        assertThat(epcis.find(event.get("eventID").asText())
                        .orElseThrow()
                        .event()
                        .errorDeclaration())
                .isPresent();
    }

    @Test
    void an_observer_that_refuses_leaves_nothing_behind() {
        String good = "https://example.com/good/" + UUID.randomUUID();
        String bad = REFUSED_THING + UUID.randomUUID();
        assertThat(post("/epcis/events", event(bad)).statusCode()).isEqualTo(409);
        JsonNode job = capture(bytes(document(event(good), event(bad))), "application/json");
        assertThat(job.path("success").asBoolean()).isFalse();
        assertThat(job.path("errors")).hasSize(1);
        assertThat(epcis.ofEpc(good)).isEmpty();
        assertThat(epcis.ofEpc(bad)).isEmpty();
    }

    @Test
    void proceed_keeps_the_good_events_and_names_the_bad_ones() {
        String good = "https://example.com/proceed/" + UUID.randomUUID();
        ObjectNode invalid = event("https://example.com/invalid/" + UUID.randomUUID());
        invalid.put("bizStep", "hocus_pocus");
        JsonNode job = capture(
                client().header("GS1-Capture-Error-Behaviour", "proceed"),
                bytes(document(event(good), invalid, event(REFUSED_THING + UUID.randomUUID()))),
                "application/json");
        assertThat(job.path("success").asBoolean()).isFalse();
        assertThat(job.path("captured").asInt()).isEqualTo(1);
        assertThat(job.path("errors"))
                .extracting(e -> e.path("pointer").asText())
                .containsExactlyInAnyOrder("/epcisBody/eventList/1", "/epcisBody/eventList/2");
        assertThat(job.at("/errors/0/errors/0/pointer").asText()).startsWith("/epcisBody/eventList/1/bizStep");
        assertThat(epcis.ofEpc(good)).hasSize(1);
    }

    @Test
    void an_invalid_event_is_told_with_a_pointer() {
        ObjectNode event = event("urn:epc:id:sgtin:4012345.0111.9876");
        event.put("eventTime", "yesterday");
        event.put("colour", "red");
        event.put("nobody:declared", "this");
        Response answer = client().contentType("application/json")
                .body(Json.write(document(event)))
                .post("/epcis/capture");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                .contains("/epcisBody/eventList/0/eventTime", "/epcisBody/eventList/0/nobody:declared")
                .anyMatch(p -> p.startsWith("/epcisBody/eventList/0"));
    }

    @Test
    void the_sentences_that_a_schema_cannot_say_are_checked() {
        String thing = "https://example.com/thing/" + UUID.randomUUID();
        ObjectNode nothing = event(thing);
        nothing.putArray("epcList");
        ObjectNode wrongDigit = event("https://id.gs1.org/01/04012345111119/21/1");
        ObjectNode badUrn = event("urn:epc:id:sgtin:4012345.1.1");
        ObjectNode noParent = event(thing);
        noParent.remove("epcList");
        noParent.put("type", "AggregationEvent")
                .put("action", "ADD")
                .putArray("childEPCs")
                .add(thing);
        ObjectNode badDay = event(thing).put("eventTime", "2026-02-30T10:00:00Z");
        ObjectNode badZone = event(thing).put("eventTimeZoneOffset", "8");
        ObjectNode ilmd = event(thing);
        ilmd.putObject("ilmd").put("tcm:material", "baishao");
        ObjectNode foreignContext = event(thing);
        foreignContext.putArray("@context").add("https://example.com/context.jsonld");
        ObjectNode redefined = event(thing);
        redefined.putObject("@context").put("eventTime", "https://example.com/");
        ObjectNode unit = event(thing);
        unit.putArray("quantityList").addObject().put("epcClass", thing).put("uom", "KGM");
        ObjectNode negative = event(thing);
        negative.putArray("quantityList").addObject().put("epcClass", thing).put("quantity", -1);
        ObjectNode nul = event(thing).put("tcm:note", "a\0b");
        ObjectNode heavy = event(thing);
        for (int i = 0; i < 12; i++) {
            heavy.put("tcm:text" + i, "x".repeat(95_000));
        }
        Map<ObjectNode, String> pointers = new java.util.LinkedHashMap<>();
        pointers.put(nothing, "/epcList");
        pointers.put(wrongDigit, "/epcList/0");
        pointers.put(badUrn, "/epcList/0");
        pointers.put(noParent, "/parentID");
        pointers.put(badDay, "/eventTime");
        pointers.put(badZone, "/eventTimeZoneOffset");
        pointers.put(ilmd, "/");
        pointers.put(foreignContext, "/@context/0");
        pointers.put(redefined, "/@context/eventTime");
        pointers.put(unit, "/quantityList/0/uom");
        pointers.put(negative, "/quantityList/0/quantity");
        pointers.put(nul, "/tcm:note");
        pointers.forEach((event, pointer) -> {
            Response answer = post("/epcis/events", event);
            assertThat(answer.statusCode()).as(pointer + answer.asString()).isEqualTo(400);
            assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                    .as(answer.asString())
                    .anyMatch(p -> p.startsWith(pointer));
        });
        assertThat(post("/epcis/events", heavy).statusCode()).isEqualTo(413);
        assertThat(capture(
                                client().header("GS1-Capture-Error-Behaviour", "proceed"),
                                bytes(document(heavy)),
                                "application/json")
                        .path("success")
                        .asBoolean())
                .isFalse();
        assertThat(epcis.ofEpc(thing)).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_a_problem_and_not_a_crash() {
        assertThat(problem("{\"type\":", "application/json")).isEqualTo(400);
        assertThat(problem("[]", "application/json")).isEqualTo(400);
        assertThat(problem("", "application/json")).isEqualTo(400);
        assertThat(problem("{\"type\":\"EPCISDocument\"}", "application/json")).isEqualTo(400);
        assertThat(problem("<a>", "application/xml")).isEqualTo(400);
        assertThat(problem("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "application/xml"))
                .isEqualTo(400);
        assertThat(problem("hello", "text/plain")).isEqualTo(415);
        assertThat(problem("[".repeat(40) + "]".repeat(40), "application/json")).isEqualTo(400);
        assertThat(problem(" ".repeat(EpcisDocument.MOST_BYTES + 1), "application/json"))
                .isEqualTo(413);
        assertThat(problem("[" + "{},".repeat(Json.MOST_VALUES) + "{}]", "application/json"))
                .isEqualTo(400);
        assertThat(problem("<a>" + "<b/>".repeat(XmlDocument.MOST_ELEMENTS) + "</a>", "application/xml"))
                .isEqualTo(413);
    }

    @Test
    void a_page_of_heavy_events_ends_before_it_is_too_heavy_and_none_is_lost() {
        String thing = "https://example.com/heavy/" + UUID.randomUUID();
        ObjectNode heavy = event(thing);
        for (int i = 0; i < 10; i++) {
            heavy.put("https://example.com/text" + i, "x".repeat(99_000));
        }
        for (int i = 0; i < 20; i++) {
            epcis.capture(heavy.deepCopy().put("eventID", "urn:uuid:" + UUID.randomUUID()), Actor.system());
        }
        EventQuery all = new EventQuery(Map.of("MATCH_epc", List.of(thing)), Map.of(), 1_000, Optional.empty());

        EventPage first = epcis.query(all);

        assertThat(first.events()).hasSizeBetween(10, 19);
        EventPage rest = epcis.query(new EventQuery(all.parameters(), all.prefixes(), 1_000, first.nextPageToken()));
        assertThat(rest.nextPageToken()).isEmpty();
        assertThat(Stream.concat(first.events().stream(), rest.events().stream())
                        .map(CapturedEvent::seq))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_question_that_takes_too_long_is_refused_and_not_answered_for_ever() {
        // the database ends such a statement; here it ends itself
        assertThatThrownBy(() -> store.count(
                        "select count(*) from (select pg_cancel_backend(pg_backend_pid())) x, generate_series(1, 1000000000)",
                        List.of()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Refusal.QUERY_TOO_COMPLEX));
    }

    @Test
    void a_list_of_jobs_shows_the_first_errors_of_each_and_a_job_all() {
        ObjectNode[] events = new ObjectNode[15];
        for (int i = 0; i < events.length; i++) {
            events[i] = event("https://example.com/wrong/" + UUID.randomUUID()).put("bizStep", "hocus_pocus");
        }
        JsonNode job = capture(
                client().header("GS1-Capture-Error-Behaviour", "proceed"), bytes(document(events)), "application/json");

        assertThat(job.path("errors")).hasSize(15);
        assertThat(get("/epcis/capture?perPage=1").at("/0/errors")).hasSize(10);
    }

    private int problem(String body, String type) {
        Response answer = client().header("Content-Type", type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/epcis/capture");
        assertThat(answer.contentType()).startsWith("application/problem+json");
        return answer.statusCode();
    }

    @Test
    void only_those_who_may_can_capture_and_query() {
        String body = Json.write(event("https://example.com/who/" + UUID.randomUUID()));
        assertThat(given().contentType("application/json")
                        .body(body)
                        .post("/epcis/events")
                        .statusCode())
                .isEqualTo(401);
        token = tokenOf(Role.INSPECTOR);
        assertThat(client().contentType("application/json")
                        .body(body)
                        .post("/epcis/events")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client().get("/epcis/events?perPage=1").statusCode()).isEqualTo(200);
    }

    // ---- query

    @Test
    void pages_are_stable_while_events_come_in() {
        String lot = "https://example.com/paged/" + UUID.randomUUID();
        for (int i = 0; i < 7; i++) {
            post("/epcis/events", event(lot).put("eventTime", "2026-05-01T10:0" + i + ":00+08:00"));
        }
        List<String> seen = new ArrayList<>();
        String next = "/epcis/events?perPage=3&orderBy=eventTime&MATCH_epc=" + Wire.encode(lot);
        while (next != null) {
            Response page = client().get(java.net.URI.create(url(next)));
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            seen.addAll(
                    page.jsonPath().getList("epcisBody.queryResults.resultsBody.eventList.eventTime", String.class));
            String link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
            post(
                    "/epcis/events",
                    event(lot)
                            .put(
                                    "eventTime",
                                    Instant.now().plusSeconds(seen.size()).toString()));
        }
        assertThat(seen).hasSize(7).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void parameters_narrow_the_answer() {
        String lot = "urn:epc:class:lgtin:4012345.012345.L"
                + UUID.randomUUID().toString().substring(0, 12);
        ObjectNode event = event("https://example.com/narrow/" + UUID.randomUUID());
        event.putArray("quantityList")
                .addObject()
                .put("epcClass", lot)
                .put("quantity", 12.5)
                .put("uom", "KGM");
        event.putObject("readPoint").put("id", "urn:epc:id:sgln:4012345.00005.122");
        event.put("action", "ADD");
        event.putObject("ilmd").put("tcm:material", "baishao");
        event.putObject("tcm:weather").put("tcm:rainMm", 3);
        event.putArray("bizTransactionList")
                .addObject()
                .put("type", "po")
                .put("bizTransaction", "https://example.com/po/1");
        event.putArray("sensorElementList")
                .addObject()
                .putArray("sensorReport")
                .addObject()
                .put("type", "Temperature")
                .put("value", 26.1)
                .put("uom", "CEL");
        Response created = post("/epcis/events", event);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String only = "MATCH_anyEPCClass=" + Wire.encode(EpcUri.canonical(lot)) + "&";
        for (String yes : List.of(
                "eventType=ObjectEvent",
                "eventType=AggregationEvent%7CObjectEvent",
                "EQ_action=ADD",
                "EQ_bizStep=shipping%7Creceiving",
                "EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping",
                "EQ_disposition=in_transit",
                "EQ_readPoint=" + Wire.encode("https://id.gs1.org/414/4012345000054/254/122"),
                "WD_readPoint=" + Wire.encode("urn:epc:id:sgln:4012345.00005.0"),
                "MATCH_epcClass=" + Wire.encode(lot),
                "MATCH_anyEPCClass=urn:epc:idpat:sgtin:4012345.012345.*",
                "GE_quantity=12.5",
                "EQ_bizTransaction_po=" + Wire.encode("https://example.com/po/1"),
                "EQ_ILMD_tcm:material=baishao",
                "EXISTS_ILMD_tcm:material",
                "EQ_INNER_tcm:rainMm=3",
                "GT_INNER_tcm:rainMm=2.5",
                "EXISTS_tcm:weather",
                "EQ_type=Temperature",
                "GE_value_CEL=26",
                "GE_eventTime=2026-05-01T00:00:00%2B08:00",
                "maxEventCount=1",
                "eventCountLimit=1")) {
            String question = (yes.startsWith("MATCH_anyEPCClass") ? "" : only) + yes;
            Response answer = client().get("/epcis/events?perPage=1000&" + question);
            assertThat(answer.statusCode()).as(yes + answer.asString()).isEqualTo(200);
            assertThat(answer.asString()).as(yes).contains(created.jsonPath().getString("eventID"));
        }
        for (String no : List.of(
                "eventType=AggregationEvent",
                "EQ_action=DELETE",
                "EQ_bizStep=receiving",
                "LT_quantity=12",
                "EQ_ILMD_tcm:material=huangqi",
                "GT_INNER_tcm:rainMm=3",
                "GE_value_CEL=27",
                "GE_value_FAH=26",
                "MATCH_inputEPCClass=" + Wire.encode(lot),
                "LT_eventTime=2026-05-01T00:00:00%2B08:00",
                "EXISTS_errorDeclaration=true")) {
            Response answer = client().get("/epcis/events?" + only + no);
            assertThat(answer.statusCode()).as(no + answer.asString()).isEqualTo(200);
            assertThat(answer.jsonPath().getList("epcisBody.queryResults.resultsBody.eventList"))
                    .as(no)
                    .isEmpty();
        }
    }

    @Test
    void a_parameter_that_is_not_understood_refuses_the_query() {
        for (String wrong : List.of(
                "EQ_colour=red",
                "perPage=0",
                "perPage=100000",
                "orderBy=colour",
                "GE_eventTime=yesterday",
                "nextPageToken=x",
                "EQ_action=EAT",
                "HASATTR_colour=x",
                "maxEventCount=1&eventCountLimit=1")) {
            Response answer = client().get("/epcis/events?" + wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void identifiers_come_as_digital_links_on_demand() {
        String lot = "urn:epc:class:lgtin:4012345.012345.D"
                + UUID.randomUUID().toString().substring(0, 12);
        ObjectNode event = event("urn:epc:id:sscc:4012345.0000000111");
        event.putArray("quantityList").addObject().put("epcClass", lot);
        post("/epcis/events", event);
        String path = "/epcis/events?MATCH_anyEPCClass=" + Wire.encode(lot);
        assertThat(get(path).toString()).contains(lot);
        Response links =
                client().header("GS1-EPC-Format", "Always_GS1_Digital_Link").get(java.net.URI.create(url(path)));
        assertThat(links.asString()).contains(EpcUri.canonical(lot)).doesNotContain("urn:epc:");
        String asLink = "https://id.gs1.org/01/04012345123456/10/X"
                + UUID.randomUUID().toString().substring(0, 8);
        ObjectNode linked = event(asLink.replace("/10/", "/21/"));
        linked.putArray("quantityList").addObject().put("epcClass", asLink);
        post("/epcis/events", linked);
        Response urns = client().header("GS1-EPC-Format", "Always_EPC_URN")
                .get(java.net.URI.create(url("/epcis/events?MATCH_anyEPCClass=" + Wire.encode(asLink))));
        assertThat(urns.header("GS1-EPC-Format")).isEqualTo("Always_EPC_URN");
        assertThat(urns.asString())
                .contains("urn:epc:class:lgtin:4012345.012345.X", "urn:epc:id:sgtin:4012345.012345.X")
                .doesNotContain("id.gs1.org/01");
        assertThat(client().header("GS1-EPC-Format", "Always_Barcodes")
                        .get(java.net.URI.create(url(path)))
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void answers_come_in_xml_for_those_who_prefer_it() {
        String thing = "https://example.com/xml/" + UUID.randomUUID();
        ObjectNode event = event(thing);
        event.put("tcm:weather", "rain & sun");
        String id = post("/epcis/events", event).jsonPath().getString("eventID");
        for (String path : List.of(
                "/epcis/events?MATCH_epc=" + Wire.encode(thing),
                "/epcis/events/" + Wire.encode(id),
                "/epcis/epcs/" + Wire.encode(thing) + "/events")) {
            Response answer = client().accept("application/xml").get(java.net.URI.create(url(path)));
            assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
            assertThat(answer.contentType()).startsWith("application/xml");
            EpcisDocument read = EpcisDocument.read(answer.asByteArray(), MediaKind.XML);
            assertThat(read.root().path("type").asText()).isEqualTo("EPCISQueryDocument");
            assertThat(EventReading.hashOf(read.events().get(0), read.namespaces()))
                    .isEqualTo(id);
        }
        Response urns = client().accept("application/xml")
                .header("GS1-CBV-XML-Format", "Always_URN")
                .get(java.net.URI.create(url("/epcis/events/" + Wire.encode(id))));
        assertThat(urns.asString()).contains("<bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>");
        assertThat(client().accept("application/json, application/xml;q=0.5")
                        .get(java.net.URI.create(url("/epcis/events/" + Wire.encode(id))))
                        .contentType())
                .startsWith("application/json");
        Response accepted = client().contentType("application/json")
                .body(bytes(document(event)))
                .post("/epcis/capture");
        Response job = client().accept("application/xml")
                .get(accepted.header("Location").replaceFirst("https?://[^/]+", ""));
        assertThat(job.asString()).contains("EPCISCaptureJob", "captureErrorBehaviour>rollback<");
    }

    @Test
    void a_corrected_event_and_its_correction_lead_to_each_other() {
        String epc = "https://example.com/corrected/" + UUID.randomUUID();
        ObjectNode right = event(epc).put("bizStep", "receiving");
        right.put("eventID", "urn:uuid:" + UUID.randomUUID());
        ObjectNode wrong = event(epc);
        wrong.put("eventID", "urn:uuid:" + UUID.randomUUID());
        ObjectNode declaration = wrong.deepCopy();
        declaration
                .putObject("errorDeclaration")
                .put("declarationTime", "2026-05-02T10:00:00+08:00")
                .put("reason", "incorrect_data")
                .putArray("correctiveEventIDs")
                .add(right.get("eventID").asText());
        for (ObjectNode event : List.of(wrong, right, declaration)) {
            assertThat(post("/epcis/events", event).statusCode()).isEqualTo(201);
        }
        String wrongPath = "/epcis/events/" + Wire.encode(wrong.get("eventID").asText());
        String rightPath = "/epcis/events/" + Wire.encode(right.get("eventID").asText());
        assertThat(client().get(java.net.URI.create(url(wrongPath))).headers().getValues("Link"))
                .contains("<" + rightPath + ">; rel=\"https://ref.gs1.org/epcis/correctiveEventIDs\"");
        assertThat(client().get(java.net.URI.create(url(rightPath))).headers().getValues("Link"))
                .contains("<" + wrongPath + ">; rel=\"https://ns.herbtrust.org/rel/corrects\"");
    }

    @Test
    void what_was_sent_can_be_had_again_byte_for_byte() {
        ObjectNode event = event("https://example.com/original/" + UUID.randomUUID());
        byte[] sent = ("  \n" + Json.write(document(event))).getBytes(StandardCharsets.UTF_8);
        Response accepted =
                client().header("Content-Type", "application/json").body(sent).post("/epcis/capture");
        String document = accepted.header("Location").replaceFirst("https?://[^/]+", "") + "/document";
        String regulator = tokenOf(Role.REGULATOR);
        Response original =
                given().header("Authorization", "Bearer " + regulator).get(document);
        assertThat(original.asByteArray()).isEqualTo(sent);
        assertThat(original.header("Repr-Digest")).matches("sha-256=:[A-Za-z0-9+/]{43}=:");
        assertThat(given().header(
                                "Authorization",
                                "Bearer " + people.of(samples.trader()).token())
                        .get(document)
                        .statusCode())
                .isEqualTo(404);
        byte[] single = (Json.write(event("https://example.com/single/" + UUID.randomUUID())) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        String id = client().header("Content-Type", "application/json")
                .body(single)
                .post("/epcis/events")
                .jsonPath()
                .getString("eventID");
        assertThat(given().urlEncodingEnabled(false)
                        .header("Authorization", "Bearer " + regulator)
                        .get(java.net.URI.create(url("/epcis/events/" + Wire.encode(id) + "/document")))
                        .asByteArray())
                .isEqualTo(single);
    }

    @Test
    void what_is_too_large_is_told_the_limit_whether_it_says_so_or_not() throws Exception {
        byte[] tooLarge = new byte[13_000_000]; // more than the HTTP server itself would take
        HttpClient client = HttpClient.newHttpClient();
        for (String path : List.of("/epcis/capture", "/epcis/events")) {
            for (HttpRequest.BodyPublisher body : List.of(
                    HttpRequest.BodyPublishers.ofByteArray(tooLarge),
                    HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(tooLarge, 0, EpcisDocument.MOST_BYTES + 1_000)))) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(java.net.URI.create(url(path)))
                                .timeout(Duration.ofSeconds(30))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(body)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(413);
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(answer.body()).contains(path.endsWith("capture") ? "12000000" : "1048576");
            }
        }
        assertThat(given().options("/epcis").header("GS1-EPCIS-Capture-File-Size-Limit"))
                .isEqualTo("12000000");
    }

    @Test
    void lots_may_have_any_uri_and_prefixes_any_way_of_being_declared() {
        String lot = "urn:gdst:example.org:product:lot:class:processor.2u." + UUID.randomUUID();
        for (String context : List.of(
                "\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\"",
                "{\"ex\": \"https://ns.example.com/\"}",
                "[\"https://ref.gs1.org/standards/epcis/epcis-context.jsonld\", {\"ex\": \"https://ns.example.com/\"}]")) {
            String json = """
                    {"@context": CONTEXT, "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "shipping",
                     "eventTime": "2026-05-01T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                     "quantityList": [{"epcClass": "LOT"}], "ILMD"}
                    """.replace("CONTEXT", context).replace("LOT", lot + "." + context.length()).replace(
                    "\"ILMD\"", context.contains("\"ex\"") ? "\"ex:own\": {\"ex:inner\": 1}" : "\"gs1:own\": 1");
            Response answer =
                    client().contentType("application/json").body(json).post("/epcis/events");
            assertThat(answer.statusCode()).as(context + answer.asString()).isEqualTo(201);
            assertThat(get("/epcis/events?MATCH_anyEPCClass=" + Wire.encode(lot + "." + context.length()))
                            .at("/epcisBody/queryResults/resultsBody/eventList"))
                    .hasSize(1);
        }
    }

    @Test
    void collections_lead_to_their_events() {
        String lot = "https://example.com/collected/" + UUID.randomUUID();
        post("/epcis/events", event(lot));
        assertThat(get("/epcis/bizSteps").path("member"))
                .extracting(JsonNode::asText)
                .contains("shipping");
        assertThat(get("/epcis/eventTypes").path("member"))
                .extracting(JsonNode::asText)
                .contains("ObjectEvent");
        assertThat(get("/epcis/epcs/" + Wire.encode(lot)).path("member")).hasSize(1);
        assertThat(get("/epcis/epcs/" + Wire.encode(lot) + "/events")
                        .at("/epcisBody/queryResults/resultsBody/eventList"))
                .hasSize(1);
        assertThat(client().get("/epcis/dispositions/never_seen").statusCode()).isEqualTo(404);
    }

    @Test
    void a_query_is_kept_answered_and_forgotten() {
        String lot = "https://example.com/kept/" + UUID.randomUUID();
        post("/epcis/events", event(lot));
        String name = "q-" + UUID.randomUUID();
        ObjectNode query = Json.object().put("name", name);
        query.putObject("query").putArray("MATCH_epc").add(lot);
        assertThat(post("/epcis/queries", query).statusCode()).isEqualTo(201);
        assertThat(post("/epcis/queries", query).statusCode()).isEqualTo(409);
        assertThat(get("/epcis/queries/" + name + "/events").at("/epcisBody/queryResults/resultsBody/eventList"))
                .hasSize(1);
        assertThat(client().delete("/epcis/queries/" + name).statusCode()).isEqualTo(204);
        assertThat(client().get("/epcis/queries/" + name).statusCode()).isEqualTo(404);
        query.putObject("query").put("EQ_nonsense", 1);
        assertThat(post("/epcis/queries", query).statusCode()).isEqualTo(400);
    }

    @Test
    void options_tell_what_can_be_done() {
        for (String path : List.of("/epcis/capture", "/epcis/events", "/epcis/queries", "/epcis/bizSteps")) {
            Response answer = given().options(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(204);
            assertThat(answer.header("Allow")).contains("GET");
            assertThat(answer.header("GS1-EPCIS-Version")).isEqualTo("2.0.0");
        }
    }

    // ---- helpers of this test

    static ObjectNode event(String epc) {
        ObjectNode event = Json.object();
        event.putArray("@context").add(Namespaces.GS1_CONTEXT_URL);
        event.put("type", "ObjectEvent")
                .put("action", "OBSERVE")
                .put("bizStep", "shipping")
                .put("disposition", "in_transit")
                .put("eventTime", "2026-05-01T10:00:00+08:00")
                .put("eventTimeZoneOffset", "+08:00");
        event.putArray("epcList").add(epc);
        return event;
    }

    static ObjectNode document(ObjectNode... events) {
        ObjectNode document = Json.object();
        document.putArray("@context").add(Namespaces.GS1_CONTEXT_URL);
        document.put("type", "EPCISDocument")
                .put("schemaVersion", "2.0")
                .put("creationDate", "2026-05-01T10:00:00+08:00");
        var list = document.putObject("epcisBody").putArray("eventList");
        Stream.of(events).forEach(e -> {
            ObjectNode copy = e.deepCopy();
            copy.remove("@context");
            list.add(copy);
        });
        return document;
    }

    private static byte[] bytes(ObjectNode document) {
        return Json.write(document).getBytes(StandardCharsets.UTF_8);
    }

    private Response post(String path, ObjectNode body) {
        return client().contentType("application/json").body(Json.write(body)).post(path);
    }

    private JsonNode capture(byte[] document, String type) {
        return capture(client(), document, type);
    }

    private JsonNode capture(RequestSpecification request, byte[] document, String type) {
        Response accepted = request.header("Content-Type", type).body(document).post("/epcis/capture");
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        String job = accepted.header("Location").replaceFirst("https?://[^/]+", "");
        for (int i = 0; i < 200; i++) {
            JsonNode answer = get(job);
            if (!answer.path("running").asBoolean()) {
                return answer;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("still running: " + job);
    }

    private JsonNode get(String path) {
        Response answer = client().get(java.net.URI.create(url(path)));
        assertThat(answer.statusCode()).as(path + " " + answer.asString()).isEqualTo(200);
        return Json.stored(answer.asString());
    }

    private static String url(String path) {
        return "http://localhost:" + io.restassured.RestAssured.port + path;
    }
}
