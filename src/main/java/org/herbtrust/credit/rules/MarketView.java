package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was known of the whole market (of the merchant's stratum) at the start of a quarter: the merchant is measured
 * against it. One view a quarter, from facts known before its first day, so that a grade of a past day can be computed again.
 *
 * <p>It never changes; what is worked out of it is kept.
 */
public final class MarketView {

    private final LocalDate from;
    private final int visits;
    private final double mean;
    private final double variance;
    private final double wholeMean;
    private final int fullPoints;
    private final double priorWeight;
    private final Map<String, InspectorRate> inspectors;

    /** Asked for once a visit and day, the same few again and again. */
    private final Map<String, Optional<Double>> strictness = new ConcurrentHashMap<>();

    /**
     * @param from first day of the quarter
     * @param visits how many visits it rests on
     * @param mean mean severity of the stratum, already shrunk, in (0, 1)
     * @param variance of the severity of the stratum's visits
     * @param wholeMean mean severity of the whole market, in (0, 1)
     * @param fullPoints points at which a visit is as bad as a visit can be
     * @param priorWeight how many visits of its own the stratum's mean is worth for a merchant
     * @param inspectors those whose strictness can be told
     */
    public MarketView(
            LocalDate from,
            int visits,
            double mean,
            double variance,
            double wholeMean,
            int fullPoints,
            double priorWeight,
            Map<String, InspectorRate> inspectors) {
        if (!(mean > 0 && mean < 1) || !(wholeMean > 0 && wholeMean < 1) || !(variance >= 0) || !(priorWeight > 0)) {
            throw new IllegalArgumentException(
                    "mean in (0, 1) and variance from 0 are needed: " + mean + ", " + variance);
        }
        this.from = from;
        this.visits = visits;
        this.mean = mean;
        this.variance = variance;
        this.wholeMean = wholeMean;
        this.fullPoints = fullPoints;
        this.priorWeight = priorWeight;
        this.inspectors = Map.copyOf(inspectors);
    }

    public LocalDate from() {
        return from;
    }

    public int visits() {
        return visits;
    }

    public double mean() {
        return mean;
    }

    public double variance() {
        return variance;
    }

    public double wholeMean() {
        return wholeMean;
    }

    public int fullPoints() {
        return fullPoints;
    }

    public double priorWeight() {
        return priorWeight;
    }

    public Map<String, InspectorRate> inspectors() {
        return inspectors;
    }

    /**
     * How much stricter than the market an inspector is, on the scale of the logit, as far as he rotates (step 3); empty where
     * that can't be told.
     *
     * @param terms of the policy that the view was taken by
     */
    Optional<Double> strictness(String inspector, Policy.InspectorTerms terms) {
        InspectorRate rate = inspectors.get(inspector);
        if (rate == null
                || rate.visits() < terms.minVisits()
                || rate.shared() < terms.minShared()
                || terms.lambda() == 0) {
            return Optional.empty();
        }
        return strictness.computeIfAbsent(
                inspector,
                i -> Optional.of(rate.rotation() * (logit(rate.meanIn(mean, terms.shrink())) - logit(mean))));
    }

    /** The inspector in the middle between the most lenient and the strictest; empty where nobody's strictness can be told. */
    Optional<String> middleInspector(Policy.InspectorTerms terms) {
        List<String> known = inspectors.keySet().stream()
                .filter(i -> strictness(i, terms).isPresent())
                .sorted(Comparator.comparing((String i) -> strictness(i, terms).orElseThrow())
                        .thenComparing(i -> i))
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get((known.size() - 1) / 2));
    }

    static double logit(double p) {
        return StrictMath.log(p / (1 - p));
    }

    /**
     * How strictly an inspector has judged, against what was to be expected where he went: whoever is sent to the worse
     * strata is not strict for that.
     *
     * @param severitySum of the severity that he found, visit by visit
     * @param expectedSum what it would have been had every visit been as bad as its stratum's mean; above 0
     * @param rotation of the other visits to his merchants, the share that others made: 1 where inspectors are drawn anew each
     *     time, 0 where each keeps to his own
     * @param shared merchants that another inspector visited too: without them strictness cannot be told from bad merchants
     */
    public record InspectorRate(int visits, double severitySum, double expectedSum, int shared, double rotation) {

        /** A mean must stay within (0, 1), however strict an inspector. */
        private static final double MOST_SEVERE = 0.98;

        public InspectorRate {
            if (visits < 1 || !(severitySum >= 0) || !(expectedSum > 0) || !(rotation >= 0 && rotation <= 1)) {
                throw new IllegalArgumentException("visits from 1, what was to be expected, a share: " + visits + ", "
                        + severitySum + ", " + expectedSum + ", " + rotation);
            }
        }

        /** His mean severity (r of step 3) in a market or stratum of that mean, drawn towards it by {@code shrink} visits. */
        double meanIn(double mean, int shrink) {
            double found = Math.min(MOST_SEVERE, severitySum / expectedSum * mean);
            return (visits * found + shrink * mean) / (visits + shrink);
        }
    }

    /** The market before it has a history. */
    public static MarketView unknown(Policy policy, LocalDate quarter) {
        return known(
                policy, quarter, 0, policy.index().priorMean(), policy.index().priorVariance(), Map.of());
    }

    /** A market of one stratum, with the full points and the least prior weight of the policy. */
    public static MarketView known(
            Policy policy,
            LocalDate quarter,
            int visits,
            double mean,
            double variance,
            Map<String, InspectorRate> inspectors) {
        return new MarketView(
                quarter,
                visits,
                mean,
                variance,
                mean,
                policy.index().fullPoints(),
                policy.index().priorWeight().least(),
                inspectors);
    }

    /** The same market as if nobody could tell how strict an inspector is. */
    MarketView withoutInspectors() {
        return new MarketView(from, visits, mean, variance, wholeMean, fullPoints, priorWeight, Map.of());
    }

    public static LocalDate quarterOf(LocalDate day) {
        return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }
}
