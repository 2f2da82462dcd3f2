package org.herbtrust.trace.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entity's year in one material, against what can be true. Goods of unknown origin are laundered (洗货) by harvests that
 * no field can bear, and by sales of more than there was.
 *
 * <p>All masses are dry kilograms. Where fresh goods are reckoned as dry, the entity gets the benefit of the doubt: a harvest
 * counts with the least that drying leaves of it, what it had to sell with the most that is usual.
 */
public final class YearBalance {

    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private YearBalance() {}

    /**
     * What was recorded.
     *
     * @param harvested of plots with an area
     * @param harvestedWithoutArea of plots of which no area was told
     * @param areaMu planted area that was harvested
     * @param available opening stock, harvested, bought, taken in and given back
     * @param sold to anybody
     */
    public record Facts(
            BigDecimal harvested,
            BigDecimal harvestedWithoutArea,
            BigDecimal areaMu,
            BigDecimal available,
            BigDecimal sold) {}

    /**
     * What is plausible.
     *
     * @param mostKgPerMu empty for what doesn't grow on fields
     * @param leastKg below it nothing is concluded
     */
    public record Limits(
            Optional<BigDecimal> mostKgPerMu,
            BigDecimal yieldWatch,
            BigDecimal yieldViolation,
            BigDecimal soldWatch,
            BigDecimal soldViolation,
            BigDecimal areaMissingWatch,
            BigDecimal leastKg) {}

    /** What the figures show. */
    public enum Rule {
        /** 采收超过面积能产出的 */
        YIELD_OF_AREA,
        /** 卖出超过可供 */
        SOLD_OVER_AVAILABLE,
        /** 采收未报面积 */
        AREA_NOT_TOLD
    }

    /**
     * A figure beyond its limit.
     *
     * @param violation false: somebody should look; true: the figures themselves show it
     */
    public record Finding(Rule rule, boolean violation, BigDecimal ratio) {}

    /** Harvest over the most that the area can bear; empty if that cannot be said. */
    public static Optional<BigDecimal> yieldRatio(Facts facts, Limits limits) {
        return facts.areaMu().signum() == 0
                ? Optional.empty()
                : limits.mostKgPerMu()
                        .map(most -> facts.harvested().divide(facts.areaMu().multiply(most), DIGITS));
    }

    /** Sold over what there was to sell; empty if there was nothing and nothing was sold. */
    public static Optional<BigDecimal> soldRatio(Facts facts) {
        return facts.available().signum() == 0
                ? Optional.empty()
                : Optional.of(facts.sold().divide(facts.available(), DIGITS));
    }

    public static List<Finding> findings(Facts facts, Limits limits) {
        List<Finding> findings = new ArrayList<>();
        if (facts.harvested().compareTo(limits.leastKg()) >= 0) {
            yieldRatio(facts, limits)
                    .flatMap(ratio -> over(Rule.YIELD_OF_AREA, ratio, limits.yieldWatch(), limits.yieldViolation()))
                    .ifPresent(findings::add);
        }
        if (facts.sold().compareTo(limits.leastKg()) >= 0) {
            soldRatio(facts)
                    .flatMap(ratio -> over(Rule.SOLD_OVER_AVAILABLE, ratio, limits.soldWatch(), limits.soldViolation()))
                    .ifPresent(findings::add);
        }
        BigDecimal all = facts.harvested().add(facts.harvestedWithoutArea());
        if (limits.mostKgPerMu().isPresent() && all.compareTo(limits.leastKg()) >= 0) {
            BigDecimal missing = facts.harvestedWithoutArea().divide(all, DIGITS);
            if (missing.compareTo(limits.areaMissingWatch()) > 0) {
                findings.add(new Finding(Rule.AREA_NOT_TOLD, false, missing));
            }
        }
        return List.copyOf(findings);
    }

    private static Optional<Finding> over(Rule rule, BigDecimal ratio, BigDecimal watch, BigDecimal violation) {
        if (ratio.compareTo(violation) > 0) {
            return Optional.of(new Finding(rule, true, ratio));
        }
        return ratio.compareTo(watch) > 0 ? Optional.of(new Finding(rule, false, ratio)) : Optional.empty();
    }
}
