package org.herbtrust.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.material.Materials;
import org.herbtrust.material.TestItem;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;

/**
 * Results as laboratories send them: a table with a figure a row (CSV, XLSX) or JSON with a report an entry. A file is a list of
 * commands: each report is kept by itself, as if it had been typed, and sending the same file again changes nothing.
 */
@ApplicationScoped
public class LabResults {

    /** Columns of the table, as the template names them; the English names are taken too. */
    private enum Column {
        SAMPLE("样品", "sample", true),
        LAB("检验机构", "lab", true),
        REPORT("报告编号", "report", true),
        DAY("报告日期", "reported_on", true),
        ITEM("检验项目", "item", true),
        VALUE("检验值", "value", true),
        UNIT("单位", "unit", false),
        METHOD("检验方法", "method", false),
        FORM("规格", "trade_form", false),
        RETEST("复验", "retest", false);

        private final String zh;
        private final String en;
        private final boolean needed;

        Column(String zh, String en, boolean needed) {
            this.zh = zh;
            this.en = en;
            this.needed = needed;
        }

        boolean isNamed(String header) {
            String name = header.strip().toLowerCase(Locale.ROOT);
            return name.startsWith(zh) || name.equals(en);
        }
    }

    private static final int MOST_REPORTS = 2_000;
    private static final int HEADER_WITHIN = 10;
    private static final Set<String> YES = Set.of("是", "复验", "yes", "true", "1", "y");
    private static final Set<String> NO = Set.of("", "否", "no", "false", "0", "n");

    @Inject
    Inspections inspections;

    @Inject
    Judgements judgements;

    @Inject
    SampleCustody custody;

    @Inject
    Materials materials;

    @Inject
    ObjectMapper json;

    /** One figure of a report in JSON. */
    record JsonFigure(String item, String value, String unit, String method) {}

    /**
     * One report in JSON.
     *
     * @param sample a sample's number or one of its seals
     * @param variant trade form, where it was sampled without one
     */
    record JsonReport(
            String sample,
            String lab,
            String reportNo,
            LocalDate reportedOn,
            boolean retest,
            String variant,
            List<JsonFigure> measured) {}

    /** A report on its way in. */
    private record Incoming(int row, SampleId sample, boolean retest, LabReport report) {}

    private record Head(String sample, String lab, String reportNo, String day, boolean retest, String form) {}

    /** A file to fill in. */
    public byte[] template(SheetFormat format) {
        return Sheet.write(
                "检验结果",
                List.of(
                        List.of("样品编号或封签号", "检验机构", "报告编号", "报告日期", "检验项目", "检验值", "单位", "检验方法", "复验"),
                        List.of(
                                "F-2026-0001",
                                "市食品药品检验中心",
                                "ZY2026-1108",
                                "2026-11-24",
                                "二氧化硫残留量",
                                "120",
                                "mg/kg",
                                "通则2331",
                                "否"),
                        List.of(
                                "F-2026-0001",
                                "市食品药品检验中心",
                                "ZY2026-1108",
                                "2026-11-24",
                                "克百威",
                                "未检出(<0.01)",
                                "mg/kg",
                                "通则2341",
                                "否")),
                format);
    }

    /**
     * Reads a table, or JSON, and keeps or only judges what is in it.
     *
     * @param store false to look only
     * @throws Refused if it is no such file at all
     */
    public LabImported bring(byte[] file, boolean store, Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(InspectionRefusal.NOT_YOUR_KIND, "检验结果由检查人员导入 (results are for officials)");
        }
        List<LabImported.Fault> faults = new ArrayList<>();
        int[] rows = {0};
        List<Incoming> incoming = isJson(file) ? readJson(file, faults, rows) : readTable(file, faults, rows);
        List<LabImported.Line> lines = new ArrayList<>();
        for (Incoming in : incoming) {
            try {
                Outcome verdict = store ? stored(in, actor) : judgements.preview(in.sample(), in.retest(), in.report());
                lines.add(new LabImported.Line(
                        in.row(),
                        in.sample(),
                        in.report().reportNo(),
                        in.retest(),
                        in.report().measured().size(),
                        verdict));
            } catch (Refused | IllegalArgumentException no) {
                faults.add(new LabImported.Fault(in.row(), "", no.getMessage()));
            }
        }
        return new LabImported(store, rows[0], faults, lines);
    }

    private Outcome stored(Incoming in, Actor actor) {
        LabReport r = in.report();
        Verdict verdict = in.retest()
                ? inspections.retestResult(
                        in.sample(), r.lab(), r.reportNo(), r.reportedOn(), r.measured(), r.variant(), actor)
                : inspections.result(
                        in.sample(), r.lab(), r.reportNo(), r.reportedOn(), r.measured(), r.variant(), actor);
        return verdict.overall();
    }

    // ---- a table

    private List<Incoming> readTable(byte[] file, List<LabImported.Fault> faults, int[] rows) {
        List<Sheet.Line> lines = Sheet.read(file, SheetFormat.of(file)).lines();
        int header = header(lines);
        Map<Column, Integer> at = columns(lines.get(header));
        Map<Head, List<Measured>> figures = new LinkedHashMap<>();
        Map<Head, Integer> first = new LinkedHashMap<>();
        Set<Head> spoiled = new java.util.HashSet<>();
        for (Sheet.Line line : lines.subList(header + 1, lines.size())) {
            if (line.blank()) {
                continue;
            }
            rows[0]++;
            String retest = cell(line, at, Column.RETEST).toLowerCase(Locale.ROOT);
            Head head = new Head(
                    cell(line, at, Column.SAMPLE),
                    cell(line, at, Column.LAB),
                    cell(line, at, Column.REPORT),
                    cell(line, at, Column.DAY),
                    YES.contains(retest),
                    cell(line, at, Column.FORM));
            first.putIfAbsent(head, line.number());
            if (!YES.contains(retest) && !NO.contains(retest)) {
                faults.add(new LabImported.Fault(line.number(), Column.RETEST.zh, "请填“是”或“否” (yes or no): " + retest));
                spoiled.add(head);
            }
            figure(
                            line.number(),
                            cell(line, at, Column.ITEM),
                            cell(line, at, Column.VALUE),
                            cell(line, at, Column.UNIT),
                            cell(line, at, Column.METHOD),
                            faults)
                    .ifPresentOrElse(
                            f -> figures.computeIfAbsent(head, h -> new ArrayList<>())
                                    .add(f),
                            () -> spoiled.add(head));
        }
        List<Incoming> incoming = new ArrayList<>();
        figures.forEach((head, measured) -> {
            if (!spoiled.contains(head)) {
                incoming(first.get(head), head, measured, faults).ifPresent(incoming::add);
            }
        });
        limit(incoming.size());
        return incoming;
    }

    private static int header(List<Sheet.Line> lines) {
        for (int i = 0; i < Math.min(HEADER_WITHIN, lines.size()); i++) {
            if (lines.get(i).cells().stream().anyMatch(Column.ITEM::isNamed)) {
                return i;
            }
        }
        throw new IllegalArgumentException("没有找到表头，请使用模板 (no header with 检验项目 in the first rows: use the template)");
    }

    private static Map<Column, Integer> columns(Sheet.Line header) {
        Map<Column, Integer> at = new LinkedHashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            for (Column column : Column.values()) {
                if (column.isNamed(header.cells().get(i))) {
                    at.putIfAbsent(column, i);
                }
            }
        }
        List<String> missing = new ArrayList<>();
        for (Column column : Column.values()) {
            if (column.needed && !at.containsKey(column)) {
                missing.add(column.zh);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("缺少列 (columns are missing): " + String.join("、", missing));
        }
        return at;
    }

    private static String cell(Sheet.Line line, Map<Column, Integer> at, Column column) {
        Integer i = at.get(column);
        return i == null || i >= line.cells().size() ? "" : line.cells().get(i);
    }

    // ---- JSON

    private static boolean isJson(byte[] file) {
        for (byte b : file) {
            if (b == '[' || b == '{') {
                return true;
            }
            boolean blank = b == ' ' || b == '\n' || b == '\r' || b == '\t';
            if (!blank) {
                return false;
            }
        }
        return false;
    }

    private List<Incoming> readJson(byte[] file, List<LabImported.Fault> faults, int[] rows) {
        List<JsonReport> reports;
        if (file.length > Sheet.LARGEST_FILE) {
            throw new IllegalArgumentException("文件超过5 MB (larger than 5 MB)");
        }
        try {
            reports = json.readValue(file, new TypeReference<List<JsonReport>>() {});
        } catch (JsonProcessingException wrong) {
            long line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
            throw new IllegalArgumentException("JSON第" + line + "行无法读懂 (cannot be read at line " + line + ")", wrong);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("无法读取 (cannot be read)", unreadable);
        }
        limit(reports.size());
        List<Incoming> incoming = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            JsonReport r = reports.get(i);
            int before = faults.size();
            List<Measured> measured = new ArrayList<>();
            for (JsonFigure f : r.measured() == null ? List.<JsonFigure>of() : r.measured()) {
                rows[0]++;
                figure(i + 1, text(f.item()), text(f.value()), text(f.unit()), text(f.method()), faults)
                        .ifPresent(measured::add);
            }
            if (faults.size() == before) {
                Head head = new Head(
                        text(r.sample()),
                        text(r.lab()),
                        text(r.reportNo()),
                        r.reportedOn() == null ? "" : r.reportedOn().toString(),
                        r.retest(),
                        text(r.variant()));
                incoming(i + 1, head, measured, faults).ifPresent(incoming::add);
            }
        }
        return incoming;
    }

    // ---- both

    private static void limit(int reports) {
        if (reports > MOST_REPORTS) {
            throw new IllegalArgumentException("一次最多" + MOST_REPORTS + "份报告 (too many reports: split the file)");
        }
    }

    private Optional<Measured> figure(
            int row, String item, String value, String unit, String method, List<LabImported.Fault> faults) {
        Optional<TestItem> known = materials.item(item).or(() -> materials.items().stream()
                .filter(i -> i.name().zh().equals(item) || i.name().en().equalsIgnoreCase(item))
                .findFirst());
        if (known.isEmpty()) {
            faults.add(new LabImported.Fault(row, Column.ITEM.zh, "目录中没有检验项目“" + item + "” (unknown item)"));
            return Optional.empty();
        }
        try {
            String sign = unit.isEmpty() ? known.get().unit().sign() : unit;
            return Optional.of(Measured.of(known.get().code(), value, sign).by(method));
        } catch (IllegalArgumentException wrong) {
            faults.add(new LabImported.Fault(row, Column.VALUE.zh, wrong.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Incoming> incoming(int row, Head head, List<Measured> measured, List<LabImported.Fault> faults) {
        Optional<SampleId> sample = sampleOf(head.sample());
        if (sample.isEmpty()) {
            faults.add(new LabImported.Fault(
                    row, Column.SAMPLE.zh, "没有这个样品或封签号“" + head.sample() + "” (no such sample or seal)"));
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(head.day().replace('/', '-').replace('.', '-'));
            return Optional.of(new Incoming(
                    row,
                    sample.get(),
                    head.retest(),
                    new LabReport(head.lab(), head.reportNo(), day, measured, Optional.of(head.form()))));
        } catch (DateTimeParseException noDay) {
            faults.add(new LabImported.Fault(
                    row, Column.DAY.zh, "日期形如 2026-11-24 (a day looks like 2026-11-24): " + head.day()));
        } catch (IllegalArgumentException wrong) {
            faults.add(new LabImported.Fault(row, "", wrong.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<SampleId> sampleOf(String text) {
        if (text.length() == 36) {
            try {
                return inspections.sample(new SampleId(UUID.fromString(text))).map(SampleView::id);
            } catch (IllegalArgumentException aSealThen) {
                return custody.bySeal(text);
            }
        }
        return custody.bySeal(text);
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
