package org.herbtrust.inspection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuotasTest {

    private static final LocalDate FROM = LocalDate.of(2026, 10, 1);
    private static final LocalDate TO = LocalDate.of(2026, 12, 31);
    private static final PlanRates USUAL = rates(0);

    @Test
    void shares_follow_the_tier_and_are_rounded_up() {
        List<Quotas.Candidate> market = new ArrayList<>();
        add(market, 1, 100, "一", RiskTier.A, Set.of());
        add(market, 101, 41, "一", RiskTier.B, Set.of());
        add(market, 201, 9, "一", RiskTier.C, Set.of());
        add(market, 301, 3, "一", RiskTier.D, Set.of());

        assertThat(quotas(Quotas.of(market, USUAL, FROM, TO)))
                .isEqualTo(Map.of("一/TIER-A", 5, "一/TIER-B", 9, "一/TIER-C", 5, "一/TIER-D", 3));
    }

    @Test
    void focus_goods_in_season_raise_the_share_and_out_of_season_they_do_not() {
        List<Quotas.Candidate> market = new ArrayList<>();
        add(market, 1, 20, "一", RiskTier.A, Set.of("honghua"));
        add(market, 31, 2, "一", RiskTier.D, Set.of("honghua"));

        assertThat(quotas(Quotas.of(market, USUAL, FROM, TO))).isEqualTo(Map.of("一/FOCUS-honghua", 6, "一/TIER-D", 2));
        assertThat(quotas(Quotas.of(market, USUAL, LocalDate.of(2027, 1, 1), LocalDate.of(2027, 3, 31))))
                .isEqualTo(Map.of("一/TIER-A", 1, "一/TIER-D", 2));
    }

    @Test
    void whoever_was_never_visited_or_not_for_a_year_is_visited_for_certain() {
        List<Quotas.Candidate> market = List.of(
                new Quotas.Candidate("M1", Optional.of("一"), RiskTier.A, Set.of(), Optional.empty()),
                new Quotas.Candidate("M2", Optional.of("一"), RiskTier.A, Set.of(), Optional.of(FROM.minusDays(366))),
                new Quotas.Candidate("M3", Optional.of("一"), RiskTier.A, Set.of(), Optional.of(FROM.minusDays(365))));

        List<Quotas.Line> lines = Quotas.of(market, USUAL, FROM, TO);

        assertThat(lines.get(0).reason()).isEqualTo(Quotas.Reason.LONG_UNVISITED);
        assertThat(lines.get(0).merchants()).containsExactly("M1", "M2");
        assertThat(lines.get(0).quota()).isEqualTo(2);
        assertThat(lines.get(1).merchants()).containsExactly("M3");
    }

    @Test
    void a_grid_gets_its_minimum_but_no_more_than_it_has() {
        List<Quotas.Candidate> market = new ArrayList<>();
        add(market, 1, 30, "一", RiskTier.A, Set.of());
        add(market, 101, 3, "二", RiskTier.A, Set.of());
        market.add(new Quotas.Candidate("M900", Optional.empty(), RiskTier.A, Set.of(), Optional.of(FROM)));

        List<Quotas.Line> lines = Quotas.of(market, rates(5), FROM, TO);

        assertThat(quotas(lines)).isEqualTo(Map.of("一/TIER-A", 5, "二/TIER-A", 3, Quotas.NO_GRID + "/TIER-A", 1));
        assertThat(lines).filteredOn(l -> l.grid().equals("一")).singleElement().satisfies(l -> assertThat(l.raised())
                .isEqualTo(3));
    }

    @Test
    void rates_out_of_range_or_incomplete_are_refused() {
        assertThatThrownBy(() -> new PlanRates(Map.of(RiskTier.A, 5), List.of(), 0, 365))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PlanRates.Focus("honghua", Set.of(13), 30, 0))
                .hasMessageContaining("13");
        assertThatThrownBy(() -> Quotas.of(List.of(), USUAL, TO, FROM)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PlanRates rates(int gridMinimum) {
        return new PlanRates(
                Map.of(RiskTier.A, 5, RiskTier.B, 20, RiskTier.C, 50, RiskTier.D, 100),
                List.of(new PlanRates.Focus("honghua", Set.of(7, 8, 12), 30, 5)),
                gridMinimum,
                365);
    }

    private static void add(
            List<Quotas.Candidate> to, int first, int count, String grid, RiskTier tier, Set<String> materials) {
        for (int i = 0; i < count; i++) {
            to.add(new Quotas.Candidate(
                    "M%06d".formatted(first + i), Optional.of(grid), tier, materials, Optional.of(FROM.minusDays(30))));
        }
    }

    private static Map<String, Integer> quotas(List<Quotas.Line> lines) {
        return lines.stream().collect(java.util.stream.Collectors.toMap(Quotas.Line::name, Quotas.Line::quota));
    }
}
