package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CaptureTest {

    @Inject
    Epcis epcis;

    @Inject
    CaptureJobs jobs;

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

    @Test
    void a_job_that_a_crash_interrupted_is_taken_up_again() throws InterruptedException {
        CaptureJobs.Accepted accepted = jobs.accept(
                document(UUID.randomUUID().toString(), 3), MediaKind.JSON, ErrorBehaviour.PROCEED, Actor.system());
        assertThat(epcis.job(accepted.job()).orElseThrow().running()).isTrue();
        jobs.takeUpAgain();
        for (int i = 0; i < 200 && epcis.job(accepted.job()).orElseThrow().running(); i++) {
            Thread.sleep(50);
        }
        CaptureJob job = epcis.job(accepted.job()).orElseThrow();
        assertThat(job.success()).isTrue();
        assertThat(job.captured()).isEqualTo(3);
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
