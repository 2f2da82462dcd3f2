package org.herbtrust.trace;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.MerchantKind;

/**
 * One entity's year in one material. Masses are kilograms as they were weighed, fresh and dry together, unless they are said
 * to be dry.
 *
 * @param opening stock on the first day
 * @param areaMu planted area that was harvested; the same planting counts once, however often it was harvested
 * @param plausibleDryKg the most that the area can bear
 * @param harvestedDryKg of plots with an area, reckoned in the grower's favour
 * @param yieldRatio harvested over plausible
 * @param soldRatio sold over what there was to sell, both dry
 * @param untracedShare of all that the entity took in over the year, of any material
 */
public record BalanceLine(
        MerchantId merchant,
        String name,
        MerchantKind kind,
        Optional<MaterialCode> material,
        BigDecimal opening,
        BigDecimal harvested,
        BigDecimal takenIn,
        BigDecimal received,
        BigDecimal made,
        BigDecimal used,
        BigDecimal sold,
        BigDecimal shipped,
        BigDecimal returned,
        BigDecimal destroyed,
        BigDecimal closing,
        BigDecimal areaMu,
        BigDecimal harvestedDryKg,
        Optional<BigDecimal> plausibleDryKg,
        Optional<BigDecimal> yieldRatio,
        Optional<BigDecimal> soldRatio,
        Optional<BigDecimal> untracedShare,
        List<Finding> findings) {

    public BalanceLine {
        findings = List.copyOf(findings);
    }

    /**
     * A figure beyond its limit.
     *
     * @param rule {@code YIELD_OF_AREA}, {@code SOLD_OVER_AVAILABLE}, {@code AREA_NOT_TOLD} or {@code UNTRACED}
     * @param violation whether the figure itself shows a violation; else somebody should look
     * @param source of the limit
     */
    public record Finding(String rule, boolean violation, BigDecimal ratio, Text text, String source) {}

    /** To anybody, inside the market or outside. */
    public BigDecimal soldInAll() {
        return sold.add(shipped);
    }

    public boolean isViolated() {
        return findings.stream().anyMatch(Finding::violation);
    }
}
