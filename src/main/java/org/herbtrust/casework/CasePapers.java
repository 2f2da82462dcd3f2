package org.herbtrust.casework;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.WorkingDays;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Evidence;
import org.herbtrust.platform.FileKind;

/**
 * Makes the documents of cases and keeps them: what was served is what is kept, byte by byte, and the ledger has its hash.
 * Numbers run without gaps for each series and year: the transaction that fails gives its number back.
 */
@ApplicationScoped
class CasePapers {

    private static final int SEAL_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Inject
    CaseFiles files;

    @Inject
    CaseFolder folder;

    @Inject
    AdmissionFiles admissions;

    @Inject
    Merchants merchants;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Evidence evidence;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    /** How the market signs its documents. */
    @ConfigProperty(name = "herbtrust.market.name", defaultValue = "中药材市场管理办公室")
    String marketName;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance paper(CaseSheet sheet);
    }

    /** A number of the series in this year. */
    String number(String series) {
        int year = today().getYear();
        return "%s〔%d〕%d号".formatted(series, year, files.nextNumber(series, year));
    }

    /**
     * Makes and keeps the document of a step.
     *
     * @param course after the step: the days that the document names
     * @param taken the number that the step has taken already, such as a decision's; null for a fresh one
     */
    void make(Stepped s, Move move, Course course, String taken, Actor actor) {
        Casebook.Paper paper = s.book().papers().get(s.paper());
        MerchantView merchant = merchants.get(s.row().merchant());
        String number = taken != null ? taken : number(s.procedure().series() + paper.suffix());
        Map<String, String> fields = fields(s, merchant, actor);
        WorkingDays days = calendar.days();
        byte[] seal = new byte[SEAL_BYTES];
        random.nextBytes(seal);
        CaseSheet sheet = new CaseSheet(
                marketName,
                number,
                filled(paper.title(), fields, course, days),
                paper.addressed()
                        ? "%s（%s，统一社会信用代码 %s）"
                                .formatted(
                                        merchant.name(),
                                        merchant.id(),
                                        merchant.uscc().value())
                        : null,
                CaseSheet.paragraphs(filled(paper.body(), fields, course, days)),
                CaseSheet.chinese(today()),
                s.row().id().toString(),
                paper.audience() == Casebook.Audience.OFFICIALS ? "内部文书，不对外提供" : "本件一式留存，与送达件为同一文件",
                HexFormat.of().withUpperCase().formatHex(seal).replaceAll("(.{8})(?=.)", "$1-"));
        byte[] pdf = SheetPdf.of(Templates.paper(sheet).render());
        String sha256 = evidence.keep(pdf, EnumSet.of(FileKind.PDF), Evidence.LARGEST, actor)
                .sha256();
        long id = files.keep(s.row().id(), move, paper, sheet.title(), number, sheet.text(), sha256, clock.instant());
        ledger.append(LeafKind.DOCUMENT, "document/" + id, HexFormat.of().parseHex(sha256));
    }

    private static String filled(String template, Map<String, String> fields, Course course, WorkingDays days) {
        return CasebookFile.FIELD
                .matcher(template)
                .replaceAll(field -> Matcher.quoteReplacement(value(field, fields, course, days)));
    }

    private static String value(MatchResult field, Map<String, String> fields, Course course, WorkingDays days) {
        return field.group(2) == null ? fields.get(field.group(1)) : day(field, course, days);
    }

    private static String day(MatchResult field, Course course, WorkingDays days) {
        Move move = Move.valueOf(field.group(2));
        Optional<LocalDate> day =
                switch (field.group(1)) {
                    case "until" -> course.dueOn(move, days);
                    case "from" -> course.from(move, days);
                    default -> course.from(move, days).map(d -> d.minusDays(1));
                };
        return day.map(CaseSheet::chinese).orElse("规定期限");
    }

    private Map<String, String> fields(Stepped s, MerchantView merchant, Actor actor) {
        CaseFiles.Row row = s.row();
        Casebook.Ground ground = s.ground();
        List<CaseFiles.MoveRow> moves = files.moves(row.id());
        boolean granted = row.granted().orElse(true);
        String measure = granted
                ? s.procedure().measure().zh()
                : s.procedure().refusal().orElse(s.procedure().measure()).zh();
        Map<String, String> fields = new HashMap<>();
        fields.put("procedure", s.procedure().title().zh());
        fields.put("case", row.id().toString());
        fields.put("merchant", merchant.name());
        fields.put("merchantId", row.merchant().toString());
        fields.put("uscc", merchant.uscc().value());
        fields.put("stall", merchant.stall().map(Object::toString).orElse("未租用摊位"));
        fields.put("scope", merchant.scope().isBlank() ? "未填写" : merchant.scope());
        fields.put("commitment", merchant.commitmentVersion().orElse("—"));
        fields.put("facts", row.facts());
        fields.put("ground", ground.text().zh());
        fields.put("basis", ground.basis());
        fields.put("application", admissions.described(row));
        fields.put(
                "against",
                row.against()
                        .flatMap(files::find)
                        .map(d -> "所涉决定：" + d.decisionNo().orElse(d.id().toString()) + "\n")
                        .orElse(""));
        fields.put("evidence", folder.titles(row.id()));
        fields.put("checks", checks(row));
        fields.put("checkline", row.procedure() == ProcedureKind.ADMISSION ? "核查结果：" + checks(row) + "\n" : "");
        fields.put("opener", nameOf(moves, Move.OPEN));
        fields.put("actor", actor.name());
        fields.put("day", CaseSheet.chinese(today()));
        fields.put("appointed", row.appointedOn().map(CaseSheet::chinese).orElse("另行通知的日期"));
        fields.put("ends", row.removeOn().map(CaseSheet::chinese).orElse("—"));
        fields.put("note", said(s));
        fields.put(
                "visit", s.said().visit() == null ? "现场复查" : "复查记录 " + s.said().visit());
        fields.put("outcome", s.row().state().title().zh());
        fields.put("reasons", row.reasons().orElse(""));
        fields.put(
                "measure",
                measure.replace(
                        "{months}", row.termMonths().map(String::valueOf).orElse("")));
        fields.put("decision", row.decisionNo().orElse("—"));
        fields.put("publication", publication(row));
        fields.put("proposer", nameOf(moves, Move.PROPOSE_DECISION));
        fields.put("confirmer", nameOf(moves, Move.CONFIRM_DECISION));
        fields.put(
                "statement",
                moves.stream()
                        .filter(m -> m.move() == Move.RECORD_STATEMENT || m.move() == Move.HOLD_HEARING)
                        .flatMap(m -> m.note().stream())
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("期限内未提出。"));
        return fields;
    }

    private static String said(Stepped s) {
        return s.said().note() == null ? "无" : s.said().note();
    }

    private static String checks(CaseFiles.Row row) {
        return row.hits()
                .map(hits -> hits.isEmpty() ? "未发现不符合条件的情形。" : "\n" + String.join("；\n", hits) + "。")
                .orElse("尚未核查。");
    }

    private static String publication(CaseFiles.Row row) {
        if (row.procedure() != ProcedureKind.EXIT && row.procedure() != ProcedureKind.BLACKLIST) {
            return "本决定不列入公示名单";
        }
        return "自%s起公示%s"
                .formatted(
                        row.publishFrom().map(CaseSheet::chinese).orElse("送达之日"),
                        row.removeOn().map(d -> "，至" + CaseSheet.chinese(d)).orElse(""));
    }

    private static String nameOf(List<CaseFiles.MoveRow> moves, Move move) {
        return moves.stream()
                .filter(m -> m.move() == move)
                .reduce((first, second) -> second)
                .map(CaseFiles.MoveRow::name)
                .orElse("");
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
