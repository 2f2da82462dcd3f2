package org.herbtrust.inspection;

import java.util.Optional;
import org.herbtrust.kernel.ShortCode;

/**
 * One thing that was found.
 *
 * @param violation code of the catalogue's violation type
 * @param count how often, 1 to 100: packages, labels, goods
 * @param lot the goods concerned, where they have a code
 */
public record Finding(String violation, int count, String note, Optional<ShortCode> lot) {

    static final int LONGEST_NOTE = 1000;

    public Finding {
        if (violation == null || violation.isBlank() || violation.length() > 40) {
            throw new IllegalArgumentException("请选择违规类型 (a violation type is needed)");
        }
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException("次数应在1到100之间 (count from 1 to 100): " + count);
        }
        note = note == null ? "" : note.strip();
        if (note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("说明最多" + LONGEST_NOTE + "字 (note too long)");
        }
        lot = lot == null ? Optional.empty() : lot;
    }

    public static Finding of(String violation) {
        return new Finding(violation, 1, "", Optional.empty());
    }
}
