package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herbtrust.credit.CreditSamples.DAY;
import static org.herbtrust.credit.CreditSamples.POLICY;
import static org.herbtrust.credit.CreditSamples.STALL;
import static org.herbtrust.credit.CreditSamples.commitment;
import static org.herbtrust.credit.CreditSamples.fact;
import static org.herbtrust.credit.CreditSamples.good;
import static org.herbtrust.credit.CreditSamples.visit;
import static org.herbtrust.credit.CreditSamples.with;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.Grading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a merchant is promised as the shortest way up is done to the file, and then it is graded anew. */
class WaysUpTest {

    private static Explanation grade(List<Fact> facts, LocalDate day, Optional<Explanation.Previous> previous) {
        return Grading.grade(POLICY, CreditSamples::young, new Grading.File(STALL, facts, previous, List.of()), day);
    }

    static Stream<List<Fact>> files() {
        return Stream.of(
                good().subList(1, 6),
                List.of(commitment(), visit("2026-01-05", 0, 0, 0)),
                with(good(), visit("2026-01-15", 0, 1, 0)),
                with(good(), visit("2026-01-15", 0, 2, 3)),
                with(good(), visit("2025-12-15", 1, 0, 2)),
                with(good(), fact("warning", FactType.AUTHORITY_WARNING, "2026-03-01")),
                List.of(commitment(), visit("2025-01-10", 1, 2, 2), visit("2025-02-10", 1, 2, 3)),
                List.of(visit("2025-06-10", 0, 2, 2), visit("2025-09-10", 0, 1, 3), visit("2026-01-10", 0, 0, 2)),
                with(good(), fact("stop", FactType.AUTHORITY_STOP_ORDER, "2025-09-01")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_shortest_way_up_comes_true_and_less_would_not_do(List<Fact> facts) {
        Explanation now = grade(facts, DAY, Optional.empty());
        assertThat(now.published()).isNotEqualTo(Grade.A);

        Explanation.Shortest way = now.shortestWayUp().orElseThrow();

        assertThat(after(facts, now, way, 0).published()).isEqualTo(way.to());
        assertThat(way.to().isLetter()).isTrue();
        assertThat(now.published() == Grade.NOT_ENOUGH || way.to().isBetterThan(now.published()))
                .isTrue();
        int visits = visits(way);
        if (visits > 0) {
            Explanation less = after(facts, now, way, 1);
            assertThat(!less.published().isLetter() || !less.published().isBetterThan(now.published()))
                    .as("one visit less")
                    .isTrue();
        }
    }

    @Test
    void a_way_that_is_enough_alone_is_marked_so() {
        Explanation unsigned = grade(good().subList(1, 6), DAY, Optional.empty());

        assertThat(unsigned.waysUp())
                .filteredOn(w -> w.kind() == Explanation.WayUp.Kind.COMMITMENT)
                .allMatch(Explanation.WayUp::alone);

        Explanation twice = grade(
                with(good().subList(1, 6), fact("warning", FactType.AUTHORITY_WARNING, "2026-03-01")),
                DAY,
                Optional.empty());

        assertThat(twice.waysUp()).isNotEmpty().noneMatch(Explanation.WayUp::alone);
        assertThat(twice.shortestWayUp().orElseThrow().steps())
                .extracting(Explanation.WayUp::kind)
                .contains(Explanation.WayUp.Kind.COMMITMENT);
    }

    @Test
    void at_the_top_there_is_no_way_up() {
        assertThat(grade(good(), DAY, Optional.empty()).shortestWayUp()).isEmpty();
    }

    @Test
    void the_way_up_knows_nothing_of_the_future() {
        List<Fact> facts = with(good(), visit("2026-01-15", 0, 1, 0));
        Fact open = facts.get(facts.size() - 1);
        Fact corrected = new Fact(
                open.id(),
                open.type(),
                open.occurredOn(),
                open.knownOn(),
                0,
                1,
                0,
                open.inspector(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(CreditSamples.entry(FactStatus.CORRECTED, "2026-05-01")));

        assertThat(ExplanationJson.bytes(grade(with(good(), corrected), DAY, Optional.empty())))
                .isEqualTo(ExplanationJson.bytes(grade(with(good(), open), DAY, Optional.empty())));
    }

    private static int visits(Explanation.Shortest way) {
        return way.steps().stream()
                .flatMap(s -> s.visits().stream())
                .findFirst()
                .orElse(0);
    }

    /** The file after all that was asked for, with {@code fewer} visits, on the promised day. */
    private static Explanation after(List<Fact> facts, Explanation now, Explanation.Shortest way, int fewer) {
        List<Fact> then = new ArrayList<>();
        List<Explanation.WayUp.Kind> acts =
                way.steps().stream().map(Explanation.WayUp::kind).toList();
        for (Fact f : facts) {
            List<Fact.Entry> entries = new ArrayList<>(f.entries());
            if (acts.contains(Explanation.WayUp.Kind.CORRECTION) && f.critical() + f.serious() + f.minor() > 0) {
                entries.add(new Fact.Entry(9, FactStatus.CORRECTED, DAY, DAY));
            }
            boolean repairable = f.displayClass()
                    .filter(c -> c != DisplayClass.GRAVE)
                    .map(c -> f.occurredOn().plusMonths(3))
                    .filter(d -> !d.isAfter(way.on()))
                    .isPresent();
            if (acts.contains(Explanation.WayUp.Kind.REPAIR) && repairable) {
                entries.add(new Fact.Entry(9, FactStatus.REPAIRED, way.on(), way.on()));
            }
            then.add(new Fact(
                    f.id(),
                    f.type(),
                    f.occurredOn(),
                    f.knownOn(),
                    f.critical(),
                    f.serious(),
                    f.minor(),
                    f.inspector(),
                    f.displayClass(),
                    f.act(),
                    f.expiresOn(),
                    entries));
        }
        if (acts.contains(Explanation.WayUp.Kind.COMMITMENT)) {
            then.add(Fact.observation("signed", FactType.COMMITMENT_MADE, DAY, 0, 0, 0, Optional.empty()));
        }
        for (LocalDate on : way.visitsOn().subList(fewer, way.visitsOn().size())) {
            then.add(Fact.observation("clean" + then.size(), FactType.VISIT, on, 0, 0, 0, Optional.empty()));
        }
        return grade(then, way.on(), Optional.of(new Explanation.Previous(now.published(), DAY)));
    }
}
