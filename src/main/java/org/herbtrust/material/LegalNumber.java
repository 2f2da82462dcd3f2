package org.herbtrust.material;

import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Validity;

/**
 * A number that inspection work goes by, such as the share of a plan: dated and with its source, like a limit.
 *
 * @param code such as {@code plan-share-b}
 * @param number in the unit that the name tells
 */
public record LegalNumber(String code, Text name, int number, String source, Validity validity, boolean verified) {

    public LegalNumber {
        if (code == null || !code.matches("[a-z][a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("a number is named in lower case: " + code);
        }
        if (number < 0 || number > 100_000) {
            throw new IllegalArgumentException("a number is from 0 to 100000: " + code + " " + number);
        }
        if (source == null || source.isBlank()) {
            throw new IllegalArgumentException("a number has a source: " + code);
        }
    }
}
