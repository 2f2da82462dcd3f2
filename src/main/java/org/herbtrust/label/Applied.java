package org.herbtrust.label;

import java.util.Optional;

/**
 * What became of one scan at packing.
 *
 * @param scanned the text
 * @param label empty if there is none, or it may not be applied
 * @param why in words, if it was refused
 */
public record Applied(String scanned, Optional<LabelView> label, Outcome outcome, String why) {

    /** In the order of how often they are seen. */
    public enum Outcome {
        APPLIED,
        /** It was on a package already: scanned twice, or a second print of it. */
        AGAIN,
        REFUSED
    }

    static Applied refused(String scanned, String why) {
        return new Applied(scanned, Optional.empty(), Outcome.REFUSED, why);
    }
}
