package org.herbtrust.web;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.inspection.Coverage;

/**
 * The stalls of a hall as rows of boxes, by their numbers: what stands before the last digits is the row (A of A-012), the digits
 * the place in it. The table beside it says the same in words.
 */
public record HallDrawing(int width, int height, List<Box> boxes, List<Label> rows, List<Coverage.StallLine> stalls) {

    private static final int BOX_WIDTH = 46;
    private static final int BOX_HEIGHT = 40;
    private static final int GAP = 4;
    private static final int LEFT = 64;
    private static final int ROW_GAP = 10;

    /** A row that is longer goes on below. */
    private static final int MOST_IN_A_LINE = 20;

    private static final Pattern NUMBER = Pattern.compile("^(.*?)-?(\\d*)$");

    /** A stall in the drawing. */
    public record Box(int x, int y, String place, Coverage.StallLine stall) {
        public int getWidth() {
            return BOX_WIDTH;
        }

        public int getHeight() {
            return BOX_HEIGHT;
        }

        public int getMiddle() {
            return x + BOX_WIDTH / 2;
        }
    }

    /** The name of a row, at its left end. */
    public record Label(int y, String text) {}

    static HallDrawing of(List<Coverage.StallLine> stalls) {
        Map<String, List<Coverage.StallLine>> rows = new TreeMap<>();
        for (Coverage.StallLine stall : stalls) {
            rows.computeIfAbsent(part(stall, 1), r -> new ArrayList<>()).add(stall);
        }
        List<Box> boxes = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        int y = 2;
        int widest = 0;
        for (Map.Entry<String, List<Coverage.StallLine>> row : rows.entrySet()) {
            List<Coverage.StallLine> inRow = row.getValue();
            inRow.sort(Comparator.comparing(HallDrawing::place).thenComparing(Coverage.StallLine::number));
            labels.add(new Label(y + BOX_HEIGHT / 2 + 5, shortened(row.getKey())));
            for (int i = 0; i < inRow.size(); i++) {
                if (i > 0 && i % MOST_IN_A_LINE == 0) {
                    y += BOX_HEIGHT + GAP;
                }
                int x = LEFT + i % MOST_IN_A_LINE * (BOX_WIDTH + GAP);
                widest = Math.max(widest, x + BOX_WIDTH + 2);
                String place = part(inRow.get(i), 2);
                boxes.add(new Box(x, y, place.isEmpty() ? shortened(row.getKey()) : shortened(place), inRow.get(i)));
            }
            y += BOX_HEIGHT + ROW_GAP;
        }
        return new HallDrawing(widest, y, boxes, labels, stalls);
    }

    private static String part(Coverage.StallLine stall, int group) {
        Matcher number = NUMBER.matcher(stall.number());
        return number.matches() ? number.group(group) : "";
    }

    private static BigInteger place(Coverage.StallLine stall) {
        String digits = part(stall, 2);
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static String shortened(String text) {
        return text.length() <= 6 ? text : text.substring(text.length() - 6);
    }
}
