package org.herbtrust.material.rules;

import org.herbtrust.kernel.Text;

/** How a measured value stands to its limit when it passes. */
public enum Operator {
    AT_MOST("<=", Text.of("不得过", "at most")),
    AT_LEAST(">=", Text.of("不得少于", "at least")),
    /** Below the limit of quantification, which is the row's limit (0212: 不得检出, 不得过定量限). */
    NOT_DETECTED("ND", Text.of("不得检出", "not detected"));

    private final String sign;
    private final Text title;

    Operator(String sign, Text title) {
        this.sign = sign;
        this.title = title;
    }

    /** As it is written in {@code limits.csv}. */
    public String sign() {
        return sign;
    }

    public Text title() {
        return title;
    }

    /** @throws IllegalArgumentException for anything but the three signs */
    public static Operator ofSign(String sign) {
        for (Operator o : values()) {
            if (o.sign.equals(sign)) {
                return o;
            }
        }
        throw new IllegalArgumentException("operator is one of <= >= ND, not: " + sign);
    }
}
