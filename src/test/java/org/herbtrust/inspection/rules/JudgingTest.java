package org.herbtrust.inspection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.Operator;
import org.herbtrust.material.rules.Unit;
import org.herbtrust.material.rules.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "4, 4",
        "5, 5",
        "6, 5",
        "99, 5",
        "100, 5",
        "101, 6",
        "120, 6",
        "121, 7",
        "1000, 50",
        "1001, 51",
        "1100, 51",
        "1101, 52",
        "2000, 60"
    })
    void packages_to_open_follow_chapter_0211(int packages, int open) {
        assertThat(SamplePackages.toOpen(packages, false)).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 99, 1001})
    void of_precious_materials_every_package_is_opened(int packages) {
        assertThat(SamplePackages.toOpen(packages, true)).isEqualTo(packages);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, SamplePackages.MOST + 1})
    void a_lot_without_packages_or_with_absurdly_many_is_refused(int packages) {
        assertThatThrownBy(() -> SamplePackages.toOpen(packages, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "<=, 150, mg/kg, 150, mg/kg, PASS",
        "<=, 150, mg/kg, 150.0001, mg/kg, FAIL",
        "<=, 150, mg/kg, 0.015, %, PASS",
        "<=, 150, mg/kg, 0.0151, g/100g, FAIL",
        "<=, 150, mg/kg, 150000, ug/kg, PASS",
        "<=, 5, µg/kg, 5.1, ppb, FAIL",
        "<=, 14, %, 14.04, %, FAIL",
        ">=, 1.6, %, 1.6, %, PASS",
        ">=, 1.6, %, 1.59, %, FAIL",
        ">=, 1.6, %, 16.1, mg/g, PASS",
        "<=, 150, mg/kg, <10, mg/kg, PASS",
        "<=, 150, mg/kg, <200, mg/kg, INCOMPLETE",
        "<=, 150, mg/kg, 未检出, mg/kg, INCOMPLETE",
        ">=, 1.6, %, <0.01, %, FAIL",
        ">=, 1.6, %, <2, %, INCOMPLETE",
        ">=, 1.6, %, ND, %, INCOMPLETE",
        "ND, 0.05, mg/kg, 未检出, mg/kg, PASS",
        "ND, 0.05, mg/kg, 未检出(<0.01), mg/kg, PASS",
        "ND, 0.05, mg/kg, 未检出(0.05), mg/kg, PASS",
        "ND, 0.05, mg/kg, 未检出（0.10）, mg/kg, INCOMPLETE",
        "ND, 0.05, mg/kg, nd(0.05), mg/kg, PASS",
        "<=, 150, mg/kg, 未检出(10), mg/kg, PASS",
        "<=, 150, mg/kg, 未检出(200), mg/kg, INCOMPLETE",
        ">=, 1.6, %, 未检出(0.01), %, FAIL",
        "ND, 0.05, mg/kg, (0.05), mg/kg, FAIL",
        "ND, 0.05, mg/kg, <0.05, mg/kg, PASS",
        "ND, 0.05, mg/kg, <0.1, mg/kg, INCOMPLETE",
        "ND, 0.05, mg/kg, 0.05, mg/kg, FAIL",
        "ND, 0.05, mg/kg, 0.049, mg/kg, PASS",
        "ND, 0, mg/kg, 0.0001, mg/kg, FAIL",
        "ND, 0, mg/kg, 未检出, mg/kg, PASS",
        "ND, 0, mg/kg, 0, mg/kg, PASS"
    })
    void a_figure_is_judged_as_reported(
            String sign, BigDecimal limit, String limitUnit, String figure, String unit, Outcome outcome) {
        Judgement judgement = judge(figure, unit, limit(sign, limit, limitUnit, true));
        assertThat(judgement.items()).singleElement().satisfies(i -> assertThat(i.outcome())
                .isEqualTo(outcome));
        assertThat(judgement.overall()).isEqualTo(outcome);
    }

    @Test
    void a_verdict_names_its_clause_and_says_when_the_limit_was_not_checked() {
        ItemVerdict checked = judge("160", "mg/kg", limit("<=", new BigDecimal("150"), "mg/kg", true))
                .items()
                .get(0);
        assertThat(checked.clause()).contains("中国药典2020年版 四部通则0212 通则2331");
        assertThat(checked.toBeVerified()).isFalse();
        assertThat(checked.reason().zh())
                .contains("160 mg/kg", "≤ 150 mg/kg", "不符合规定")
                .doesNotContain("待核");

        Judgement open = judge("160", "mg/kg", limit("<=", new BigDecimal("150"), "mg/kg", false));
        assertThat(open.overall()).isEqualTo(Outcome.FAIL);
        assertThat(open.toBeVerified()).isTrue();
        assertThat(open.items().get(0).reason().zh()).contains("待核");
    }

    @Test
    void one_fail_among_passes_fails_the_report() {
        Limit so2 = limit("<=", new BigDecimal("150"), "mg/kg", true);
        Limit water = of("water", "<=", new BigDecimal("14"), "%", true);
        List<Measured> report = List.of(Measured.of("so2", "20", "mg/kg"), Measured.of("water", "15", "%"));
        Judgement judgement = Judging.judge(report, List.of(so2, water), Set.of(), DAY);
        assertThat(judgement.overall()).isEqualTo(Outcome.FAIL);
        assertThat(judgement.failed()).extracting(i -> i.measured().item()).containsExactly("water");
    }

    @Test
    void an_ordered_item_that_is_missing_leaves_the_report_incomplete() {
        Judgement judgement = Judging.judge(
                List.of(Measured.of("so2", "20", "mg/kg")),
                List.of(limit("<=", new BigDecimal("150"), "mg/kg", true)),
                Set.of("so2", "water"),
                DAY);
        assertThat(judgement.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(judgement.missing()).containsExactly("water");
    }

    @Test
    void a_figure_whose_limit_depends_on_the_trade_form_is_not_judged_without_it() {
        Limit water = of("water", "<=", new BigDecimal("14"), "%", true);
        List<Measured> report = List.of(Measured.of("assay-berberine", "0.5", "%"), Measured.of("water", "10", "%"));
        Judgement judgement = Judging.judge(report, List.of(water), Set.of("assay-berberine"), Set.of(), DAY);
        assertThat(judgement.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(judgement.items().get(0).outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(judgement.items().get(0).reason().zh()).contains("规格");
        assertThat(Judging.judge(report, List.of(water), Set.of(), DAY).overall())
                .as("not limited for any form")
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void a_not_detected_that_decides_nothing_asks_for_the_limit_of_quantification() {
        ItemVerdict verdict = judge("未检出", "%", limit(">=", new BigDecimal("1.6"), "%", true))
                .items()
                .get(0);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(verdict.reason().zh()).contains("定量限");
        assertThat(verdict.reason().en()).contains("limit of quantification");
    }

    @Test
    void a_report_without_any_limit_decides_nothing() {
        Judgement judgement = Judging.judge(List.of(Measured.of("so2", "20", "mg/kg")), List.of(), Set.of(), DAY);
        assertThat(judgement.overall()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(judgement.items().get(0).outcome()).isEqualTo(Outcome.NO_LIMIT);
        assertThat(Judging.judge(List.of(), List.of(), Set.of(), DAY).overall()).isEqualTo(Outcome.INCOMPLETE);
    }

    @Test
    void a_limit_of_another_day_does_not_count() {
        Limit so2 = limit("<=", new BigDecimal("150"), "mg/kg", true);
        List<Measured> report = List.of(Measured.of("so2", "160", "mg/kg"));
        assertThat(Judging.judge(report, List.of(so2), Set.of(), so2.validity().from())
                        .overall())
                .isEqualTo(Outcome.FAIL);
        assertThat(Judging.judge(
                                report,
                                List.of(so2),
                                Set.of(),
                                so2.validity().from().minusDays(1))
                        .overall())
                .isEqualTo(Outcome.INCOMPLETE);
    }

    @Test
    void units_of_another_kind_or_unknown_ones_are_refused() {
        assertThatThrownBy(() -> judge("0.4", "ml/100g", limit("<=", new BigDecimal("150"), "mg/kg", true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ml/100g");
        assertThatThrownBy(() -> Measured.of("so2", "1", "mg/l")).hasMessageContaining("mg/l");
        assertThatThrownBy(() -> Measured.of("so2", "1", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "1e99", "<", "<-2", "1,5", "NaN", "12.3.4"})
    void what_is_no_figure_is_refused(String text) {
        assertThatThrownBy(() -> Measured.of("so2", text, "mg/kg")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_item_that_stands_twice_is_refused() {
        List<Measured> twice = List.of(Measured.of("so2", "1", "mg/kg"), Measured.of("so2", "2", "mg/kg"));
        assertThatThrownBy(() -> Judging.judge(twice, List.of(), Set.of(), DAY)).hasMessageContaining("so2");
    }

    private static Judgement judge(String figure, String unit, Limit limit) {
        return Judging.judge(List.of(Measured.of("so2", figure, unit)), List.of(limit), Set.of(), DAY);
    }

    static Limit limit(String sign, BigDecimal limit, String unit, boolean verified) {
        return of("so2", sign, limit, unit, verified);
    }

    private static Limit of(String item, String sign, BigDecimal limit, String unit, boolean verified) {
        return new Limit(
                item,
                Text.of("项目", "item"),
                Unit.ofSign(unit),
                Operator.ofSign(sign),
                limit,
                "通则2331",
                "中国药典2020年版",
                "四部通则0212",
                "*",
                Optional.empty(),
                new Validity(LocalDate.of(2020, 12, 30), Optional.of(LocalDate.of(2025, 9, 30))),
                verified);
    }
}
