package org.herbtrust.material;

import java.util.List;
import java.util.Set;
import org.herbtrust.kernel.Text;

/**
 * A material of the catalogue.
 *
 * @param zh name in the pharmacopoeia, or in the restricted list that names it
 * @param aliases names used on the market, such as 亳芍
 * @param pinyin as the pharmacopoeia prints it, given and not computed: libraries read 白术 as bai shu
 * @param initials first letters of the syllables, for typing
 * @param latin pharmacopoeia Latin; the material's scientific or chemical name where it has no monograph
 * @param species original plant, animal or mineral
 * @param part the medicinal part in Chinese
 * @param speciality what Bozhou calls it (亳芍, 亳菊, 亳桑皮, 亳花粉 …), or empty
 * @param precious 贵重药材: every package of it is opened for sampling (0211)
 * @param groups groups that limits and restrictions refer to, such as {@code heavy-metals}
 * @param inPharmacopoeia false for goods that are listed only because they are restricted
 * @param verified whether the row was checked against the pharmacopoeia's text
 */
public record Material(
        MaterialCode code,
        String zh,
        List<String> aliases,
        String pinyin,
        String initials,
        String latin,
        String species,
        String family,
        String part,
        MaterialPart kind,
        String speciality,
        boolean precious,
        Set<String> groups,
        boolean inPharmacopoeia,
        boolean verified) {

    /** Chinese name; in English the Latin one, which is what the trade abroad uses. */
    public Text name() {
        return Text.of(zh, latin);
    }
}
