package org.herbtrust.material.rules;

import java.util.ArrayList;
import java.util.List;

/** What was changed between two texts, line by line, so that a second person reads the change and not 400 lines. */
public final class LineDiff {

    /** Lines on either side that are compared one by one; between larger changes all are shown as replaced. */
    private static final int MOST_COMPARED = 3_000;

    private LineDiff() {}

    /** What became of a line. */
    public enum Change {
        KEPT("  "),
        REMOVED("- "),
        ADDED("+ ");

        private final String sign;

        Change(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** @param number in the text that the line stands in, from 1: the new one unless it was removed */
    public record Line(Change change, int number, String text) {}

    /** Every line of both texts: the fewest removed and added that turn one into the other. */
    public static List<Line> of(String before, String after) {
        List<String> a = before.lines().toList();
        List<String> b = after.lines().toList();
        int head = 0;
        while (head < a.size() && head < b.size() && a.get(head).equals(b.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < a.size() - head
                && tail < b.size() - head
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < head; i++) {
            lines.add(new Line(Change.KEPT, i + 1, b.get(i)));
        }
        between(a, head, a.size() - tail, b, head, b.size() - tail, lines);
        for (int i = b.size() - tail; i < b.size(); i++) {
            lines.add(new Line(Change.KEPT, i + 1, b.get(i)));
        }
        return List.copyOf(lines);
    }

    /** The changed lines with some kept ones around each, in stretches; nothing if the texts are equal. */
    public static List<List<Line>> stretches(String before, String after, int around) {
        List<Line> all = of(before, after);
        boolean[] shown = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).change() != Change.KEPT) {
                for (int j = Math.max(0, i - around); j <= Math.min(all.size() - 1, i + around); j++) {
                    shown[j] = true;
                }
            }
        }
        List<List<Line>> stretches = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        for (int i = 0; i <= all.size(); i++) {
            if (i < all.size() && shown[i]) {
                open.add(all.get(i));
            } else if (!open.isEmpty()) {
                stretches.add(List.copyOf(open));
                open.clear();
            }
        }
        return List.copyOf(stretches);
    }

    private static void between(
            List<String> a, int fromA, int toA, List<String> b, int fromB, int toB, List<Line> lines) {
        int n = toA - fromA;
        int m = toB - fromB;
        if (n > MOST_COMPARED || m > MOST_COMPARED) {
            for (int i = fromA; i < toA; i++) {
                lines.add(new Line(Change.REMOVED, i + 1, a.get(i)));
            }
            for (int i = fromB; i < toB; i++) {
                lines.add(new Line(Change.ADDED, i + 1, b.get(i)));
            }
            return;
        }
        // longest common subsequence, by its length for every pair of ends
        short[][] common = new short[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] = a.get(fromA + i).equals(b.get(fromB + j))
                        ? (short) (common[i + 1][j + 1] + 1)
                        : (short) Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            if (i < n && j < m && a.get(fromA + i).equals(b.get(fromB + j))) {
                lines.add(new Line(Change.KEPT, fromB + j + 1, b.get(fromB + j)));
                i++;
                j++;
            } else if (i < n && (j == m || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Change.REMOVED, fromA + i + 1, a.get(fromA + i)));
                i++;
            } else {
                lines.add(new Line(Change.ADDED, fromB + j + 1, b.get(fromB + j)));
                j++;
            }
        }
    }
}
