package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.herbtrust.credit.rules.FindingClass;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.platform.Database;

/** What was known of the whole market at the start of each quarter, computed once. */
@ApplicationScoped
class MarketViews {

    @Inject
    Database database;

    private final ConcurrentMap<Key, MarketView> known = new ConcurrentHashMap<>();

    private record Key(String policySha256, LocalDate quarter) {}

    private record Row(String inspector, int visits, long points, long squares, int shared) {}

    MarketView on(Policy policy, LocalDate quarter) {
        Key key = new Key(policy.sha256(), quarter);
        MarketView view = known.get(key);
        if (view == null) {
            view = read(policy, quarter);
            known.put(key, view);
        }
        return view;
    }

    /** A fact came in with a day before the start of a quarter that was computed already: only imports of old records do that. */
    void learned(LocalDate knownOn) {
        known.keySet().removeIf(key -> key.quarter().isAfter(knownOn));
    }

    private MarketView read(Policy policy, LocalDate quarter) {
        int[] points = new int[3];
        int i = 0;
        for (FindingClass c : FindingClass.values()) {
            points[i++] = policy.index().points().get(c);
        }
        List<Row> rows = database.query(
                """
                with visit as (
                    select f.merchant_id, coalesce(f.inspector, '') as inspector,
                           least(?, ? * f.critical + ? * f.serious + ? * f.minor) as points
                    from credit_fact f
                    where f.type = 'VISIT' and f.occurred_on >= ? and f.occurred_on < ? and f.known_on < ?
                      and not exists (
                        select 1 from credit_fact_entry e
                        where e.fact_id = f.id and e.status in ('SUPERSEDED', 'QUASHED', 'REPAIRED', 'EXCLUDED')
                          and greatest(e.effective_on, e.known_on) < ?)
                ), met_two as (
                    select merchant_id from visit group by merchant_id having count(distinct inspector) > 1
                )
                select inspector, count(*), sum(points), sum(points * points),
                       count(distinct merchant_id) filter (where merchant_id in (select merchant_id from met_two))
                from visit group by inspector order by inspector
                """,
                row -> new Row(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getInt(5)),
                policy.index().fullPoints(),
                points[0],
                points[1],
                points[2],
                quarter.minusMonths(policy.index().marketWindowMonths()),
                quarter,
                quarter,
                quarter);
        // whole points are summed and divided once, so that the order of rows leaves no trace
        double full = policy.index().fullPoints();
        Map<String, MarketView.InspectorRate> inspectors = new HashMap<>();
        int visits = 0;
        long allPoints = 0;
        long allSquares = 0;
        for (Row r : rows) {
            visits += r.visits();
            allPoints += r.points();
            allSquares += r.squares();
            if (!r.inspector().isEmpty()) {
                inspectors.put(r.inspector(), new MarketView.InspectorRate(r.visits(), r.points() / full, r.shared()));
            }
        }
        double sum = allPoints / full;
        double squares = allSquares / (full * full);
        int shrink = policy.index().marketShrink();
        double mean = (sum + shrink * policy.index().priorMean()) / (visits + shrink);
        double spread = visits == 0 ? 0 : Math.max(0, squares / visits - (sum / visits) * (sum / visits));
        double variance = (visits * spread + shrink * policy.index().priorVariance()) / (visits + shrink);
        return new MarketView(quarter, visits, mean, variance, inspectors);
    }
}
