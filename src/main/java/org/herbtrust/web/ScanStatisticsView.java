package org.herbtrust.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.ScanStatistics;
import org.herbtrust.label.Scans;
import org.herbtrust.material.Material;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;

/** The tables of scans as a person reads them, on a page or in a spreadsheet. */
@ApplicationScoped
class ScanStatisticsView {

    private static final int USUAL_DAYS = 30;
    private static final Text NOT_TOLD = Text.of("未告知", "not told");

    @Inject
    Pages pages;

    @Inject
    PageContext context;

    @Inject
    Scans scans;

    @Inject
    Provinces provinces;

    @Inject
    Materials materials;

    @Inject
    Clock clock;

    /**
     * @param total in digits, or as too small to be shown
     * @param tables by day, place and material
     */
    public record Shown(LocalDate from, LocalDate to, String total, int smallest, List<Table> tables) {}

    /** @param widest the greatest number, for bars; 0 if none is shown */
    public record Table(Text title, List<Line> lines, int widest) {}

    /** @param scans in digits, or as too small to be shown */
    public record Line(String name, String scans, int number) {}

    /**
     * The page for the days that were asked for; for the usual ones, with what is wrong, if they are none.
     *
     * @param merchant whose labels; empty for the whole market's
     * @param page of the tables and a sentence about what is wrong, empty if nothing is
     */
    Response page(
            Optional<MerchantId> merchant, String from, String to, BiFunction<Shown, String, TemplateInstance> page) {
        Locale language = context.getLocale();
        try {
            return pages.html(page.apply(of(merchant, from, to, language), ""));
        } catch (IllegalArgumentException wrong) {
            return pages.html(400, page.apply(of(merchant, "", "", language), wrong.getMessage()));
        }
    }

    /** The same tables as a file. */
    Response csv(Optional<MerchantId> merchant, String from, String to) {
        Locale language = context.getLocale();
        return csv(of(merchant, from, to, language), language);
    }

    private Shown of(Optional<MerchantId> merchant, String from, String to, Locale language) {
        LocalDate last = day(to).orElse(Market.dayOf(clock.instant()));
        LocalDate first = day(from).orElse(last.minusDays(USUAL_DAYS - 1L));
        ScanStatistics found = scans.statistics(merchant, first, last);
        List<Table> tables = new ArrayList<>();
        tables.add(table(Text.of("按日", "By day"), found, found.byDay(), line -> line));
        tables.add(table(Text.of("按地点", "By place"), found, found.byPlace(), key -> place(key, language)));
        tables.add(table(Text.of("按品种", "By material"), found, found.byMaterial(), key -> material(key, language)));
        boolean shown = found.total() == 0 || found.total() >= found.smallest();
        return new Shown(
                first,
                last,
                shown ? Long.toString(found.total()) : "<" + found.smallest(),
                found.smallest(),
                List.copyOf(tables));
    }

    /** A header, then one line for each number: which table, what, how many. */
    Response csv(Shown shown, Locale language) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                Text.of("统计表", "table").in(language),
                Text.of("项目", "item").in(language),
                Text.of("扫码次数", "scans").in(language)));
        for (Table table : shown.tables()) {
            for (Line line : table.lines()) {
                rows.add(List.of(table.title().in(language), line.name(), line.scans()));
            }
        }
        return Response.ok(Sheet.write("scans", rows, SheetFormat.CSV), "text/csv;charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"scans-" + shown.from() + "-" + shown.to() + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    private static Table table(
            Text title, ScanStatistics found, List<ScanStatistics.Line> lines, UnaryOperator<String> named) {
        List<Line> shown = lines.stream()
                .map(l -> new Line(
                        named.apply(l.key()),
                        l.scans().map(Object::toString).orElse("<" + found.smallest()),
                        l.scans().orElse(0)))
                .toList();
        return new Table(
                title, shown, shown.stream().mapToInt(Line::number).max().orElse(0));
    }

    private String place(String key, Locale language) {
        return key.isEmpty() ? NOT_TOLD.in(language) : provinces.name(key);
    }

    private String material(String key, Locale language) {
        return key.isEmpty()
                ? NOT_TOLD.in(language)
                : materials
                        .find(new MaterialCode(key))
                        .map(Material::name)
                        .map(name -> name.in(language))
                        .orElse(key);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException notADay) {
            throw new IllegalArgumentException("请填写日期，如 2026-09-30 (a date is needed)", notADay);
        }
    }
}
