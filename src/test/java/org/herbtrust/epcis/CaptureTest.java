package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.Database;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CaptureTest {

    @Inject
    Epcis epcis;

    @Inject
    CaptureJobs jobs;

    @Inject
    Documents documents;

    @Inject
    Database database;

    @Test
    void a_document_of_ten_thousand_events_is_captured_and_a_larger_one_is_not() {
        String run = UUID.randomUUID().toString();
        byte[] document = document(run, EpcisDocument.MOST_EVENTS);
        CaptureJob job = epcis.capture(document, MediaKind.JSON, ErrorBehaviour.ROLLBACK, Actor.system());
        assertThat(job.success()).isTrue();
        assertThat(job.captured()).isEqualTo(EpcisDocument.MOST_EVENTS);
        assertThatThrownBy(() -> epcis.capture(
                        document(run, EpcisDocument.MOST_EVENTS + 1),
                        MediaKind.JSON,
                        ErrorBehaviour.ROLLBACK,
                        Actor.system()))
                .isInstanceOfSatisfying(Refused.class, r -> {
                    assertThat(r.reason().status()).isEqualTo(413);
                    assertThat(r.getMessage()).contains("10000");
                });
    }

    @Test
    void the_same_event_from_many_at_once_is_one_event() throws Exception {
        String thing = "https://example.com/at-once/" + UUID.randomUUID();
        ExecutorService many = Executors.newFixedThreadPool(8);
        List<Future<CapturedEvent>> results = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            results.add(many.submit(() -> epcis.capture(EpcisRestTest.event(thing), Actor.system())));
        }
        int fresh = 0;
        for (Future<CapturedEvent> result : results) {
            fresh += result.get().fresh() ? 1 : 0;
        }
        many.shutdown();
        assertThat(fresh).isEqualTo(1);
        assertThat(epcis.ofEpc(thing)).hasSize(1);
    }

    @Test
    void an_event_goes_with_the_transaction_of_its_caller() {
        String thing = "https://example.com/undone/" + UUID.randomUUID();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    epcis.capture(EpcisRestTest.event(thing), Actor.system());
                    throw new IllegalStateException("the command fails later");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(epcis.ofEpc(thing)).isEmpty();
    }

    /** Kills, once, the server process of the database that works for whoever captures this thing. */
    @ApplicationScoped
    static class Killer {
        static final String DEADLY = "https://example.com/deadly/";

        @Inject
        Database database;

        private final Map<String, Integer> seenFromOutside = new ConcurrentHashMap<>();

        /** How many events of the document could be seen when its process was dead. */
        int sawAfterDeath(String epc) {
            return seenFromOutside.get(epc);
        }

        void look(@Observes EventsCaptured captured) {
            captured.events().stream()
                    .flatMap(e -> e.event().epcs().stream())
                    .filter(epc -> epc.startsWith(DEADLY))
                    .findFirst()
                    .filter(epc -> seenFromOutside.putIfAbsent(epc, 0) == null)
                    .ifPresent(epc -> {
                        int process = database.one("select pg_backend_pid()", row -> row.getInt(1))
                                .orElseThrow();
                        QuarkusTransaction.requiringNew()
                                .run(() ->
                                        database.query("select pg_terminate_backend(?, 5000)", row -> true, process));
                        // its locks are gone: what it had inserted is decided now
                        seenFromOutside.put(
                                epc, QuarkusTransaction.requiringNew().call(() -> database.one(
                                                "select count(*) from epcis_event_epc where epc like ?",
                                                row -> row.getInt(1),
                                                epc.substring(0, epc.lastIndexOf('/')) + "/%")
                                        .orElseThrow()));
                    });
        }
    }

    @Inject
    Killer killer;

    @Test
    void a_database_process_that_dies_in_mid_capture_leaves_nothing_and_the_job_still_gets_done() {
        String things = Killer.DEADLY + UUID.randomUUID() + "/";
        ObjectNode document = EpcisRestTest.document(java.util.stream.IntStream.range(0, 700)
                .mapToObj(i -> EpcisRestTest.event(things + i))
                .toArray(ObjectNode[]::new));
        CaptureJob job = epcis.capture(
                Json.write(document).getBytes(StandardCharsets.UTF_8),
                MediaKind.JSON,
                ErrorBehaviour.ROLLBACK,
                Actor.system());
        assertThat(killer.sawAfterDeath(things + 0)).isZero();
        assertThat(job.success()).as(job.errors().toString()).isTrue();
        assertThat(job.captured()).isEqualTo(700);
        assertThat(database.one(
                        "select count(*) from epcis_event_epc where epc like ?", row -> row.getInt(1), things + "%"))
                .contains(700);
    }

    @Test
    void a_job_whose_instance_was_killed_is_taken_up_again() throws InterruptedException {
        UUID id = orphan(document(UUID.randomUUID().toString(), 3), 1);
        jobs.takeUpAgain();
        CaptureJob job = finished(id);
        assertThat(job.success()).isTrue();
        assertThat(job.captured()).isEqualTo(3);
    }

    @Test
    void what_a_killed_instance_had_captured_of_a_document_that_proceeds_is_found_there_and_counted()
            throws InterruptedException {
        String run = UUID.randomUUID().toString();
        byte[] document = document(run, 3);
        EpcisDocument read = EpcisDocument.forCapture(document, MediaKind.JSON);
        epcis.capture(read.events().get(1), Actor.system()); // as far as the first one got

        UUID id = orphan(document, 1);
        jobs.takeUpAgain();

        CaptureJob job = finished(id);
        assertThat(job.success()).as(job.errors().toString()).isTrue();
        assertThat(job.captured()).isEqualTo(3);
        assertThat(database.one(
                        "select count(*) from epcis_event_epc where epc like ?",
                        row -> row.getInt(1),
                        "https://example.com/many/" + run + "/%"))
                .contains(3);
    }

    @Test
    void a_document_that_ends_the_process_each_time_is_given_up_with_a_verdict() throws InterruptedException {
        String run = UUID.randomUUID().toString();
        UUID id = orphan(document(run, 3), 5);
        jobs.takeUpAgain();
        CaptureJob job = finished(id);
        assertThat(job.success()).isFalse();
        assertThat(job.errors()).extracting(CaptureJob.Problem::status).containsExactly(500);
        assertThat(epcis.ofEpc("https://example.com/many/" + run + "/0")).isEmpty();
    }

    @Test
    void a_job_that_finds_no_room_keeps_its_turn_until_there_is_some() throws InterruptedException {
        UUID id = orphan(document(UUID.randomUUID().toString(), 3), 4);
        int everything = 2 * EpcisDocument.MOST_BYTES;
        jobs.takeRoom(everything, 30);
        try {
            jobs.takeUpAgain();
            assertThat(epcis.job(id).orElseThrow().running()).isTrue();
        } finally {
            jobs.leaveRoom(everything);
        }
        jobs.takeUpAgain();
        CaptureJob job = finished(id);
        assertThat(job.success()).as(job.errors().toString()).isTrue();
        assertThat(job.captured()).isEqualTo(3);
    }

    /** What an instance leaves that is killed between its 202 and the end: a document and a job without a lease. */
    private UUID orphan(byte[] document, int starts) {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            long documentId = documents.put(document, MediaKind.JSON, Actor.system(), Instant.now());
            database.update(
                    """
                    insert into epcis_capture_job (id, document_id, behaviour, account, account_name, role, events, created_at,
                        starts, leased_until)
                    values (?, ?, 'PROCEED', ?, ?, ?, 3, now(), ?, now() - interval '1 second')
                    """,
                    id,
                    documentId,
                    Actor.system().account(),
                    Actor.system().name(),
                    Actor.system().role(),
                    starts);
        });
        return id;
    }

    private CaptureJob finished(UUID id) throws InterruptedException {
        for (int i = 0; i < 400 && epcis.job(id).orElseThrow().running(); i++) {
            Thread.sleep(50);
        }
        return epcis.job(id).orElseThrow();
    }

    @Test
    void replay_gives_every_event_once_in_the_order_of_capture() {
        CapturedEvent first =
                epcis.capture(EpcisRestTest.event("https://example.com/r/" + UUID.randomUUID()), Actor.system());
        CapturedEvent second =
                epcis.capture(EpcisRestTest.event("https://example.com/r/" + UUID.randomUUID()), Actor.system());
        assertThat(epcis.replay(first.seq() - 1, 10_000))
                .extracting(CapturedEvent::seq)
                .isSorted()
                .contains(first.seq(), second.seq());
        assertThat(epcis.replay(first.seq() - 1, 1).get(0).event()).isEqualTo(first.event());
    }

    private static byte[] document(String run, int events) {
        ObjectNode document = EpcisRestTest.document();
        ArrayNode list = (ArrayNode) document.at("/epcisBody/eventList");
        for (int i = 0; i < events; i++) {
            ObjectNode event = EpcisRestTest.event("https://example.com/many/" + run + "/" + i);
            event.remove("@context");
            event.putObject("readPoint").put("id", "https://id.gs1.org/414/4012345000054");
            event.putArray("quantityList")
                    .addObject()
                    .put("epcClass", "https://example.com/lots/" + run + "/" + i % 100)
                    .put("quantity", i)
                    .put("uom", "KGM");
            list.add(event);
        }
        return Json.write(document).getBytes(StandardCharsets.UTF_8);
    }
}
