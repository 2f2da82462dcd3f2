package org.herbtrust.kernel;

/** The GS1 modulo-10 check digit of GTIN, GLN and SSCC (GS1 General Specifications 7.9): weights 3, 1, 3 … from the right. */
public final class Gs1CheckDigit {

    private Gs1CheckDigit() {}

    /** @param body the digits before the check digit */
    public static char of(String body) {
        int sum = 0;
        for (int i = body.length() - 1, weight = 3; i >= 0; i--, weight = 4 - weight) {
            char c = body.charAt(i);
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException("digits only: " + body);
            }
            sum += (c - '0') * weight;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the last digit is the check digit of those before it. */
    public static boolean holds(String code) {
        return code.length() > 1
                && code.chars().allMatch(c -> c >= '0' && c <= '9')
                && code.charAt(code.length() - 1) == of(code.substring(0, code.length() - 1));
    }
}
