package org.herbtrust.credit.rules.backtest;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.herbtrust.credit.rules.MarketQuarter;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;

/** What was known of the whole market at the start of each quarter of a history. */
final class Market {

    private final Policy policy;
    private final List<Visit> routine;
    private final ConcurrentMap<LocalDate, MarketQuarter> quarters = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, MarketView> views = new ConcurrentHashMap<>();

    /** One that changed its stratum counts in each as far as it was visited there. */
    private record Merchant(String stratum, String entity) {}

    private record Key(String stratum, LocalDate quarter) {}

    Market(Policy policy, List<Visit> visits) {
        this.policy = policy;
        this.routine = visits.stream().filter(Visit::routine).toList();
    }

    MarketView view(String stratum, LocalDate quarter) {
        Key key = new Key(stratum, quarter);
        MarketView view = views.get(key);
        if (view == null) {
            MarketQuarter gathered = quarters.computeIfAbsent(quarter, this::gather);
            synchronized (gathered) {
                view = gathered.view(stratum);
            }
            views.put(key, view);
        }
        return view;
    }

    private MarketQuarter gather(LocalDate first) {
        LocalDate from = MarketQuarter.from(policy, first);
        List<Visit> known = routine.stream()
                .filter(v -> !v.date().isBefore(from) && v.isKnownBefore(first))
                .toList();
        SortedMap<Integer, Integer> byPoints = new TreeMap<>();
        known.forEach(v -> byPoints.merge(policy.points(v.critical(), v.serious(), v.minor()), 1, Integer::sum));
        int full = MarketQuarter.fullPoints(policy, byPoints);
        MarketQuarter quarter = new MarketQuarter(policy, first, full);
        Map<Merchant, SortedMap<String, MarketQuarter.Visits>> merchants = new HashMap<>();
        for (Visit v : known) {
            int points = Math.min(full, policy.points(v.critical(), v.serious(), v.minor()));
            merchants
                    .computeIfAbsent(new Merchant(v.stratum(), v.entity()), m -> new TreeMap<>())
                    .merge(
                            v.inspector(),
                            new MarketQuarter.Visits(1, points, (long) points * points),
                            (a, b) -> new MarketQuarter.Visits(
                                    a.count() + b.count(), a.points() + b.points(), a.squares() + b.squares()));
        }
        merchants.forEach((merchant, byInspector) -> quarter.add(merchant.stratum(), byInspector));
        return quarter;
    }
}
