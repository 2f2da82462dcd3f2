package org.herbtrust.material;

import java.util.Set;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Validity;

/**
 * Goods that inspections look at more closely for some months of the year.
 *
 * @param months from 1 to 12
 * @param percent of the merchants who have them in stock that a plan visits
 * @param samples that a plan should take of them
 * @param why what is often wrong with them
 */
public record FocusGoods(
        MaterialCode material,
        Set<Integer> months,
        int percent,
        int samples,
        Text why,
        String source,
        Validity validity,
        boolean verified) {

    public FocusGoods {
        if (material == null || source == null || source.isBlank()) {
            throw new IllegalArgumentException("focus goods have a material and a source: " + material);
        }
        if (months == null || months.isEmpty() || months.stream().anyMatch(m -> m < 1 || m > 12)) {
            throw new IllegalArgumentException("months are from 1 to 12: " + material);
        }
        if (percent < 0 || percent > 100 || samples < 0 || samples > 1000) {
            throw new IllegalArgumentException("percent from 0 to 100, samples from 0 to 1000: " + material);
        }
        months = Set.copyOf(months);
    }
}
