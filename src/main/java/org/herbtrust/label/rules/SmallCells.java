package org.herbtrust.label.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which numbers of a table may be shown: a small one could be somebody. Where hiding the small ones would let them be
 * reckoned from the total, the next smallest is hidden too.
 */
public final class SmallCells {

    private SmallCells() {}

    /**
     * The numbers in their order, empty where hidden.
     *
     * @param counts positive
     * @param smallest that is shown
     */
    public static List<Optional<Integer>> shown(List<Integer> counts, int smallest) {
        List<Integer> rising = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            rising.add(i);
        }
        rising.sort(Comparator.comparing(counts::get));
        TreeSet<Integer> hidden = new TreeSet<>();
        long sum = 0;
        for (int i : rising) {
            boolean small = counts.get(i) < smallest;
            boolean reckonable = !hidden.isEmpty() && (hidden.size() == 1 || sum < smallest);
            if (!small && !reckonable) {
                break;
            }
            hidden.add(i);
            sum += counts.get(i);
        }
        List<Optional<Integer>> shown = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            shown.add(hidden.contains(i) ? Optional.empty() : Optional.of(counts.get(i)));
        }
        return List.copyOf(shown);
    }
}
