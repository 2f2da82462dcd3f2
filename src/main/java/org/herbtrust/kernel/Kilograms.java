package org.herbtrust.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A mass in kilograms, exact to 0.1 g (the resolution of the national platform's records), from 0 to 10,000,000 kg.
 * Never negative: what is taken away is a mass too.
 */
public record Kilograms(BigDecimal value) implements Comparable<Kilograms> {

    private static final int SCALE = 4;
    private static final BigDecimal MOST = new BigDecimal("10000000");

    public static final Kilograms ZERO = new Kilograms(BigDecimal.ZERO);

    // from JSON numbers and JSON strings alike
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Kilograms {
        if (value == null) {
            throw new IllegalArgumentException("请填写重量（公斤） (a mass in kilograms is needed)");
        }
        try {
            value = value.setScale(SCALE, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException finer) {
            throw new IllegalArgumentException("重量最多精确到0.1克 (at most four decimals of a kilogram): " + value, finer);
        }
        if (value.signum() < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("重量应在0到10000000公斤之间 (kilograms from 0 to 10000000): " + value);
        }
    }

    public static Kilograms of(String text) {
        try {
            return new Kilograms(new BigDecimal(text.strip()));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("重量应为数字 (a mass is a number): " + text, notANumber);
        }
    }

    public static Kilograms of(long wholeKilograms) {
        return new Kilograms(BigDecimal.valueOf(wholeKilograms));
    }

    public Kilograms plus(Kilograms other) {
        return new Kilograms(value.add(other.value));
    }

    /** @throws IllegalArgumentException if there is less here than is taken away */
    public Kilograms minus(Kilograms other) {
        return new Kilograms(value.subtract(other.value));
    }

    public Kilograms times(int count) {
        return new Kilograms(value.multiply(BigDecimal.valueOf(count)));
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean isMoreThan(Kilograms other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Kilograms other) {
        return value.compareTo(other.value);
    }

    /** Plain digits without needless zeros: {@code 12.5}. */
    @JsonValue
    @Override
    public String toString() {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
