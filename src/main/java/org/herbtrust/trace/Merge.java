package org.herbtrust.trace;

import java.util.List;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/** Portions of several lots of one material become one lot; it carries all their origins. */
public record Merge(List<Portion> portions) {

    public static final int MOST_PORTIONS = 100;

    /** A part of a lot. */
    public record Portion(ShortCode lot, Kilograms kg) {
        public Portion {
            Present.check("lot", lot, "kg", kg);
        }
    }

    public Merge {
        Present.check("portions", portions);
        portions = List.copyOf(portions);
        if (portions.size() < 2 || portions.size() > MOST_PORTIONS) {
            throw new IllegalArgumentException("合批需要2到" + MOST_PORTIONS + "个批次 (2 to " + MOST_PORTIONS + " lots)");
        }
        if (portions.stream().map(Portion::lot).distinct().count() < portions.size()) {
            throw new IllegalArgumentException("同一批次只写一次 (each lot once)");
        }
    }
}
