package org.herbtrust.trace;

import java.math.BigDecimal;
import java.util.List;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/**
 * Where a lot came from or where it went.
 *
 * @param lots the asked lot first, then the others, nearest first
 * @param links every link between two of the lots
 * @param complete false if the depth cut something off
 */
public record Lineage(
        ShortCode of, Direction direction, int depth, List<LotView> lots, List<Link> links, boolean complete) {

    public static final int DEEPEST = 64;

    public enum Direction {
        BACK,
        FORWARD
    }

    /**
     * A part of one lot that went into another.
     *
     * @param share of the child's input that came from this parent, 0 to 1, four decimals
     */
    public record Link(ShortCode parent, ShortCode child, Kilograms kg, BigDecimal share) {}
}
