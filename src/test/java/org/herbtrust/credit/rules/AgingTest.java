package org.herbtrust.credit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.PolicyFile;
import org.junit.jupiter.api.Test;

class AgingTest {

    private static final Policy POLICY = shipped();
    private static final LocalDate SIGNED = LocalDate.of(2024, 3, 1);

    private static Fact fine(LocalDate day, Optional<LocalDate> expires, List<Fact.Entry> entries) {
        return new Fact(
                "fine",
                FactType.AUTHORITY_FINE,
                day,
                day,
                0,
                0,
                0,
                Optional.empty(),
                Optional.of(DisplayClass.ORDINARY),
                Optional.empty(),
                expires,
                entries);
    }

    @Test
    void a_display_period_ends_by_its_class_or_as_the_document_says_and_is_told_once() {
        LocalDate day = LocalDate.of(2025, 1, 10);
        Fact byClass = fine(day, Optional.empty(), List.of());
        Fact byDocument = fine(day, Optional.of(LocalDate.of(2025, 6, 1)), List.of());
        Fact said = fine(
                day,
                Optional.empty(),
                List.of(new Fact.Entry(1, FactStatus.EXPIRED, day.plusYears(1), day.plusYears(1))));

        assertThat(Aging.expired(POLICY, List.of(byClass), LocalDate.of(2026, 1, 10)))
                .isEmpty();
        assertThat(Aging.expired(POLICY, List.of(byClass), LocalDate.of(2026, 1, 11)))
                .extracting(Aging.Expired::on)
                .containsExactly(LocalDate.of(2026, 1, 11));
        assertThat(Aging.expired(POLICY, List.of(byDocument), LocalDate.of(2025, 6, 1)))
                .hasSize(1);
        assertThat(Aging.expired(POLICY, List.of(said), LocalDate.of(2027, 1, 1)))
                .isEmpty();
    }

    @Test
    void a_commitment_is_kept_for_each_year_without_anything_against_the_merchant() {
        Fact signed = Fact.observation("signed", FactType.COMMITMENT_MADE, SIGNED, 0, 0, 0, Optional.empty());
        Fact serious = Fact.observation("visit", FactType.VISIT, LocalDate.of(2024, 9, 1), 0, 1, 0, Optional.empty());
        Fact small = Fact.observation("small", FactType.VISIT, LocalDate.of(2024, 9, 1), 0, 0, 2, Optional.empty());
        LocalDate asOf = LocalDate.of(2026, 4, 1);

        assertThat(Aging.commitmentKept(List.of(signed), asOf))
                .containsExactly(LocalDate.of(2025, 3, 1), LocalDate.of(2026, 3, 1));
        assertThat(Aging.commitmentKept(List.of(signed, serious), asOf)).containsExactly(LocalDate.of(2026, 3, 1));
        assertThat(Aging.commitmentKept(List.of(signed, small), asOf)).hasSize(2);
        Fact already =
                Fact.observation("kept", FactType.COMMITMENT_KEPT, LocalDate.of(2025, 3, 1), 0, 0, 0, Optional.empty());
        assertThat(Aging.commitmentKept(List.of(signed, already), asOf)).containsExactly(LocalDate.of(2026, 3, 1));
        assertThat(Aging.commitmentKept(List.of(), asOf)).isEmpty();
    }

    private static Policy shipped() {
        try (var in = AgingTest.class.getResourceAsStream("/traceability-schema/policy/credit-1.0.yaml")) {
            return PolicyFile.read("credit-1.0.yaml", in.readAllBytes());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
