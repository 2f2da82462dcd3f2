package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.People;
import org.herbtrust.People.Person;
import org.herbtrust.Samples;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.RecallReport.Outcome;
import org.junit.jupiter.api.Test;

/** Goods are kept, called back and counted, whatever names them. */
@QuarkusTest
class HoldsTest {

    private static final Text NOTICE = Text.of("请停止使用并退回", "stop using it and give it back");
    private static final Text ENDED = Text.of("复检合格，召回终止", "passed the retest: the recall has ended");

    @Inject
    Holds holds;

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
    Clock clock;

    @Inject
    Database database;

    @Test
    void aLabelNamesTheLotThatItsPackageWasFilledFrom() {
        Actor trader = samples.trader();
        LotView lot = bought(samples.grower(), trader, 100);
        String label = packed(lot, trader, 1);

        holds.hold(HoldScope.ofLabel(label), HoldReason.SUSPECTED_FAKE, "买家投诉", Samples.inspector());

        assertThat(trace.get(lot.code()).isHeld()).isTrue();
        assertThat(holds.entries(true, 200))
                .filteredOn(h -> h.subject().equals(label))
                .singleElement()
                .satisfies(h -> assertThat(h.level()).isEqualTo(HoldScope.Level.LABEL));
    }

    @Test
    void ofAnEntityWhatItMadeIsHeldEverywhereAndOfOthersLotsOnlyWhatItHas() {
        Actor grower = samples.grower();
        Actor suspect = samples.trader();
        Actor innocent = samples.trader();
        LotView lot = bought(grower, suspect, 100);
        ConsignmentView more = trace.ship(new Shipping(lot.code(), id(innocent), Kilograms.of(50)), grower);
        trace.receive(new Receiving(more.id(), Kilograms.of(50)), innocent);
        LotView made = trace.split(new Split(lot.code(), List.of(Kilograms.of(20))), suspect)
                .get(0);
        ConsignmentView onward = trace.ship(new Shipping(made.code(), id(innocent), Kilograms.of(5)), suspect);
        trace.receive(new Receiving(onward.id(), Kilograms.of(5)), innocent);

        HoldId hold = holds.hold(
                HoldScope.ofMerchant(id(suspect), Optional.empty(), Optional.empty()),
                HoldReason.INVESTIGATION,
                "立案调查",
                Samples.regulator());

        assertHeld(() -> sell(lot, 1, suspect));
        assertHeld(() -> sell(made, 1, innocent));
        assertThat(trace.get(lot.code()).isHeld()).isFalse();
        assertThat(trace.get(lot.code()).isHeldAt(id(suspect))).isTrue();
        assertThat(sell(lot, 1, innocent).heldBy(id(innocent))).isEqualTo(Kilograms.of(49));
        holds.release(hold, "查清", Samples.regulator());
        sell(lot, 1, suspect);
        sell(made, 1, innocent);
    }

    @Test
    void aMaterialIsHeldByThePeriodInWhichItsLotsWereBornAlsoThoseToldLater() {
        Actor grower = samples.grower();
        LocalDate longAgo = LocalDate.of(2001, 5, 1);
        LotView today = samples.harvested(grower, 10);
        LotView early = born(grower, longAgo);

        HoldId hold = holds.hold(
                HoldScope.ofMaterial(Samples.BAISHAO, Optional.of(longAgo), Optional.of(longAgo.plusDays(30))),
                HoldReason.FAILED_RESULT,
                "抽检通报",
                Samples.regulator());
        LotView toldLater = born(grower, longAgo.plusDays(10));

        assertThat(trace.get(today.code()).isHeld()).isFalse();
        assertThat(trace.get(early.code()).isHeld()).isTrue();
        assertThat(trace.get(toldLater.code()).isHeld()).isTrue();
        holds.release(hold, "解除", Samples.regulator());
        assertThat(trace.get(toldLater.code()).isHeld()).isFalse();
    }

    @Test
    void aChildThatWasMadeBeforeTheHoldAndIsToldLaterIsHeldToo() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        Instant before = clock.instant();
        HoldId hold = trace.hold(lot.code(), HoldReason.INVESTIGATION, "测试", Samples.inspector());

        LotView child = driedAt(lot, before, grower);

        assertThat(child.isHeld()).isTrue();
        assertHeld(() -> driedAt(lot, clock.instant().plusSeconds(1), grower));
        trace.release(hold, "查清", Samples.inspector());
        assertThat(trace.get(child.code()).isHeld()).isFalse();
    }

    @Test
    void whatIsBeingMadeFromALotWhileItIsPutOnHoldIsHeldToo() throws Exception {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        CompletableFuture<LotView> child = new CompletableFuture<>();
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> making = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    child.complete(driedAt(lot, clock.instant(), grower));
                    await(commit);
                }));
        child.get();

        CompletableFuture<HoldId> holding = CompletableFuture.supplyAsync(() -> QuarkusTransaction.requiringNew()
                .call(() -> trace.hold(lot.code(), HoldReason.INVESTIGATION, "测试", Samples.inspector())));
        // it is done, or it waits for the one that is still making
        while (!holding.isDone() && !someoneWaitsForCaptures()) {
            Thread.onSpinWait();
        }
        commit.countDown();
        making.get();
        holding.get();

        assertThat(trace.get(child.get().code()).isHeld()).isTrue();
    }

    private boolean someoneWaitsForCaptures() {
        return database.one(
                        "select 1 from pg_locks where locktype = 'advisory' and classid = 7212 and not granted",
                        row -> true)
                .isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRecallListsEveryPlaceAndCountsWhatIsAccountedFor() {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        LotView lot = bought(grower, trader, 100);
        sell(lot, 30, trader);
        trace.destroy(new Destruction(lot.code(), Kilograms.of(10), Destruction.Reason.QUALITY), trader);

        RecallView recall = holds.recall(HoldScope.ofLot(lot.code()), NOTICE, "报告R-9", Samples.regulator());
        trace.takeBack(new Return(lot.code(), Kilograms.of(5), Optional.of("召回退货")), trader);
        holds.count(recall.id(), lot.code(), id(trader), Outcome.FOUND, Kilograms.of(65), "封条77", Samples.inspector());
        holds.count(
                recall.id(), lot.code(), id(trader), Outcome.CONSUMED, Kilograms.of(20), "电话回访", Samples.inspector());

        RecallReport report = holds.report(recall.id());
        assertThat(report.lines()).hasSize(2);
        RecallReport.Line atTrader = report.lines().stream()
                .filter(line -> line.holder().equals(id(trader)))
                .findFirst()
                .orElseThrow();
        assertThat(atTrader.inStock()).isEqualTo(Kilograms.of(65));
        assertThat(atTrader.sold()).isEqualTo(Kilograms.of(25));
        assertThat(atTrader.destroyed()).isEqualTo(Kilograms.of(10));
        assertThat(atTrader.unknown()).isEqualTo(Kilograms.of(5));
        assertThat(report.totals().toAccountFor()).isEqualTo(Kilograms.of(200));
        assertThat(report.totals().unknown()).isEqualTo(Kilograms.of(105));
        assertRefused(
                TraceRefusal.COUNT_IMPOSSIBLE,
                () -> holds.count(
                        recall.id(),
                        lot.code(),
                        id(trader),
                        Outcome.RETURNED,
                        Kilograms.of("5.1"),
                        "",
                        Samples.inspector()));
    }

    @Test
    void aLaterCountReplacesTheEarlierOne() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 10);
        RecallView recall = holds.recall(HoldScope.ofLot(lot.code()), NOTICE, "报告R-10", Samples.regulator());

        holds.count(recall.id(), lot.code(), id(grower), Outcome.FOUND, Kilograms.of(9), "", Samples.inspector());
        holds.count(recall.id(), lot.code(), id(grower), Outcome.FOUND, Kilograms.of(10), "复点", Samples.inspector());

        assertThat(holds.report(recall.id()).totals().unknown()).isEqualTo(Kilograms.ZERO);
    }

    @Test
    void aWithdrawalIsAsCompleteAsTheRecallWas() {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        LotView lot = bought(grower, trader, 100);
        LotView part = trace.split(new Split(lot.code(), List.of(Kilograms.of(40))), trader)
                .get(0);
        RecallView recall = holds.recall(HoldScope.ofLot(lot.code()), NOTICE, "报告R-11", Samples.office());
        LotView late = driedAt(lot, recall.startedAt().minusSeconds(60), grower);
        assertThat(List.of(lot, part, late))
                .allSatisfy(l -> assertThat(trace.get(l.code()).recalled()).isTrue());

        holds.withdraw(recall.id(), ENDED, "复检报告", Samples.office());

        assertThat(List.of(lot, part, late)).allSatisfy(l -> {
            assertThat(trace.get(l.code()).recalled()).isFalse();
            assertThat(trace.get(l.code()).isHeld()).isFalse();
        });
        assertThat(holds.report(recall.id()).recall().ended()).contains(ENDED);
        assertRefused(TraceRefusal.HOLD_UNKNOWN, () -> holds.withdraw(recall.id(), ENDED, "又一次", Samples.office()));
    }

    @Test
    void anotherHoldStaysWhenARecallEnds() {
        LotView lot = samples.harvested(samples.grower(), 10);
        trace.hold(lot.code(), HoldReason.INVESTIGATION, "另案", Samples.inspector());
        RecallView recall = holds.recall(HoldScope.ofLot(lot.code()), NOTICE, "报告R-12", Samples.office());

        holds.withdraw(recall.id(), ENDED, "终止", Samples.office());

        assertThat(trace.get(lot.code()).isHeld()).isTrue();
        assertThat(trace.get(lot.code()).recalled()).isFalse();
    }

    @Test
    void noMoreComesBackThanWasSold() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 10);
        sell(lot, 4, grower);
        trace.takeBack(new Return(lot.code(), Kilograms.of(3), Optional.empty()), grower);

        assertRefused(
                TraceRefusal.BALANCE_EXCEEDED,
                () -> trace.takeBack(new Return(lot.code(), Kilograms.of(2), Optional.empty()), grower));
        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(9));
    }

    @Test
    void unpackedGoodsAreLooseAgainAndCanBePackedAnew() {
        Actor trader = samples.trader();
        LotView lot = bought(samples.grower(), trader, 10);
        String label = packed(lot, trader, 10);

        trace.unpack(new Unpacking(lot.code(), List.of(label), Kilograms.of(10)), trader);

        assertThat(trace.lotOfPackage(label)).isEmpty();
        packed(lot, trader, 10);
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void whatMatchesNothingIsNotHeld() {
        assertRefused(
                TraceRefusal.NOTHING_TO_HOLD,
                () -> holds.hold(
                        HoldScope.ofMerchant(id(samples.trader()), Optional.empty(), Optional.empty()),
                        HoldReason.INVESTIGATION,
                        "测试",
                        Samples.inspector()));
    }

    @Test
    void overRestARecallIsStartedCountedAndEnded() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 10);
        Person office = people.person(Role.OFFICE);
        int recall = office.posts(
                        "/api/v1/holds/recalls",
                        Map.of("lot", lot.code(), "noticeZh", "请停用", "noticeEn", "do not use", "cause", "报告R-13"))
                .statusCode(200)
                .body("level", equalTo("LOT"))
                .extract()
                .path("id");
        String path = "/api/v1/holds/recalls/" + recall;

        office.posts(
                        path + "/counts",
                        Map.of("lot", lot.code(), "holder", id(grower).toString(), "outcome", "FOUND", "kg", "10"))
                .statusCode(200)
                .body("totals.unknown", equalTo("0"));
        office.posts(path + "/withdraw", Map.of("noticeZh", "终止", "noticeEn", "ended", "cause", "合格"))
                .statusCode(200);

        office.gets(path).statusCode(200).body("recall.ended.zh", equalTo("终止"));
        office.posts("/api/v1/holds", Map.of("lot", lot.code(), "label", "x", "reason", "INVESTIGATION", "cause", "y"))
                .statusCode(400);
        people.person(Role.INSPECTOR)
                .posts(path + "/withdraw", Map.of("noticeZh", "终止", "noticeEn", "ended", "cause", "合格"))
                .statusCode(403);
    }

    // ----

    /** Of a harvest of twice as much, half. */
    private LotView bought(Actor grower, Actor trader, long kg) {
        LotView lot = samples.harvested(grower, 2 * kg);
        ConsignmentView sent = trace.ship(new Shipping(lot.code(), id(trader), Kilograms.of(kg)), grower);
        return trace.receive(new Receiving(sent.id(), Kilograms.of(kg)), trader);
    }

    private LotView sell(LotView lot, long kg, Actor seller) {
        return trace.sell(new Sale(lot.code(), Kilograms.of(kg), Optional.empty()), seller);
    }

    private String packed(LotView lot, Actor trader, long kg) {
        String label = "https://id.gs1.org/01/" + lot.gtin().orElseThrow() + "/21/"
                + UUID.randomUUID().toString().substring(0, 18);
        trace.pack(new Pack(lot.code(), List.of(label), Kilograms.of(kg)), trader);
        return label;
    }

    private LotView born(Actor grower, LocalDate day) {
        String uri = "urn:test:lot:" + UUID.randomUUID();
        ObjectNode event = MarketEvents.event(
                "ObjectEvent",
                "ADD",
                "commissioning",
                "active",
                merchants.get(id(grower)).gln(),
                day.atTime(4, 0).toInstant(java.time.ZoneOffset.UTC),
                UUID.randomUUID());
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(uri, Kilograms.of(10))));
        event.putObject("ilmd")
                .put("tcm:material", "baishao")
                .put("tcm:form", "fresh")
                .put("tcm:source", "cultivated");
        epcis.capture(event, grower);
        return trace.findByUri(uri).orElseThrow();
    }

    private LotView driedAt(LotView lot, Instant at, Actor party) {
        String uri = "urn:test:lot:" + UUID.randomUUID();
        ObjectNode event = MarketEvents.event(
                "TransformationEvent",
                null,
                "commissioning",
                "active",
                merchants.get(id(party)).gln(),
                at,
                UUID.randomUUID());
        event.put("tcm:process", "drying");
        event.set("inputQuantityList", MarketEvents.list(MarketEvents.quantity(lot.uri(), Kilograms.of(10))));
        event.set("outputQuantityList", MarketEvents.list(MarketEvents.quantity(uri, Kilograms.of("3.5"))));
        epcis.capture(event, party);
        return trace.findByUri(uri).orElseThrow();
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }

    private static void assertHeld(ThrowingCallable command) {
        assertRefused(TraceRefusal.LOT_HELD, command);
    }

    private static void assertRefused(Refused.Reason reason, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }
}
