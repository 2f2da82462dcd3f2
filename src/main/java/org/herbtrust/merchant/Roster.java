package org.herbtrust.merchant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;

/**
 * A market's own list of its merchants, read: applications where a row can be one, errors where it can't.
 *
 * @param rows below the header, blank ones not counted
 */
record Roster(int rows, List<Entry> entries, List<RosterReport.RowError> errors, List<String> ignoredColumns) {

    /** Of the sheet, as it is written. */
    static final String TITLE = "名册";

    /** The header stands in one of the first rows: a title may be above it. */
    static final int HEADER_WITHIN = 10;

    /** Rows below the header. */
    static final int MOST_ROWS = 20_000;

    private static final int LONGEST_PHONE = 30;

    /** A row that is well formed in itself and not said twice. */
    record Entry(int row, Application application) {}

    static Roster read(byte[] file, SheetFormat format) {
        Sheet table = Sheet.read(file, format);
        int header = headerAt(table);
        Map<RosterColumn, Integer> columns = columns(table.lines().get(header));
        List<Sheet.Line> lines = table.lines().subList(header + 1, table.lines().size()).stream()
                .filter(line -> !line.blank())
                .toList();
        if (lines.size() > MOST_ROWS) {
            throw refused("超过%d行，请分成几个文件 (too many rows: split the file)".formatted(MOST_ROWS), List.of());
        }
        Reading reading = new Reading(columns);
        lines.forEach(reading::row);
        return new Roster(
                lines.size(),
                reading.entries,
                reading.errors,
                ignored(table.lines().get(header), columns));
    }

    private static int headerAt(Sheet table) {
        for (int i = 0; i < Math.min(HEADER_WITHIN, table.lines().size()); i++) {
            if (table.lines().get(i).cells().stream()
                    .anyMatch(c -> RosterColumn.of(c).equals(Optional.of(RosterColumn.USCC)))) {
                return i;
            }
        }
        throw refused(
                "前%d行中没有“统一社会信用代码”一列，请使用模板 (no header with 统一社会信用代码 in the first rows: use the template)"
                        .formatted(HEADER_WITHIN),
                List.of());
    }

    private static Map<RosterColumn, Integer> columns(Sheet.Line header) {
        Map<RosterColumn, Integer> columns = new EnumMap<>(RosterColumn.class);
        List<Refused.FieldError> faults = new ArrayList<>();
        for (int i = 0; i < header.cells().size(); i++) {
            int at = i;
            RosterColumn.of(header.cells().get(i)).ifPresent(column -> {
                if (columns.putIfAbsent(column, at) != null) {
                    faults.add(new Refused.FieldError(
                            "row " + header.number() + ", " + column.header(), "这一列出现了两次 (this column stands twice)"));
                }
            });
        }
        for (RosterColumn column : RosterColumn.values()) {
            if (column.required() && !columns.containsKey(column)) {
                faults.add(new Refused.FieldError(
                        "row " + header.number() + ", " + column.header(), "缺少这一列 (this column is missing)"));
            }
        }
        if (!faults.isEmpty()) {
            throw refused("表头有误，请使用模板 (the header is wrong: use the template)", faults);
        }
        return columns;
    }

    private static List<String> ignored(Sheet.Line header, Map<RosterColumn, Integer> columns) {
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < header.cells().size(); i++) {
            // personal, and nothing here needs it: checked for form, then dropped
            boolean phone = Integer.valueOf(i).equals(columns.get(RosterColumn.PHONE));
            if (!header.cells().get(i).isEmpty() && (phone || !columns.containsValue(i))) {
                ignored.add(header.cells().get(i));
            }
        }
        return ignored;
    }

    /** The rows of the template: the header and, for each kind, an example that nobody bears. */
    static List<List<String>> template() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Arrays.stream(RosterColumn.values()).map(RosterColumn::header).toList());
        return rows;
    }

    /** An entity as a row that {@link #read} takes again. */
    static List<String> row(MerchantView merchant) {
        Map<RosterColumn, String> cells = new EnumMap<>(RosterColumn.class);
        cells.put(RosterColumn.USCC, merchant.uscc().value());
        cells.put(RosterColumn.NAME, merchant.name());
        cells.put(RosterColumn.KIND, merchant.kind().title().zh());
        cells.put(RosterColumn.OPERATOR, merchant.operator());
        cells.put(RosterColumn.HALL, merchant.stall().map(Stall::hall).orElse(""));
        cells.put(RosterColumn.STALL, merchant.stall().map(Stall::number).orElse(""));
        cells.put(RosterColumn.SCOPE, merchant.scope());
        cells.put(RosterColumn.DIVISION, merchant.division().value());
        return Arrays.stream(RosterColumn.values())
                .map(column -> cells.getOrDefault(column, ""))
                .toList();
    }

    private static Refused refused(String detail, List<Refused.FieldError> errors) {
        return new Refused(MerchantRefusal.ROSTER_REFUSED, detail, errors);
    }

    /** Reads row by row and remembers what was said before. */
    private static final class Reading {
        private final Map<RosterColumn, Integer> columns;
        private final Map<Uscc, Integer> rowOfUscc = new HashMap<>();
        private final Map<Stall, Integer> rowOfStall = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<RosterReport.RowError> errors = new ArrayList<>();

        Reading(Map<RosterColumn, Integer> columns) {
            this.columns = columns;
        }

        /** Every wrong cell of a row is told, not only the first. */
        void row(Sheet.Line line) {
            int before = errors.size();
            Optional<Uscc> uscc = cell(line, RosterColumn.USCC, text -> uscc(line, text));
            Optional<String> name = cell(line, RosterColumn.NAME, text -> text(text, 100));
            Optional<MerchantKind> kind = cell(line, RosterColumn.KIND, Reading::kind);
            Optional<String> operator = cell(line, RosterColumn.OPERATOR, text -> text(text, 50));
            Optional<String> scope = cell(line, RosterColumn.SCOPE, text -> text(text, 500));
            cell(line, RosterColumn.PHONE, Reading::phone);
            Optional<DivisionCode> division = cell(line, RosterColumn.DIVISION, DivisionCode::new);
            Optional<Stall> stall = stall(line, kind);
            uscc.ifPresent(code -> once(rowOfUscc, code, line, RosterColumn.USCC));
            stall.ifPresent(place -> once(rowOfStall, place, line, RosterColumn.STALL));
            if (errors.size() > before) {
                return;
            }
            entries.add(new Entry(
                    line.number(),
                    new Application(
                            uscc.orElseThrow(),
                            name.orElseThrow(),
                            kind.orElseThrow(),
                            operator.orElseThrow(),
                            // where nothing is said, the division whose office registered it
                            division.orElseGet(
                                    () -> new DivisionCode(uscc.orElseThrow().division())),
                            stall,
                            scope.orElse(""),
                            Optional.empty())));
        }

        private interface Parsing<T> {
            T parse(String text);
        }

        private <T> Optional<T> cell(Sheet.Line line, RosterColumn column, Parsing<T> parsing) {
            String text = text(line, column);
            if (text.isEmpty()) {
                if (column.required()) {
                    error(line, column, "请填写" + column.header() + " (needed)");
                }
                return Optional.empty();
            }
            try {
                return Optional.of(parsing.parse(text));
            } catch (IllegalArgumentException wrong) {
                error(line, column, wrong.getMessage());
                return Optional.empty();
            }
        }

        private Uscc uscc(Sheet.Line line, String text) {
            int at = columns.get(RosterColumn.USCC);
            if (at < line.lostDigits().size() && line.lostDigits().get(at)) {
                throw new IllegalArgumentException(
                        "单元格是数字格式，末几位已丢失，请设为文本后重新填写 (stored as a number, its last digits are lost: make the cell text)");
            }
            return new Uscc(text);
        }

        private static MerchantKind kind(String text) {
            for (MerchantKind kind : MerchantKind.values()) {
                if (kind.title().zh().equals(text)
                        || kind.title().zh().equals(text + "户")
                        || kind.name().equalsIgnoreCase(text)
                        || kind.title().en().equalsIgnoreCase(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("类型应为种植户、加工户或经营户，现为“" + text + "” (种植户, 加工户 or 经营户)");
        }

        private static String text(String text, int most) {
            if (text.length() > most) {
                throw new IllegalArgumentException("最多" + most + "个字 (at most " + most + " characters)");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("含有换行或控制字符 (holds a line break or control character)");
            }
            return text;
        }

        private static String phone(String text) {
            if (text.length() > LONGEST_PHONE || !text.matches("[0-9+()（） \\-转/、,;]+")) {
                throw new IllegalArgumentException("不像电话号码 (not a telephone number): " + text);
            }
            return text;
        }

        private Optional<Stall> stall(Sheet.Line line, Optional<MerchantKind> kind) {
            String hall = text(line, RosterColumn.HALL);
            String number = text(line, RosterColumn.STALL);
            if (number.isEmpty()) {
                if (kind.equals(Optional.of(MerchantKind.TRADER))) {
                    error(line, RosterColumn.STALL, "经营户须填写摊位号 (a stall merchant has a stall)");
                }
                return Optional.empty();
            }
            if (hall.isEmpty()) {
                error(line, RosterColumn.HALL, "填写了摊位号就须填写市场/楼层 (a stall needs its hall)");
                return Optional.empty();
            }
            try {
                return Optional.of(new Stall(hall, number, null));
            } catch (IllegalArgumentException wrong) {
                error(line, RosterColumn.STALL, wrong.getMessage());
                return Optional.empty();
            }
        }

        private <K> void once(Map<K, Integer> seen, K key, Sheet.Line line, RosterColumn column) {
            Integer earlier = seen.putIfAbsent(key, line.number());
            if (earlier != null) {
                error(line, column, "与第" + earlier + "行重复 (the same as in row " + earlier + "): " + key);
            }
        }

        private String text(Sheet.Line line, RosterColumn column) {
            Integer at = columns.get(column);
            return at == null || at >= line.cells().size() ? "" : line.cells().get(at);
        }

        private void error(Sheet.Line line, RosterColumn column, String message) {
            errors.add(new RosterReport.RowError(line.number(), column.header(), message));
        }
    }
}
