package org.herbtrust.trace.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fraction of goods came from where. Goods that were mixed are taken as mixed evenly: of a lot made from 300 kg and
 * 100 kg, every pack is three quarters of the one, whatever was lost in drying.
 */
public final class Shares {

    /** More digits than any chain of mixtures needs at the four decimals that are shown. */
    private static final MathContext DIGITS = new MathContext(20, RoundingMode.HALF_EVEN);

    private Shares() {}

    /**
     * What went into what.
     *
     * @param kg of the parent in the child
     * @param inputKg of all the child's parents together
     */
    public record Edge(long parent, long child, BigDecimal kg, BigDecimal inputKg) {
        public BigDecimal share() {
            return kg.divide(inputKg, DIGITS);
        }
    }

    /**
     * How much of the goods asked for passed through each lot that they came from.
     *
     * @param asked the lots asked for with their parts of the whole, 1 in sum
     * @param edges all that lead back from them; in no order
     */
    public static Map<Long, BigDecimal> back(Map<Long, BigDecimal> asked, Collection<Edge> edges) {
        Map<Long, BigDecimal> shares = new HashMap<>(asked);
        Map<Long, List<Edge>> parents = new HashMap<>();
        Map<Long, Integer> waiting = new HashMap<>();
        for (Edge edge : edges) {
            parents.computeIfAbsent(edge.child(), id -> new ArrayList<>()).add(edge);
            waiting.merge(edge.parent(), 1, Integer::sum);
            waiting.putIfAbsent(edge.child(), 0);
        }
        inTurn(waiting, lot -> {
            BigDecimal share = shares.getOrDefault(lot, BigDecimal.ZERO);
            List<Long> next = new ArrayList<>();
            for (Edge edge : parents.getOrDefault(lot, List.of())) {
                shares.merge(edge.parent(), share.multiply(edge.share(), DIGITS), BigDecimal::add);
                next.add(edge.parent());
            }
            return next;
        });
        return shares;
    }

    /**
     * Which part of each lot came from the goods asked for.
     *
     * @param edges all that lead forward from them, each with the child's whole input; in no order
     */
    public static Map<Long, BigDecimal> forward(Set<Long> asked, Collection<Edge> edges) {
        Map<Long, BigDecimal> shares = new HashMap<>();
        asked.forEach(lot -> shares.put(lot, BigDecimal.ONE));
        Map<Long, List<Edge>> children = new HashMap<>();
        Map<Long, Integer> waiting = new HashMap<>();
        for (Edge edge : edges) {
            children.computeIfAbsent(edge.parent(), id -> new ArrayList<>()).add(edge);
            waiting.merge(edge.child(), 1, Integer::sum);
            waiting.putIfAbsent(edge.parent(), 0);
        }
        inTurn(waiting, lot -> {
            BigDecimal share = shares.getOrDefault(lot, BigDecimal.ZERO);
            List<Long> next = new ArrayList<>();
            for (Edge edge : children.getOrDefault(lot, List.of())) {
                if (!asked.contains(edge.child())) {
                    shares.merge(edge.child(), share.multiply(edge.share(), DIGITS), BigDecimal::add);
                }
                next.add(edge.child());
            }
            return next;
        });
        return shares;
    }

    private interface Visit {
        List<Long> next(long lot);
    }

    // A lot's turn comes when nothing more can be added to it. Lots that run in a circle would never have one.
    private static void inTurn(Map<Long, Integer> waiting, Visit visit) {
        Deque<Long> ready = new ArrayDeque<>();
        waiting.forEach((lot, count) -> {
            if (count == 0) {
                ready.add(lot);
            }
        });
        while (!ready.isEmpty()) {
            for (long next : visit.next(ready.poll())) {
                if (waiting.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
    }
}
