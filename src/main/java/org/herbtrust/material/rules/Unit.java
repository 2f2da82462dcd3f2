package org.herbtrust.material.rules;

import java.math.BigDecimal;
import java.util.Locale;
import org.herbtrust.kernel.Text;

/**
 * Units of test results. Units of one dimension convert exactly, by powers of ten; across dimensions there is no
 * conversion (a volatile oil in ml per 100 g is not a percentage by mass).
 */
public enum Unit {
    PERCENT("%", Dimension.MASS_FRACTION, -2),
    G_PER_100G("g/100g", Dimension.MASS_FRACTION, -2),
    G_PER_KG("g/kg", Dimension.MASS_FRACTION, -3),
    MG_PER_G("mg/g", Dimension.MASS_FRACTION, -3),
    MG_PER_KG("mg/kg", Dimension.MASS_FRACTION, -6),
    UG_PER_G("µg/g", Dimension.MASS_FRACTION, -6),
    UG_PER_KG("µg/kg", Dimension.MASS_FRACTION, -9),
    PERCENT_ML_PER_G("%(ml/g)", Dimension.VOLUME_PER_MASS, -2),
    ML_PER_100G("ml/100g", Dimension.VOLUME_PER_MASS, -2),
    ABSORBANCE("AU", Dimension.ABSORBANCE, 0);

    /** What is measured: only units of the same dimension convert. */
    enum Dimension {
        MASS_FRACTION,
        VOLUME_PER_MASS,
        ABSORBANCE
    }

    private final String sign;
    private final Dimension dimension;
    private final int powerOfTen;

    Unit(String sign, Dimension dimension, int powerOfTen) {
        this.sign = sign;
        this.dimension = dimension;
        this.powerOfTen = powerOfTen;
    }

    public String sign() {
        return sign;
    }

    /** For pages: the same in both languages. */
    public Text title() {
        return Text.of(sign, sign);
    }

    public boolean converts(Unit to) {
        return dimension == to.dimension;
    }

    /**
     * The same amount in another unit, exact.
     *
     * @throws IllegalArgumentException if the two units measure different things
     */
    public BigDecimal convert(BigDecimal amount, Unit to) {
        if (!converts(to)) {
            throw new IllegalArgumentException("单位不能换算 (units do not convert): " + sign + " → " + to.sign);
        }
        return amount.scaleByPowerOfTen(powerOfTen - to.powerOfTen);
    }

    /**
     * Reads what laboratories write: blanks and case ignored, {@code ug} and {@code μg} for {@code µg}, {@code ppm} and
     * {@code ppb} for the mass fractions they stand for, full-width percent and slash.
     *
     * @throws IllegalArgumentException for a unit that is not known here: a guess could judge wrongly by a factor of a thousand
     */
    public static Unit ofSign(String text) {
        String t = text == null
                ? ""
                : text.replaceAll("\\s", "")
                        .replace('％', '%')
                        .replace('／', '/')
                        .replace('（', '(')
                        .replace('）', ')')
                        .replace('μ', 'µ')
                        .toLowerCase(Locale.ROOT)
                        .replace("ug/", "µg/")
                        .replace("微克/", "µg/")
                        .replace("毫克/", "mg/")
                        .replace("/千克", "/kg")
                        .replace("/公斤", "/kg")
                        .replace("/克", "/g");
        if (t.equals("ppm")) {
            return MG_PER_KG;
        }
        if (t.equals("ppb")) {
            return UG_PER_KG;
        }
        for (Unit u : values()) {
            if (u.sign.toLowerCase(Locale.ROOT).equals(t)) {
                return u;
            }
        }
        throw new IllegalArgumentException("未知单位 (unknown unit): " + text);
    }
}
