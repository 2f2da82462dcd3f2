package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.herbtrust.credit.CreditSamples.DAY;
import static org.herbtrust.credit.CreditSamples.POLICY;
import static org.herbtrust.credit.CreditSamples.STALL;
import static org.herbtrust.credit.CreditSamples.commitment;
import static org.herbtrust.credit.CreditSamples.entry;
import static org.herbtrust.credit.CreditSamples.fact;
import static org.herbtrust.credit.CreditSamples.good;
import static org.herbtrust.credit.CreditSamples.grade;
import static org.herbtrust.credit.CreditSamples.visit;
import static org.herbtrust.credit.CreditSamples.with;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.Grading;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.junit.jupiter.api.Test;

class GradingTest {

    @Test
    void fewer_than_two_visits_give_no_letter() {
        Explanation e = grade(List.of(commitment(), visit("2026-01-05", 0, 0, 0)));

        assertThat(e.published()).isEqualTo(Grade.NOT_ENOUGH);
        assertThat(e.waysUp()).anySatisfy(w -> assertThat(w.text().zh()).contains("再接受1次检查"));
    }

    @Test
    void always_clean_with_a_commitment_is_A() {
        assertThat(grade(good()).published()).isEqualTo(Grade.A);
    }

    @Test
    void without_a_commitment_it_is_B_and_the_way_up_is_to_sign() {
        Explanation e = grade(good().subList(1, 6));

        assertThat(e.published()).isEqualTo(Grade.B);
        assertThat(e.fired()).extracting(Explanation.Fired::ruleId).containsExactly("A-1");
        assertThat(e.waysUp()).extracting(Explanation.WayUp::kind).containsExactly(Explanation.WayUp.Kind.COMMITMENT);
    }

    @Test
    void two_dirty_visits_are_C_by_arithmetic_alone_and_D_waits_for_a_person() {
        Explanation e = grade(List.of(visit("2026-01-10", 1, 2, 2), visit("2026-02-10", 1, 2, 3)));

        assertThat(e.letter()).isEqualTo(Grade.D);
        assertThat(e.published()).isEqualTo(Grade.C);
        assertThat(e.pending()).contains(Grade.D);
    }

    @Test
    void the_indexs_own_D_stands_once_a_person_confirmed_it() {
        List<Fact> facts = List.of(visit("2026-01-10", 1, 2, 2), visit("2026-02-10", 1, 2, 3));

        Explanation e = grade(
                facts,
                Grade.C,
                List.of(new Explanation.Confirmation(Grade.D, true, List.of(), LocalDate.of(2026, 3, 1), "regulator")));

        assertThat(e.published()).isEqualTo(Grade.D);
        assertThat(e.pending()).isEmpty();
    }

    @Test
    void severity_weight_and_index_are_as_the_formulas_say() {
        Explanation e = grade(List.of(visit("2026-03-31", 0, 1, 1), visit("2025-03-31", 0, 0, 0)));

        Explanation.Used dirty = e.used().get(1);
        assertThat(dirty.severity()).isEqualTo(3 / 12.0, within(1e-12));
        assertThat(dirty.weight()).isEqualTo(1.0);
        double old = Math.pow(2, -365 / 1460.0);
        assertThat(e.used().get(0).weight()).isEqualTo(old, within(1e-12));
        assertThat(e.steps().index()).isEqualTo((0.10 + 0.25) / (1 + 1 + old), within(1e-12));
        double dispersion = 0.03 / (0.1 * 0.9);
        assertThat(e.steps().alpha()).isEqualTo(0.35 / dispersion, within(1e-9));
    }

    @Test
    void a_strict_inspectors_finding_weighs_less_and_the_explanation_says_so() {
        MarketView strict = MarketView.known(
                POLICY,
                LocalDate.of(2026, 1, 1),
                500,
                0.10,
                0.03,
                Map.of("inspector1", new MarketView.InspectorRate(100, 30, 10, 50, 1)));
        Explanation e = Grading.grade(
                POLICY,
                quarter -> strict,
                new Grading.File(STALL, List.of(visit("2026-03-31", 0, 1, 1)), Optional.empty(), List.of()),
                DAY);

        double own = (30 + 20 * 0.10) / 120;
        double logit = Math.log(0.25 / 0.75) - (Math.log(own / (1 - own)) - Math.log(0.1 / 0.9));
        assertThat(e.used().get(0).points()).isEqualTo(1 / (1 + Math.exp(-logit)), within(1e-12));
        assertThat(e.used().get(0).inspectorAdjusted()).isTrue();
    }

    @Test
    void a_fine_waits_for_confirmation_and_then_caps_at_C() {
        List<Fact> facts = with(good(), fact("fine", FactType.AUTHORITY_FINE, "2026-03-01"));

        Explanation waiting = grade(facts, Grade.A, List.of());
        Explanation confirmed = grade(
                facts,
                Grade.A,
                List.of(new Explanation.Confirmation(
                        Grade.C, false, List.of("fine"), LocalDate.of(2026, 3, 10), "regulator")));

        assertThat(waiting.published()).isEqualTo(Grade.B);
        assertThat(waiting.pending()).contains(Grade.C);
        assertThat(confirmed.published()).isEqualTo(Grade.C);
        assertThat(confirmed.waysUp())
                .extracting(Explanation.WayUp::kind, Explanation.WayUp::notBefore)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                Explanation.WayUp.Kind.EXPIRY, Optional.of(LocalDate.of(2027, 3, 2))),
                        org.assertj.core.groups.Tuple.tuple(
                                Explanation.WayUp.Kind.REPAIR, Optional.of(LocalDate.of(2026, 6, 1))));
    }

    @Test
    void a_judgement_about_somebody_without_a_grade_waits_too() {
        List<Fact> facts = List.of(commitment(), fact("sale", FactType.TRACE_UNLABELLED_SALE, "2026-03-01"));

        for (Explanation e : List.of(grade(facts), grade(facts, Grade.NOT_ENOUGH, List.of()))) {
            assertThat(e.published()).isEqualTo(Grade.NOT_ENOUGH);
            assertThat(e.pending()).contains(Grade.B);
        }
        assertThat(grade(
                                facts,
                                Grade.NOT_ENOUGH,
                                List.of(new Explanation.Confirmation(
                                        Grade.B, false, List.of("sale"), LocalDate.of(2026, 3, 10), "regulator")))
                        .published())
                .isEqualTo(Grade.B);
    }

    @Test
    void a_confirmation_does_not_cover_another_fact() {
        List<Fact> facts = with(
                good(),
                fact("fine", FactType.AUTHORITY_FINE, "2026-03-01"),
                fact("listing", FactType.OFFICIAL_LISTING, "2026-03-20"));

        Explanation e = grade(
                facts,
                Grade.A,
                List.of(new Explanation.Confirmation(
                        Grade.C, false, List.of("fine"), LocalDate.of(2026, 3, 10), "regulator")));

        assertThat(e.published()).isEqualTo(Grade.C);
        assertThat(e.pending()).contains(Grade.D);
    }

    @Test
    void a_quashed_fact_is_as_if_it_had_never_been() {
        Explanation e = grade(with(
                good(), fact("fine", FactType.AUTHORITY_FINE, "2026-03-01", entry(FactStatus.QUASHED, "2026-03-15"))));

        assertThat(e.published()).isEqualTo(Grade.A);
        assertThat(e.leftOut()).anySatisfy(l -> assertThat(l.reason()).isEqualTo(FactStatus.QUASHED.title()));
    }

    @Test
    void a_fact_under_objection_neither_worsens_the_grade_nor_lifts_it() {
        Fact objected = fact(
                "warning", FactType.AUTHORITY_WARNING, "2026-03-01", entry(FactStatus.UNDER_OBJECTION, "2026-03-10"));

        assertThat(grade(with(good(), objected), Grade.A, List.of()).published())
                .isEqualTo(Grade.A);
        assertThat(grade(with(good(), objected), Grade.B, List.of()).published())
                .isEqualTo(Grade.B);
    }

    @Test
    void a_fact_under_objection_gives_no_letter_to_somebody_who_had_none() {
        Fact objected = fact(
                "warning", FactType.AUTHORITY_WARNING, "2026-03-01", entry(FactStatus.UNDER_OBJECTION, "2026-03-10"));

        Explanation e = grade(List.of(commitment(), objected), Grade.NOT_ENOUGH, List.of());

        assertThat(e.published()).isEqualTo(Grade.NOT_ENOUGH);
        assertThat(e.pending()).isEmpty();
        assertThat(e.leftOut()).extracting(Explanation.LeftOut::factId).contains("warning");
    }

    @Test
    void a_listing_whose_document_names_no_class_stands_for_three_years() {
        Fact listing = new Fact(
                "listing",
                FactType.OFFICIAL_LISTING,
                LocalDate.parse("2024-06-01"),
                LocalDate.parse("2024-06-01"),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        Grading.File file = new Grading.File(STALL, with(good(), listing), Optional.empty(), List.of());

        assertThat(Grading.grade(CreditSamples.NEWEST, CreditSamples::young, file, DAY)
                        .fired())
                .extracting(Explanation.Fired::ruleId)
                .contains("D-1");
    }

    @Test
    void a_clean_visit_counts_where_findings_are_few() {
        MarketView clean = MarketView.known(
                CreditSamples.NEWEST,
                LocalDate.of(2026, 1, 1),
                900,
                0.014,
                0.002,
                Map.of("inspector1", new MarketView.InspectorRate(200, 2.8, 2.8, 60, 1)));

        assertThat(index(CreditSamples.NEWEST, clean, good()))
                .isLessThan(index(CreditSamples.NEWEST, clean, List.of()));
        // under the first version such visits said nothing, and what was graded so is graded so again
        assertThat(index(POLICY, clean, good())).isEqualTo(index(POLICY, clean, List.of()));
    }

    private static double index(Policy policy, MarketView market, List<Fact> facts) {
        return Grading.grade(
                        policy, quarter -> market, new Grading.File(STALL, facts, Optional.empty(), List.of()), DAY)
                .steps()
                .index();
    }

    @Test
    void a_serious_finding_caps_until_it_is_corrected() {
        Fact open = visit("2026-01-15", 0, 1, 0);
        Fact closed = new Fact(
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
                List.of(entry(FactStatus.CORRECTED, "2026-02-01")));

        assertThat(grade(with(good(), open)).fired())
                .extracting(Explanation.Fired::ruleId)
                .contains("B-2");
        assertThat(grade(with(good(), closed)).fired()).isEmpty();
    }

    @Test
    void a_visit_after_a_complaint_stays_beside_the_index() {
        Explanation e = grade(with(
                good(),
                Fact.observation("c", FactType.COMPLAINT_VISIT, LocalDate.of(2026, 3, 1), 0, 0, 4, Optional.empty())));

        assertThat(e.published()).isEqualTo(Grade.A);
        assertThat(e.leftOut()).extracting(Explanation.LeftOut::factId).containsExactly("c");
    }

    @Test
    void the_same_file_gives_the_same_bytes_in_any_order_and_a_future_fact_changes_nothing() {
        List<Fact> facts = with(good(), fact("fine", FactType.AUTHORITY_FINE, "2026-03-01"));
        List<Fact> reversed = new ArrayList<>(facts);
        Collections.reverse(reversed);
        byte[] bytes = ExplanationJson.bytes(grade(facts));

        assertThat(ExplanationJson.bytes(grade(reversed))).isEqualTo(bytes);
        assertThat(ExplanationJson.bytes(grade(with(facts, visit("2026-04-01", 9, 9, 9)))))
                .isEqualTo(bytes);
    }

    @Test
    void a_market_whose_law_forbids_a_statistic_grades_by_facts_only_and_keeps_the_tier_inside() {
        Policy factsOnly = PolicyFile.read(
                "facts-only.yaml",
                new String(CreditSamples.policyBytes(), StandardCharsets.UTF_8)
                        .replace("letterFrom: INDEX_CAPPED", "letterFrom: FACTS_ONLY")
                        .getBytes(StandardCharsets.UTF_8));
        // many small faults: the index is bad, but no document says anything
        List<Fact> facts = List.of(
                commitment(), visit("2025-08-10", 0, 0, 9), visit("2025-11-10", 0, 0, 8), visit("2026-01-10", 0, 0, 9));

        Explanation e = Grading.grade(
                factsOnly, CreditSamples::young, new Grading.File(STALL, facts, Optional.empty(), List.of()), DAY);

        assertThat(e.published()).isEqualTo(Grade.A);
        assertThat(e.steps().tier()).isEqualTo(Grade.D);
        assertThat(grade(facts).published()).isNotEqualTo(Grade.A);
        assertThat(Grading.grade(
                                factsOnly,
                                CreditSamples::young,
                                new Grading.File(
                                        STALL,
                                        with(facts, fact("listing", FactType.OFFICIAL_LISTING, "2026-03-20")),
                                        Optional.empty(),
                                        List.of()),
                                DAY)
                        .pending())
                .contains(Grade.D);
    }

    @Test
    void the_golden_explanation_has_not_moved() {
        byte[] bytes = ExplanationJson.bytes(grade(
                with(good(), visit("2025-09-01", 0, 1, 2), fact("fine", FactType.AUTHORITY_FINE, "2026-03-01")),
                Grade.A,
                List.of()));

        assertThat(withoutPolicyHash(bytes)).isEqualTo(golden());
    }

    /** The file's hash moves with every comment in it; the rest must not. */
    private static String withoutPolicyHash(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace(POLICY.sha256(), "SHA256");
    }

    private static String golden() {
        try (InputStream in = GradingTest.class.getResourceAsStream("golden-explanation.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
