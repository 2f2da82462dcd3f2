package org.herbtrust.casework.rules;

import java.util.Locale;

/**
 * The number of a resident identity card (公民身份号码, GB 11643): 17 digits and a check character by ISO 7064 MOD 11-2. It
 * lives in memory only; what is kept is its HMAC.
 */
public record IdNumber(String value) {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    public IdNumber {
        value = value == null ? "" : value.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (!value.matches("\\d{17}[\\dX]")) {
            throw new IllegalArgumentException("身份证号码应为18位 (an identity number has 18 characters)");
        }
        if (value.charAt(17) != check(value)) {
            throw new IllegalArgumentException("身份证号码校验位不符，请核对 (the check character of the identity number is wrong)");
        }
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    /** Never the number itself: it must not get into a log by accident. */
    @Override
    public String toString() {
        return "**************" + value.substring(14);
    }
}
