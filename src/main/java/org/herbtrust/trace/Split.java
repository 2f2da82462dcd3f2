package org.herbtrust.trace;

import java.util.List;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/** Some of a lot is parted into new lots of the same material, none lost; what is left over stays in the lot. */
public record Split(ShortCode lot, List<Kilograms> parts) {

    public static final int MOST_PARTS = 100;

    public Split {
        Present.check("lot", lot, "parts", parts);
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("可分成1到" + MOST_PARTS + "份 (1 to " + MOST_PARTS + " parts)");
        }
    }
}
