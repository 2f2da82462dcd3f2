package org.herbtrust.epcis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.Accounts;
import org.herbtrust.platform.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions as a receiver sees them: a real HTTP server that takes deliveries, or doesn't. */
@QuarkusTest
class SubscriptionsTest {

    private static final String TOKEN = "13df38d8275b13f05704629e5f1cf3d45d6132d5";

    @Inject
    Accounts accounts;

    @Inject
    Epcis epcis;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Database database;

    private HttpServer receiver;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Integer> answer = r -> 200;
    private String run;
    private String token;

    private record Received(String delivery, String signature, String body) {

        List<String> epcs() {
            List<String> epcs = new ArrayList<>();
            document()
                    .at("/epcisBody/queryResults/resultsBody/eventList")
                    .forEach(e -> epcs.add(e.at("/epcList/0").asText()));
            return epcs;
        }

        JsonNode document() {
            return Json.stored(body);
        }
    }

    @BeforeEach
    void open() throws IOException {
        run = UUID.randomUUID().toString();
        token = tokenOf(Role.ADMIN);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        receiver.createContext("/hook", this::take);
        receiver.start();
    }

    @AfterEach
    void close() {
        given().header("Authorization", "Bearer " + token).delete("/epcis/queries/q-" + run);
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        Received r = new Received(
                exchange.getRequestHeaders().getFirst(Deliveries.DELIVERY),
                exchange.getRequestHeaders().getFirst(Webhooks.SIGNATURE),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int status = answer.apply(r);
        if (status == 200) {
            received.add(r);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void a_stream_brings_each_event_once_signed_and_in_order() {
        capture("before");
        String id = subscribe("\"stream\": true");
        capture("1", "2", "3");
        await(() -> epcs().size() >= 3);
        capture("4");
        await(() -> epcs().size() >= 4);
        assertThat(epcs()).containsExactly(epc("1"), epc("2"), epc("3"), epc("4"));
        Received first = received.get(0);
        assertThat(first.signature())
                .isEqualTo(Webhooks.signature(Optional.of(TOKEN), first.body().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow());
        assertThat(first.delivery()).isEqualTo(id + "/1");
        assertThat(first.document().path("type").asText()).isEqualTo("EPCISQueryDocument");
        assertThat(first.document().at("/epcisBody/queryResults/subscriptionID").asText())
                .isEqualTo(id);
        assertThat(get("/epcis/queries/q-" + run + "/subscriptions/" + id)
                        .path("lastNotifiedAt")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void what_is_not_taken_comes_again_under_the_same_number_until_it_is() {
        List<String> tries = new CopyOnWriteArrayList<>();
        answer = r -> {
            tries.add(r.delivery() + " " + r.epcs());
            return tries.size() < 3 ? 503 : 200;
        };
        String id = subscribe("\"stream\": true");
        capture("1");
        await(() -> !tries.isEmpty());
        capture("2");
        await(() -> epcs().size() >= 2);
        assertThat(epcs()).containsExactly(epc("1"), epc("2"));
        assertThat(tries.subList(0, 3)).containsOnly(id + "/1 [" + epc("1") + "]");
        assertThat(get("/epcis/queries/q-" + run + "/subscriptions/" + id)
                        .path("deliveries")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void an_event_whose_transaction_stays_open_for_long_is_not_passed_over() throws Exception {
        subscribe("\"stream\": true");
        CountDownLatch inserted = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        Thread slow = new Thread(() -> QuarkusTransaction.requiringNew().run(() -> {
            epcis.capture(EpcisRestTest.event(epc("slow")), Actor.system());
            inserted.countDown();
            try {
                overtaken.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        slow.start();
        assertThat(inserted.await(20, TimeUnit.SECONDS)).isTrue();
        capture("fast"); // a higher number, and committed first
        Thread.sleep(1_500); // two looks of the deliverer, which must not go on to the fast one
        assertThat(epcs()).isEmpty();
        overtaken.countDown();
        slow.join();
        await(() -> epcs().size() >= 2);
        assertThat(epcs()).containsExactly(epc("slow"), epc("fast"));
    }

    @Test
    void another_instance_goes_on_where_one_died_with_the_same_delivery() {
        answer = r -> 503;
        String id = subscribe("\"stream\": true");
        capture("1");
        await(() -> failures(id) > 0);
        // an instance that took hold of it and was killed: a lease that has run out, a delivery begun
        QuarkusTransaction.requiringNew().run(() -> database.update("""
                        update epcis_subscription set lease = gen_random_uuid(), leased_until = now() - interval '1 second',
                            due_at = now() where id = ?
                        """, UUID.fromString(id)));
        capture("2");
        answer = r -> 200;
        await(() -> epcs().size() >= 2);
        assertThat(received).extracting(Received::delivery).containsExactly(id + "/1", id + "/2");
        assertThat(epcs()).containsExactly(epc("1"), epc("2"));
    }

    @Test
    void whoever_lost_the_account_is_told_nothing_more() {
        String id = subscribe("\"stream\": true");
        disable(id, "now()");
        capture("1");

        // whoever is not disabled would be served now
        await(() -> settled(id));
        assertThat(subscriptions.hold(1_000))
                .extracting(h -> h.subscription().id().toString())
                .doesNotContain(id);

        disable(id, "null");
        await(() -> epcs().size() >= 1);
        assertThat(epcs()).containsExactly(epc("1"));
    }

    private void disable(String subscription, String when) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.update(
                        "update account set disabled_at = " + when
                                + " where login = (select account from epcis_subscription where id = ?)",
                        UUID.fromString(subscription)));
    }

    private boolean settled(String subscription) {
        return database.one("""
                        select 1 from epcis_subscription s join epcis_event e on (e.xact, e.seq) > (s.told_xact, s.told_seq)
                        where s.id = ? and s.lease is null and e.xact < pg_snapshot_xmin(pg_current_snapshot()) limit 1
                        """, row -> true, UUID.fromString(subscription)).isPresent();
    }

    @Test
    void two_instances_never_hold_one_subscription_at_once() {
        answer = r -> 503;
        String id = subscribe("\"stream\": true");
        capture("1");
        await(() -> failures(id) > 0);
        QuarkusTransaction.requiringNew()
                .run(() -> database.update(
                        "update epcis_subscription set lease = gen_random_uuid(), leased_until = now() + interval '1 minute', due_at = now() where id = ?",
                        UUID.fromString(id)));
        assertThat(subscriptions.hold(100))
                .extracting(h -> h.subscription().id().toString())
                .doesNotContain(id);
    }

    @Test
    void a_schedule_tells_what_came_since_and_of_nothing_only_on_demand() {
        subscribe("\"schedule\": {\"second\": \"*\"}");
        capture("1", "2");
        await(() -> epcs().size() >= 2);
        assertThat(epcs()).containsExactly(epc("1"), epc("2"));
        assertThat(received).hasSize(1);
        received.clear();
        String id = subscribe("\"schedule\": {\"second\": \"*\"}, \"reportIfEmpty\": true");
        await(() -> received.stream().anyMatch(r -> r.delivery().equals(id + "/2")));
        assertThat(epcs()).isEmpty();
    }

    @Test
    void the_past_is_told_from_the_record_time_that_was_asked_for() {
        capture("old");
        Instant since = Instant.now();
        capture("recent");
        subscribe("\"stream\": true, \"initialRecordTime\": \"" + since + "\"");
        await(() -> !epcs().isEmpty());
        assertThat(epcs()).containsExactly(epc("recent"));
    }

    @Test
    void a_receiver_that_finds_a_delivery_too_large_gets_smaller_ones() {
        answer = r -> r.epcs().size() > 2 ? 413 : 200;
        subscribe("\"stream\": true, \"initialRecordTime\": \"2000-01-01T00:00:00Z\"");
        capture("1", "2", "3", "4", "5");
        await(() -> epcs().size() >= 5);
        assertThat(epcs()).containsExactly(epc("1"), epc("2"), epc("3"), epc("4"), epc("5"));
    }

    @Test
    void a_suspended_subscription_goes_on_when_its_owner_says_so() {
        answer = r -> 503;
        String id = subscribe("\"stream\": true");
        capture("1");
        await(() -> failures(id) > 0);
        QuarkusTransaction.requiringNew()
                .run(() -> database.update(
                        "update epcis_subscription set failing_since = now() - interval '8 days', due_at = now() where id = ?",
                        UUID.fromString(id)));
        String path = "/epcis/queries/q-" + run + "/subscriptions/" + id;
        await(() -> get(path).has("suspendedAt"));
        answer = r -> 200;
        assertThat(client().contentType("application/json")
                        .post(path + "/resume")
                        .statusCode())
                .isEqualTo(204);
        await(() -> !epcs().isEmpty());
        assertThat(epcs()).containsExactly(epc("1"));
        assertThat(get(path).has("suspendedAt")).isFalse();
    }

    @Test
    void subscriptions_are_listed_seen_by_their_owner_only_and_ended() {
        String id = subscribe("\"stream\": true");
        String path = "/epcis/queries/q-" + run + "/subscriptions";
        JsonNode one = get(path).get(0);
        assertThat(one.path("subscriptionID").asText()).isEqualTo(id);
        assertThat(one.toString()).doesNotContain(TOKEN);
        String mine = token;
        token = tokenOf(Role.INSPECTOR);
        assertThat(get(path)).isEmpty();
        assertThat(client().get(path + "/" + id).statusCode()).isEqualTo(404);
        assertThat(client().delete(path + "/" + id).statusCode()).isEqualTo(404);
        token = mine;
        assertThat(client().delete(path + "/" + id).statusCode()).isEqualTo(204);
        assertThat(client().get(path + "/" + id).statusCode()).isEqualTo(404);
        capture("after");
        assertThat(epcs()).isEmpty();
        subscribe("\"stream\": true");
        assertThat(client().delete("/epcis/queries/q-" + run).statusCode()).isEqualTo(204);
        assertThat(client().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_subscription_that_could_never_be_served_is_refused_with_a_pointer() {
        query();
        String dest = "\"dest\": \"" + url() + "\", ";
        for (String[] wrong : new String[][] {
            {dest + "\"stream\": false", "/schedule"},
            {dest + "\"stream\": true, \"schedule\": {\"hour\": \"1\"}", "/schedule"},
            {dest + "\"schedule\": {\"hour\": \"25\"}", "/schedule"},
            {dest + "\"schedule\": {\"month\": \"2\", \"dayOfMonth\": \"30\"}", "/schedule"},
            {dest + "\"stream\": true, \"reportIfEmpty\": true", "/reportIfEmpty"},
            {dest + "\"stream\": true, \"colour\": 1", "/colour"},
            {dest + "\"stream\": \"yes\"", "/stream"},
            {dest + "\"stream\": true, \"initialRecordTime\": \"noon\"", "/initialRecordTime"},
            {"\"stream\": true", "/dest"},
            {"\"dest\": \"https://10.0.0.1/x\", \"stream\": true", "/dest"},
            {"\"dest\": \"ftp://localhost/x\", \"stream\": true", "/dest"}
        }) {
            Response answer = post("{" + wrong[0] + "}");
            assertThat(answer.statusCode()).as(wrong[0] + answer.asString()).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.jsonPath().getList("errors.pointer", String.class))
                    .as(wrong[0])
                    .contains(wrong[1]);
        }
        assertThat(client().contentType("application/json")
                        .body("{" + dest + "\"stream\": true}")
                        .post("/epcis/queries/no-such/subscriptions")
                        .statusCode())
                .isEqualTo(404);
    }

    // ---- helpers of this test

    private String epc(String name) {
        return "https://example.com/told/" + run + "/" + name;
    }

    private List<String> epcs() {
        return received.stream().flatMap(r -> r.epcs().stream()).toList();
    }

    private void capture(String... names) {
        List<ObjectNode> events = new ArrayList<>();
        for (String name : names) {
            events.add(EpcisRestTest.event(epc(name)));
        }
        byte[] document = Json.write(EpcisRestTest.document(events.toArray(ObjectNode[]::new)))
                .getBytes(StandardCharsets.UTF_8);
        CaptureJob job = epcis.capture(document, MediaKind.JSON, ErrorBehaviour.ROLLBACK, Actor.system());
        assertThat(job.success()).as(job.errors().toString()).isTrue();
    }

    private void query() {
        List<String> epcs =
                List.of("before", "old", "recent", "slow", "fast", "after", "1", "2", "3", "4", "5").stream()
                        .map(this::epc)
                        .toList();
        ObjectNode query = Json.object().put("name", "q-" + run);
        query.putObject("query").set("MATCH_epc", Json.MAPPER.valueToTree(epcs));
        assertThat(client().contentType("application/json")
                        .body(Json.write(query))
                        .post("/epcis/queries")
                        .statusCode())
                .isIn(201, 409);
    }

    private String url() {
        return "http://localhost:" + receiver.getAddress().getPort() + "/hook";
    }

    private String subscribe(String how) {
        query();
        Response made = post("{\"dest\": \"" + url() + "\", \"signatureToken\": \"" + TOKEN + "\", " + how + "}");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        String id = made.jsonPath().getString("subscriptionID");
        assertThat(made.header("Location")).endsWith("/epcis/queries/q-" + run + "/subscriptions/" + id);
        return id;
    }

    private Response post(String body) {
        return client().contentType("application/json").body(body).post("/epcis/queries/q-" + run + "/subscriptions");
    }

    private int failures(String id) {
        return get("/epcis/queries/q-" + run + "/subscriptions/" + id)
                .path("failures")
                .asInt();
    }

    private JsonNode get(String path) {
        Response answer = client().get(path);
        assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
        return Json.stored(answer.asString());
    }

    private RequestSpecification client() {
        return given().header("Authorization", "Bearer " + token);
    }

    private String tokenOf(Role role) {
        String login = "hook-" + UUID.randomUUID().toString().substring(0, 8);
        accounts.open(new Actor(login, "Test", role, Optional.empty()), "a long enough password 1");
        return accounts.issueToken(login, "test");
    }

    private static void await(BooleanSupplier happened) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("has not happened in half a minute");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
