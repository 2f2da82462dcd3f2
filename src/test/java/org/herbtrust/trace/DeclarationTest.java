package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.Samples;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.merchant.Merchants;
import org.junit.jupiter.api.Test;

/** A wrong event is declared erroneous and stays visible; the lots are as if it had not happened. */
@QuarkusTest
class DeclarationTest {

    @Inject
    Trace trace;

    @Inject
    Epcis epcis;

    @Inject
    Merchants merchants;

    @Inject
    Samples samples;

    @Test
    void aSaleThatNeverWasGivesTheGoodsBackAndStaysVisible() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        trace.sell(new Sale(lot.code(), Kilograms.of(30), Optional.empty()), grower);
        String sale = last(lot);

        declare(sale, grower);

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(100));
        assertThat(trace.steps(lot.code())).extracting(Step::kind).containsExactly(Step.Kind.HARVESTED);
        assertThat(epcis.find(sale))
                .hasValueSatisfying(
                        event -> assertThat(event.event().errorDeclaration()).isPresent());
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void aHarvestWithAWrongWeightIsDeclaredAndHarvestedAgain() {
        Actor grower = samples.grower();
        LotView wrong = samples.harvested(grower, 1000);

        declare(last(wrong), grower);
        LotView right = samples.harvested(grower, 100);

        assertThat(trace.find(wrong.code())).isEmpty();
        assertThat(trace.get(right.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(100));
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void whatLaterEventsRestOnCannotBeDeclaredAwayAndTheFirstOfThemIsNamed() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        String harvest = last(lot);
        trace.sell(new Sale(lot.code(), Kilograms.of(30), Optional.empty()), grower);
        String first = last(lot);
        trace.sell(new Sale(lot.code(), Kilograms.of(20), Optional.empty()), grower);

        assertThatThrownBy(() -> declare(harvest, grower)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(TraceRefusal.CORRECTION_IMPOSSIBLE);
            assertThat(refused).hasMessageContaining(first);
        });

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(50));
        assertThat(epcis.find(harvest))
                .hasValueSatisfying(
                        event -> assertThat(event.event().errorDeclaration()).isEmpty());
    }

    @Test
    void backwardsFromTheLastEventEverythingCanBeTakenBack() {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        LotView fresh = samples.harvested(grower, 1000);
        LotView dried = trace.process(
                new Processing(fresh.code(), Kilograms.of(1000), "drying", Form.DRIED, Kilograms.of(350)), grower);
        String drying = last(dried);
        ConsignmentView sent = trace.ship(new Shipping(dried.code(), id(trader), Kilograms.of(200)), grower);
        String shipping = last(dried);
        trace.receive(new Receiving(sent.id(), Kilograms.of(200)), trader);
        String receiving = last(dried);

        assertRefused(TraceRefusal.CORRECTION_IMPOSSIBLE, () -> declare(shipping, grower));
        declare(receiving, trader);
        assertThat(trace.get(dried.code()).inTransit()).isEqualTo(Kilograms.of(200));
        declare(shipping, grower);
        assertThat(trace.get(dried.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(350));
        declare(drying, grower);

        assertThat(trace.find(dried.code())).isEmpty();
        assertThat(trace.get(fresh.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(1000));
        assertThat(trace.lineage(fresh.code(), Lineage.Direction.FORWARD, 5).lots())
                .hasSize(1);
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void nobodyDeclaresAnothersEventsAndNothingThatIsOnHold() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        String harvest = last(lot);

        assertRefused(TraceRefusal.NOT_THE_HOLDER, () -> declare(harvest, samples.trader()));
        trace.hold(lot.code(), HoldReason.INVESTIGATION, "测试", Samples.inspector());
        assertRefused(TraceRefusal.LOT_HELD, () -> declare(harvest, grower));

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(100));
    }

    @Test
    void nobodyDeclaresAnothersEventsThatMovedNoGoods() {
        Actor loader = samples.trader();
        ObjectNode loading = loading();
        loading.putObject("bizLocation")
                .put("id", merchants.get(id(loader)).gln().placeUri());
        ObjectNode elsewhere = loading();
        epcis.capture(loading, loader);
        epcis.capture(elsewhere, loader);

        for (ObjectNode event : List.of(loading, elsewhere)) {
            String eventId = event.path("eventID").asText();
            assertRefused(TraceRefusal.NOT_THE_HOLDER, () -> declare(eventId, samples.trader()));
            assertThat(epcis.find(eventId).orElseThrow().event().errorDeclaration())
                    .isEmpty();
            declare(eventId, loader);
            assertThat(epcis.find(eventId).orElseThrow().event().errorDeclaration())
                    .isPresent();
        }
    }

    @Test
    void theOfficeDeclaresWhatAMerchantCannotAnyMore() {
        ObjectNode loading = loading();
        epcis.capture(loading, samples.trader());

        declare(loading.path("eventID").asText(), Samples.office());

        assertThat(epcis.find(loading.path("eventID").asText())
                        .orElseThrow()
                        .event()
                        .errorDeclaration())
                .isPresent();
    }

    private static ObjectNode loading() {
        ObjectNode event = MarketEvents.event(
                "AggregationEvent",
                "ADD",
                "loading",
                null,
                new Gln("4012345000054"),
                Instant.parse("2026-09-01T00:00:00Z"),
                UUID.randomUUID());
        event.put("parentID", "https://id.gs1.org/00/340123450000000017");
        event.putArray("childEPCs").add("https://example.com/boxes/" + UUID.randomUUID());
        return event;
    }

    @Test
    void declaringAgainForAnotherReasonIsRefusedAndNotLost() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        trace.sell(new Sale(lot.code(), Kilograms.of(30), Optional.empty()), grower);
        ObjectNode event = epcis.find(last(lot)).orElseThrow().event().body().deepCopy();
        declare(event.path("eventID").asText(), grower);
        ObjectNode later = event.deepCopy();
        later.putObject("errorDeclaration")
                .put("declarationTime", "2026-11-25T00:00:00Z")
                .put("reason", "incorrect_data");
        ObjectNode corrected = later.deepCopy();
        ((ObjectNode) corrected.get("errorDeclaration"))
                .putArray("correctiveEventIDs")
                .add("urn:uuid:" + UUID.randomUUID());

        CapturedEvent same = epcis.capture(later, grower);
        assertThatThrownBy(() -> epcis.capture(corrected, grower))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("declared-already"));

        assertThat(same.fresh()).isFalse();
        assertThat(same.event().errorDeclaration().orElseThrow().declarationTime())
                .isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @Test
    void declaringTwiceIsDeclaringOnce() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        trace.sell(new Sale(lot.code(), Kilograms.of(30), Optional.empty()), grower);
        String sale = last(lot);

        declare(sale, grower);
        declare(sale, grower);

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(100));
    }

    @Test
    void anEventThatComesAfterItsDeclarationMovesNothing() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        trace.sell(new Sale(lot.code(), Kilograms.of(30), Optional.empty()), grower);
        ObjectNode late = epcis.find(last(lot)).orElseThrow().event().body().deepCopy();
        late.put("eventID", late.path("eventID").asText().replaceFirst(".{12}$", "%012d".formatted(lot.id())));
        ObjectNode declaration = late.deepCopy();
        declaration.putObject("errorDeclaration").put("declarationTime", "2026-11-24T00:00:00Z");

        epcis.capture(declaration, grower);
        epcis.capture(late, grower);

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(70));
    }

    private void declare(String eventId, Actor actor) {
        ObjectNode event = epcis.find(eventId).orElseThrow().event().body().deepCopy();
        event.putObject("errorDeclaration")
                .put("declarationTime", "2026-11-24T00:00:00Z")
                .put("reason", "incorrect_data");
        epcis.capture(event, actor);
    }

    private String last(LotView lot) {
        List<Step> steps = trace.steps(lot.code());
        return steps.get(steps.size() - 1).eventId();
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }

    private static void assertRefused(Refused.Reason reason, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }
}
