package org.herbtrust.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.platform.MarketClock;
import org.herbtrust.trace.Split;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InspectionsTest {

    private static final Measured SO2_TOO_MUCH = Measured.of("so2", "450", "mg/kg");
    private static final Measured SO2_FINE = Measured.of("so2", "80", "mg/kg");

    @Inject
    Inspections inspections;

    @Inject
    Bazaar bazaar;

    @Inject
    ConfirmedNews news;

    @Inject
    Trace trace;

    @Inject
    Coverage coverage;

    @Test
    void a_patrol_is_kept_with_its_findings_and_told_once() {
        MerchantId merchant = bazaar.trader();
        Visit visit = bazaar.visit(
                merchant,
                VisitKind.PATROL,
                new Finding("dyeing", 1, "擦拭掉色", Optional.empty()),
                new Finding("no-origin-label", 2, "", Optional.empty()),
                Finding.of("storage"));

        inspections.record(visit, Bazaar.INSPECTOR);
        inspections.record(visit, Bazaar.INSPECTOR);

        VisitView kept = inspections.visit(visit.id()).orElseThrow();
        assertThat(kept.inspector()).isEqualTo("inspector-t");
        assertThat(kept.findings())
                .extracting(VisitView.FindingView::violation)
                .containsExactly("dyeing", "no-origin-label", "storage");
        assertThat(kept.findings().get(0).name().zh()).isEqualTo("染色");
        assertThat(news.recordedOf(visit.id())).singleElement().satisfies(v -> {
            assertThat(v.criticals()).isEqualTo(1);
            assertThat(v.serious()).isEqualTo(2);
            assertThat(v.minors()).isEqualTo(1);
            assertThat(v.merchant()).isEqualTo(merchant);
        });
        assertThat(inspections.visits(VisitQuery.of(merchant), null, null).items())
                .hasSize(1);
    }

    @Test
    void the_same_id_with_other_content_is_refused_and_changes_nothing() {
        MerchantId merchant = bazaar.trader();
        Visit visit = bazaar.visit(merchant, VisitKind.PATROL);
        inspections.record(visit, Bazaar.INSPECTOR);
        Visit other = with(visit, List.of(Finding.of("dyeing")), visit.checklist());

        refused(InspectionRefusal.RECORDED_OTHERWISE, () -> inspections.record(other, Bazaar.INSPECTOR));
        refused(InspectionRefusal.RECORDED_OTHERWISE, () -> inspections.record(visit, Bazaar.SECOND));

        assertThat(inspections.visit(visit.id()).orElseThrow().findings()).isEmpty();
        assertThat(news.recordedOf(visit.id())).hasSize(1);
    }

    @Test
    void what_is_not_known_is_refused() {
        MerchantId merchant = bazaar.trader();
        refused(
                InspectionRefusal.MERCHANT_UNKNOWN,
                () -> inspections.record(
                        bazaar.visit(new MerchantId(99_999_999L), VisitKind.PATROL), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.VIOLATION_UNKNOWN,
                () -> inspections.record(
                        bazaar.visit(merchant, VisitKind.PATROL, Finding.of("bad-mood")), Bazaar.INSPECTOR));
        Finding strangeLot = new Finding(
                "storage", 1, "", Optional.of(ShortCode.random(java.util.random.RandomGenerator.getDefault())));
        refused(
                InspectionRefusal.LOT_UNKNOWN,
                () -> inspections.record(bazaar.visit(merchant, VisitKind.PATROL, strangeLot), Bazaar.INSPECTOR));
        Visit visit = bazaar.visit(merchant, VisitKind.PATROL);
        refused(
                InspectionRefusal.CHECK_UNKNOWN,
                () -> inspections.record(with(visit, List.of(), Map.of("smiles", CheckAnswer.YES)), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.SAMPLE_UNKNOWN,
                () -> inspections.result(
                        new SampleId(UUID.randomUUID()), "中心", "R1", today(), List.of(SO2_FINE), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.VISIT_UNKNOWN,
                () -> inspections.sample(
                        bazaar.sample(new VisitId(UUID.randomUUID()), bazaar.lot(merchant, "baishao")),
                        Bazaar.INSPECTOR));
    }

    @Test
    void each_kind_is_recorded_by_those_it_is_for() {
        MerchantId merchant = bazaar.trader();
        MerchantId neighbour = bazaar.trader();
        refused(
                InspectionRefusal.NOT_YOUR_KIND,
                () -> inspections.record(bazaar.visit(merchant, VisitKind.PATROL), Bazaar.of(merchant)));
        refused(
                InspectionRefusal.NOT_YOUR_KIND,
                () -> inspections.record(bazaar.visit(merchant, VisitKind.SELF), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.NOT_YOUR_MERCHANT,
                () -> inspections.record(bazaar.visit(merchant, VisitKind.SELF), Bazaar.of(neighbour)));
        refused(
                InspectionRefusal.NOT_YOUR_KIND,
                () -> inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.OFFICE));
        Visit self = bazaar.visit(merchant, VisitKind.SELF);
        assertThat(inspections.record(self, Bazaar.of(merchant))).isEqualTo(self.id());
    }

    @Test
    void nobody_supervises_his_own_patrol() {
        MerchantId merchant = bazaar.trader();
        inspections.record(bazaar.visit(merchant, VisitKind.PATROL), Bazaar.INSPECTOR);

        refused(
                InspectionRefusal.OWN_PATROL,
                () -> inspections.record(bazaar.visit(merchant, VisitKind.SUPERVISION), Bazaar.INSPECTOR));
        Visit byAnother = bazaar.visit(merchant, VisitKind.SUPERVISION);
        assertThat(inspections.record(byAnother, Bazaar.SECOND)).isEqualTo(byAnother.id());
    }

    @Test
    void a_time_that_cannot_be_right_is_refused() {
        MerchantId merchant = bazaar.trader();
        Instant now = Instant.now();
        refused(
                InspectionRefusal.TIME_WRONG,
                () -> inspections.record(
                        at(bazaar.visit(merchant, VisitKind.PATROL), now.plus(Duration.ofHours(1))), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.TIME_WRONG,
                () -> inspections.record(
                        at(bazaar.visit(merchant, VisitKind.PATROL), now.minus(Duration.ofDays(500))),
                        Bazaar.INSPECTOR));
    }

    @Test
    void an_ordered_correction_stays_on_the_list_until_a_follow_up_finds_it_done() {
        MerchantId merchant = bazaar.trader();
        Visit visit = bazaar.visit(merchant, VisitKind.PATROL, Finding.of("storage"));
        Visit ordered = new Visit(
                visit.id(),
                visit.kind(),
                merchant,
                visit.occurredAt(),
                "",
                visit.findings(),
                Map.of(),
                Optional.of(today()),
                "",
                Optional.empty());
        inspections.record(ordered, Bazaar.INSPECTOR);
        assertThat(correctionsOf(merchant)).singleElement().satisfies(c -> assertThat(c.overdue())
                .isFalse());
        MarketClock.at(Instant.now().plus(3, ChronoUnit.DAYS), () -> assertThat(correctionsOf(merchant))
                .singleElement()
                .satisfies(c -> assertThat(c.overdue()).isTrue()));

        inspections.record(followUp(merchant, visit.id(), Finding.of("not-corrected")), Bazaar.INSPECTOR);
        assertThat(correctionsOf(merchant)).hasSize(1);
        inspections.record(followUp(merchant, visit.id()), Bazaar.INSPECTOR);
        assertThat(correctionsOf(merchant)).isEmpty();
        assertThat(inspections.visit(visit.id()).orElseThrow().corrected()).isTrue();
        refused(
                InspectionRefusal.FOLLOWS_OTHER,
                () -> inspections.record(followUp(bazaar.trader(), visit.id()), Bazaar.INSPECTOR));
    }

    @Test
    void a_sample_is_taken_by_two_from_enough_packages_and_sealed() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        VisitId visit = inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.INSPECTOR);
        SampleTaken good = bazaar.sample(visit, lot);

        refused(
                InspectionRefusal.TWO_SAMPLERS,
                () -> inspections.sample(
                        sample(good, List.of("甲", " 甲 "), good.sealNumbers(), 40, 5), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.NO_SEAL,
                () -> inspections.sample(sample(good, good.samplers(), List.of(" "), 40, 5), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.TOO_FEW_OPENED,
                () -> inspections.sample(sample(good, good.samplers(), good.sealNumbers(), 101, 5), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.TOO_FEW_OPENED,
                () -> inspections.sample(sample(good, good.samplers(), good.sealNumbers(), 5, 6), Bazaar.INSPECTOR));
        refused(InspectionRefusal.NOT_YOUR_KIND, () -> inspections.sample(good, Bazaar.OFFICE));
        refused(
                InspectionRefusal.LOT_ELSEWHERE,
                () -> inspections.sample(
                        bazaar.sample(visit, bazaar.lot(bazaar.trader(), "baishao")), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.ITEM_UNKNOWN,
                () -> inspections.sample(bazaar.sample(visit, lot, "taste"), Bazaar.INSPECTOR));
        assertThat(inspections.sample(good.id())).isEmpty();

        inspections.sample(good, Bazaar.INSPECTOR);
        inspections.sample(good, Bazaar.INSPECTOR);
        assertThat(inspections
                        .samples(new SampleQuery(Optional.of(merchant), Optional.empty(), true), null, null)
                        .items())
                .singleElement()
                .satisfies(s -> assertThat(s.state()).isEqualTo(SampleState.AWAITING_RESULT));
    }

    @Test
    void a_pass_stands_at_once_and_holds_nothing() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        SampleId sample = sampled(merchant, lot);

        Verdict verdict = inspections.result(sample, "中心", "P-1", today(), List.of(SO2_FINE), Bazaar.INSPECTOR);

        assertThat(verdict.overall()).isEqualTo(Outcome.PASS);
        assertThat(verdict.held()).isFalse();
        assertThat(trace.get(lot).isHeld()).isFalse();
        assertThat(news.confirmedOf(sample)).singleElement().satisfies(c -> assertThat(c.verdict())
                .isEqualTo(Outcome.PASS));
        ResultView shown = inspections.resultsOf(lot).get(0);
        assertThat(shown.isPublic()).isTrue();
        assertThat(shown.items()).singleElement().satisfies(i -> {
            assertThat(i.found()).isEqualTo("80 mg/kg");
            assertThat(i.required().orElseThrow().zh()).isEqualTo("≤ 400 mg/kg");
            assertThat(i.toBeVerified()).as("2025 edition, carried over").isTrue();
        });
    }

    @Test
    void a_fail_holds_the_lot_and_what_came_from_it_but_counts_only_after_seven_days() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        ShortCode part = trace.split(new Split(lot, List.of(Kilograms.of(100))), Bazaar.of(merchant))
                .get(0)
                .code();
        SampleId sample = sampled(merchant, lot);
        Instant now = Instant.now();

        Verdict verdict = inspections.result(sample, "中心", "F-1", today(), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR);

        assertThat(verdict.overall()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.worst()).contains(ViolationClass.SERIOUS);
        assertThat(verdict.retestUntil()).contains(today().plusDays(7));
        assertThat(trace.get(lot).isHeld()).isTrue();
        assertThat(trace.get(part).isHeld()).isTrue();
        assertThat(news.confirmedOf(sample)).isEmpty();
        assertThat(inspections.resultsOf(lot).get(0).isPublic()).isFalse();

        inspections.closeWindows(now.plus(7, ChronoUnit.DAYS));
        assertThat(news.confirmedOf(sample))
                .as("the last day still belongs to the merchant")
                .isEmpty();
        Instant dayAfter = now.plus(8, ChronoUnit.DAYS);
        MarketClock.at(dayAfter, () -> {
            refused(
                    InspectionRefusal.RETEST_TOO_LATE,
                    () -> inspections.requestRetest(sample, "不服", Bazaar.of(merchant)));
            inspections.closeWindows(dayAfter);
            inspections.closeWindows(dayAfter);
        });
        assertThat(news.confirmedOf(sample)).singleElement().satisfies(c -> {
            assertThat(c.verdict()).isEqualTo(Outcome.FAIL);
            assertThat(c.worst()).contains(ViolationClass.SERIOUS);
            assertThat(c.day()).isEqualTo(today());
            assertThat(c.knownOn()).isEqualTo(Market.dayOf(dayAfter));
        });
        assertThat(inspections.sample(sample).orElseThrow().state()).isEqualTo(SampleState.FAILED);
        assertThat(trace.get(lot).isHeld()).isTrue();
        assertThat(inspections.resultsOf(lot).get(0).isPublic()).isTrue();
    }

    @Test
    void a_retest_that_passes_lifts_the_hold_and_clears_the_merchant() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        SampleId sample = sampled(merchant, lot);
        inspections.result(sample, "中心", "F-2", today(), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR);

        refused(
                InspectionRefusal.RETEST_NOT_ASKED,
                () -> inspections.retestResult(sample, "省院", "R-2", today(), List.of(SO2_FINE), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.NOT_YOUR_KIND,
                () -> inspections.requestRetest(sample, "不服", Bazaar.of(bazaar.trader())));
        inspections.requestRetest(sample, "送检过程存疑", Bazaar.of(merchant));
        refused(InspectionRefusal.RETEST_ASKED, () -> inspections.requestRetest(sample, "再申请", Bazaar.of(merchant)));
        inspections.closeWindows(Instant.now().plus(30, ChronoUnit.DAYS));
        assertThat(news.confirmedOf(sample)).as("waits for the retest").isEmpty();

        Verdict retest = inspections.retestResult(sample, "省院", "R-2", today(), List.of(SO2_FINE), Bazaar.INSPECTOR);

        assertThat(retest.overall()).isEqualTo(Outcome.PASS);
        assertThat(trace.get(lot).isHeld()).isFalse();
        assertThat(inspections.sample(sample).orElseThrow().state()).isEqualTo(SampleState.PASSED_ON_RETEST);
        assertThat(news.confirmedOf(sample)).singleElement().satisfies(c -> assertThat(c.verdict())
                .isEqualTo(Outcome.PASS));
        assertThat(inspections.resultsOf(lot).stream().filter(ResultView::isPublic))
                .as("the failed first report never becomes public")
                .extracting(ResultView::reportNo)
                .containsExactly("R-2");
    }

    @Test
    void a_retest_of_something_else_lifts_no_hold() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        VisitId visit = inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.INSPECTOR);
        SampleId sample = inspections.sample(bazaar.sample(visit, lot, "so2"), Bazaar.INSPECTOR);
        Measured cadmium = Measured.of("cd", "3", "mg/kg");
        inspections.result(sample, "中心", "F-7", today(), List.of(SO2_TOO_MUCH, cadmium), Bazaar.INSPECTOR);
        inspections.requestRetest(sample, "不服", Bazaar.of(merchant));
        assertThat(inspections.unsettled(inspections.sample(sample).orElseThrow()))
                .containsExactly("cd", "so2");

        Verdict other = inspections.retestResult(
                sample, "省院", "R-71", today(), List.of(Measured.of("water", "12", "%")), Bazaar.INSPECTOR);
        assertThat(other.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(other.missing()).containsExactlyInAnyOrder("cd", "so2");
        assertThat(trace.get(lot).isHeld()).isTrue();

        Verdict half = inspections.retestResult(sample, "省院", "R-72", today(), List.of(SO2_FINE), Bazaar.INSPECTOR);
        assertThat(half.overall())
                .as("the cadmium was not ordered, but it failed")
                .isEqualTo(Outcome.INCOMPLETE);
        assertThat(half.missing()).containsExactly("cd");
        assertThat(inspections.retestResult(sample, "省院", "R-72", today(), List.of(SO2_FINE), Bazaar.INSPECTOR))
                .as("the same report again is answered the same")
                .isEqualTo(half);
        assertThat(trace.get(lot).isHeld()).isTrue();
        assertThat(news.confirmedOf(sample)).isEmpty();

        Verdict rest = inspections.retestResult(
                sample, "省院", "R-73", today(), List.of(Measured.of("cd", "0.2", "mg/kg")), Bazaar.INSPECTOR);
        assertThat(rest.overall()).isEqualTo(Outcome.PASS);
        assertThat(trace.get(lot).isHeld()).isFalse();
        assertThat(inspections.rejudge(sample)).hasSize(4).allMatch(Inspections.Rejudged::same);
    }

    @Test
    void a_second_report_settles_what_the_first_could_not_judge() {
        MerchantId merchant = bazaar.trader();
        SampleId sample = sampled(merchant, bazaar.lot(merchant, "baishao"));
        Measured byAnotherMethod = SO2_TOO_MUCH.by("通则2341");
        Verdict first = inspections.result(sample, "中心", "W-1", today(), List.of(byAnotherMethod), Bazaar.INSPECTOR);
        assertThat(first.overall()).isEqualTo(Outcome.INCOMPLETE);

        Verdict evasive = inspections.result(
                sample, "中心", "W-2", today(), List.of(Measured.of("water", "12", "%")), Bazaar.INSPECTOR);
        assertThat(evasive.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(evasive.missing()).containsExactly("so2");

        assertThat(inspections
                        .result(sample, "中心", "W-3", today(), List.of(SO2_FINE), Bazaar.INSPECTOR)
                        .overall())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void goods_with_trade_forms_are_not_passed_until_somebody_names_the_form() {
        MerchantId merchant = bazaar.trader();
        SampleId sample = sampled(merchant, bazaar.lot(merchant, "huanglian"));
        List<Measured> measured = List.of(Measured.of("assay-berberine", "0.5", "%"), Measured.of("water", "10", "%"));

        Verdict unnamed = inspections.result(sample, "中心", "V-1", today(), measured, Bazaar.INSPECTOR);
        assertThat(unnamed.overall()).isEqualTo(Outcome.INCOMPLETE);
        refused(
                InspectionRefusal.VARIANT_UNKNOWN,
                () -> inspections.result(sample, "中心", "V-2", today(), measured, Optional.of("鸡爪连"), Bazaar.INSPECTOR));

        Verdict named = inspections.result(sample, "中心", "V-2", today(), measured, Optional.of("味连"), Bazaar.INSPECTOR);
        assertThat(named.overall()).isEqualTo(Outcome.FAIL);
        assertThat(inspections.sample(sample).orElseThrow().results().get(1).variant())
                .contains("味连");
        assertThat(inspections.rejudge(sample)).hasSize(2).allMatch(Inspections.Rejudged::same);
    }

    @Test
    void what_passed_before_the_form_was_named_is_judged_again_by_its_limits() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "shanyao");
        VisitId visit = inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.INSPECTOR);
        SampleId sample = inspections.sample(bazaar.sample(visit, lot, "so2", "water"), Bazaar.INSPECTOR);
        Optional<String> slices = Optional.of("山药片");
        Measured so2 = Measured.of("so2", "5", "mg/kg");

        Verdict unnamed = inspections.result(
                sample, "中心", "Y-1", today(), List.of(Measured.of("water", "15", "%")), Bazaar.INSPECTOR);
        assertThat(unnamed.missing()).containsExactly("so2");
        Verdict named = inspections.result(sample, "中心", "Y-2", today(), List.of(so2), slices, Bazaar.INSPECTOR);
        assertThat(named.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(named.missing()).as("at most 12 in slices").containsExactly("water");
        assertThat(inspections.result(sample, "中心", "Y-2", today(), List.of(so2), slices, Bazaar.INSPECTOR))
                .isEqualTo(named);
        assertThat(inspections
                        .result(
                                sample,
                                "中心",
                                "Y-3",
                                today(),
                                List.of(Measured.of("water", "11", "%")),
                                slices,
                                Bazaar.INSPECTOR)
                        .overall())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void goods_of_a_form_without_limits_of_its_own_pass_by_those_that_all_forms_have() {
        MerchantId merchant = bazaar.trader();
        SampleId sample = sampled(merchant, bazaar.lot(merchant, "huanglian"));
        List<Measured> measured = List.of(Measured.of("assay-berberine", "0.5", "%"), Measured.of("water", "10", "%"));
        assertThat(inspections
                        .result(
                                sample,
                                "中心",
                                "V-3",
                                today(),
                                measured,
                                Optional.of(SampleTaken.OTHER_FORM),
                                Bazaar.INSPECTOR)
                        .overall())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void a_retest_that_will_not_be_made_is_closed_by_a_regulator_and_the_first_result_stands() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        SampleId sample = failedAndObjected(merchant, lot, "C-1");
        refused(InspectionRefusal.NOT_YOUR_KIND, () -> inspections.closeRetest(sample, true, "撤回", Bazaar.INSPECTOR));
        assertThatThrownBy(() -> inspections.closeRetest(sample, true, " ", Bazaar.REGULATOR))
                .isInstanceOf(IllegalArgumentException.class);

        inspections.closeRetest(sample, true, "经营户书面撤回复验申请", Bazaar.REGULATOR);

        assertThat(inspections.sample(sample).orElseThrow().state()).isEqualTo(SampleState.FAILED);
        assertThat(trace.get(lot).isHeld()).isTrue();
        assertThat(news.confirmedOf(sample)).singleElement().satisfies(c -> assertThat(c.verdict())
                .isEqualTo(Outcome.FAIL));
        refused(
                InspectionRefusal.RETEST_NOT_ASKED,
                () -> inspections.closeRetest(sample, false, "再次", Bazaar.REGULATOR));
    }

    @Test
    void a_retest_that_is_impossible_leaves_no_result_and_no_hold() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        SampleId sample = failedAndObjected(merchant, lot, "C-2");

        inspections.closeRetest(sample, false, "复验样封签破损", Bazaar.REGULATOR);

        assertThat(inspections.sample(sample).orElseThrow().state()).isEqualTo(SampleState.VOID);
        assertThat(trace.get(lot).isHeld()).isFalse();
        assertThat(news.confirmedOf(sample)).as("nothing for the credit file").isEmpty();
        assertThat(inspections.resultsOf(lot)).noneMatch(ResultView::isPublic);
        refused(
                InspectionRefusal.RESULT_KNOWN,
                () -> inspections.retestResult(sample, "省院", "R-9", today(), List.of(SO2_FINE), Bazaar.INSPECTOR));
    }

    @Test
    void a_retest_whose_report_does_not_come_is_overdue_on_the_duty_list() {
        MerchantId merchant = bazaar.trader();
        SampleId sample = failedAndObjected(merchant, bazaar.lot(merchant, "baishao"), "C-3");
        assertThat(toDo(sample).overdue()).isFalse();
        assertThat(toDo(sample).until()).contains(today().plusDays(25));
        MarketClock.at(
                Instant.now().plus(26, ChronoUnit.DAYS),
                () -> assertThat(toDo(sample).overdue()).isTrue());
        inspections.closeRetest(sample, true, "撤回", Bazaar.REGULATOR);
        assertThat(coverage.samplesInRetest()).noneMatch(s -> s.sample().equals(sample));
    }

    private Coverage.SampleToDo toDo(SampleId sample) {
        return coverage.samplesInRetest().stream()
                .filter(s -> s.sample().equals(sample))
                .findFirst()
                .orElseThrow();
    }

    private SampleId failedAndObjected(MerchantId merchant, ShortCode lot, String report) {
        SampleId sample = sampled(merchant, lot);
        inspections.result(sample, "中心", report, today(), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR);
        inspections.requestRetest(sample, "不服", Bazaar.of(merchant));
        return sample;
    }

    @Test
    void a_retest_that_fails_stands_at_once() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        SampleId sample = sampled(merchant, lot);
        inspections.result(sample, "中心", "F-3", today(), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR);
        inspections.requestRetest(sample, "不服", Bazaar.of(merchant));
        inspections.retestResult(sample, "省院", "R-3", today(), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR);

        assertThat(news.confirmedOf(sample)).singleElement().satisfies(c -> assertThat(c.verdict())
                .isEqualTo(Outcome.FAIL));
        assertThat(trace.get(lot).isHeld()).isTrue();
        refused(
                InspectionRefusal.RESULT_KNOWN,
                () -> inspections.retestResult(sample, "省院", "R-4", today(), List.of(SO2_FINE), Bazaar.INSPECTOR));
    }

    @Test
    void a_result_comes_once_and_the_same_report_again_is_answered_the_same() {
        MerchantId merchant = bazaar.trader();
        SampleId sample = sampled(merchant, bazaar.lot(merchant, "baishao"));
        Verdict first = inspections.result(sample, "中心", "F-5", today(), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR);
        Verdict again = inspections.result(sample, "中心", "F-5", today(), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR);

        assertThat(again).isEqualTo(first);
        refused(
                InspectionRefusal.RESULT_KNOWN,
                () -> inspections.result(sample, "中心", "F-6", today(), List.of(SO2_FINE), Bazaar.INSPECTOR));
        assertThat(inspections.sample(sample).orElseThrow().results()).hasSize(1);
    }

    @Test
    void an_incomplete_report_decides_nothing_and_may_be_completed() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        VisitId visit = inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.INSPECTOR);
        SampleId sample = inspections.sample(bazaar.sample(visit, lot, "so2", "water"), Bazaar.INSPECTOR);

        Verdict half = inspections.result(sample, "中心", "H-1", today(), List.of(SO2_FINE), Bazaar.INSPECTOR);
        assertThat(half.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(half.missing()).containsExactly("water");
        assertThat(news.confirmedOf(sample)).isEmpty();

        Verdict whole = inspections.result(
                sample, "中心", "H-2", today(), List.of(SO2_FINE, Measured.of("water", "12.5", "%")), Bazaar.INSPECTOR);
        assertThat(whole.overall()).isEqualTo(Outcome.PASS);
        assertThat(news.confirmedOf(sample)).hasSize(1);
    }

    @Test
    void unknown_items_units_and_days_are_refused_and_nothing_is_held() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        SampleId sample = sampled(merchant, lot);
        refused(
                InspectionRefusal.ITEM_UNKNOWN,
                () -> inspections.result(
                        sample, "中心", "X", today(), List.of(Measured.of("taste", "1", "%")), Bazaar.INSPECTOR));
        assertThatThrownBy(() -> inspections.result(
                        sample, "中心", "X", today(), List.of(Measured.of("so2", "1", "ml/100g")), Bazaar.INSPECTOR))
                .isInstanceOf(IllegalArgumentException.class);
        refused(
                InspectionRefusal.TIME_WRONG,
                () -> inspections.result(
                        sample, "中心", "X", today().plusDays(1), List.of(SO2_TOO_MUCH), Bazaar.INSPECTOR));
        refused(
                InspectionRefusal.NOT_YOUR_KIND,
                () -> inspections.result(sample, "中心", "X", today(), List.of(SO2_TOO_MUCH), Bazaar.of(merchant)));
        assertThat(inspections.sample(sample).orElseThrow().results()).isEmpty();
        assertThat(trace.get(lot).isHeld()).isFalse();
    }

    @Test
    void goods_are_judged_by_the_limits_of_the_day_of_sampling() {
        MerchantId merchant = bazaar.trader();
        Instant lastDayOf2020 =
                LocalDate.of(2025, 9, 30).atTime(15, 0).atZone(Market.ZONE).toInstant();
        MarketClock.at(lastDayOf2020, () -> {
            SampleId sample = sampled(merchant, bazaar.lot(merchant, "danggui"));
            Verdict verdict = inspections.result(
                    sample, "中心", "D-1", LocalDate.of(2025, 9, 30), List.of(SO2_FINE), Bazaar.INSPECTOR);
            assertThat(verdict.items().get(0).clause().orElseThrow()).startsWith("中国药典2020年版");
            assertThat(verdict.items().get(0).toBeVerified()).isFalse();
        });
    }

    @Test
    void a_visit_that_arrives_many_times_at_once_is_kept_once() throws InterruptedException, ExecutionException {
        Visit visit = bazaar.visit(bazaar.trader(), VisitKind.PATROL, Finding.of("storage"));
        ExecutorService phones = Executors.newFixedThreadPool(6);
        try {
            List<Future<VisitId>> sent =
                    phones.invokeAll(Collections.nCopies(12, () -> inspections.record(visit, Bazaar.INSPECTOR)));
            for (Future<VisitId> answer : sent) {
                assertThat(answer.get()).isEqualTo(visit.id());
            }
        } finally {
            phones.shutdownNow();
        }
        assertThat(news.recordedOf(visit.id())).hasSize(1);
        assertThat(inspections.visit(visit.id()).orElseThrow().findings()).hasSize(1);
    }

    @Test
    void pages_of_visits_follow_one_another_without_gap() {
        MerchantId merchant = bazaar.trader();
        for (int i = 0; i < 5; i++) {
            inspections.record(bazaar.visit(merchant, VisitKind.PATROL), Bazaar.INSPECTOR);
        }
        var first = inspections.visits(VisitQuery.of(merchant), null, 2);
        var second = inspections.visits(VisitQuery.of(merchant), first.nextCursor(), 2);
        var third = inspections.visits(VisitQuery.of(merchant), second.nextCursor(), 2);
        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(third.items()).hasSize(1);
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void less_than_three_times_what_a_test_needs_is_no_sample() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        VisitId visit = inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.INSPECTOR);
        SampleTaken good = bazaar.sample(visit, lot);

        refused(
                InspectionRefusal.TOO_LITTLE_TAKEN,
                () -> inspections.sample(weighed(good, "299.99", "100"), Bazaar.INSPECTOR));
        assertThatThrownBy(() -> weighed(good, "0", "100")).isInstanceOf(IllegalArgumentException.class);
        inspections.sample(weighed(good, "300", "100"), Bazaar.INSPECTOR);
        assertThat(inspections.sample(weighed(good, "300", "100"), Bazaar.INSPECTOR))
                .as("sent again")
                .isEqualTo(good.id());

        SampleView kept = inspections.sample(good.id()).orElseThrow();
        assertThat(kept.finalAmountG().orElseThrow()).isEqualByComparingTo("300");
        assertThat(kept.testNeedG().orElseThrow()).isEqualByComparingTo("100");
        assertThat(kept.precheck()).isEqualTo("2件有水迹，单独检验");
    }

    private static SampleTaken weighed(SampleTaken s, String finalG, String needG) {
        return new SampleTaken(
                s.id(),
                s.visit(),
                s.lot(),
                s.packages(),
                s.opened(),
                s.sealNumbers(),
                s.samplers(),
                s.ordered(),
                s.variant(),
                s.takenAt(),
                Optional.of(new BigDecimal(finalG)),
                Optional.of(new BigDecimal(needG)),
                " 2件有水迹，单独检验 ");
    }

    private SampleId sampled(MerchantId merchant, ShortCode lot) {
        VisitId visit = inspections.record(bazaar.visit(merchant, VisitKind.SAMPLING), Bazaar.INSPECTOR);
        return inspections.sample(bazaar.sample(visit, lot), Bazaar.INSPECTOR);
    }

    private List<Correction> correctionsOf(MerchantId merchant) {
        return inspections.correctionsDue(today().plusDays(1)).stream()
                .filter(c -> c.merchant().equals(merchant))
                .toList();
    }

    private Visit followUp(MerchantId merchant, VisitId earlier, Finding... findings) {
        Visit visit = bazaar.visit(merchant, VisitKind.FOLLOW_UP, findings);
        return new Visit(
                visit.id(),
                visit.kind(),
                merchant,
                visit.occurredAt(),
                "",
                visit.findings(),
                Map.of(),
                Optional.empty(),
                "",
                Optional.of(earlier));
    }

    private static Visit with(Visit v, List<Finding> findings, Map<String, CheckAnswer> checklist) {
        return new Visit(
                v.id(),
                v.kind(),
                v.merchant(),
                v.occurredAt(),
                v.place(),
                findings,
                checklist,
                v.correctBy(),
                v.statement(),
                v.follows());
    }

    private static Visit at(Visit v, Instant occurredAt) {
        return new Visit(
                v.id(),
                v.kind(),
                v.merchant(),
                occurredAt,
                v.place(),
                v.findings(),
                v.checklist(),
                v.correctBy(),
                v.statement(),
                v.follows());
    }

    private static SampleTaken sample(
            SampleTaken s, List<String> samplers, List<String> seals, int packages, int opened) {
        return new SampleTaken(
                s.id(), s.visit(), s.lot(), packages, opened, seals, samplers, Set.of(), Optional.empty(), s.takenAt());
    }

    private static LocalDate today() {
        return Market.dayOf(Instant.now());
    }

    private static void refused(InspectionRefusal reason, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.reason())
                .isEqualTo(reason));
    }
}
