package org.herbtrust.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditFact;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.kernel.WorkingDays;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;
import org.herbtrust.publication.rules.PenaltyKind;

/**
 * The door for penalties and licences of authorities: they come in files or are typed in, are published within the legal
 * time, and become credit facts. The market decides none of them; it only passes them on.
 */
@ApplicationScoped
public class AuthorityRecords {

    private static final TypeReference<TreeMap<String, String>> FIELDS = new TypeReference<>() {};

    private static final String SELECT = """
            select id, kind, document_no, merchant_id, fields, decided_on, received_at, record_id, withdrawn_at
            from authority_record
            """;

    @Inject
    Database database;

    @Inject
    Publication publication;

    @Inject
    Credit credit;

    @Inject
    Merchants merchants;

    @Inject
    ExchangeRules rules;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    private final WorkingDays workingDays = WorkingDays.china();

    /** The fields that {@link #enter} takes. */
    public ExchangeFormat format(ExchangeKind kind) {
        return rules.current(kind);
    }

    /**
     * Takes a file of records over: those about parties of this market are kept, published and made credit facts; a record
     * that is here already, unchanged, is left as it is.
     *
     * @param file CSV, XLSX or XML in the fields of any version that is known
     * @param checkOnly reads and checks everything and stores nothing
     * @param goodRows keeps the records without error and reports the others; else one error keeps everything out
     * @throws Refused {@link PublicationRefusal#EXCHANGE_REFUSED} with an error a field
     */
    @Transactional
    public AuthorityImport take(byte[] file, ExchangeKind kind, boolean checkOnly, boolean goodRows, Actor actor) {
        requireRegulator(actor);
        ExchangeTable table = ExchangeTable.read(file, kind, rules);
        List<AuthorityImport.RowError> errors = new ArrayList<>();
        List<Ready> ready = new ArrayList<>();
        int known = 0;
        int elsewhere = 0;
        int refused = 0;
        for (ExchangeTable.Row row : table.rows()) {
            ExchangeFormat.Checked checked = checked(table.format(), row.values());
            List<AuthorityImport.RowError> wrong = new ArrayList<>();
            checked.errors().forEach(e -> wrong.add(new AuthorityImport.RowError(row.number(), e.code(), e.message())));
            Optional<MerchantId> merchant = merchant(kind, checked.values());
            if (wrong.isEmpty() && merchant.isEmpty()) {
                elsewhere++;
                continue;
            }
            if (wrong.isEmpty()) {
                Ready candidate = new Ready(merchant.orElseThrow(), checked.values());
                Optional<String> problem = problem(kind, candidate, ready);
                problem.ifPresent(p -> wrong.add(new AuthorityImport.RowError(row.number(), kind.numberField(), p)));
                if (problem.isEmpty() && isKnown(kind, candidate)) {
                    known++;
                } else if (problem.isEmpty()) {
                    ready.add(candidate);
                }
            }
            if (!wrong.isEmpty()) {
                refused++;
                errors.addAll(wrong);
            }
        }
        if (refused > 0 && !goodRows && !checkOnly) {
            throw new Refused(
                    PublicationRefusal.EXCHANGE_REFUSED,
                    "%d条记录有误，未导入 (%1$d records have errors; nothing was taken over)".formatted(refused),
                    errors.stream()
                            .limit(AuthorityImport.MOST_ERRORS)
                            .map(e -> new Refused.FieldError("row " + e.row() + ", " + e.field(), e.message()))
                            .toList());
        }
        if (!checkOnly) {
            ready.forEach(record -> keep(kind, record, actor));
        }
        return new AuthorityImport(
                kind,
                table.format().version(),
                checkOnly,
                table.rows().size(),
                ready.size(),
                known,
                elsewhere,
                refused,
                errors,
                table.ignored());
    }

    /**
     * Takes one record over that somebody typed.
     *
     * @param fields by code of {@link #format}
     * @throws Refused {@link PublicationRefusal#EXCHANGE_REFUSED} with an error a field
     */
    @Transactional
    public AuthorityRecord enter(ExchangeKind kind, Map<String, String> fields, Actor actor) {
        requireRegulator(actor);
        ExchangeFormat.Checked checked = rules.current(kind).check(fields);
        List<Refused.FieldError> errors = new ArrayList<>(checked.errors().stream()
                .map(e -> new Refused.FieldError("/" + e.code(), e.message()))
                .toList());
        Optional<MerchantId> merchant = merchant(kind, checked.values());
        if (errors.isEmpty() && merchant.isEmpty()) {
            errors.add(new Refused.FieldError(
                    "/" + kind.field("_XDR_SHXYM"), "市场内没有此统一社会信用代码的经营者 (nobody in this market has that USCC)"));
        }
        if (errors.isEmpty()) {
            problem(kind, new Ready(merchant.orElseThrow(), checked.values()), List.of())
                    .ifPresent(p -> errors.add(new Refused.FieldError("/" + kind.numberField(), p)));
        }
        if (!errors.isEmpty()) {
            throw new Refused(PublicationRefusal.EXCHANGE_REFUSED, "请检查标出的字段 (check the fields listed)", errors);
        }
        Ready record = new Ready(merchant.orElseThrow(), checked.values());
        long id = isKnown(kind, record) ? existing(kind, record).orElseThrow().id() : keep(kind, record, actor);
        return get(id);
    }

    /**
     * Takes a record back that the authority changed or quashed: gone from the public at once, with the reason published in
     * the same scope, and without effect on the grade.
     */
    @Transactional
    public AuthorityRecord withdraw(long id, String why, Actor actor) {
        requireRegulator(actor);
        String reason = why == null ? "" : why.strip();
        if (reason.isEmpty() || reason.length() > 500) {
            throw new IllegalArgumentException("请写明撤回理由，最多500个字 (a reason of 1 to 500 characters)");
        }
        AuthorityRecord record = get(id);
        if (record.withdrawn()) {
            return record;
        }
        Instant now = clock.instant();
        database.update(
                "update authority_record set withdrawn_at = ?, withdrawn_why = ? where id = ?", now, reason, id);
        if (record.publishedAs().isPresent() && publication.isPublished(record.documentNo())) {
            publication.withdraw(
                    record.documentNo(), Text.of(reason, reason), authority(record.kind(), record.fields()));
        }
        if (record.kind() == ExchangeKind.PENALTY) {
            credit.factFrom(source(record.documentNo(), record.merchant()))
                    .ifPresent(fact -> credit.enter(fact, FactStatus.QUASHED, Market.dayOf(now), reason, actor));
        }
        return get(id);
    }

    /** @throws Refused {@link PublicationRefusal#NOT_PUBLIC} if there is none */
    public AuthorityRecord get(long id) {
        return database.one(SELECT + "where id = ?", this::record, id)
                .orElseThrow(() -> new Refused(PublicationRefusal.NOT_PUBLIC, "没有这条记录 (no such record): " + id));
    }

    /** All that are kept, newest first. */
    public Page<AuthorityRecord> list(ExchangeKind kind, String cursor, Integer limit, Actor actor) {
        requireReader(actor);
        int size = Page.size(limit);
        long before = cursor == null || cursor.isBlank() ? Long.MAX_VALUE : Long.parseLong(cursor);
        List<AuthorityRecord> found = database.query(
                SELECT + "where kind = ? and id < ? order by id desc limit ?",
                this::record,
                kind.name(),
                before,
                size + 1);
        boolean more = found.size() > size;
        List<AuthorityRecord> shown = more ? found.subList(0, size) : found;
        return new Page<>(shown, more ? Long.toString(shown.get(size - 1).id()) : null);
    }

    /** What is in force of a kind, decided in these days, the oldest first: what an exchange file holds. */
    List<AuthorityRecord> decided(ExchangeKind kind, LocalDate from, LocalDate to, int most) {
        return database.query(SELECT + """
                        where kind = ? and decided_on between ? and ? and withdrawn_at is null
                        order by decided_on, id limit ?""", this::record, kind.name(), from, to, most);
    }

    private record Ready(MerchantId merchant, Map<String, String> fields) {}

    private ExchangeFormat.Checked checked(ExchangeFormat format, Map<String, String> raw) {
        if (format.version().equals(ExchangeRules.CURRENT)) {
            return format.check(raw);
        }
        // what the older set does not have can't be asked of it
        ExchangeFormat.Checked old = format.check(raw);
        return new ExchangeFormat.Checked(format.renewed(old.values()), old.errors());
    }

    private Optional<MerchantId> merchant(ExchangeKind kind, Map<String, String> fields) {
        return Optional.ofNullable(fields.get(kind.field("_XDR_SHXYM")))
                .flatMap(uscc -> merchants.byUscc(new Uscc(uscc)))
                .map(MerchantView::id);
    }

    private Optional<String> problem(ExchangeKind kind, Ready record, List<Ready> before) {
        if (decidedOn(kind, record.fields()).isAfter(today())) {
            return Optional.of("决定日期晚于今天 (decided after today)");
        }
        if (before.stream().anyMatch(other -> same(kind, other, record))) {
            return Optional.of("文号在文件中出现两次 (the number is in the file twice)");
        }
        if (kind == ExchangeKind.PENALTY
                && rules.penalty(penaltyKind(record.fields())).isEmpty()) {
            return Optional.of("不认识的处罚类别 (unknown kind of penalty): " + penaltyKind(record.fields()));
        }
        Optional<AuthorityRecord> existing = existing(kind, record);
        if (existing.isEmpty() && publication.isPublished(number(kind, record))) {
            return Optional.of("该文号已就另一当事人公布 (published already about another party)");
        }
        return existing.filter(kept -> !kept.fields().equals(record.fields()))
                .map(kept -> "该文号已有不同内容，请先撤回 (kept with other content: withdraw it first)");
    }

    private static boolean same(ExchangeKind kind, Ready one, Ready other) {
        return one.merchant().equals(other.merchant()) && number(kind, one).equals(number(kind, other));
    }

    private boolean isKnown(ExchangeKind kind, Ready record) {
        return existing(kind, record).isPresent();
    }

    private Optional<AuthorityRecord> existing(ExchangeKind kind, Ready record) {
        return database.one(
                SELECT + "where kind = ? and document_no = ? and merchant_id = ? and withdrawn_at is null",
                this::record,
                kind.name(),
                number(kind, record),
                record.merchant().value());
    }

    private long keep(ExchangeKind kind, Ready record, Actor actor) {
        Optional<PenaltyKind> penalty =
                kind == ExchangeKind.PENALTY ? rules.penalty(penaltyKind(record.fields())) : Optional.empty();
        boolean isPublic = penalty.map(PenaltyKind::published).orElse(true);
        Optional<LocalDate> end = kind == ExchangeKind.PENALTY
                ? Optional.of(displayedUntil(record.fields(), penalty.orElseThrow()))
                : Optional.ofNullable(record.fields().get("XK_YXQZI"))
                        .map(LocalDate::parse)
                        .map(last -> last.plusDays(1));
        LocalDate today = today();
        // what is over already is kept, and shown to nobody
        boolean open = end.map(today::isBefore).orElse(true);
        Long published = isPublic && open ? publication.publish(publicRecord(kind, record, end, today)) : null;
        long id = database.insert(
                """
                insert into authority_record
                    (kind, document_no, merchant_id, fields, decided_on, received_at, received_by, record_id)
                values (?, ?, ?, ?::jsonb, ?, ?, ?, ?) returning id""",
                kind.name(),
                number(kind, record),
                record.merchant().value(),
                text(record.fields()),
                decidedOn(kind, record.fields()),
                clock.instant(),
                actor.account(),
                published);
        penalty.ifPresent(how -> credit.add(fact(record, how), actor));
        return id;
    }

    private NewRecord publicRecord(ExchangeKind kind, Ready record, Optional<LocalDate> end, LocalDate today) {
        Map<String, String> fields = record.fields();
        boolean penalty = kind == ExchangeKind.PENALTY;
        String what = penalty
                ? fields.get("CF_CFLB") + "：" + fields.get("CF_NR")
                : fields.get("XK_XKWS") + "：" + fields.get("XK_NR");
        String ground =
                penalty ? fields.get("CF_WFXW") + "（" + fields.get("CF_YJ") + "）" : fields.getOrDefault("XK_XKLB", "");
        return new NewRecord(
                penalty ? RecordKind.PENALTY : RecordKind.LICENCE,
                record.merchant(),
                number(kind, record),
                Text.of(shortened(what), penalty ? "penalty of an authority" : "licence of an authority"),
                Text.of(shortened(ground), "in the words of the authority's document"),
                authority(kind, fields),
                0,
                decidedOn(kind, fields),
                today,
                end,
                rules.policyVersion());
    }

    private static CreditFact fact(Ready record, PenaltyKind how) {
        String number = number(ExchangeKind.PENALTY, record);
        return new CreditFact(
                record.merchant(),
                FactType.valueOf(how.fact()),
                decidedOn(ExchangeKind.PENALTY, record.fields()),
                0,
                0,
                0,
                Optional.empty(),
                Optional.of(DisplayClass.valueOf(how.displayClass())),
                Optional.empty(),
                Optional.of(displayedUntil(record.fields(), how)),
                source(number, record.merchant()),
                Optional.of(number));
    }

    /** Counted from the day of the document (国家发展改革委令第36号), unless the authority sets an end. */
    private static LocalDate displayedUntil(Map<String, String> fields, PenaltyKind how) {
        return Optional.ofNullable(fields.get("CF_GSJZQ"))
                .map(LocalDate::parse)
                .map(last -> last.plusDays(1))
                .orElseGet(() -> decidedOn(ExchangeKind.PENALTY, fields).plusMonths(how.months()));
    }

    private static String source(String documentNo, MerchantId merchant) {
        return "penalty:" + documentNo + ":" + merchant;
    }

    private static String penaltyKind(Map<String, String> fields) {
        return fields.getOrDefault("CF_CFLB", "");
    }

    private static String authority(ExchangeKind kind, Map<String, String> fields) {
        return fields.get(
                kind == ExchangeKind.PENALTY ? "CF_CFJG" : fields.containsKey("XK_XKJG") ? "XK_XKJG" : "XK_XZJG");
    }

    private static LocalDate decidedOn(ExchangeKind kind, Map<String, String> fields) {
        return LocalDate.parse(fields.get(kind.field("_JDRQ")));
    }

    private static String number(ExchangeKind kind, Ready record) {
        return record.fields().get(kind.numberField());
    }

    private static String shortened(String text) {
        return text.length() > 1000 ? text.substring(0, 999) + "…" : text;
    }

    private AuthorityRecord record(ResultSet row) throws SQLException {
        LocalDate decidedOn = row.getObject("decided_on", LocalDate.class);
        long recordId = row.getLong("record_id");
        boolean published = !row.wasNull();
        try {
            return new AuthorityRecord(
                    row.getLong("id"),
                    ExchangeKind.valueOf(row.getString("kind")),
                    row.getString("document_no"),
                    new MerchantId(row.getLong("merchant_id")),
                    json.readValue(row.getString("fields"), FIELDS),
                    decidedOn,
                    row.getTimestamp("received_at").toInstant(),
                    deadline(decidedOn),
                    published ? Optional.of(recordId) : Optional.empty(),
                    row.getTimestamp("withdrawn_at") != null);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    private Optional<LocalDate> deadline(LocalDate decidedOn) {
        try {
            return Optional.of(workingDays.plus(decidedOn, rules.discloseWorkingDays()));
        } catch (WorkingDays.NoCalendar notYet) {
            return Optional.empty();
        }
    }

    private String text(Map<String, String> fields) {
        try {
            return json.writeValueAsString(new TreeMap<>(fields));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }

    static void requireRegulator(Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.ADMIN)) {
            throw new Refused(PublicationRefusal.REGULATORS_ONLY, "须由监管人员办理 (regulators only)");
        }
    }

    static void requireReader(Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(PublicationRefusal.REGULATORS_ONLY, "须由监管人员或市场办公室查看 (regulators and office only)");
        }
    }
}
