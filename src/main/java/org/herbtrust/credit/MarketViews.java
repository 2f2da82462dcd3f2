package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.herbtrust.credit.rules.FindingClass;
import org.herbtrust.credit.rules.MarketQuarter;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.platform.Database;

/**
 * What was known of the market at the start of each quarter, computed once. The strata are the kinds of merchants: growers,
 * processors and stalls are visited for different things.
 */
@ApplicationScoped
class MarketViews {

    /** Rows kept from the database at a time. */
    private static final int FETCH = 2_000;

    @Inject
    Database database;

    private final ConcurrentMap<Key, Known> known = new ConcurrentHashMap<>();

    private record Known(Map<MerchantKind, MarketView> views, MarketQuarter.Consistency consistency) {}

    private record Key(String policySha256, LocalDate quarter) {}

    MarketView on(Policy policy, MerchantKind kind, LocalDate quarter) {
        return known(policy, quarter).views().get(kind);
    }

    /** How alike inspectors had judged before that quarter. */
    MarketQuarter.Consistency consistency(Policy policy, LocalDate quarter) {
        return known(policy, quarter).consistency();
    }

    private Known known(Policy policy, LocalDate quarter) {
        Key key = new Key(policy.sha256(), quarter);
        Known quarterKnown = known.get(key);
        if (quarterKnown == null) {
            quarterKnown = read(policy, quarter);
            known.put(key, quarterKnown);
        }
        return quarterKnown;
    }

    /** Computes the views of all quarters between two days that are not known yet. */
    void prepare(Policy policy, LocalDate from, LocalDate to) {
        for (LocalDate q = MarketView.quarterOf(from); !q.isAfter(to); q = q.plusMonths(3)) {
            on(policy, MerchantKind.TRADER, q);
        }
    }

    /** A fact came in with a day before the start of a quarter that was computed already: only imports of old records do that. */
    void learned(LocalDate knownOn) {
        known.keySet().removeIf(key -> key.quarter().isAfter(knownOn));
    }

    /** Ordinary visits of the window that were known and stood at the start of the quarter, with their points. */
    private static final String VISITS = """
            with visit as (
                select f.merchant_id, m.kind, coalesce(f.inspector, '') as inspector,
                       ? * f.critical + ? * f.serious + ? * f.minor as points
                from credit_fact f join merchant m on m.id = f.merchant_id
                where f.type = 'VISIT' and f.occurred_on >= ? and f.occurred_on < ? and f.known_on < ?
                  and not exists (
                    select 1 from credit_fact_entry e
                    where e.fact_id = f.id and e.status in ('SUPERSEDED', 'QUASHED', 'REPAIRED', 'EXCLUDED')
                      and greatest(e.effective_on, e.known_on) < ?)
            )
            """;

    private Known read(Policy policy, LocalDate first) {
        Map<FindingClass, Integer> points = policy.index().points();
        List<Object> terms = List.of(
                points.get(FindingClass.CRITICAL),
                points.get(FindingClass.SERIOUS),
                points.get(FindingClass.MINOR),
                MarketQuarter.from(policy, first),
                first,
                first,
                first);
        SortedMap<Integer, Integer> byPoints = new TreeMap<>();
        database.query(
                VISITS + "select points, count(*) from visit group by points",
                row -> byPoints.put(row.getInt(1), row.getInt(2)),
                terms.toArray());
        int full = MarketQuarter.fullPoints(policy, byPoints);
        MarketQuarter quarter = new MarketQuarter(policy, first, full);
        List<Object> capped = new ArrayList<>(terms);
        capped.add(full);
        database.with(connection -> {
            try (PreparedStatement ask = connection.prepareStatement(VISITS + """
                            select merchant_id, kind, inspector, count(*), sum(capped), sum(capped * capped)
                            from (select merchant_id, kind, inspector, least(points, ?)::bigint as capped from visit) v
                            group by merchant_id, kind, inspector order by merchant_id
                            """)) {
                gather(ask, capped, quarter);
            }
            return quarter;
        });
        Map<MerchantKind, MarketView> views = new EnumMap<>(MerchantKind.class);
        for (MerchantKind kind : MerchantKind.values()) {
            views.put(kind, quarter.view(kind.name()));
        }
        return new Known(Map.copyOf(views), quarter.consistency());
    }

    /** Merchant by merchant: only one is kept at a time. */
    private static void gather(PreparedStatement ask, List<Object> values, MarketQuarter quarter) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            ask.setObject(i + 1, values.get(i));
        }
        ask.setFetchSize(FETCH);
        try (ResultSet row = ask.executeQuery()) {
            long merchant = 0;
            String kind = "";
            SortedMap<String, MarketQuarter.Visits> byInspector = new TreeMap<>();
            while (row.next()) {
                if (row.getLong(1) != merchant && !byInspector.isEmpty()) {
                    quarter.add(kind, byInspector);
                    byInspector.clear();
                }
                merchant = row.getLong(1);
                kind = row.getString(2);
                byInspector.put(
                        row.getString(3), new MarketQuarter.Visits(row.getInt(4), row.getLong(5), row.getLong(6)));
            }
            if (!byInspector.isEmpty()) {
                quarter.add(kind, byInspector);
            }
        }
    }
}
