package org.herbtrust.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.trace.Tracing;

/**
 * A lot's relatives laid out for a drawing: origins left, what was made of it right, one column a step, so that every line
 * runs from left to right. Within a column lots are ordered by their neighbours, so that few lines cross. The tables beside
 * it say the same in words.
 *
 * @param width of the drawing, in its own units
 * @param cut whether there are more lots than a drawing has room for; the nearest are shown
 */
public record LineageDrawing(int width, int height, List<Box> boxes, List<Line> lines, boolean cut) {

    /** A drawing with more is no longer one that a person reads. */
    static final int MOST_BOXES = 240;

    private static final int BOX_WIDTH = 150;
    private static final int BOX_HEIGHT = 50;
    private static final int COLUMN = 214;
    private static final int ROW = 60;
    private static final int MARGIN = 4;
    /** More sweeps change little. */
    private static final int SWEEPS = 8;

    /** A lot in the drawing. */
    public record Box(int x, int y, Tracing.Relative lot, boolean self) {
        public int getWidth() {
            return BOX_WIDTH;
        }

        public int getHeight() {
            return BOX_HEIGHT;
        }
    }

    /**
     * From the right side of the parent to the left side of the child.
     *
     * @param weight {@code thin}, {@code medium} or {@code thick}, by the parent's share of the child
     */
    public record Line(int fromX, int fromY, int toX, int toY, String weight, Tracing.Link link) {
        public int getMiddle() {
            return (fromX + toX) / 2;
        }
    }

    /** Empty if there are no relatives. */
    static LineageDrawing of(Tracing tracing) {
        Map<ShortCode, Tracing.Relative> lots = new LinkedHashMap<>();
        tracing.lots().stream()
                .sorted(Comparator.comparingInt(lot -> Math.abs(lot.level())))
                .limit(MOST_BOXES)
                .forEach(lot -> lots.put(lot.code(), lot));
        if (lots.size() < 2) {
            return new LineageDrawing(0, 0, List.of(), List.of(), false);
        }
        List<Tracing.Link> links = tracing.links().stream()
                .filter(link -> lots.containsKey(link.parent()) && lots.containsKey(link.child()))
                .toList();
        Map<ShortCode, Integer> columns = columns(lots, links);
        TreeMap<Integer, List<ShortCode>> layers = new TreeMap<>();
        columns.forEach((code, at) ->
                layers.computeIfAbsent(at, column -> new ArrayList<>()).add(code));
        untangle(layers, links);
        return draw(lots, links, layers, tracing.lots().size() > lots.size());
    }

    // As far out as the longest way there. Ends, for no lot comes from itself.
    private static Map<ShortCode, Integer> columns(Map<ShortCode, Tracing.Relative> lots, List<Tracing.Link> links) {
        Map<ShortCode, Integer> columns = new LinkedHashMap<>();
        lots.forEach((code, lot) -> columns.put(code, Integer.signum(lot.level())));
        boolean moved = true;
        for (int round = 0; moved && round < lots.size(); round++) {
            moved = false;
            for (Tracing.Link link : links) {
                boolean back = lots.get(link.parent()).level() < 0;
                int parent = columns.get(link.parent());
                int child = columns.get(link.child());
                if (parent >= child) {
                    if (back) {
                        columns.put(link.parent(), child - 1);
                    } else {
                        columns.put(link.child(), parent + 1);
                    }
                    moved = true;
                }
            }
        }
        return columns;
    }

    // Each lot goes where its neighbours are on average; to and fro, for each column's order depends on the next one's.
    private static void untangle(TreeMap<Integer, List<ShortCode>> layers, List<Tracing.Link> links) {
        Map<ShortCode, List<ShortCode>> parents = new HashMap<>();
        Map<ShortCode, List<ShortCode>> children = new HashMap<>();
        for (Tracing.Link link : links) {
            parents.computeIfAbsent(link.child(), code -> new ArrayList<>()).add(link.parent());
            children.computeIfAbsent(link.parent(), code -> new ArrayList<>()).add(link.child());
        }
        Map<ShortCode, Double> places = new HashMap<>();
        layers.values().forEach(layer -> place(layer, places));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightward = sweep % 2 == 0;
            Map<ShortCode, List<ShortCode>> neighbours = rightward ? parents : children;
            for (List<ShortCode> layer :
                    rightward ? layers.values() : layers.descendingMap().values()) {
                Map<ShortCode, Double> wanted = new HashMap<>();
                for (ShortCode code : layer) {
                    wanted.put(
                            code,
                            neighbours.getOrDefault(code, List.of()).stream()
                                    .mapToDouble(places::get)
                                    .average()
                                    .orElse(places.get(code)));
                }
                layer.sort(Comparator.comparingDouble(wanted::get));
                place(layer, places);
            }
        }
    }

    /** From the middle of the column. */
    private static void place(List<ShortCode> layer, Map<ShortCode, Double> places) {
        for (int i = 0; i < layer.size(); i++) {
            places.put(layer.get(i), i - (layer.size() - 1) / 2.0);
        }
    }

    private static LineageDrawing draw(
            Map<ShortCode, Tracing.Relative> lots,
            List<Tracing.Link> links,
            TreeMap<Integer, List<ShortCode>> layers,
            boolean cut) {
        int rows = layers.values().stream().mapToInt(List::size).max().orElse(1);
        Map<ShortCode, Box> boxes = new LinkedHashMap<>();
        layers.forEach((column, layer) -> {
            int top = (rows - layer.size()) * ROW / 2;
            for (int i = 0; i < layer.size(); i++) {
                Tracing.Relative lot = lots.get(layer.get(i));
                boxes.put(
                        lot.code(),
                        new Box(
                                (column - layers.firstKey()) * COLUMN + MARGIN,
                                top + i * ROW + MARGIN,
                                lot,
                                lot.level() == 0));
            }
        });
        List<Line> lines = links.stream()
                .map(link -> {
                    Box parent = boxes.get(link.parent());
                    Box child = boxes.get(link.child());
                    return new Line(
                            parent.x() + BOX_WIDTH,
                            parent.y() + BOX_HEIGHT / 2,
                            child.x(),
                            child.y() + BOX_HEIGHT / 2,
                            weight(link.share().doubleValue()),
                            link);
                })
                .toList();
        return new LineageDrawing(
                (layers.lastKey() - layers.firstKey()) * COLUMN + BOX_WIDTH + 2 * MARGIN,
                (rows - 1) * ROW + BOX_HEIGHT + 2 * MARGIN,
                List.copyOf(boxes.values()),
                lines,
                cut);
    }

    private static String weight(double share) {
        return share > 0.5 ? "thick" : share > 0.1 ? "medium" : "thin";
    }

    /** How many pairs of lines cross, as drawn straight. */
    int crossings() {
        int crossings = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                Line one = lines.get(i);
                Line other = lines.get(j);
                if (one.fromX() == other.fromX()
                        && one.toX() == other.toX()
                        && (one.fromY() - other.fromY()) * (long) (one.toY() - other.toY()) < 0) {
                    crossings++;
                }
            }
        }
        return crossings;
    }
}
