package org.herbtrust.kernel;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount with its unit as EPCIS writes it.
 *
 * @param uom UN/ECE Recommendation 20 code such as {@code KGM}, or null where things are counted
 */
public record Quantity(BigDecimal amount, String uom) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9]{2,3}");

    public Quantity {
        if (amount == null || amount.signum() < 0) {
            throw new IllegalArgumentException("a quantity is not negative: " + amount);
        }
        if (uom != null && !SHAPE.matcher(uom).matches()) {
            throw new IllegalArgumentException("unit of measure is a UN/ECE Recommendation 20 code: " + uom);
        }
    }

    public static Quantity of(Kilograms mass) {
        return new Quantity(mass.value(), "KGM");
    }

    /** Whether this is a mass that {@link #kilograms} can read. */
    public boolean isMass() {
        return "KGM".equals(uom) || "GRM".equals(uom) || "TNE".equals(uom);
    }

    /** @throws IllegalArgumentException unless {@link #isMass} and exact to 0.1 g */
    public Kilograms kilograms() {
        if ("KGM".equals(uom)) {
            return new Kilograms(amount);
        }
        if ("TNE".equals(uom)) {
            return new Kilograms(amount.movePointRight(3));
        }
        if ("GRM".equals(uom)) {
            return new Kilograms(amount.movePointLeft(3));
        }
        throw new IllegalArgumentException("not a mass: " + uom);
    }
}
