package org.herbtrust.material;

import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Validity;

/**
 * Something an inspector can find, with its class.
 *
 * @param code stable, lower case with dashes, such as {@code dyeing}
 * @param basis law or notice that forbids it
 */
public record ViolationType(
        String code, ViolationClass severity, Text name, String basis, Validity validity, boolean verified) {

    public ViolationType {
        if (code == null || !code.matches("[a-z][a-z0-9-]{1,39}")) {
            throw new IllegalArgumentException("a violation's code is lower case with dashes: " + code);
        }
    }
}
