package org.herbtrust.inspection.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DrawProperties {

    @Property(tries = 200)
    void a_draw_does_not_depend_on_the_order_of_the_roster(
            @ForAll @IntRange(min = 1, max = 30) int merchants,
            @ForAll @IntRange(min = 1, max = 8) int inspectors,
            @ForAll long seed,
            @ForAll long order) {
        List<String> m = names("M%06d", merchants);
        List<String> i = names("i-%d", inspectors);
        DrawRoster straight = roster(m, i);
        Random random = new Random(order);
        Collections.shuffle(m, random);
        Collections.shuffle(i, random);
        DrawRoster shuffled = roster(m, i);

        assertThat(shuffled.canonical()).isEqualTo(straight.canonical());
        assertThat(DrawRoster.parse(straight.canonical())).isEqualTo(straight);
        assertThat(Draw.of(shuffled, DrawTest.seed(seed), "w")).isEqualTo(Draw.of(straight, DrawTest.seed(seed), "w"));
    }

    @Property(tries = 200)
    void exactly_the_quota_is_drawn_nobody_twice_and_nobody_from_elsewhere(
            @ForAll @IntRange(min = 0, max = 40) int merchants,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll long seed) {
        int quota = merchants * percent / 100;
        DrawRoster roster = DrawTest.roster(merchants, quota, 3, 2, 100, Set.of());

        List<Draw.Drawn> drawn = Draw.of(roster, DrawTest.seed(seed), "");

        assertThat(drawn).hasSize(quota);
        assertThat(drawn.stream().map(Draw.Drawn::merchant).collect(Collectors.toSet()))
                .hasSize(quota)
                .allMatch(roster.strata().get(0).merchants()::contains);
    }

    @Property(tries = 200)
    void another_stratum_beside_it_does_not_change_which_merchants_would_come_out_of_the_same_key(
            @ForAll @IntRange(min = 1, max = 20) int merchants, @ForAll long seed) {
        byte[] key = DrawNumbers.key(Draw.ALGORITHM, DrawTest.seed(seed), DrawTest.seed(7), "");
        List<String> names = names("M%06d", merchants);
        List<String> alone = DrawNumbers.stream(key, "merchants/one").draw(names, merchants);
        DrawNumbers.stream(key, "merchants/two").draw(names, merchants);
        assertThat(DrawNumbers.stream(key, "merchants/one").draw(names, merchants))
                .isEqualTo(alone)
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private static DrawRoster roster(List<String> merchants, List<String> inspectors) {
        return new DrawRoster(
                List.of(
                        new DrawRoster.Stratum("all", (merchants.size() + 1) / 2, merchants),
                        new DrawRoster.Stratum("none", 0, List.of())),
                inspectors,
                Set.of(new DrawRoster.Conflict("M000001", "i-1")),
                Math.min(2, inspectors.size()),
                1 + merchants.size() / 4);
    }

    private static List<String> names(String format, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(format.formatted(i));
        }
        return names;
    }
}
