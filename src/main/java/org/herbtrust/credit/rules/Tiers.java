package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
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
        return replay(policy, market, facts, asOf, (day, grade) -> {});
    }

    /** The same, telling {@code each} the letter of the evening of every day on which it was looked at, in their order. */
    static Standing replay(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            LocalDate asOf,
            BiConsumer<LocalDate, Grade> each) {
        NavigableSet<LocalDate> days = daysToLookAt(policy, facts, LocalDate.MIN, asOf);
        return walk(policy, market, facts, days, Grade.B, days.first(), new ArrayList<>(), asOf, each);
    }

    /**
     * Where it stands after the last day by then on which something happened by itself: unlike {@link #replay}, it does not
     * look on the day that is asked for, which a later replay would not do either.
     */
    static Standing atRest(Policy policy, Function<LocalDate, MarketView> market, List<Fact> facts, LocalDate asOf) {
        LocalDate morrow = asOf.plusDays(1);
        NavigableSet<LocalDate> days =
                new TreeSet<>(daysToLookAt(policy, facts, LocalDate.MIN, morrow).headSet(asOf, true));
        return days.isEmpty()
                ? replay(policy, market, facts, asOf)
                : walk(policy, market, facts, days, Grade.B, days.first(), new ArrayList<>(), morrow, (day, g) -> {});
    }

    /**
     * Goes on from where a replay ended: the same as replaying anew, for files to which only what is known later was added.
     *
     * @param before where it stood at rest in the evening of {@code from}, see {@link #atRest}
     */
    static Standing goOn(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            Standing before,
            LocalDate from,
            LocalDate asOf) {
        NavigableSet<LocalDate> days = daysToLookAt(policy, facts, from, asOf);
        before.moves().stream()
                .map(m -> m.day().plusDays(policy.tiers().minDays()))
                .filter(d -> d.isAfter(from) && d.isBefore(asOf))
                .forEach(days::add);
        return walk(
                policy,
                market,
                facts,
                days,
                before.tier(),
                before.since(),
                new ArrayList<>(before.moves()),
                asOf,
                (day, grade) -> {});
    }

    private static Standing walk(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            NavigableSet<LocalDate> days,
            Grade firstTier,
            LocalDate firstSince,
            List<Move> moves,
            LocalDate asOf,
            BiConsumer<LocalDate, Grade> each) {
        Window window = new Window(policy, facts);
        Grade tier = firstTier;
        LocalDate since = firstSince;
        Standing now = null;
        while (!days.isEmpty()) {
            LocalDate day = days.pollFirst();
            window.advanceTo(day);
            MarketView view = market.apply(MarketView.quarterOf(day));
            Index index = Index.of(policy, view, window.facts(), day);
            int visits = window.independentVisits();
            boolean enough = visits >= policy.tiers().minVisits();
            if (enough) {
                Move move = move(policy, tier, since, index, window, day);
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
            if (days.isEmpty()) {
                now = new Standing(tier, since, enough, visits, view, index, List.copyOf(moves));
            }
            each.accept(day, enough ? tier : Grade.NOT_ENOUGH);
        }
        return now;
    }

    /** Days on which something became known or expired, and the first of each quarter, when the market is measured anew. */
    private static NavigableSet<LocalDate> daysToLookAt(
            Policy policy, List<Fact> facts, LocalDate after, LocalDate asOf) {
        TreeSet<LocalDate> days = new TreeSet<>();
        days.add(asOf);
        for (Fact f : facts) {
            if (policy.observed(f.type()).weight() > 0) {
                if (f.knownOn().isAfter(after)) {
                    days.add(f.knownOn());
                }
                LocalDate gone = Index.lastDay(policy, f).plusDays(1);
                if (gone.isAfter(after) && !gone.isAfter(asOf)) {
                    days.add(gone);
                }
            }
        }
        LocalDate start = after.equals(LocalDate.MIN) ? days.first() : after;
        for (LocalDate q = MarketView.quarterOf(start).plusMonths(3); q.isBefore(asOf); q = q.plusMonths(3)) {
            days.add(q);
        }
        return days;
    }

    private static Move move(Policy policy, Grade tier, LocalDate since, Index index, Window window, LocalDate day) {
        double enough = policy.tiers().probability();
        for (int to = 3; to > tier.rank(); to--) {
            double border = border(policy, index, to - 1);
            if (index.mayBeAbove(border, enough)) {
                double worse = index.above(border);
                if (worse >= enough) {
                    return new Move(day, tier, Grade.letter(to), worse);
                }
            }
        }
        if (tier == Grade.A
                || day.isBefore(since.plusDays(policy.tiers().minDays()))
                || !window.wasVisitedAfter(since)) {
            return null;
        }
        double border = border(policy, index, tier.rank() - 1);
        if (!index.mayBeBelow(border, enough)) {
            return null;
        }
        double better = 1 - index.above(border);
        return better >= enough ? new Move(day, tier, Grade.letter(tier.rank() - 1), better) : null;
    }

    /** The border between the tier of that rank and the next worse one. */
    static double border(Policy policy, Index index, int rank) {
        double share = policy.tiers().stratumShare();
        double mean = StrictMath.pow(index.market().mean(), share)
                * StrictMath.pow(index.market().wholeMean(), 1 - share);
        return mean * policy.tiers().factors().get(rank);
    }
}
