package org.herbtrust.credit.rules.backtest;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.special.Gamma;

/** How many visits the market's rate is worth for one merchant's own rate, by the likelihood of what was known. */
final class BetaBinomial {

    private static final double[] WORTH = {0.5, 1, 2, 3, 5, 8, 12, 20, 35, 60};

    private BetaBinomial() {}

    /** Bad visits among visits. */
    record Counts(int bad, int visits) {}

    /**
     * The most likely of a few values.
     *
     * @param histories how many merchants have each pair of counts
     * @param rate of the market, in (0, 1)
     */
    static double worth(Map<Counts, Integer> histories, double rate) {
        Map<Counts, Integer> ordered = new TreeMap<>((p, q) ->
                p.visits() != q.visits() ? Integer.compare(p.visits(), q.visits()) : Integer.compare(p.bad(), q.bad()));
        ordered.putAll(histories);
        double best = Double.NEGATIVE_INFINITY;
        double worth = WORTH[2];
        for (double m : WORTH) {
            double a = m * rate;
            double b = m * (1 - rate);
            double likelihood = 0;
            for (Map.Entry<Counts, Integer> e : ordered.entrySet()) {
                int k = e.getKey().bad();
                int n = e.getKey().visits();
                likelihood += e.getValue()
                        * (Gamma.logGamma(a + k)
                                - Gamma.logGamma(a)
                                + Gamma.logGamma(b + n - k)
                                - Gamma.logGamma(b)
                                + Gamma.logGamma(m)
                                - Gamma.logGamma(m + n));
            }
            if (likelihood > best) {
                best = likelihood;
                worth = m;
            }
        }
        return worth;
    }
}
