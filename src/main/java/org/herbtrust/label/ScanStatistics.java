package org.herbtrust.label;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.label.rules.SmallCells;

/**
 * How often labels were scanned.
 *
 * @param from first day
 * @param to last day
 * @param total of all tables
 * @param smallest numbers below it are hidden
 */
public record ScanStatistics(
        LocalDate from,
        LocalDate to,
        long total,
        int smallest,
        List<Line> byDay,
        List<Line> byPlace,
        List<Line> byMaterial) {

    /**
     * @param key a day, a code of a province or city, or a material's code; empty where nobody told
     * @param scans empty where the number is too small to be shown
     */
    public record Line(String key, Optional<Integer> scans) {

        static List<Line> of(List<Counted> counted, int smallest) {
            List<Optional<Integer>> shown =
                    SmallCells.shown(counted.stream().map(Counted::scans).toList(), smallest);
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < counted.size(); i++) {
                lines.add(new Line(counted.get(i).key(), shown.get(i)));
            }
            return List.copyOf(lines);
        }
    }

    record Counted(String key, int scans) {}
}
