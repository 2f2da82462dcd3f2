package org.herbtrust.credit.rules.backtest;

/**
 * A score turned into the probability of a bad outcome: a logistic line over the logit of the score, fitted to cases that
 * were known before. It keeps the order of scores.
 */
record Calibration(double intercept, double slope) {

    private static final double CLIP = 0.002;
    private static final double RIDGE = 1e-3;
    private static final int STEPS = 25;
    private static final double STILL = 1e-7;

    double probability(double score) {
        return 1 / (1 + StrictMath.exp(-(intercept + slope * x(score))));
    }

    static double x(double score) {
        double p = Math.min(1 - CLIP, Math.max(CLIP, score));
        return StrictMath.log(p / (1 - p));
    }

    static Calibration flat(double rate) {
        return new Calibration(x(rate), 0);
    }

    /**
     * Newton's method from the flat line, where it does not overshoot.
     *
     * @param x logits of scores, see {@link #x}
     * @param rate the share of bad among the cases, in (0, 1): the answer where the score would rank the wrong way round
     */
    static Calibration fit(double[] x, boolean[] bad, double rate) {
        double a = x(rate);
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = 0;
            double gb = -RIDGE * b;
            double haa = RIDGE;
            double hab = 0;
            double hbb = RIDGE;
            for (int i = 0; i < x.length; i++) {
                double p = 1 / (1 + StrictMath.exp(-(a + b * x[i])));
                double miss = (bad[i] ? 1 : 0) - p;
                double w = p * (1 - p);
                ga += miss;
                gb += miss * x[i];
                haa += w;
                hab += w * x[i];
                hbb += w * x[i] * x[i];
            }
            double det = haa * hbb - hab * hab;
            double da = (hbb * ga - hab * gb) / det;
            double db = (haa * gb - hab * ga) / det;
            if (!(Math.abs(da) < 20 && Math.abs(db) < 20)) {
                return flat(rate);
            }
            a += da;
            b += db;
            if (Math.abs(da) < STILL && Math.abs(db) < STILL) {
                break;
            }
        }
        return b > 0 ? new Calibration(a, b) : flat(rate);
    }
}
