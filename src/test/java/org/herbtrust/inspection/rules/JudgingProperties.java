package org.herbtrust.inspection.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.herbtrust.material.rules.Operator;
import org.herbtrust.material.rules.Unit;

class JudgingProperties {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    @Property
    void tightening_a_limit_never_turns_a_fail_into_a_pass(
            @ForAll @BigRange(min = "0", max = "1000") @Scale(4) BigDecimal value,
            @ForAll @BigRange(min = "0.0001", max = "1000") @Scale(4) BigDecimal one,
            @ForAll @BigRange(min = "0.0001", max = "1000") @Scale(4) BigDecimal other,
            @ForAll boolean below,
            @ForAll Operator operator) {
        boolean looseIsLarge = operator != Operator.AT_LEAST;
        BigDecimal loose = looseIsLarge ? one.max(other) : one.min(other);
        BigDecimal tight = looseIsLarge ? one.min(other) : one.max(other);
        if (judged(value, below, operator, loose) == Outcome.FAIL) {
            assertThat(judged(value, below, operator, tight)).isNotEqualTo(Outcome.PASS);
        }
        if (judged(value, below, operator, tight) == Outcome.PASS) {
            assertThat(judged(value, below, operator, loose)).isNotEqualTo(Outcome.FAIL);
        }
    }

    @Property
    void a_unit_converts_there_and_back_to_the_same_amount(
            @ForAll @BigRange(min = "0", max = "100000") @Scale(6) BigDecimal amount,
            @ForAll Unit from,
            @ForAll Unit to) {
        Assume.that(from.converts(to));
        assertThat(to.convert(from.convert(amount, to), from)).isEqualByComparingTo(amount);
    }

    @Property
    void the_unit_that_a_figure_is_reported_in_does_not_matter(
            @ForAll @BigRange(min = "0", max = "1000") @Scale(4) BigDecimal value,
            @ForAll @BigRange(min = "0.0001", max = "1000") @Scale(4) BigDecimal limit,
            @ForAll boolean below,
            @ForAll Operator operator,
            @ForAll Unit unit) {
        Assume.that(unit.converts(Unit.MG_PER_KG));
        Measured inOther = new Measured("so2", Optional.of(Unit.MG_PER_KG.convert(value, unit)), unit, below);
        Judgement judgement = Judging.judge(
                List.of(inOther), List.of(JudgingTest.limit(operator.sign(), limit, "mg/kg", true)), Set.of(), DAY);
        assertThat(judgement.overall()).isEqualTo(judged(value, below, operator, limit));
    }

    @Property
    void more_packages_never_mean_fewer_to_open_and_never_more_than_there_are(
            @ForAll @IntRange(min = 1, max = 20_000) int packages, @ForAll boolean precious) {
        int open = SamplePackages.toOpen(packages, precious);
        assertThat(open).isBetween(1, packages);
        assertThat(SamplePackages.toOpen(packages + 1, precious)).isGreaterThanOrEqualTo(open);
    }

    private static Outcome judged(BigDecimal value, boolean below, Operator operator, BigDecimal limit) {
        return Judging.judge(
                        List.of(new Measured("so2", Optional.of(value), Unit.MG_PER_KG, below)),
                        List.of(JudgingTest.limit(operator.sign(), limit, "mg/kg", true)),
                        Set.of(),
                        DAY)
                .overall();
    }
}
