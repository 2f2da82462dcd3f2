package org.herbtrust.credit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.herbtrust.credit.rules.backtest.Visit;

/** Reads a history of visits from CSV. All rows must be good: a history with holes would give figures that look whole. */
final class VisitTable {

    /** Rows below the header. */
    static final int MOST_ROWS = 5_000_000;

    static final int MOST_REASONS = 20;
    private static final int LONGEST_CELL = 200;
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);
    private static final List<String> REQUIRED = List.of("entity_id", "date", "critical", "serious", "minor");

    private VisitTable() {}

    /** The file cannot be used; each reason names its line. */
    static final class BadRows extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<String> reasons;

        BadRows(List<String> reasons) {
            super(String.join("\n", reasons));
            this.reasons = List.copyOf(reasons);
        }

        List<String> reasons() {
            return reasons;
        }
    }

    /**
     * Reads it whole.
     *
     * @param target the column with the outcome, 0 or 1
     */
    static List<Visit> read(Path file, String target) throws IOException, BadRows {
        try (Reader reader = new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            return read(reader, target);
        }
    }

    static List<Visit> read(Reader reader, String target) throws IOException, BadRows {
        try {
            skipByteOrderMark(reader);
        } catch (CharacterCodingException unreadable) {
            throw unreadable(1, unreadable);
        }
        List<String> wrong = new ArrayList<>();
        List<Visit> visits = new ArrayList<>();
        long more = 0;
        // where the next record begins; the parser itself knows only where the last one ended
        long line = 1;
        try (CSVParser parser = CSVFormat.RFC4180
                .builder()
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .get()
                .parse(reader)) {
            Columns columns = null;
            Interned interned = new Interned();
            var records = parser.iterator();
            while (records.hasNext()) {
                line = parser.getCurrentLineNumber() + 1;
                CSVRecord record = records.next();
                long at = Math.max(1, Math.min(line, parser.getCurrentLineNumber()));
                if (record.size() == 1 && record.get(0).isEmpty()) {
                    continue;
                }
                if (columns == null) {
                    columns = Columns.of(record, target, at);
                    continue;
                }
                if (visits.size() >= MOST_ROWS) {
                    throw new BadRows(List.of(reason(at, "最多" + MOST_ROWS + "行", "at most " + MOST_ROWS + " rows")));
                }
                try {
                    visits.add(columns.visit(record, interned));
                } catch (IllegalArgumentException bad) {
                    if (wrong.size() < MOST_REASONS) {
                        wrong.add("line " + at + ": " + bad.getMessage());
                    } else {
                        more++;
                    }
                }
            }
            if (columns == null) {
                throw new BadRows(List.of(reason(1, "文件是空的", "the file is empty")));
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable(line, unreadable.getCause());
        } catch (CSVException | CharacterCodingException unreadable) {
            throw unreadable(line, unreadable);
        }
        if (more > 0) {
            wrong.add("另有" + more + "行有误 (" + more + " more bad rows)");
        }
        if (!wrong.isEmpty()) {
            throw new BadRows(wrong);
        }
        if (visits.isEmpty()) {
            throw new BadRows(List.of(reason(2, "没有数据行", "there is no row below the header")));
        }
        return visits;
    }

    private static BadRows unreadable(long line, IOException cause) throws IOException {
        if (cause instanceof CharacterCodingException) {
            return new BadRows(List.of(reason(line, "此行或其后不是UTF-8", "not UTF-8, in this line or after it")));
        }
        if (cause instanceof CSVException) {
            return new BadRows(List.of(reason(line, "不是有效的CSV", "not valid CSV: " + cause.getMessage())));
        }
        throw cause;
    }

    private static String reason(long line, String zh, String en) {
        return "line " + line + ": " + zh + " (" + en + ")";
    }

    private static void skipByteOrderMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    /** The same text is kept once. */
    private static final class Interned {
        private final Map<String, String> texts = new HashMap<>();

        String one(String text) {
            return texts.computeIfAbsent(text, t -> t);
        }
    }

    private record Columns(int width, Map<String, Integer> at, String target) {

        static Columns of(CSVRecord header, String target, long line) throws BadRows {
            Map<String, Integer> at = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                if (at.put(header.get(i), i) != null && !header.get(i).isEmpty()) {
                    throw new BadRows(
                            List.of(reason(line, "列名重复：" + header.get(i), "column given twice: " + header.get(i))));
                }
            }
            List<String> missing = Stream.concat(REQUIRED.stream(), Stream.of(target))
                    .filter(name -> !at.containsKey(name))
                    .toList();
            if (!missing.isEmpty()) {
                throw new BadRows(List.of(reason(
                        line, "缺少列：" + String.join(", ", missing), "missing columns: " + String.join(", ", missing))));
            }
            return new Columns(header.size(), at, target);
        }

        Visit visit(CSVRecord row, Interned interned) {
            if (row.size() != width) {
                throw new IllegalArgumentException("有" + row.size() + "个单元格，应为" + width + " (" + row.size()
                        + " cells where the header has " + width + ")");
            }
            LocalDate date = day("date", cell(row, "date"));
            String known = cell(row, "known_on");
            return new Visit(
                    cell(row, "visit_id"),
                    interned.one(cell(row, "entity_id")),
                    date,
                    known.isEmpty() ? date : day("known_on", known),
                    count(row, "critical"),
                    count(row, "serious"),
                    count(row, "minor"),
                    outcome(cell(row, target)),
                    routine(cell(row, "routine")),
                    interned.one(cell(row, "inspector")),
                    interned.one(cell(row, "stratum")));
        }

        private String cell(CSVRecord row, String name) {
            Integer i = at.get(name);
            String cell = i == null ? "" : row.get(i);
            if (cell.length() > LONGEST_CELL) {
                throw new IllegalArgumentException(
                        name + "超过" + LONGEST_CELL + "个字符 (longer than " + LONGEST_CELL + ")");
            }
            return cell;
        }

        private static LocalDate day(String name, String cell) {
            try {
                LocalDate day = LocalDate.parse(cell);
                if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                    return day;
                }
            } catch (DateTimeException notADay) {
                // said below, together with days that no history has
            }
            throw new IllegalArgumentException(name + "不是日期 (not a date yyyy-mm-dd): " + quoted(cell));
        }

        private int count(CSVRecord row, String name) {
            String cell = cell(row, name);
            if (!cell.matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException(name + "须为非负整数 (must be a whole number from 0): " + quoted(cell));
            }
            return Integer.parseInt(cell);
        }

        private boolean outcome(String cell) {
            if (!cell.equals("0") && !cell.equals("1")) {
                throw new IllegalArgumentException(target + "须为0或1 (must be 0 or 1): " + quoted(cell));
            }
            return cell.equals("1");
        }

        private static boolean routine(String cell) {
            return switch (cell.toLowerCase(Locale.ROOT)) {
                case "", "true" -> true;
                case "false" -> false;
                default ->
                    throw new IllegalArgumentException("routine须为true或false (must be true or false): " + quoted(cell));
            };
        }

        /** A terminal shall not be told what to do by a file. */
        private static String quoted(String cell) {
            return '"' + cell.replaceAll("\\p{Cntrl}", "?") + '"';
        }
    }
}
