package org.herbtrust.trace;

import java.util.List;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/**
 * Packages of one lot that are opened, or whose labels are voided.
 *
 * @param packages the EPC URIs of the labels
 * @param kg in all of them together
 */
public record Unpacking(ShortCode lot, List<String> packages, Kilograms kg) {

    public Unpacking {
        Present.check("lot", lot, "packages", packages, "kg", kg);
        packages = List.copyOf(packages);
        if (packages.isEmpty() || packages.size() > Pack.MOST_PACKAGES) {
            throw new IllegalArgumentException(
                    "一次可拆1到" + Pack.MOST_PACKAGES + "件 (1 to " + Pack.MOST_PACKAGES + " packages)");
        }
    }
}
