package org.herbtrust.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.rules.CopyThresholds;
import org.herbtrust.platform.DatedFile;

/** {@code catalogue/scans.yaml}: how long scans are kept, and what makes a copy suspected, by the day it holds for. */
final class ScanRules {

    private static final String FILE = "scans.yaml";
    private static final int LONGEST_DAYS = 3_650;

    private final List<Row<Integer>> figures = new ArrayList<>();
    private final List<Row<CopyThresholds>> copies = new ArrayList<>();

    /** @param what the code of a figure, or the version of thresholds */
    private record Row<T>(String what, LocalDate from, Optional<LocalDate> to, boolean verified, T value) {
        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && to.filter(t -> !day.isBefore(t)).isEmpty();
        }
    }

    private ScanRules(DatedFile file) {
        DatedFile.Row root = file.root();
        for (DatedFile.Row row : root.rows("keeping")) {
            title(row);
            figures.add(row(row, row.string("code"), row.integer("days", 1, LONGEST_DAYS)));
        }
        for (DatedFile.Row row : root.rows("statistics")) {
            title(row);
            figures.add(row(row, row.string("code"), row.integer("count", 1, 1_000)));
        }
        Map<Integer, CopyThresholds.Place> capitals = new HashMap<>();
        for (DatedFile.Row row : root.rows("provinces")) {
            int code = row.integer("code", 11, 82);
            if (capitals.put(code, new CopyThresholds.Place(row.number("lat", 3, 54), row.number("lon", 73, 136)))
                    != null) {
                throw row.wrong("province twice: " + code);
            }
            row.nothingElse();
        }
        for (DatedFile.Row row : root.rows("copies")) {
            copies.add(row(row, row.string("version"), thresholds(row, capitals)));
        }
        root.nothingElse();
    }

    /** @throws IllegalArgumentException naming file, line and reason: it stops the start */
    static ScanRules read() {
        try (InputStream in = ScanRules.class.getResourceAsStream("/traceability-schema/catalogue/" + FILE)) {
            return new ScanRules(new DatedFile(FILE, in.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    CopyThresholds copies(LocalDate day) {
        return on(copies, null, day);
    }

    /** Days that single scans are kept. */
    int keepDays(LocalDate day) {
        return on(figures, "scan-facts", day);
    }

    /** Days that the key of a day's device numbers is kept. */
    int keepKeyDays(LocalDate day) {
        return on(figures, "device-key", day);
    }

    /** Smaller numbers aren't shown in statistics. */
    int smallestCell(LocalDate day) {
        return on(figures, "smallest-cell", day);
    }

    private static <T> T on(List<Row<T>> rows, String what, LocalDate day) {
        return rows.stream()
                .filter(r -> what == null || r.what().equals(what))
                .filter(r -> r.holdsOn(day))
                .findFirst()
                .map(Row::value)
                .orElseThrow(() -> new IllegalStateException(FILE + " has no " + what + " in force on " + day));
    }

    private static Text title(DatedFile.Row row) {
        return Text.of(row.string("zh"), row.string("en"));
    }

    private static <T> Row<T> row(DatedFile.Row row, String what, T value) {
        row.string("source");
        Row<T> read =
                new Row<>(what, row.day("validFrom"), row.optionalDay("validTo"), row.flag("verified", false), value);
        row.nothingElse();
        return read;
    }

    private static CopyThresholds thresholds(DatedFile.Row row, Map<Integer, CopyThresholds.Place> capitals) {
        return new CopyThresholds(
                row.string("version"),
                row.integer("windowDays", 1, 365),
                row.integer("journeys", 0, 20),
                row.number("misplacedShare", 0.001, 0.4),
                row.number("misplacedShape", 0.1, 100),
                row.integer("carriedKmh", 10, 1_000),
                row.integer("burstDevices", 2, 1_000),
                row.integer("burstProvinces", 2, 34),
                row.integer("burstHours", 1, 240),
                row.integer("periodDays", 1, 30),
                row.integer("periodPoints", 1, 100),
                row.integer("echoDays", 0, 30),
                row.integer("excusedBursts", 0, 90),
                row.integer("fastestKmh", 100, 2_000),
                row.integer("borderKm", 0, 2_000),
                row.integer("afterEndHours", 0, 720),
                row.integer("afterEndPoints", 0, 100),
                row.integer("afterSaleEach", 1, 100),
                row.integer("devicesEach", 1, 1_000),
                row.integer("softMost", 0, 100),
                row.integer("burstPoints", 0, 100),
                row.integer("noticed", 1, 200),
                row.integer("likely", 1, 200),
                row.integer("strong", 1, 200),
                capitals);
    }
}
