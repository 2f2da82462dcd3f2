package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One merchant's file lived through day by day, for testing a policy on history: what index and tier said in the morning of
 * a day, before anything of that day was known. Fact rules are left out: a history of visits has no documents.
 */
public final class Replay {

    private Replay() {}

    /**
     * What was known of the merchant in the morning.
     *
     * @param visits observations known by then, in the index or out of it
     * @param grade tier with its hysteresis, or {@link Grade#NOT_ENOUGH}
     */
    public record Morning(LocalDate day, int visits, double index, Grade grade) {}

    /**
     * A day on which the tier was looked at.
     *
     * @param news whether something became known on that day; otherwise a quarter began or something expired
     */
    public record Regrading(LocalDate day, boolean news, Grade before, Grade after) {}

    public record Course(List<Morning> mornings, List<Regrading> regradings) {

        public Course {
            mornings = List.copyOf(mornings);
            regradings = List.copyOf(regradings);
        }
    }

    /**
     * The index and tier in the morning of each of the days, in their order.
     *
     * @param market by the first day of a quarter
     * @param facts of one merchant, in any order
     */
    public static Course of(
            Policy policy, Function<LocalDate, MarketView> market, List<Fact> facts, Collection<LocalDate> days) {
        TreeSet<LocalDate> mornings = new TreeSet<>(days);
        if (mornings.isEmpty()) {
            return new Course(List.of(), List.of());
        }
        List<Fact> sorted = facts.stream().sorted(Fact.BY_DAY).toList();
        TreeMap<LocalDate, Grade> stood = new TreeMap<>();
        List<Regrading> regradings = new ArrayList<>();
        LocalDate last = mornings.last();
        List<Fact> knownAtLast = sorted.stream().filter(f -> f.isKnown(last)).toList();
        Set<LocalDate> news = knownAtLast.stream().map(Fact::knownOn).collect(Collectors.toSet());
        if (!knownAtLast.isEmpty()) {
            Tiers.replay(policy, market, knownAtLast, last, (day, after) -> {
                Map.Entry<LocalDate, Grade> before = stood.lastEntry();
                regradings.add(new Regrading(
                        day, news.contains(day), before == null ? Grade.NOT_ENOUGH : before.getValue(), after));
                stood.put(day, after);
            });
        }
        List<Morning> seen = new ArrayList<>();
        Window window = new Window(policy, sorted);
        for (LocalDate day : mornings) {
            window.advanceTo(day.minusDays(1));
            Index index = Index.of(policy, market.apply(MarketView.quarterOf(day)), window.facts(), day);
            Map.Entry<LocalDate, Grade> before = stood.lowerEntry(day);
            seen.add(new Morning(
                    day, window.known(), index.value(), before == null ? Grade.NOT_ENOUGH : before.getValue()));
        }
        return new Course(seen, regradings);
    }
}
