package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.Samples;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantRefusal;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TraceTest {

    @Inject
    Trace trace;

    @Inject
    Epcis epcis;

    @Inject
    Merchants merchants;

    @Inject
    Samples samples;

    @Test
    void aLotGoesFromTheFieldToTheStallAndEveryStepIsAnEvent() {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        LotView fresh = samples.harvested(grower, 1000);
        LotView dried = trace.process(
                new Processing(fresh.code(), Kilograms.of(1000), "drying", Form.DRIED, Kilograms.of(350)), grower);
        ConsignmentView sent = trace.ship(new Shipping(dried.code(), id(trader), Kilograms.of(200)), grower);

        LotView arrived = trace.receive(new Receiving(sent.id(), Kilograms.of("199.5")), trader);

        assertThat(arrived.heldBy(id(trader))).isEqualTo(Kilograms.of("199.5"));
        assertThat(arrived.heldBy(id(grower))).isEqualTo(Kilograms.of(150));
        assertThat(arrived.origin()).contains(Samples.SHIJIULI);
        assertThat(arrived.untraced()).isFalse();
        assertThat(trace.journey(dried.code()))
                .extracting(Step::kind)
                .containsExactly(
                        Step.Kind.HARVESTED, Step.Kind.USED, Step.Kind.MADE, Step.Kind.SHIPPED, Step.Kind.RECEIVED);
        assertThat(trace.journey(dried.code()))
                .allSatisfy(step -> assertThat(epcis.find(step.eventId())).isPresent());
    }

    @Test
    void goodsWithoutATraceAreMarkedSoAndSoAreTheirChildren() {
        Actor trader = samples.trader();
        LotView taken = trace.intake(intake(500), trader);

        List<LotView> parts =
                trace.split(new Split(taken.code(), List.of(Kilograms.of(100), Kilograms.of(50))), trader);

        assertThat(taken.untraced()).isTrue();
        assertThat(parts)
                .allMatch(LotView::untraced)
                .extracting(LotView::born)
                .containsExactly(Kilograms.of(100), Kilograms.of(50));
        assertThat(trace.get(taken.code()).heldBy(id(trader))).isEqualTo(Kilograms.of(350));
    }

    @Test
    void mergedLotsKeepAllOriginsWithTheirShares() {
        Actor grower = samples.grower();
        LotView one = samples.harvested(grower, 300);
        LotView two = samples.harvested(grower, 100);

        LotView merged = trace.merge(
                new Merge(List.of(
                        new Merge.Portion(one.code(), Kilograms.of(300)),
                        new Merge.Portion(two.code(), Kilograms.of(100)))),
                grower);

        Lineage back = trace.lineage(merged.code(), Lineage.Direction.BACK, 5);
        assertThat(back.complete()).isTrue();
        assertThat(back.lots()).extracting(LotView::code).containsExactly(merged.code(), one.code(), two.code());
        assertThat(back.links())
                .extracting(link -> link.share().toPlainString())
                .containsExactly("0.7500", "0.2500");
        assertThat(trace.lineage(one.code(), Lineage.Direction.FORWARD, 5).lots())
                .extracting(LotView::code)
                .containsExactly(one.code(), merged.code());
    }

    @Test
    void moreThanIsThereCannotLeaveALot() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);

        assertRefused(
                TraceRefusal.BALANCE_EXCEEDED,
                () -> trace.sell(new Sale(lot.code(), Kilograms.of("100.0001"), Optional.empty()), grower));

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(100));
        assertThat(trace.steps(lot.code())).hasSize(1);
    }

    @Test
    void manyWhoWantTheLastKilogramsAtOnceGetNoMoreThanThereAre() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 10);
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Boolean>> sales = IntStream.range(0, 24)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                                    () -> QuarkusTransaction.requiringNew()
                                            .call(() -> trace.sell(
                                                    new Sale(lot.code(), Kilograms.of(1), Optional.empty()), grower)),
                                    many)
                            .handle((sold, refused) -> refused == null))
                    .toList();
            long sold = sales.stream().filter(CompletableFuture::join).count();

            assertThat(sold).isEqualTo(10);
            assertThat(trace.get(lot.code()).holders()).isEmpty();
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void mergersOfTheSameLotsInEitherOrderDoNotStopEachOther() {
        Actor grower = samples.grower();
        LotView one = samples.harvested(grower, 100);
        LotView two = samples.harvested(grower, 100);
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<LotView>> mergers = IntStream.range(0, 80)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> QuarkusTransaction.requiringNew()
                                    .call(() -> trace.merge(i % 2 == 0 ? ofBoth(one, two) : ofBoth(two, one), grower)),
                            many))
                    .toList();

            assertThat(mergers).allSatisfy(merger -> assertThat(merger).succeedsWithin(Duration.ofMinutes(1)));
            assertThat(trace.get(one.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(20));
        } finally {
            many.shutdownNow();
        }
    }

    private static Merge ofBoth(LotView first, LotView second) {
        return new Merge(List.of(
                new Merge.Portion(first.code(), Kilograms.of(1)), new Merge.Portion(second.code(), Kilograms.of(1))));
    }

    @Test
    void aProcessThatMakesMassOutOfNothingIsRefused() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);

        assertRefused(
                TraceRefusal.YIELD_IMPOSSIBLE,
                () -> trace.process(
                        new Processing(lot.code(), Kilograms.of(100), "drying", Form.DRIED, Kilograms.of(101)),
                        grower));

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(100));
    }

    @Test
    void nobodyMovesWhatAnotherHolds() {
        Actor grower = samples.grower();
        Actor stranger = samples.trader();
        LotView lot = samples.harvested(grower, 100);

        assertRefused(
                TraceRefusal.NOT_THE_HOLDER,
                () -> trace.sell(new Sale(lot.code(), Kilograms.of(1), Optional.empty()), stranger));
    }

    @Test
    void onlyGrowersHarvest() {
        Actor trader = samples.trader();

        assertRefused(TraceRefusal.NOT_A_GROWER, () -> samples.harvested(trader, 10));
    }

    @Test
    void anUnknownMaterialIsRefused() {
        Actor trader = samples.trader();

        assertThatThrownBy(() -> trace.intake(
                        new Intake(new MaterialCode("nosuchherb"), null, null, Kilograms.of(1), null, null, null, null),
                        trader))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("material-unknown"));
    }

    @Test
    void anApplicantMayNotTradeYet() {
        Actor applicant = samples.applied(MerchantKind.TRADER);

        assertRefused(MerchantRefusal.BARRED, () -> trace.intake(intake(1), applicant));
    }

    @Test
    void aBarredMerchantCannotCaptureAndNobodyCanSendToIt() {
        Actor trader = samples.trader();
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        merchants.changeStanding(id(trader), Standing.SUSPENDED, "测试-1", Samples.office());

        assertRefused(MerchantRefusal.BARRED, () -> trace.intake(intake(1), trader));
        assertRefused(
                MerchantRefusal.BARRED,
                () -> trace.ship(new Shipping(lot.code(), id(trader), Kilograms.of(1)), grower));
    }

    @Test
    void aConsignmentIsReceivedOnceAndNeverHeavierThanItWasSent() {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        LotView lot = samples.harvested(grower, 100);
        ConsignmentView sent = trace.ship(new Shipping(lot.code(), id(trader), Kilograms.of(40)), grower);

        assertRefused(
                TraceRefusal.BALANCE_EXCEEDED, () -> trace.receive(new Receiving(sent.id(), Kilograms.of(41)), trader));
        trace.receive(new Receiving(sent.id(), Kilograms.of(40)), trader);
        assertRefused(
                TraceRefusal.ALREADY_RECEIVED, () -> trace.receive(new Receiving(sent.id(), Kilograms.of(40)), trader));
    }

    @Test
    void aHoldGoesDownTheLineageAndKeepsEverythingInPlaceUntilItIsLifted() {
        Actor grower = samples.grower();
        LotView fresh = samples.harvested(grower, 1000);
        LotView dried = trace.process(
                new Processing(fresh.code(), Kilograms.of(500), "drying", Form.DRIED, Kilograms.of(170)), grower);

        HoldId hold = trace.hold(fresh.code(), HoldReason.INVESTIGATION, "测试封存", Samples.inspector());

        assertThat(trace.get(dried.code()).isHeld()).isTrue();
        assertRefused(
                TraceRefusal.LOT_HELD,
                () -> trace.sell(new Sale(dried.code(), Kilograms.of(1), Optional.empty()), grower));
        trace.release(hold, "已查清", Samples.inspector());
        assertThat(trace.sell(new Sale(dried.code(), Kilograms.of(1), Optional.empty()), grower)
                        .isHeld())
                .isFalse();
    }

    @Test
    void goodsOnHoldCanOnlyBeDestroyed() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        trace.hold(lot.code(), HoldReason.SUSPECTED_FAKE, "测试", Samples.inspector());

        LotView left =
                trace.destroy(new Destruction(lot.code(), Kilograms.of(100), Destruction.Reason.QUALITY), grower);

        assertThat(left.holders()).isEmpty();
    }

    @Test
    void aRecallTellsWhoHoldsTheGoodsAndWhatIsGone() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        trace.sell(new Sale(lot.code(), Kilograms.of(30), Optional.empty()), grower);

        RecallView recall = trace.recall(lot.code(), Text.of("请停止使用", "stop using it"), "报告 T-1", Samples.regulator());

        assertThat(recall.sold()).isEqualTo(Kilograms.of(30));
        assertThat(recall.stillHeld()).singleElement().satisfies(holder -> assertThat(holder.kg())
                .isEqualTo(Kilograms.of(70)));
        assertThat(trace.get(lot.code()).recalled()).isTrue();
    }

    @Test
    void merchantsNeitherHoldNorRecall() {
        Actor trader = samples.trader();
        LotView lot = trace.intake(intake(1), trader);

        assertRefused(
                TraceRefusal.NOT_YOURS_TO_HOLD, () -> trace.hold(lot.code(), HoldReason.INVESTIGATION, "x", trader));
    }

    @Test
    void rawPinelliaNeedsADocument() {
        Actor trader = samples.trader();
        Intake without = intake(new MaterialCode("banxia"), 5);

        assertRefused(TraceRefusal.DOCUMENT_MISSING, () -> trace.intake(without, trader));
    }

    @Test
    void packagesAreTiedToTheirLotAndNoMoreIsPackedThanThereIs() {
        Actor trader = samples.trader();
        LotView lot = trace.intake(intake(10), trader);
        String epc = "https://id.gs1.org/01/" + lot.gtin().orElseThrow() + "/21/" + lot.code() + "1";

        trace.pack(new Pack(lot.code(), List.of(epc), Kilograms.of(6)), trader);

        assertThat(trace.lotOfPackage(epc)).contains(lot.code());
        assertRefused(
                TraceRefusal.BALANCE_EXCEEDED,
                () -> trace.pack(new Pack(lot.code(), List.of(epc + "2"), Kilograms.of(5)), trader));
    }

    private static Intake intake(long kg) {
        return intake(Samples.BAISHAO, kg);
    }

    private static Intake intake(MaterialCode material, long kg) {
        return new Intake(
                material,
                Form.DRIED,
                Source.PURCHASED,
                Kilograms.of(kg),
                Optional.of(Samples.SHIJIULI),
                Optional.of(LocalDate.of(2025, 9, 1)),
                Optional.empty(),
                Optional.empty());
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }

    private static void assertRefused(Refused.Reason reason, ThrowingCallable command) {
        assertThatThrownBy(command).satisfies(thrown -> {
            Throwable refused = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            assertThat(refused).isInstanceOf(Refused.class);
            assertThat(((Refused) refused).reason()).isEqualTo(reason);
        });
    }
}
