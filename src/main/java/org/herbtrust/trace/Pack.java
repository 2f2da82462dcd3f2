package org.herbtrust.trace;

import java.util.List;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/**
 * Some of a lot goes into packages, each with a label of its own.
 *
 * @param packages the EPC URIs of the labels
 * @param kg in all of them together
 */
public record Pack(ShortCode lot, List<String> packages, Kilograms kg) {

    public static final int MOST_PACKAGES = 10_000;

    public Pack {
        Present.check("lot", lot, "packages", packages, "kg", kg);
        packages = List.copyOf(packages);
        if (packages.isEmpty() || packages.size() > MOST_PACKAGES) {
            throw new IllegalArgumentException("一次可包装1到" + MOST_PACKAGES + "件 (1 to " + MOST_PACKAGES + " packages)");
        }
    }
}
