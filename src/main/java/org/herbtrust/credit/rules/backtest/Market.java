package org.herbtrust.credit.rules.backtest;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;

/**
 * What was known of the whole market, stratum by stratum, at the start of each quarter. Sums are of whole points, so that
 * the order of rows leaves no trace.
 */
final class Market {

    /** Visits below which a stratum says nothing of its own about inspectors. */
    private static final int STRATUM_VISITS = 100;
    /** A mean must stay within (0, 1), however strict an inspector. */
    private static final double MOST_SEVERE = 0.98;

    private final Policy policy;
    private final List<Visit> routine;
    private final ConcurrentMap<LocalDate, Quarter> quarters = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, MarketView> views = new ConcurrentHashMap<>();

    private record Key(String stratum, LocalDate quarter) {}

    Market(Policy policy, List<Visit> visits) {
        this.policy = policy;
        this.routine = visits.stream().filter(Visit::routine).toList();
    }

    MarketView view(String stratum, LocalDate quarter) {
        return views.computeIfAbsent(
                new Key(stratum, quarter), key -> quarter(quarter).view(stratum));
    }

    private Quarter quarter(LocalDate first) {
        return quarters.computeIfAbsent(first, Quarter::new);
    }

    private static final class Sums {
        int visits;
        long points;
        long squares;

        void add(long p) {
            visits++;
            points += p;
            squares += p * p;
        }
    }

    private final class Quarter {
        private final LocalDate first;
        private final double full = policy.index().fullPoints();
        private final Sums all = new Sums();
        private final Map<String, Sums> strata = new HashMap<>();
        private final Map<String, Map<String, Sums>> inspectors = new HashMap<>();
        private final Map<String, Integer> shared = new HashMap<>();
        private final double mean;
        private final double variance;
        private final Map<String, MarketView.InspectorRate> ratesOfMarket;

        Quarter(LocalDate first) {
            this.first = first;
            LocalDate from = first.minusMonths(policy.index().marketWindowMonths());
            Map<String, Set<String>> met = new HashMap<>();
            for (Visit v : routine) {
                if (!v.date().isBefore(from) && v.isKnownBefore(first)) {
                    long points = Math.round(policy.severity(v.critical(), v.serious(), v.minor()) * full);
                    all.add(points);
                    strata.computeIfAbsent(v.stratum(), s -> new Sums()).add(points);
                    if (!v.inspector().isEmpty()) {
                        inspectors
                                .computeIfAbsent(v.inspector(), i -> new HashMap<>())
                                .computeIfAbsent(v.stratum(), s -> new Sums())
                                .add(points);
                        met.computeIfAbsent(v.entity(), e -> new HashSet<>()).add(v.inspector());
                    }
                }
            }
            for (Set<String> together : met.values()) {
                if (together.size() > 1) {
                    together.forEach(i -> shared.merge(i, 1, Integer::sum));
                }
            }
            mean = mean(all, policy.index().priorMean());
            variance = variance(all, policy.index().priorVariance());
            ratesOfMarket = rates(mean);
        }

        private double mean(Sums s, double towards) {
            int shrink = policy.index().marketShrink();
            return (s.points / full + shrink * towards) / (s.visits + shrink);
        }

        private double variance(Sums s, double towards) {
            int shrink = policy.index().marketShrink();
            double own = s.visits == 0 ? 0 : s.points / full / s.visits;
            double spread = s.visits == 0 ? 0 : Math.max(0, s.squares / (full * full) / s.visits - own * own);
            return (s.visits * spread + shrink * towards) / (s.visits + shrink);
        }

        MarketView view(String stratum) {
            Sums own = strata.getOrDefault(stratum, new Sums());
            double here = mean(own, mean);
            return new MarketView(
                    first,
                    own.visits,
                    here,
                    variance(own, variance),
                    own.visits < STRATUM_VISITS ? ratesOfMarket : rates(here));
        }

        /**
         * An inspector who is sent to the worse strata is not strict for that: what he found is held against what was to be
         * expected where he went, and told on the scale of this stratum.
         */
        private Map<String, MarketView.InspectorRate> rates(double here) {
            Policy.InspectorTerms terms = policy.index().inspector();
            Map<String, MarketView.InspectorRate> rates = new HashMap<>();
            inspectors.forEach((inspector, byStratum) -> {
                int visits = byStratum.values().stream().mapToInt(s -> s.visits).sum();
                int together = shared.getOrDefault(inspector, 0);
                if (visits >= terms.minVisits() && together >= terms.minShared()) {
                    long points =
                            byStratum.values().stream().mapToLong(s -> s.points).sum();
                    // summed in the order of names: doubles depend on their order
                    double expected = byStratum.keySet().stream()
                            .sorted()
                            .mapToDouble(s -> byStratum.get(s).visits * mean(strata.get(s), mean))
                            .sum();
                    double found = Math.min(MOST_SEVERE * visits, points / full / expected * here * visits);
                    rates.put(inspector, new MarketView.InspectorRate(visits, found, together));
                }
            });
            return rates;
        }
    }
}
