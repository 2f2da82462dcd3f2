package org.herbtrust.label;

import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.trace.Form;

/**
 * What a GTIN on a package stands for.
 *
 * @param grade 规格等级 in the trade's words, or empty
 */
public record PackageItem(
        Gtin gtin, MerchantId merchant, MaterialCode material, Form form, String grade, Kilograms net) {}
