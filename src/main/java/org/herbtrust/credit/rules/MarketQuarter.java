package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known of the whole market at the start of a quarter, gathered merchant by merchant (steps 2, 3 and 5). The grade of
 * today and the test on history gather it in the same way.
 *
 * <p>Sums are of whole points and are divided once, so that the order of rows leaves no trace.
 */
public final class MarketQuarter {

    private final Policy policy;
    private final LocalDate first;
    private final int full;
    private final Sums all = new Sums();
    private final Map<String, Sums> strata = new TreeMap<>();
    private final Map<String, Map<String, Sums>> inspectors = new TreeMap<>();
    private final Map<String, Met> met = new HashMap<>();
    private Common common;

    /**
     * Ordinary visits of one merchant by one inspector.
     *
     * @param points their sum, each visit's at most the quarter's full points
     * @param squares the sum of the squares of each visit's points
     */
    public record Visits(int count, long points, long squares) {}

    private static final class Sums {
        int merchants;
        int visits;
        long points;
        long squares;
        long visitsSquared;
        /** Of merchants, the square of the points divided by the visits, by visits: exact until it is divided. */
        final Map<Integer, Long> pointsSquaredByVisits = new TreeMap<>();

        void add(Visits v) {
            visits += v.count();
            points += v.points();
            squares += v.squares();
        }
    }

    private static final class Met {
        int together;
        long others;
        long pairs;
    }

    private record Common(
            double mean, double variance, double priorWeight, Map<String, MarketView.InspectorRate> inspectors) {}

    /**
     * Starts gathering; only what was known before the quarter may be added.
     *
     * @param full see {@link #fullPoints}
     */
    public MarketQuarter(Policy policy, LocalDate first, int full) {
        this.policy = policy;
        this.first = first;
        this.full = full;
    }

    /** The first day on which a visit still counts for a quarter. */
    public static LocalDate from(Policy policy, LocalDate first) {
        return first.minusMonths(policy.index().marketWindowMonths());
    }

    /**
     * The points at which a visit is as bad as a visit can be: the policy's, or more where the market counts so many faults
     * that more than a few visits would be above it and could not be told apart any longer.
     *
     * @param visitsByPoints how many visits of the window had that many points
     */
    public static int fullPoints(Policy policy, SortedMap<Integer, Integer> visitsByPoints) {
        long all = visitsByPoints.values().stream().mapToLong(n -> n).sum();
        long most = (long) Math.floor(policy.index().mostAboveFull() * all);
        int full = policy.index().fullPoints();
        long above = 0;
        int border = Integer.MAX_VALUE;
        for (int points : new TreeMap<>(visitsByPoints).descendingKeySet()) {
            if (above > most) {
                break;
            }
            border = points;
            above += visitsByPoints.get(points);
        }
        return border == Integer.MAX_VALUE ? full : Math.max(full, border);
    }

    /** Adds all that a merchant's file has in the window, by inspector; an empty name where none is known. */
    public void add(String stratum, SortedMap<String, Visits> byInspector) {
        if (common != null) {
            throw new IllegalStateException("a view of this quarter was taken already");
        }
        Sums own = strata.computeIfAbsent(stratum, s -> new Sums());
        int visits = 0;
        long points = 0;
        for (Map.Entry<String, Visits> e : byInspector.entrySet()) {
            Visits v = e.getValue();
            visits += v.count();
            points += v.points();
            all.add(v);
            own.add(v);
            if (!e.getKey().isEmpty()) {
                inspectors
                        .computeIfAbsent(e.getKey(), i -> new TreeMap<>())
                        .computeIfAbsent(stratum, s -> new Sums())
                        .add(v);
            }
        }
        own.merchants++;
        own.visitsSquared += (long) visits * visits;
        own.pointsSquaredByVisits.merge(visits, points * points, Long::sum);
        int known = visits - byInspector.getOrDefault("", NONE).count();
        byInspector.forEach((inspector, v) -> {
            if (!inspector.isEmpty()) {
                Met m = met.computeIfAbsent(inspector, i -> new Met());
                m.together += known > v.count() ? 1 : 0;
                m.others += (long) v.count() * (known - v.count());
                m.pairs += (long) v.count() * (known - 1);
            }
        });
    }

    private static final Visits NONE = new Visits(0, 0, 0);

    /** The view of a stratum's merchants; of one that is unknown, that of the whole market. */
    public MarketView view(String stratum) {
        if (common == null) {
            double mean = mean(all, policy.index().priorMean());
            common = new Common(
                    mean, variance(all, policy.index().priorVariance()), priorWeight(), inspectorRates(mean));
        }
        Sums own = strata.getOrDefault(stratum, new Sums());
        return new MarketView(
                first,
                own.visits,
                mean(own, common.mean()),
                variance(own, common.variance()),
                common.mean(),
                full,
                common.priorWeight(),
                common.inspectors());
    }

    /**
     * How alike inspectors judge, in aggregate: a report about the market's inspections, never a ranking of persons.
     *
     * @param inspectors whose strictness can be told
     * @param told false where they are so few that a figure would name one of them; the figures are then 0
     * @param lenientQuarter strictness (logit of their mean against the market's, where they went) of the quarter below, the
     *     middle and the quarter above; 0 is the market's
     * @param spread standard deviation of strictness
     * @param rotation share of other visits to the same merchants that somebody else made
     */
    public record Consistency(
            LocalDate from,
            int visits,
            int inspectors,
            boolean told,
            double lenientQuarter,
            double middle,
            double strictQuarter,
            double spread,
            double rotation) {}

    /** Fewer than that, and a figure about all of them is a figure about one. */
    private static final int LEAST_INSPECTORS = 5;

    public Consistency consistency() {
        MarketView whole = view("");
        int shrink = policy.index().inspector().shrink();
        double[] strictness = whole.inspectors().values().stream()
                .mapToDouble(r -> logit(r.meanIn(whole.wholeMean(), shrink)) - logit(whole.wholeMean()))
                .sorted()
                .toArray();
        boolean told = strictness.length >= LEAST_INSPECTORS;
        double rotation = whole.inspectors().values().stream()
                .mapToDouble(MarketView.InspectorRate::rotation)
                .sorted()
                .average()
                .orElse(0);
        if (!told) {
            return new Consistency(first, all.visits, strictness.length, false, 0, 0, 0, 0, 0);
        }
        double mean = Arrays.stream(strictness).average().orElse(0);
        double squares =
                Arrays.stream(strictness).map(s -> (s - mean) * (s - mean)).sum();
        return new Consistency(
                first,
                all.visits,
                strictness.length,
                true,
                strictness[strictness.length / 4],
                strictness[strictness.length / 2],
                strictness[strictness.length * 3 / 4],
                Math.sqrt(squares / strictness.length),
                rotation);
    }

    private static double logit(double p) {
        return StrictMath.log(p / (1 - p));
    }

    private double mean(Sums s, double towards) {
        int shrink = policy.index().marketShrink();
        return ((double) s.points / full + shrink * towards) / (s.visits + shrink);
    }

    private double variance(Sums s, double towards) {
        int shrink = policy.index().marketShrink();
        double own = s.visits == 0 ? 0 : (double) s.points / full / s.visits;
        double spread = s.visits == 0 ? 0 : Math.max(0, (double) s.squares / full / full / s.visits - own * own);
        return (s.visits * spread + shrink * towards) / (s.visits + shrink);
    }

    /**
     * The weight m of step 5, in visits: the spread of one merchant's visits divided by the spread between merchants of a
     * stratum (Bühlmann and Straub), within the bounds of the policy; the lower one while there is too little to tell.
     */
    private double priorWeight() {
        Policy.PriorWeight bounds = policy.index().priorWeight();
        double within = 0;
        double between = 0;
        double visits = 0;
        double spent = 0;
        int merchants = 0;
        for (Sums s : strata.values()) {
            double meansSquared = 0;
            for (Map.Entry<Integer, Long> e : s.pointsSquaredByVisits.entrySet()) {
                meansSquared += (double) e.getValue() / e.getKey();
            }
            within += s.squares - meansSquared;
            between += meansSquared - (double) s.points / s.visits * s.points;
            visits += s.visits - (double) s.visitsSquared / s.visits;
            spent += s.merchants - 1;
            merchants += s.merchants;
        }
        double free = all.visits - merchants;
        if (merchants < policy.index().marketShrink() || free < policy.index().marketShrink() || visits <= 0) {
            return bounds.least();
        }
        double ofVisits = within / free;
        double ofMerchants = (between - spent * ofVisits) / visits;
        double weight = ofMerchants <= 0 ? bounds.most() : ofVisits / ofMerchants;
        return Math.min(bounds.most(), Math.max(bounds.least(), weight));
    }

    private Map<String, MarketView.InspectorRate> inspectorRates(double mean) {
        Policy.InspectorTerms terms = policy.index().inspector();
        Map<String, MarketView.InspectorRate> rates = new HashMap<>();
        inspectors.forEach((inspector, byStratum) -> {
            int visits = 0;
            long points = 0;
            double expected = 0;
            for (Map.Entry<String, Sums> e : byStratum.entrySet()) {
                visits += e.getValue().visits;
                points += e.getValue().points;
                expected += e.getValue().visits * mean(strata.get(e.getKey()), mean);
            }
            Met m = met.getOrDefault(inspector, new Met());
            if (visits >= terms.minVisits() && m.together >= terms.minShared()) {
                rates.put(
                        inspector,
                        new MarketView.InspectorRate(
                                visits, (double) points / full, expected, m.together, (double) m.others / m.pairs));
            }
        });
        return Map.copyOf(rates);
    }
}
