package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.credit.rules.backtest.Backtest;
import org.herbtrust.credit.rules.backtest.BacktestReport;
import org.herbtrust.credit.rules.backtest.Method;
import org.herbtrust.credit.rules.backtest.Visit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped policy on every kind of market that we can think of, where the truth is known. */
class RobustnessTest {

    private static final int ROWS = 10_000;
    private static final int ENTITIES = 2_500;

    private static BacktestReport report(Scenario scenario) {
        List<Visit> visits = SyntheticHistory.of(scenario, ROWS, ENTITIES, 11).stream()
                .map(SyntheticHistory.Lived::visit)
                .toList();
        return Backtest.run(CreditSamples.NEWEST, visits, Optional.empty(), 1, (what, done, of) -> {});
    }

    /**
     * Where only one column of faults is filled in, severity has nothing to add to the outcome itself, and older visits, which
     * the index must forget by law, still help the baselines: there it may be a little behind. So it may in the market whose
     * merchants hardly differ: on so few rows it is chance who wins.
     */
    private static final Map<Scenario, Double> BEHIND = Map.of(
            Scenario.NO_MINOR, 0.03,
            Scenario.CRITICAL_ONLY, 0.03,
            Scenario.RARE_ONE_COLUMN, 0.03,
            Scenario.ALIKE, 0.02);

    @ParameterizedTest
    @EnumSource
    void the_index_ranks_better_than_the_last_visit_the_lifetime_rate_and_the_beta_binomial(Scenario scenario) {
        BacktestReport report = report(scenario);

        double index = report.methods().get(Method.INDEX).auc();
        for (Method baseline : List.of(Method.LAST_VISIT, Method.LIFETIME_RATE, Method.BETA_BINOMIAL)) {
            assertThat(index)
                    .as(baseline.key())
                    .isGreaterThan(report.methods().get(baseline).auc() - BEHIND.getOrDefault(scenario, 0.0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_worse_grade_is_a_worse_risk_and_grades_seldom_turn_back(Scenario scenario) {
        BacktestReport report = report(scenario);

        assertThat(report.reversalsPer100()).isLessThan(2.5);
        // of grades that hold enough visits to say so
        List<BacktestReport.GradeRow> rows = report.grades().stream()
                .filter(g -> g.grade().isLetter() && g.n() >= 150)
                .toList();
        assertThat(rows).hasSizeGreaterThan(1);
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).nextBadRate())
                    .as(rows.get(i).grade().name())
                    .isGreaterThan(rows.get(i - 1).nextBadRate());
        }
    }
}
