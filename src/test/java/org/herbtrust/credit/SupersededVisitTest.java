package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.inspection.Finding;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.Visit;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitSuperseded;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What became of a visit goes with it when another record takes its place. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SupersededVisitTest {

    @Inject
    Credit credit;

    @Inject
    MarketPeople people;

    @Inject
    Inspections inspections;

    @Inject
    Event<VisitSuperseded> superseded;

    private MerchantId stall;
    private Actor inspector;

    @BeforeEach
    void a_stall_and_an_inspector() {
        stall = MarketClock.at(noon("2026-01-05"), people::stall);
        inspector = people.person(Role.INSPECTOR).actor();
    }

    @Test
    void an_obstruction_that_was_noted_by_mistake_counts_no_longer() {
        VisitId wrong = visit("2026-02-02", VisitKind.PATROL, Optional.empty(), Optional.empty(), "obstruction");
        assertThat(standing(FactType.OBSTRUCTION)).hasSize(1);

        VisitId right = visit("2026-02-03", VisitKind.PATROL, Optional.empty(), Optional.empty(), "storage");
        supersede("2026-02-03", wrong, right);

        assertThat(standing(FactType.OBSTRUCTION)).isEmpty();
        assertThat(standing(FactType.VISIT)).singleElement().satisfies(fact -> {
            assertThat(fact.critical()).isZero();
            assertThat(fact.minor()).isEqualTo(1);
        });
    }

    @Test
    void a_clean_follow_up_that_was_wrong_takes_back_what_it_had_closed_and_its_reward() {
        VisitId patrol = ordered();
        VisitId wrong = visit("2026-03-02", VisitKind.FOLLOW_UP, Optional.of(patrol), Optional.empty());
        assertThat(patrolFact().isCorrected(LocalDate.parse("2026-03-02"))).isTrue();
        assertThat(standing(FactType.CORRECTION_IN_TIME)).hasSize(1);

        VisitId right =
                visit("2026-03-03", VisitKind.FOLLOW_UP, Optional.of(patrol), Optional.empty(), "not-corrected");
        supersede("2026-03-03", wrong, right);

        assertThat(patrolFact().isCorrected(LocalDate.parse("2026-03-03"))).isFalse();
        assertThat(patrolFact().entries())
                .extracting(Fact.Entry::status)
                .containsExactly(FactStatus.CORRECTED, FactStatus.REOPENED);
        assertThat(standing(FactType.CORRECTION_IN_TIME)).isEmpty();
    }

    @Test
    void a_clean_follow_up_that_is_corrected_by_another_clean_one_leaves_closed_what_was_closed() {
        VisitId patrol = ordered();
        VisitId first = visit("2026-03-02", VisitKind.FOLLOW_UP, Optional.of(patrol), Optional.empty());
        VisitId second = visit("2026-03-03", VisitKind.FOLLOW_UP, Optional.of(patrol), Optional.empty());
        supersede("2026-03-03", first, second);

        assertThat(patrolFact().isCorrected(LocalDate.parse("2026-03-03"))).isTrue();
        assertThat(standing(FactType.CORRECTION_IN_TIME)).hasSize(1);
    }

    private VisitId ordered() {
        return visit(
                "2026-02-02",
                VisitKind.PATROL,
                Optional.empty(),
                Optional.of(LocalDate.parse("2026-03-10")),
                "no-origin-label");
    }

    private Fact patrolFact() {
        return credit.facts(stall).stream()
                .filter(f -> f.type() == FactType.VISIT)
                .findFirst()
                .orElseThrow();
    }

    private List<Fact> standing(FactType type) {
        return credit.facts(stall).stream()
                .filter(f -> f.type() == type
                        && f.entries().stream().noneMatch(e -> e.status().takesAway()))
                .toList();
    }

    private VisitId visit(
            String day, VisitKind kind, Optional<VisitId> follows, Optional<LocalDate> correctBy, String... findings) {
        return MarketClock.at(
                noon(day),
                () -> inspections.record(
                        new Visit(
                                new VisitId(UUID.randomUUID()),
                                kind,
                                stall,
                                noon(day),
                                "",
                                List.of(findings).stream().map(Finding::of).toList(),
                                Map.of(),
                                correctBy,
                                "",
                                follows),
                        inspector));
    }

    private void supersede(String day, VisitId earlier, VisitId by) {
        MarketClock.at(noon(day), () -> QuarkusTransaction.requiringNew()
                .run(() -> superseded.fire(new VisitSuperseded(earlier, by, stall, noon(day)))));
    }

    private static Instant noon(String day) {
        return LocalDate.parse(day).atTime(12, 0).atZone(Market.ZONE).toInstant();
    }
}
