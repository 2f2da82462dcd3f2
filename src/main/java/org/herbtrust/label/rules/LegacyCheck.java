package org.herbtrust.label.rules;

import java.util.EnumSet;
import java.util.Set;

/**
 * The check digit of the national traceability platform's codes (14, 20, 25, 28 and 35 digits): digits are numbered from
 * the right, starting at 1 beside the check digit; position k weighs the last digit of 3^k; the check digit is the sum
 * modulo 10.
 *
 * <p>The deployed platforms compute 3^k in 32 bits, where it stays at 2147483647 from k = 20 on, so their weight is 7 there. Codes
 * that were really issued hold in this form and not in the clean one, hence both are read.
 */
public enum LegacyCheck {
    /** As the rule is written. */
    CLEAN,
    /** As the deployed platforms compute it; the same as {@link #CLEAN} up to 20 digits. */
    OVERFLOW;

    private static final int[] LAST_DIGIT_OF_POWER_OF_THREE = {1, 3, 9, 7};
    private static final int FIRST_POSITION_THAT_OVERFLOWS = 20;
    private static final int LAST_DIGIT_OF_THE_LARGEST_INT = 7;

    /** @param body the digits before the check digit */
    public char of(String body) {
        int sum = 0;
        for (int k = 1; k <= body.length(); k++) {
            char c = body.charAt(body.length() - k);
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException("digits only: " + body);
            }
            sum += (c - '0') * weight(k);
        }
        return (char) ('0' + sum % 10);
    }

    private int weight(int k) {
        return this == OVERFLOW && k >= FIRST_POSITION_THAT_OVERFLOWS
                ? LAST_DIGIT_OF_THE_LARGEST_INT
                : LAST_DIGIT_OF_POWER_OF_THREE[k % 4];
    }

    /** The forms in which the last digit is right; empty if it is wrong in both. */
    static Set<LegacyCheck> holding(String code) {
        Set<LegacyCheck> forms = EnumSet.noneOf(LegacyCheck.class);
        for (LegacyCheck form : values()) {
            if (form.of(code.substring(0, code.length() - 1)) == code.charAt(code.length() - 1)) {
                forms.add(form);
            }
        }
        return forms;
    }
}
