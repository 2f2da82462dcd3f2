package org.herbtrust.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.trace.Lineage;
import org.herbtrust.trace.LotView;

/**
 * A lot's relatives laid out for a drawing: origins left, what was made of it right, one column a step. The table beside
 * it says the same in words.
 *
 * @param width of the drawing, in its own units
 */
public record LineageDrawing(int width, int height, List<Box> boxes, List<Line> lines) {

    private static final int BOX_WIDTH = 150;
    private static final int BOX_HEIGHT = 58;
    private static final int COLUMN = 200;
    private static final int ROW = 72;
    private static final int MOST_BOXES = 120;

    /** A lot in the drawing. */
    public record Box(int x, int y, LotView lot, boolean self) {
        public int getWidth() {
            return BOX_WIDTH;
        }

        public int getHeight() {
            return BOX_HEIGHT;
        }
    }

    /** From the right side of the parent to the left side of the child. */
    public record Line(int fromX, int fromY, int toX, int toY) {
        public int getMiddle() {
            return (fromX + toX) / 2;
        }
    }

    /** Empty if there are no relatives, or too many for a picture. */
    static LineageDrawing of(Lineage back, Lineage forward) {
        Map<ShortCode, Integer> column = new LinkedHashMap<>();
        Map<ShortCode, LotView> lots = new HashMap<>();
        place(back, -1, column, lots);
        place(forward, 1, column, lots);
        if (lots.size() < 2 || lots.size() > MOST_BOXES) {
            return new LineageDrawing(0, 0, List.of(), List.of());
        }
        int left = column.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        Map<Integer, Integer> filled = new HashMap<>();
        Map<ShortCode, Box> boxes = new LinkedHashMap<>();
        column.forEach((code, at) -> {
            int row = filled.merge(at, 1, Integer::sum) - 1;
            boxes.put(code, new Box((at - left) * COLUMN + 4, row * ROW + 4, lots.get(code), code.equals(back.of())));
        });
        List<Line> lines = new ArrayList<>();
        lines(back.links(), boxes, lines);
        lines(forward.links(), boxes, lines);
        int columns =
                1 + column.values().stream().mapToInt(at -> at - left).max().orElse(0);
        int rows = filled.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        return new LineageDrawing(
                (columns - 1) * COLUMN + BOX_WIDTH + 8,
                (rows - 1) * ROW + BOX_HEIGHT + 8,
                List.copyOf(boxes.values()),
                lines);
    }

    private static void place(Lineage lineage, int step, Map<ShortCode, Integer> column, Map<ShortCode, LotView> lots) {
        for (LotView lot : lineage.lots()) {
            lots.put(lot.code(), lot);
        }
        column.put(lineage.of(), 0);
        // As far out as the longest way there, so that every line runs from left to right.
        for (int round = 0; round < lineage.depth() + 1; round++) {
            for (Lineage.Link link : lineage.links()) {
                ShortCode near = step < 0 ? link.child() : link.parent();
                ShortCode far = step < 0 ? link.parent() : link.child();
                Integer at = column.get(near);
                if (at != null && lots.containsKey(far)) {
                    column.merge(far, at + step, step < 0 ? Math::min : Math::max);
                }
            }
        }
    }

    private static void lines(Collection<Lineage.Link> links, Map<ShortCode, Box> boxes, List<Line> lines) {
        for (Lineage.Link link : links) {
            Box parent = boxes.get(link.parent());
            Box child = boxes.get(link.child());
            if (parent != null && child != null) {
                lines.add(new Line(
                        parent.x() + BOX_WIDTH, parent.y() + BOX_HEIGHT / 2, child.x(), child.y() + BOX_HEIGHT / 2));
            }
        }
    }
}
