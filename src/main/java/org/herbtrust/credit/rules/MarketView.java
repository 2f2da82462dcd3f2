package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.Map;

/**
 * What was known of the whole market (of the merchant's stratum) at the start of a quarter: the merchant is measured
 * against it. One view a quarter, from facts known before its first day, so that a grade of a past day can be computed again.
 *
 * @param from first day of the quarter
 * @param visits how many visits it rests on
 * @param mean mean severity, already shrunk, in (0, 1)
 * @param variance of the severity of visits
 */
public record MarketView(
        LocalDate from, int visits, double mean, double variance, Map<String, InspectorRate> inspectors) {

    public MarketView {
        inspectors = Map.copyOf(inspectors);
        if (!(mean > 0 && mean < 1) || !(variance >= 0)) {
            throw new IllegalArgumentException(
                    "mean in (0, 1) and variance from 0 are needed: " + mean + ", " + variance);
        }
    }

    /**
     * How strictly an inspector has judged.
     *
     * @param shared merchants that another inspector visited too: without them strictness cannot be told from bad merchants
     */
    public record InspectorRate(int visits, double severitySum, int shared) {}

    /** The market before it has a history. */
    public static MarketView unknown(Policy policy, LocalDate quarter) {
        return new MarketView(
                quarter, 0, policy.index().priorMean(), policy.index().priorVariance(), Map.of());
    }

    public static LocalDate quarterOf(LocalDate day) {
        return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }
}
