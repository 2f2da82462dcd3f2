package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Division;
import org.herbtrust.material.Divisions;
import org.herbtrust.material.Material;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;

/** Harvests and intakes from a spreadsheet, for those who have a day's goods in one. */
@ApplicationScoped
public class IntakeSheets {

    /** Rows of one sheet: they are taken in one transaction, which holds locks. */
    public static final int MOST_ROWS = 500;

    private static final int MOST_ERRORS = 100;

    /** What a sheet is about. */
    public enum Kind {
        HARVEST(Text.of("采收登记", "harvests")),
        INTAKE(Text.of("非溯源入库", "untraced intakes"));

        private final Text title;

        Kind(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    private enum Column {
        MATERIAL("品种", "material", true),
        KG("重量（公斤）", "kg", true),
        FORM("形态", "form", false),
        SOURCE("来源", "source", false),
        ORIGIN("产地", "origin", false),
        HARVESTED_ON("采收日期", "harvested_on", false),
        AREA("面积（亩）", "area_mu", false),
        SEED("种源", "seed_source", false),
        PLANTED_ON("定植日期", "planted_on", false),
        FERTILISER("施肥", "fertiliser", false),
        PESTICIDE("用药", "pesticide", false),
        SUPPLIER("供货人", "supplier", false),
        DOCUMENT("证明文件编号", "document_no", false);

        private final String zh;
        private final String en;
        private final boolean must;

        Column(String zh, String en, boolean must) {
            this.zh = zh;
            this.en = en;
            this.must = must;
        }

        String heading() {
            return zh + " " + en + (must ? " *" : "");
        }

        /** Whether somebody wrote the heading so: either word, or both. */
        boolean isNamed(String heading) {
            String typed = heading.replace("*", "").strip().toLowerCase(Locale.ROOT);
            return typed.equals(zh) || typed.equals(en) || typed.equals(zh + " " + en);
        }
    }

    private static final Map<Kind, List<Column>> COLUMNS = new EnumMap<>(Map.of(
            Kind.HARVEST,
            List.of(
                    Column.MATERIAL,
                    Column.KG,
                    Column.FORM,
                    Column.SOURCE,
                    Column.ORIGIN,
                    Column.HARVESTED_ON,
                    Column.AREA,
                    Column.SEED,
                    Column.PLANTED_ON,
                    Column.FERTILISER,
                    Column.PESTICIDE,
                    Column.DOCUMENT),
            Kind.INTAKE,
            List.of(
                    Column.MATERIAL,
                    Column.KG,
                    Column.FORM,
                    Column.SOURCE,
                    Column.ORIGIN,
                    Column.HARVESTED_ON,
                    Column.SUPPLIER,
                    Column.DOCUMENT)));

    @Inject
    Trace trace;

    @Inject
    Materials materials;

    @Inject
    Divisions divisions;

    @Inject
    Database database;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    Clock clock;

    /** A sheet to fill in, with a row that shows how. */
    public byte[] template(Kind kind, SheetFormat format) {
        List<String> example = COLUMNS.get(kind).stream()
                .map(column -> switch (column) {
                    case MATERIAL -> "白芍";
                    case KG -> "120.5";
                    case FORM -> kind == Kind.HARVEST ? "鲜货" : "干货";
                    case SOURCE -> kind == Kind.HARVEST ? "栽培" : "外购";
                    case ORIGIN -> "341602109";
                    case HARVESTED_ON -> "2026-08-20";
                    case AREA -> "6";
                    case SEED -> "自繁芍头";
                    case PLANTED_ON -> "2022-09-25";
                    case FERTILISER -> "腐熟有机肥";
                    case PESTICIDE -> "无";
                    case SUPPLIER -> "示例，请删除本行";
                    case DOCUMENT -> "";
                })
                .toList();
        return Sheet.write(
                kind.title().zh(),
                List.of(COLUMNS.get(kind).stream().map(Column::heading).toList(), example),
                format);
    }

    /**
     * Takes all rows, or none if one of them is wrong.
     *
     * @param checkOnly tells what would be wrong and takes nothing
     * @throws Refused if it is no such sheet at all
     */
    @Transactional
    public SheetReport take(Kind kind, byte[] file, boolean checkOnly, Actor actor) {
        MerchantId merchant = actor.merchant()
                .orElseThrow(() -> new Refused(
                        TraceRefusal.NOT_A_TRADER,
                        "此操作由种植户、加工户或经营户自己登记 (growers, processors and merchants do this themselves)"));
        if (kind == Kind.HARVEST && !actor.is(Role.GROWER)) {
            throw new Refused(TraceRefusal.NOT_A_GROWER, "只有种植户可以登记采收 (only growers harvest)");
        }
        byte[] hash = hash(file);
        if (!checkOnly) {
            // A second sender of the same file waits here and then finds it taken.
            database.query("select pg_advisory_xact_lock(7213, ?::int)", row -> true, (int)
                    (merchant.value() % 1_000_000_007L));
            Optional<SheetReport> before = taken(merchant, hash);
            if (before.isPresent()) {
                return before.get();
            }
        }
        Reading reading = new Reading(kind, Sheet.read(file, SheetFormat.of(file)));
        List<Row> rows = reading.rows();
        if (checkOnly || !reading.errors.isEmpty()) {
            return new SheetReport(rows.size() + reading.wrongRows, List.of(), reading.errors, false);
        }
        List<ShortCode> lots = new ArrayList<>();
        for (Row row : rows) {
            try {
                lots.add(row.command().apply(actor).code());
            } catch (Refused | IllegalArgumentException no) {
                reading.wrong(row.number(), "", no.getMessage());
            }
            if (reading.errors.size() >= MOST_ERRORS) {
                break;
            }
        }
        if (!reading.errors.isEmpty()) {
            transaction.setRollbackOnly();
            return new SheetReport(rows.size(), List.of(), reading.errors, false);
        }
        database.update(
                "insert into intake_sheet (merchant_id, sha256, kind, lots, account, taken_at) values (?, ?, ?, ?, ?, ?)",
                merchant.value(),
                hash,
                kind,
                lots.stream().map(ShortCode::value).collect(Collectors.joining(" ")),
                actor.account(),
                clock.instant());
        return new SheetReport(rows.size(), lots, List.of(), false);
    }

    private Optional<SheetReport> taken(MerchantId merchant, byte[] hash) {
        return database.one(
                "select lots from intake_sheet where merchant_id = ? and sha256 = ?",
                row -> {
                    List<ShortCode> lots = Stream.of(row.getString(1).split(" "))
                            .map(ShortCode::new)
                            .toList();
                    return new SheetReport(lots.size(), lots, List.of(), true);
                },
                merchant.value(),
                hash);
    }

    private static byte[] hash(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private record Row(int number, Function<Actor, LotView> command) {}

    /** One pass over a sheet; what is wrong is told by row and column. */
    private final class Reading {
        private final Kind kind;
        private final Sheet sheet;
        private final List<SheetReport.RowError> errors = new ArrayList<>();
        private int wrongRows;
        private Map<Column, Integer> places = Map.of();
        private Sheet.Line line;
        private int before;

        Reading(Kind kind, Sheet sheet) {
            this.kind = kind;
            this.sheet = sheet;
        }

        void wrong(int row, String column, String message) {
            if (errors.size() < MOST_ERRORS) {
                errors.add(new SheetReport.RowError(row, column, message));
            }
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            boolean headed = false;
            for (Sheet.Line next : sheet.lines()) {
                if (next.blank()) {
                    continue;
                }
                if (!headed) {
                    places = places(next);
                    headed = true;
                    continue;
                }
                if (rows.size() + wrongRows >= MOST_ROWS) {
                    throw new Refused(
                            TraceRefusal.TOO_MANY, "一次最多%d行 (at most %d rows at once)".formatted(MOST_ROWS, MOST_ROWS));
                }
                line = next;
                before = errors.size();
                Function<Actor, LotView> command = command();
                if (errors.size() == before) {
                    rows.add(new Row(next.number(), command));
                } else {
                    wrongRows++;
                }
            }
            if (rows.isEmpty() && errors.isEmpty()) {
                throw new Refused(TraceRefusal.SHEET_EMPTY, "表里没有货物 (there are no goods in the sheet)");
            }
            return rows;
        }

        private Map<Column, Integer> places(Sheet.Line header) {
            Map<Column, Integer> found = new EnumMap<>(Column.class);
            for (Column column : COLUMNS.get(kind)) {
                for (int i = 0; i < header.cells().size(); i++) {
                    if (column.isNamed(header.cells().get(i))) {
                        found.putIfAbsent(column, i);
                    }
                }
                if (column.must && !found.containsKey(column)) {
                    throw new Refused(
                            TraceRefusal.SHEET_EMPTY,
                            "表头缺少“%s”列，请下载模板 (the column %s is missing: take the template)"
                                    .formatted(column.zh, column.en));
                }
            }
            return found;
        }

        private Function<Actor, LotView> command() {
            MaterialCode material = need(Column.MATERIAL, this::material);
            Kilograms kg = need(Column.KG, Kilograms::of);
            if (kg != null && kg.isZero()) {
                wrong(line.number(), Column.KG.zh, "重量应大于0 (more than zero)");
            }
            Form form = maybe(Column.FORM, text -> oneOf(text, Form.values(), Form::title))
                    .orElse(null);
            Source source = maybe(Column.SOURCE, text -> oneOf(text, Source.values(), Source::title))
                    .orElse(null);
            Optional<DivisionCode> origin = maybe(Column.ORIGIN, this::division);
            Optional<LocalDate> harvested = maybe(Column.HARVESTED_ON, this::day);
            Optional<String> document = maybe(Column.DOCUMENT, text -> text);
            if (kind == Kind.INTAKE) {
                Optional<String> supplier = maybe(Column.SUPPLIER, text -> text);
                return ready(() -> new Intake(material, form, source, kg, origin, harvested, supplier, document))
                        .map(intake -> (Function<Actor, LotView>) actor -> trace.intake(intake, actor))
                        .orElse(null);
            }
            if (origin.isEmpty() && errors.size() == before) {
                wrong(line.number(), Column.ORIGIN.zh, "请填写产地 (an origin is needed)");
            }
            if (harvested.isEmpty() && errors.size() == before) {
                wrong(line.number(), Column.HARVESTED_ON.zh, "请填写采收日期 (a day of harvest is needed)");
            }
            Optional<BigDecimal> area = maybe(Column.AREA, BigDecimal::new);
            Optional<LocalDate> planted = maybe(Column.PLANTED_ON, this::day);
            return ready(() -> new Harvest(
                            material,
                            form,
                            source,
                            origin.orElse(null),
                            harvested.orElse(null),
                            kg,
                            new Planting(
                                    maybe(Column.SEED, text -> text).orElse(null),
                                    area.orElse(null),
                                    planted.orElse(null),
                                    maybe(Column.FERTILISER, text -> text).orElse(null),
                                    maybe(Column.PESTICIDE, text -> text).orElse(null)),
                            document))
                    .map(harvest -> (Function<Actor, LotView>) actor -> trace.harvest(harvest, actor))
                    .orElse(null);
        }

        private <T> Optional<T> ready(Supplier<T> command) {
            if (errors.size() > before) {
                return Optional.empty();
            }
            try {
                return Optional.of(command.get());
            } catch (IllegalArgumentException no) {
                wrong(line.number(), "", no.getMessage());
                return Optional.empty();
            }
        }

        private String cell(Column column) {
            Integer place = places.get(column);
            return place == null || place >= line.cells().size()
                    ? ""
                    : line.cells().get(place);
        }

        private <T> T need(Column column, Function<String, T> reader) {
            if (cell(column).isEmpty()) {
                wrong(line.number(), column.zh, "请填写 (please fill in)");
                return null;
            }
            return maybe(column, reader).orElse(null);
        }

        private <T> Optional<T> maybe(Column column, Function<String, T> reader) {
            String text = cell(column);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(reader.apply(text));
            } catch (NumberFormatException notANumber) {
                wrong(line.number(), column.zh, "应为数字：%s (a number is needed)".formatted(text));
            } catch (IllegalArgumentException | DateTimeException no) {
                wrong(line.number(), column.zh, no.getMessage());
            }
            return Optional.empty();
        }

        private MaterialCode material(String text) {
            return materials.all().stream()
                    .filter(m -> m.zh().equals(text)
                            || m.code().value().equals(text)
                            || m.aliases().contains(text)
                            || m.pinyin().equalsIgnoreCase(text))
                    .map(Material::code)
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("药材目录中没有“%s” (not in the catalogue)".formatted(text)));
        }

        private DivisionCode division(String text) {
            Optional<Division> found = text.matches("\\d{6}|\\d{9}")
                    ? divisions.find(new DivisionCode(text))
                    : divisions.search(text, 2).stream()
                            .filter(d -> d.path().replace(" ", "").endsWith(text.replace(" ", "")))
                            .findFirst();
            return found.map(Division::code)
                    .orElseThrow(
                            () -> new IllegalArgumentException("没有这个产地，请填区划代码：%s (no such division)".formatted(text)));
        }

        private LocalDate day(String text) {
            String iso = text.replace('/', '-').replace('.', '-').replaceFirst("[T ].*$", "");
            try {
                String[] parts = iso.split("-", -1);
                return LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            } catch (DateTimeException | ArrayIndexOutOfBoundsException | NumberFormatException no) {
                throw new IllegalArgumentException("应为日期，如2026-08-20：%s (a date is needed)".formatted(text), no);
            }
        }

        private <E extends Enum<E>> E oneOf(String text, E[] values, Function<E, Text> title) {
            for (E value : values) {
                if (value.name().equalsIgnoreCase(text)
                        || title.apply(value).zh().equals(text)
                        || title.apply(value).en().equalsIgnoreCase(text)) {
                    return value;
                }
            }
            String known =
                    Stream.of(values).map(value -> title.apply(value).zh()).collect(Collectors.joining("、"));
            throw new IllegalArgumentException("应为%s之一：%s (one of these)".formatted(known, text));
        }
    }
}
