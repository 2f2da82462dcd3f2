package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.special.Beta;

/**
 * The index of one merchant on one day: the posterior mean severity of its visits, from 0 (always clean) to 1, and the
 * Beta distribution around it (steps 1 to 5).
 *
 * <p>A clean visit counts only where it helps. The inspector adjustment lifts even a clean visit by a lenient inspector
 * above zero; counted blindly, a clean visit could then worsen a very good merchant. Leaving those out makes the index the
 * least value over all choices of clean visits, hence it never rises by one more.
 */
record Index(
        double value, double alpha, double beta, MarketView market, double dispersion, List<Observation> observations) {

    private static final Comparator<Observation> IN_ORDER = Comparator.comparing(Observation::fact, Fact.BY_DAY);

    /** The order in which clean visits are tried: those that help most first. */
    private static final Comparator<Observation> MOST_HELPFUL = Comparator.comparingDouble(Observation::adjusted)
            .thenComparing(o -> o.fact().occurredOn())
            .thenComparing(o -> o.fact().id());

    /**
     * One fact in the index.
     *
     * @param severity as found
     * @param adjusted for the inspector's strictness; equal to {@code severity} where it could not be estimated
     * @param weight after decay
     * @param counted false for a clean visit that would not have helped
     */
    record Observation(
            Fact fact, double severity, double adjusted, double weight, boolean counted, Optional<Double> strictness) {

        Observation leftOut() {
            return new Observation(fact, severity, adjusted, weight, false, strictness);
        }
    }

    static Index of(Policy policy, MarketView market, List<Fact> sorted, LocalDate asOf) {
        double mean = market.mean();
        double sum = market.priorWeight() * mean;
        double weights = market.priorWeight();
        long today = asOf.toEpochDay();
        List<Observation> observations = new ArrayList<>(sorted.size());
        List<Observation> clean = new ArrayList<>();
        for (Fact f : sorted) {
            double kind = policy.observed(f.type()).weight();
            if (kind > 0 && isInWindow(policy, f, asOf)) {
                Observation o = observe(policy, market, f, kind, today);
                if (f.isClean()) {
                    clean.add(o);
                } else {
                    sum += o.weight() * o.adjusted();
                    weights += o.weight();
                    observations.add(o);
                }
            }
        }
        clean.sort(MOST_HELPFUL);
        for (Observation o : clean) {
            boolean helps = o.adjusted() < sum / weights;
            if (helps) {
                sum += o.weight() * o.adjusted();
                weights += o.weight();
            }
            observations.add(helps ? o : o.leftOut());
        }
        observations.sort(IN_ORDER);
        double dispersion = Math.max(
                policy.index().dispersionLeast(),
                Math.min(policy.index().dispersionMost(), market.variance() / (mean * (1 - mean))));
        return new Index(
                sum / weights,
                sum / dispersion,
                (weights - sum) / dispersion,
                market,
                dispersion,
                List.copyOf(observations));
    }

    /** The probability that the merchant's true severity is above the border. */
    double above(double border) {
        if (border >= 1) {
            return 0;
        }
        return 1 - Beta.regularizedBeta(border, alpha, beta);
    }

    /** False where the probability to be above the border is surely less: by Cantelli's inequality, which costs nothing. */
    boolean mayBeAbove(double border, double probability) {
        double gap = border - value;
        return gap <= 0 || spread() >= probability * (spread() + gap * gap);
    }

    /** False where the probability to be below the border is surely less. */
    boolean mayBeBelow(double border, double probability) {
        double gap = value - border;
        return gap <= 0 || spread() >= probability * (spread() + gap * gap);
    }

    /** The variance around the value. */
    private double spread() {
        return value * (1 - value) / (alpha + beta + 1);
    }

    static boolean isInWindow(Policy policy, Fact f, LocalDate asOf) {
        return !asOf.isAfter(lastDay(policy, f));
    }

    static LocalDate lastDay(Policy policy, Fact f) {
        return f.occurredOn().plusMonths(policy.index().windowMonths());
    }

    private static Observation observe(Policy policy, MarketView market, Fact f, double kind, long today) {
        double severity =
                Math.min(1.0, (double) policy.points(f.critical(), f.serious(), f.minor()) / market.fullPoints());
        long ageDays = today - f.occurredOn().toEpochDay();
        double weight = kind * Decay.of(policy.index().halfLifeDays()).left(ageDays);
        Optional<Double> strictness =
                f.inspector().flatMap(i -> market.strictness(i, policy.index().inspector()));
        if (strictness.isEmpty()) {
            return new Observation(f, severity, severity, weight, true, strictness);
        }
        Policy.InspectorTerms terms = policy.index().inspector();
        double clip = terms.clipIn(market.mean());
        double clipped = Math.min(1 - clip, Math.max(clip, severity));
        double adjusted = 1 / (1 + StrictMath.exp(-(MarketView.logit(clipped) - terms.lambda() * strictness.get())));
        return new Observation(f, severity, adjusted, weight, true, strictness);
    }
}
