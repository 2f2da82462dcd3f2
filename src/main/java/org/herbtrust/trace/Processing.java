package org.herbtrust.trace;

import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/**
 * Drying, slicing, cleaning …: some of a lot becomes a lot of another form. The output over the input is checked against
 * the range known for that process and material.
 *
 * @param process as the catalogue names it, such as {@code drying}
 */
public record Processing(ShortCode lot, Kilograms inputKg, String process, Form outputForm, Kilograms outputKg) {

    public Processing {
        Present.check(
                "lot", lot, "inputKg", inputKg, "process", process, "outputForm", outputForm, "outputKg", outputKg);
    }
}
