package org.herbtrust.casework;

import java.time.LocalDate;
import org.herbtrust.inspection.VisitId;

/**
 * What comes with a step; each part may be null.
 *
 * @param note words of whoever takes it
 * @param visit the visit that a verification rests on
 * @param day the day that it names, such as that of a hearing
 * @param decision as it is proposed
 */
record Said(String note, VisitId visit, LocalDate day, Decision decision) {

    private static final int LONGEST_NOTE = 4000;

    static final Said NOTHING = new Said(null, null, null, null);

    static Said words(String text, String what) {
        return new Said(needed(text, what), null, null, null);
    }

    static Said maybe(String text) {
        return new Said(optional(text), null, null, null);
    }

    static String needed(String text, String what) {
        String t = optional(text);
        if (t == null) {
            throw new IllegalArgumentException("请填写" + what);
        }
        return t;
    }

    static String optional(String text) {
        String t = text == null ? "" : text.strip();
        if (t.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("最多" + LONGEST_NOTE + "字 (at most " + LONGEST_NOTE + " characters)");
        }
        return t.isEmpty() ? null : t;
    }
}
