package org.herbtrust.label.rules;

import org.herbtrust.kernel.Text;

/**
 * One thing about the scans of a serial that one package can hardly be the cause of.
 *
 * @param points ten for each power of ten that it is rarer among honest packages, see {@link CopySuspicion}
 */
public record CopySign(Kind kind, int points, Text why) {

    /** What is looked for. */
    public enum Kind {
        /** No journey of one package explains where it was scanned. */
        PLACES,
        /** Two places so far apart in so short a time that nothing travels that fast. */
        TOO_FAST,
        /** Scanned although the package was opened or the label voided. */
        AFTER_END,
        /** Scanned by many after the package was sold. */
        AFTER_SALE,
        /** Many telephones. */
        DEVICES,
        /** Many at once, more often than a broadcast or a photograph that was passed on explains. */
        BURSTS
    }
}
