package org.herbtrust.inspection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DrawTest {

    private static final int DRAWS = 4_000;

    /** With fixed seeds the figure is always the same; below it one would have to explain a one-in-a-thousand chance. */
    private static final double LEAST_P = 0.001;

    private static final DrawRoster MARKET = roster(12, 5, 6, 2, 4, Set.of());

    @Test
    void a_draw_is_the_same_for_ever() {
        byte[] seed = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

        assertThat(HexFormat.of().formatHex(Draw.commitment(seed)))
                .isEqualTo("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
        assertThat(Draw.of(MARKET, seed, "2026001").stream().map(Draw.Drawn::line))
                .containsExactlyElementsOf(FROZEN);
    }

    /** Computed by another program, from the description alone; whoever changes the procedure must give it another name. */
    private static final List<String> FROZEN = List.of(
            "S M000009 i-5 i-2", "S M000007 i-5 i-2", "S M000010 i-3 i-6", "S M000002 i-3 i-4", "S M000003 i-2 i-4");

    @Test
    void every_merchant_of_a_stratum_is_drawn_as_often_as_any_other() {
        Map<String, Integer> times = new LinkedHashMap<>();
        MARKET.strata().get(0).merchants().forEach(m -> times.put(m, 0));
        for (int i = 0; i < DRAWS; i++) {
            Draw.of(MARKET, seed(i), "").forEach(d -> times.merge(d.merchant(), 1, Integer::sum));
        }

        assertThat(times.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(DRAWS * 5);
        assertThat(p(times.values().stream().mapToLong(Integer::longValue).toArray()))
                .isGreaterThan(LEAST_P);
    }

    @Test
    void every_pair_of_merchants_is_drawn_as_often_as_any_other() {
        DrawRoster four = roster(4, 2, 3, 1, 4, Set.of());
        Map<Set<String>, Integer> times = new LinkedHashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            List<Draw.Drawn> drawn = Draw.of(four, seed(i), "");
            times.merge(Set.of(drawn.get(0).merchant(), drawn.get(1).merchant()), 1, Integer::sum);
        }

        assertThat(times).hasSize(6);
        assertThat(p(times.values().stream().mapToLong(Integer::longValue).toArray()))
                .isGreaterThan(LEAST_P);
    }

    @Test
    void every_inspector_meets_every_merchant_as_often_as_any_other() {
        Map<String, Integer> times = new LinkedHashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            Draw.of(MARKET, seed(i), "").forEach(d -> d.inspectors()
                    .forEach(inspector -> times.merge(d.merchant() + inspector, 1, Integer::sum)));
        }

        assertThat(times).hasSize(12 * 6);
        assertThat(p(times.values().stream().mapToLong(Integer::longValue).toArray()))
                .isGreaterThan(LEAST_P);
    }

    @Test
    void a_biased_draw_would_be_noticed() {
        long[] biased = new long[12];
        Arrays.fill(biased, DRAWS * 5 / 12);
        biased[0] += 250;

        assertThat(p(biased)).isLessThan(LEAST_P);
    }

    @Test
    void conflicting_pairs_never_meet_and_nobody_gets_more_than_the_most() {
        DrawRoster roster = roster(
                10,
                8,
                5,
                2,
                4,
                Set.of(
                        new DrawRoster.Conflict("M000001", "i-1"),
                        new DrawRoster.Conflict("M000001", "i-2"),
                        new DrawRoster.Conflict("M000002", "i-3")));
        for (int i = 0; i < 500; i++) {
            List<Draw.Drawn> drawn = Draw.of(roster, seed(i), "");
            assertThat(drawn).hasSize(8).allSatisfy(d -> {
                assertThat(d.inspectors()).hasSize(2).doesNotHaveDuplicates();
                assertThat(d.inspectors()).noneMatch(inspector -> roster.excludes(d.merchant(), inspector));
            });
            Map<String, Integer> load = new LinkedHashMap<>();
            drawn.forEach(d -> d.inspectors().forEach(inspector -> load.merge(inspector, 1, Integer::sum)));
            assertThat(load.values()).allMatch(visits -> visits <= 4);
        }
    }

    @Test
    void a_seat_that_can_be_filled_is_filled_even_where_greed_would_fail() {
        // only i-1 may visit M000002: whenever M000001 got i-1 first, that visit has to move on to i-2
        DrawRoster tight = roster(2, 2, 2, 1, 1, Set.of(new DrawRoster.Conflict("M000002", "i-2")));
        for (int i = 0; i < 200; i++) {
            assertThat(Draw.of(tight, seed(i), "")).allMatch(d -> d.inspectors().size() == 1);
        }
    }

    @Test
    void where_nobody_may_go_the_list_says_so() {
        DrawRoster alone = roster(1, 1, 1, 1, 1, Set.of(new DrawRoster.Conflict("M000001", "i-1")));

        assertThat(Draw.of(alone, seed(1), "")).singleElement().satisfies(d -> {
            assertThat(d.inspectors()).isEmpty();
            assertThat(d.line()).isEqualTo("S M000001 -");
        });
    }

    @Test
    void the_witness_changes_the_draw() {
        assertThat(Draw.of(MARKET, seed(1), "a")).isNotEqualTo(Draw.of(MARKET, seed(1), "b"));
    }

    @Test
    void a_roster_that_contradicts_itself_is_refused() {
        DrawRoster.Stratum one = new DrawRoster.Stratum("one", 1, List.of("M000001"));
        assertThatThrownBy(() -> new DrawRoster.Stratum("one", 2, List.of("M000001")))
                .hasMessageContaining("one");
        assertThatThrownBy(() -> new DrawRoster(
                        List.of(one, new DrawRoster.Stratum("two", 1, List.of("M000001"))), List.of(), Set.of(), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DrawRoster(List.of(one, one), List.of(), Set.of(), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DrawRoster.Stratum("a b", 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DrawRoster.Stratum("s", 0, List.of("M|1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static DrawRoster roster(
            int merchants, int quota, int inspectors, int team, int most, Set<DrawRoster.Conflict> conflicts) {
        return new DrawRoster(
                List.of(new DrawRoster.Stratum(
                        "S",
                        quota,
                        IntStream.rangeClosed(1, merchants)
                                .mapToObj("M%06d"::formatted)
                                .toList())),
                IntStream.rangeClosed(1, inspectors).mapToObj(i -> "i-" + i).toList(),
                conflicts,
                team,
                most);
    }

    static byte[] seed(long number) {
        return ByteBuffer.allocate(32).putLong(24, number).array();
    }

    /** How likely counts at least as uneven as these are if all are equally likely. */
    private static double p(long[] counts) {
        double[] expected = new double[counts.length];
        Arrays.fill(expected, (double) Arrays.stream(counts).sum() / counts.length);
        return new ChiSquareTest().chiSquareTest(expected, counts);
    }
}
