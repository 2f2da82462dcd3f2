package org.herbtrust.trace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SharesProperties {

    private static final Offset<BigDecimal> HAIR = Offset.offset(new BigDecimal("0.0000001"));

    @Test
    void ofAMixtureEachPartCountsByItsMass() {
        List<Shares.Edge> edges = List.of(edge(1, 3, 300, 400), edge(2, 3, 100, 400), edge(3, 4, 50, 50));

        Map<Long, BigDecimal> shares = Shares.back(Map.of(4L, BigDecimal.ONE), edges);

        assertThat(shares.get(1L)).isEqualByComparingTo("0.75");
        assertThat(shares.get(2L)).isEqualByComparingTo("0.25");
        assertThat(Shares.forward(Set.of(1L), edges).get(4L)).isEqualByComparingTo("0.75");
    }

    @Test
    void waysThatMeetAgainAddUp() {
        List<Shares.Edge> edges =
                List.of(edge(1, 2, 10, 10), edge(1, 3, 10, 10), edge(2, 4, 30, 40), edge(3, 4, 10, 40));

        assertThat(Shares.back(Map.of(4L, BigDecimal.ONE), edges).get(1L)).isEqualByComparingTo("1");
        assertThat(Shares.forward(Set.of(1L), edges).get(4L)).isEqualByComparingTo("1");
    }

    @Test
    void lotsThatRunInACircleEndTheWalk() {
        assertThat(Shares.back(Map.of(1L, BigDecimal.ONE), List.of(edge(1, 2, 1, 1), edge(2, 1, 1, 1))))
                .containsEntry(1L, BigDecimal.ONE);
    }

    @Property(tries = 300)
    void theOriginsOfAnythingAreTheWholeOfIt(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int lots) {
        List<Shares.Edge> edges = lineage(new Random(seed), lots);
        Set<Long> begun = new HashSet<>();
        edges.forEach(edge -> begun.add(edge.parent()));
        begun.add((long) lots);
        edges.forEach(edge -> begun.remove(edge.child()));

        Map<Long, BigDecimal> shares = Shares.back(Map.of((long) lots, BigDecimal.ONE), edges);

        assertThat(begun.stream()
                        .map(lot -> shares.getOrDefault(lot, BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isCloseTo(BigDecimal.ONE, HAIR);
    }

    @Property(tries = 300)
    void whatWentForwardIsWhatComesBackAndTheOrderOfTheEdgesDoesNotMatter(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int lots) {
        Random dice = new Random(seed);
        List<Shares.Edge> edges = lineage(dice, lots);
        List<Shares.Edge> shuffled = new ArrayList<>(edges);
        Collections.shuffle(shuffled, dice);
        Map<Long, BigDecimal> back = Shares.back(Map.of((long) lots, BigDecimal.ONE), shuffled);

        edges.stream().map(Shares.Edge::parent).distinct().forEach(origin -> {
            BigDecimal forth = Shares.forward(Set.of(origin), edges).getOrDefault((long) lots, BigDecimal.ZERO);
            assertThat(back.getOrDefault(origin, BigDecimal.ZERO)).isCloseTo(forth, HAIR);
        });
    }

    /** Lots 1 … n, each made from some with lower numbers. */
    private static List<Shares.Edge> lineage(Random dice, int lots) {
        List<Shares.Edge> edges = new ArrayList<>();
        for (long child = 2; child <= lots; child++) {
            Set<Long> parents = new HashSet<>();
            for (int i = dice.nextInt(4); i > 0; i--) {
                parents.add(1 + (long) dice.nextInt((int) child - 1));
            }
            List<Integer> kg = parents.stream().map(p -> 1 + dice.nextInt(1000)).toList();
            int all = kg.stream().mapToInt(Integer::intValue).sum();
            int i = 0;
            for (long parent : parents) {
                edges.add(edge(parent, child, kg.get(i++), all));
            }
        }
        return edges;
    }

    private static Shares.Edge edge(long parent, long child, int kg, int all) {
        return new Shares.Edge(parent, child, BigDecimal.valueOf(kg), BigDecimal.valueOf(all));
    }
}
