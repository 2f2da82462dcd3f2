package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The tier with its hysteresis (step 6), replayed over the merchant's own file from its first day: a function of facts and
 * a day, so that late facts, another order of rows or a lost projection cannot leave a trace in it.
 */
final class Tiers {

    private Tiers() {}

    /**
     * Where the replay ended.
     *
     * @param since the day of the last move, or of the first observation
     * @param enough whether there are visits enough for a letter
     * @param visits independent visits in the window
     */
    record Standing(
            Grade tier,
            LocalDate since,
            boolean enough,
            int visits,
            MarketView market,
            Index index,
            List<Move> moves) {}

    /** A move with the probability that carried it. */
    record Move(LocalDate day, Grade from, Grade to, double probability) {}

    /** @param facts known by {@code asOf}; what was taken away by then has gone already, as if it had never been */
    static Standing replay(Policy policy, Function<LocalDate, MarketView> market, List<Fact> facts, LocalDate asOf) {
        return replay(policy, market, facts, asOf, (day, standing) -> {});
    }

    /** The same, telling {@code each} how it stood in the evening of every day on which it was looked at, in their order. */
    static Standing replay(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            LocalDate asOf,
            BiConsumer<LocalDate, Standing> each) {
        List<Fact> observed = facts.stream()
                .filter(f -> policy.observed(f.type()).weight() > 0)
                .sorted(Fact.BY_DAY)
                .toList();
        TreeSet<LocalDate> days = new TreeSet<>();
        days.add(asOf);
        for (Fact f : observed) {
            days.add(f.knownOn());
            LocalDate gone = Index.lastDay(policy, f).plusDays(1);
            if (!gone.isAfter(asOf)) {
                days.add(gone);
            }
        }
        for (LocalDate q = MarketView.quarterOf(days.first()).plusMonths(3); q.isBefore(asOf); q = q.plusMonths(3)) {
            days.add(q);
        }
        Grade tier = Grade.B;
        LocalDate since = days.first();
        List<Move> moves = new ArrayList<>();
        Standing now = null;
        while (!days.isEmpty()) {
            LocalDate day = days.pollFirst();
            List<Fact> known = observed.stream().filter(f -> f.isKnown(day)).toList();
            MarketView view = market.apply(MarketView.quarterOf(day));
            Index index = Index.of(policy, view, known, day);
            int visits = independent(policy, index);
            boolean enough = visits >= policy.tiers().minVisits();
            if (enough) {
                Move move = move(policy, tier, since, index, known, day);
                if (move != null) {
                    moves.add(move);
                    tier = move.to();
                    since = day;
                    LocalDate next = since.plusDays(policy.tiers().minDays());
                    if (next.isBefore(asOf)) {
                        days.add(next);
                    }
                }
            }
            now = new Standing(tier, since, enough, visits, view, index, List.copyOf(moves));
            each.accept(day, now);
        }
        return now;
    }

    private static Move move(Policy policy, Grade tier, LocalDate since, Index index, List<Fact> known, LocalDate day) {
        for (int to = 3; to > tier.rank(); to--) {
            double worse = index.above(border(policy, index, to - 1));
            if (worse >= policy.tiers().probability()) {
                return new Move(day, tier, Grade.letter(to), worse);
            }
        }
        if (tier == Grade.A || day.isBefore(since.plusDays(policy.tiers().minDays()))) {
            return null;
        }
        double better = 1 - index.above(border(policy, index, tier.rank() - 1));
        boolean visited = known.stream()
                .anyMatch(f ->
                        policy.observed(f.type()).independent() && f.knownOn().isAfter(since));
        return better >= policy.tiers().probability() && visited
                ? new Move(day, tier, Grade.letter(tier.rank() - 1), better)
                : null;
    }

    /** The border between the tier of that rank and the next worse one. */
    static double border(Policy policy, Index index, int rank) {
        double share = policy.tiers().stratumShare();
        double mean = StrictMath.pow(index.market().mean(), share)
                * StrictMath.pow(index.market().wholeMean(), 1 - share);
        return mean * policy.tiers().factors().get(rank);
    }

    /** Visits of their own, at most one a day: two inspectors together at a stall are one visit. */
    private static int independent(Policy policy, Index index) {
        return (int) index.observations().stream()
                .map(Index.Observation::fact)
                .filter(f -> policy.observed(f.type()).independent())
                .map(Fact::occurredOn)
                .distinct()
                .count();
    }
}
