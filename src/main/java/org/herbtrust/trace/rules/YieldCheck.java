package org.herbtrust.trace.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.herbtrust.kernel.Kilograms;

/**
 * Output over input of a transformation against the range that is known for the process and the material. More than the
 * most is impossible (goods of unknown origin would be washed into the lot, 洗货); outside of what experience expects it is
 * possible, and somebody should look.
 */
public sealed interface YieldCheck {

    /** As fractions: 0.30 is thirty kilograms from a hundred. */
    record Range(BigDecimal min, BigDecimal expectedLow, BigDecimal expectedHigh, BigDecimal max) {}

    /** Whether the transformation may be recorded at all. */
    boolean allowed();

    /** Output over input. */
    BigDecimal outputOverInput();

    record Expected(BigDecimal outputOverInput) implements YieldCheck {
        @Override
        public boolean allowed() {
            return true;
        }
    }

    record Unusual(BigDecimal outputOverInput, Range range) implements YieldCheck {
        @Override
        public boolean allowed() {
            return true;
        }
    }

    record Impossible(BigDecimal outputOverInput, Range range) implements YieldCheck {
        @Override
        public boolean allowed() {
            return false;
        }
    }

    /** @param input more than zero */
    static YieldCheck of(Kilograms input, Kilograms output, Range range) {
        BigDecimal ratio = output.value().divide(input.value(), new MathContext(6, RoundingMode.HALF_EVEN));
        // Compared by multiplication: a quotient that was rounded must not decide.
        if (output.value().compareTo(input.value().multiply(range.max())) > 0
                || output.value().compareTo(input.value().multiply(range.min())) < 0) {
            return new Impossible(ratio, range);
        }
        boolean expected = output.value().compareTo(input.value().multiply(range.expectedLow())) >= 0
                && output.value().compareTo(input.value().multiply(range.expectedHigh())) <= 0;
        return expected ? new Expected(ratio) : new Unusual(ratio, range);
    }
}
