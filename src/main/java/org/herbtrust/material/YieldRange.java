package org.herbtrust.material;

import java.math.BigDecimal;

/**
 * Mass of output over mass of input of one process, as fractions (0.30 is thirty kilograms from a hundred).
 *
 * @param min below it the record is refused as impossible
 * @param expectedLow below it a question is raised
 * @param expectedHigh above it a question is raised
 * @param max above it the record is refused; over 1 where the process adds mass, such as soaking
 */
public record YieldRange(
        BigDecimal min,
        BigDecimal expectedLow,
        BigDecimal expectedHigh,
        BigDecimal max,
        boolean verified,
        String source) {

    public YieldRange {
        if (min.signum() < 0
                || min.compareTo(expectedLow) > 0
                || expectedLow.compareTo(expectedHigh) > 0
                || expectedHigh.compareTo(max) > 0) {
            throw new IllegalArgumentException("0 ≤ min ≤ expectedLow ≤ expectedHigh ≤ max does not hold: " + min + ", "
                    + expectedLow + ", " + expectedHigh + ", " + max);
        }
        if (max.compareTo(new BigDecimal("3")) > 0) {
            throw new IllegalArgumentException("no process of the market triples a mass: " + max);
        }
    }

    /** Whether the output is possible at all. */
    public boolean allows(BigDecimal outputOverInput) {
        return outputOverInput.compareTo(min) >= 0 && outputOverInput.compareTo(max) <= 0;
    }

    /** Whether the output is what experience expects. */
    public boolean expects(BigDecimal outputOverInput) {
        return outputOverInput.compareTo(expectedLow) >= 0 && outputOverInput.compareTo(expectedHigh) <= 0;
    }
}
