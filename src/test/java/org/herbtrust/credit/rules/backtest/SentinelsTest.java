package org.herbtrust.credit.rules.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.herbtrust.credit.PolicyFile;
import org.herbtrust.credit.rules.Policy;
import org.junit.jupiter.api.Test;

/** What a test on history must not do: know the future, or depend on the order of rows. */
class SentinelsTest {

    private static final Policy POLICY = shipped();
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final Backtest.Progress SILENT = (what, done, of) -> {};

    @Test
    void shuffled_outcomes_cannot_be_foretold() {
        List<Visit> history = history(20_000, 3_000, 1);
        List<Boolean> outcomes =
                new ArrayList<>(history.stream().map(Visit::bad).toList());
        Collections.shuffle(outcomes, new Random(99));
        List<Visit> shuffled = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            shuffled.add(withOutcome(history.get(i), outcomes.get(i)));
        }

        BacktestReport honest = Backtest.run(POLICY, history, Optional.empty(), 1, SILENT);
        BacktestReport blind = Backtest.run(POLICY, shuffled, Optional.empty(), 1, SILENT);

        assertThat(honest.methods().get(Method.INDEX).auc()).isGreaterThan(0.6);
        for (Method method : Method.values()) {
            assertThat(blind.methods().get(method).auc()).as(method.key()).isCloseTo(0.5, within(0.02));
        }
    }

    @Test
    void a_row_of_the_future_changes_nothing_before_it() {
        List<Visit> history = history(3_000, 400, 2);
        LocalDate day = FIRST.plusDays(700);
        List<Visit> more = new ArrayList<>(history);
        for (int e = 0; e < 400; e++) {
            more.add(visit(e, day.plusDays(e % 3), 0, 5, 5, 5, "inspector1"));
        }
        List<Backtest.Foretold> before = upTo(Backtest.foretell(POLICY, history), day);

        assertThat(before).hasSizeGreaterThan(500);
        assertThat(upTo(Backtest.foretell(POLICY, more), day)).isEqualTo(before);
    }

    @Test
    void what_became_known_later_changes_nothing_before_that_day() {
        List<Visit> history = history(3_000, 400, 3);
        LocalDate day = FIRST.plusDays(700);
        List<Visit> more = new ArrayList<>(history);
        for (int e = 0; e < 400; e++) {
            more.add(visit(e, day.minusDays(20), 20, 5, 5, 5, "inspector1"));
        }
        List<Backtest.Foretold> before = upTo(Backtest.foretell(POLICY, history), day);

        // a late row may make another visit the merchant's second, which is then foretold too: from nothing
        assertThat(before).hasSizeGreaterThan(500);
        assertThat(upTo(Backtest.foretell(POLICY, more), day)).containsAll(before);
    }

    @Test
    void rows_of_the_same_day_never_feed_each_other() {
        List<Visit> history = history(2_000, 300, 4);
        LocalDate day = FIRST.plusDays(900);
        List<Visit> mild = new ArrayList<>(history);
        List<Visit> grave = new ArrayList<>(history);
        for (int e = 0; e < 300; e++) {
            mild.add(visit(e, day, 0, 0, 0, 0, "inspector1"));
            grave.add(visit(e, day, 0, 5, 5, 5, "inspector1"));
        }

        assertThat(scores(Backtest.foretell(POLICY, grave), day))
                .isEqualTo(scores(Backtest.foretell(POLICY, mild), day));
    }

    @Test
    void the_stratum_that_a_visit_came_with_says_nothing_of_that_visit() {
        LocalDate day = FIRST.plusDays(900);
        List<Visit> plain = new ArrayList<>(history(2_000, 300, 6));
        List<Visit> moved = new ArrayList<>(plain);
        for (int e = 0; e < 300; e++) {
            Visit v = visit(e, day, 0, 0, 0, 0, "inspector1");
            plain.add(v);
            moved.add(new Visit(
                    v.id(), v.entity(), day, day, 0, 0, 0, v.bad(), true, v.inspector(), e % 2 == 0 ? "S1" : "S2"));
        }

        assertThat(scores(Backtest.foretell(POLICY, moved), day))
                .hasSizeGreaterThan(200)
                .isEqualTo(scores(Backtest.foretell(POLICY, plain), day));
    }

    @Test
    void the_order_of_rows_does_not_matter_not_even_within_a_day() {
        List<Visit> history = history(3_000, 60, 5);
        List<Visit> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(5));

        assertThat(Backtest.run(POLICY, shuffled, Optional.empty(), 1, SILENT))
                .isEqualTo(Backtest.run(POLICY, history, Optional.empty(), 1, SILENT));
    }

    @Test
    void a_history_too_small_for_a_figure_says_so() {
        List<Visit> two = List.of(visit(1, FIRST, 0, 0, 0, 0, ""), visit(1, FIRST.plusDays(200), 0, 0, 0, 1, ""));

        BacktestReport report = Backtest.run(POLICY, two, Optional.empty(), 1, SILENT);

        assertThat(report.n()).isEqualTo(1);
        assertThat(report.methods().get(Method.INDEX).auc()).isNaN();
        assertThat(report.notes())
                .extracting(BacktestReport.Note::of)
                .contains("methods", "methods.*.aucWithinInspector", "psi", "gradesMonotone");
    }

    private static List<Backtest.Foretold> upTo(List<Backtest.Foretold> foretold, LocalDate day) {
        return foretold.stream().filter(f -> f.visit().date().isBefore(day)).toList();
    }

    private static List<?> scores(List<Backtest.Foretold> foretold, LocalDate day) {
        return foretold.stream()
                .filter(f -> f.visit().date().equals(day))
                .map(f -> List.of(f.visit().entity(), f.score(), f.grade(), f.known()))
                .distinct()
                .sorted(Comparator.comparing(Object::toString))
                .toList();
    }

    private static List<Visit> history(int rows, int entities, long seed) {
        Random random = new Random(seed);
        double[] rate = new double[entities];
        for (int e = 0; e < entities; e++) {
            rate[e] = Math.exp(random.nextGaussian() - 1);
        }
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int e = i < entities ? i : random.nextInt(entities);
            LocalDate day = FIRST.plusDays(random.nextInt(1_500));
            int serious = random.nextDouble() < rate[e] ? 1 : 0;
            int minor = random.nextDouble() < rate[e] ? 1 : 0;
            Visit v =
                    visit(e, day, random.nextInt(10) == 0 ? 15 : 0, 0, serious, minor, "inspector" + random.nextInt(6));
            visits.add(new Visit(
                    "v" + i,
                    v.entity(),
                    v.date(),
                    v.knownOn(),
                    0,
                    serious,
                    minor,
                    serious > 0,
                    random.nextInt(8) > 0,
                    v.inspector(),
                    "s" + e % 2));
        }
        return visits;
    }

    private static Visit visit(int e, LocalDate day, int late, int critical, int serious, int minor, String inspector) {
        return new Visit(
                "x" + e,
                "e" + e,
                day,
                day.plusDays(late),
                critical,
                serious,
                minor,
                serious > 0,
                true,
                inspector,
                "s" + e % 2);
    }

    private static Visit withOutcome(Visit v, boolean bad) {
        return new Visit(
                v.id(),
                v.entity(),
                v.date(),
                v.knownOn(),
                v.critical(),
                v.serious(),
                v.minor(),
                bad,
                v.routine(),
                v.inspector(),
                v.stratum());
    }

    private static Policy shipped() {
        try (var in = SentinelsTest.class.getResourceAsStream("/traceability-schema/policy/credit-1.0.yaml")) {
            return PolicyFile.read("credit-1.0.yaml", in.readAllBytes());
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
