package org.herbtrust.material;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafId;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.rules.LineDiff;
import org.herbtrust.platform.Database;

/**
 * How the catalogue changes while the application runs: somebody proposes a file's new text with a reason, a second person
 * reads the difference and approves it, and from its day on it holds. The past never changes: a text holds from the day after
 * its approval at the earliest, and what held before goes on answering for the days before.
 */
@ApplicationScoped
public class CatalogueDrafts {

    private static final int LARGEST_TEXT = 1_000_000;
    private static final int LONGEST_REASON = 1000;
    private static final int KEPT_AROUND = 2;
    private static final int SHOWN = 200;

    /** What may be changed on a page. Divisions are the statistics bureau's, editions and processes come with the program. */
    private static final List<String> FILES = List.of(
            "limits.csv",
            "materials.csv",
            "items.csv",
            "restrictions.yaml",
            "violations.yaml",
            "checklists.yaml",
            "periods.yaml",
            "inspection-numbers.yaml",
            "focus.yaml",
            "yields.csv");

    private static final String COLUMNS = """
            select d.id, d.file, d.sha256, d.effective_on, d.why, d.drafted_at, d.drafted_by, c.approved, c.decided_by, c.decided_at,
                   c.reason
            from catalogue_draft d left join catalogue_decision c on c.draft_id = d.id
            """;

    @Inject
    Database database;

    @Inject
    Materials materials;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    /** How many approvals the catalogue in memory has seen. */
    private final AtomicLong seen = new AtomicLong(-1);

    public List<String> files() {
        return FILES;
    }

    /** The newest approved text of a file, else the shipped one: what a new draft starts from. */
    public String text(String file) {
        requireFile(file);
        return newest().text(file);
    }

    /** Newest first, those that wait before all others; at most 200. */
    public List<DraftView> list() {
        return database.query(
                COLUMNS + " order by (c.draft_id is null) desc, d.id desc limit ?", CatalogueDrafts::view, SHOWN);
    }

    public Optional<DraftView> find(long id) {
        return database.one(COLUMNS + " where d.id = ?", CatalogueDrafts::view, id);
    }

    /** The proposed text. */
    public String textOf(long id) {
        return database.one("select content from catalogue_draft where id = ?", row -> row.getString(1), id)
                .orElseThrow(() -> unknown(id));
    }

    /** What a draft changes against the text that holds now; of an approved one, against what it replaced. */
    public List<List<LineDiff.Line>> diff(long id) {
        DraftView draft = find(id).orElseThrow(() -> unknown(id));
        String before = draft.state() == DraftView.State.APPROVED
                ? database.one(
                                """
                                select d.content from catalogue_draft d join catalogue_decision c on c.draft_id = d.id and c.approved
                                where d.file = ? and c.decided_at < ? order by c.decided_at desc limit 1
                                """,
                                row -> row.getString(1),
                                draft.file(),
                                draft.decidedAt().orElseThrow())
                        .orElseGet(() -> CatalogueTexts.SHIPPED.text(draft.file()))
                : text(draft.file());
        return LineDiff.stretches(before, textOf(id), KEPT_AROUND);
    }

    /**
     * Proposes a text. It is read as at the start of the application, beside the files that it would stand with.
     *
     * @param base hex SHA-256 of the text that the drafter had before them
     * @param effectiveOn tomorrow at the earliest, and not before the day of a text of this file that was approved already
     * @return the draft's number
     * @throws Refused with file and line if the text can't be read, takes a code away, changes nothing, or the text that it
     *     was made from holds no more
     */
    @Transactional
    public long propose(String file, String base, String text, LocalDate effectiveOn, String why, Actor actor) {
        requireRegulator(actor);
        requireFile(file);
        LocalDate today = Market.dayOf(clock.instant());
        requireDay(effectiveOn, today);
        String reason = why == null ? "" : why.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("请写明依据，最多" + LONGEST_REASON + "字 (a reason is needed)");
        }
        requireAfterApproved(file, effectiveOn);
        String clean = clean(text);
        if (clean.isBlank() || clean.length() > LARGEST_TEXT) {
            throw new IllegalArgumentException("内容应为1到" + LARGEST_TEXT + "字 (1 to " + LARGEST_TEXT + " characters)");
        }
        String present = text(file);
        byte[] presentSha256 = CatalogueTexts.sha256(present);
        if (!HexFormat.of().formatHex(presentSha256).equals(base)) {
            throw new Refused(
                    MaterialRefusal.DRAFT_OUTDATED,
                    "该文件已被他人更新，请在新内容上重新修改 (the file was changed meanwhile: start from the new text)");
        }
        if (clean.equals(clean(present))) {
            throw new Refused(MaterialRefusal.DRAFT_WRONG, "内容没有变化 (nothing is changed)");
        }
        requireReadable(file, clean, effectiveOn);
        return database.insert(
                """
                insert into catalogue_draft (file, content, sha256, base_sha256, effective_on, why, drafted_at, drafted_by)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                file,
                clean,
                CatalogueTexts.sha256(clean),
                presentSha256,
                Date.valueOf(effectiveOn),
                reason,
                clock.instant(),
                actor.account());
    }

    /**
     * A second person's yes: the text holds from its day on, and the ledger commits to it.
     *
     * @throws Refused if it is the drafter's own, was decided, its day has come already, or another text was approved since
     */
    public DraftView approve(long id, String reason, Actor actor) {
        DraftView approved = QuarkusTransaction.requiringNew().call(() -> approved(id, reason, actor));
        // only now is it certain; other replicas learn of it within half a minute
        refresh();
        return approved;
    }

    private DraftView approved(long id, String reason, Actor actor) {
        DraftView draft = undecided(id, actor);
        if (draft.draftedBy().equals(actor.account())) {
            throw new Refused(MaterialRefusal.DRAFT_OWN, "须由起草人以外的人审批 (a draft is approved by somebody else)");
        }
        requireDay(draft.effectiveOn(), Market.dayOf(clock.instant()));
        requireAfterApproved(draft.file(), draft.effectiveOn());
        String text = textOf(id);
        boolean upToDate = database.one(
                        "select base_sha256 = ? from catalogue_draft where id = ?",
                        row -> row.getBoolean(1),
                        CatalogueTexts.sha256(text(draft.file())),
                        id)
                .orElseThrow();
        if (!upToDate) {
            throw new Refused(
                    MaterialRefusal.DRAFT_OUTDATED, "起草之后该文件已更新，请重新起草 (the file was changed since: draft again)");
        }
        requireReadable(draft.file(), text, draft.effectiveOn());
        LeafId leaf =
                ledger.append(LeafKind.POLICY, "catalogue/" + draft.file() + "/" + id, CatalogueTexts.sha256(text));
        decide(draft, true, reason, Optional.of(leaf), actor);
        return find(id).orElseThrow();
    }

    /** The drafter or somebody else takes a draft off the list. */
    @Transactional
    public DraftView reject(long id, String reason, Actor actor) {
        DraftView draft = undecided(id, actor);
        decide(draft, false, reason, Optional.empty(), actor);
        return find(id).orElseThrow();
    }

    // ---- inside

    void readAtStart(@Observes @Priority(100) StartupEvent starting) {
        refresh();
    }

    /** Another replica may have approved something. */
    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        long approvals = database.one("select count(*) from catalogue_decision where approved", row -> row.getLong(1))
                .orElseThrow();
        if (seen.get() != approvals) {
            materials.replace(approved());
            seen.set(approvals);
        }
    }

    private List<CatalogueTexts.Dated> approved() {
        return database.query(
                """
                select d.effective_on, d.file, d.content from catalogue_draft d
                join catalogue_decision c on c.draft_id = d.id and c.approved order by c.decided_at, d.id
                """, row -> new CatalogueTexts.Dated(row.getDate(1).toLocalDate(), row.getString(2), row.getString(3)));
    }

    private CatalogueTexts newest() {
        return CatalogueTexts.byDay(approved()).lastEntry().getValue();
    }

    private DraftView undecided(long id, Actor actor) {
        requireRegulator(actor);
        // no two decisions on the catalogue at the same time: each must see what the other replaced
        database.query("select pg_advisory_xact_lock(hashtext('catalogue'))", row -> true);
        DraftView draft = find(id).orElseThrow(() -> unknown(id));
        if (draft.state() != DraftView.State.PROPOSED) {
            throw new Refused(
                    MaterialRefusal.DRAFT_DECIDED,
                    "该草案%s (the draft was decided)"
                            .formatted(draft.state().title().zh()));
        }
        return draft;
    }

    private void decide(DraftView draft, boolean approved, String reason, Optional<LeafId> leaf, Actor actor) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("说明最多" + LONGEST_REASON + "字 (too long)");
        }
        database.update(
                """
                insert into catalogue_decision (draft_id, drafted_by, decided_by, decided_at, approved, reason, leaf_id)
                values (?, ?, ?, ?, ?, ?, ?::bigint)
                """,
                draft.id(),
                draft.draftedBy(),
                actor.account(),
                clock.instant(),
                approved,
                why,
                leaf.map(LeafId::value).orElse(null));
    }

    /** On each day on which the text would hold it stands beside the other files of that day, and all of them must be readable. */
    private void requireReadable(String file, String text, LocalDate from) {
        Catalogue before = Catalogue.read(newest());
        List<CatalogueTexts.Dated> with = new ArrayList<>(approved());
        with.add(new CatalogueTexts.Dated(from, file, text));
        Catalogue after = before;
        for (Map.Entry<LocalDate, CatalogueTexts> day :
                CatalogueTexts.byDay(with).tailMap(from, true).entrySet()) {
            try {
                after = Catalogue.read(day.getValue());
            } catch (IllegalStateException wrong) {
                throw new Refused(
                        MaterialRefusal.DRAFT_WRONG,
                        "自%s起 (from %s on): %s".formatted(day.getKey(), day.getKey(), wrong.getMessage()));
            }
        }
        // facts of years name them: a code may end by its dates, but it is never taken away
        requireKept(
                "materials.csv", before.materials().keySet(), after.materials().keySet());
        requireKept("items.csv", before.items().keySet(), after.items().keySet());
        requireKept(
                "violations.yaml",
                codes(before.violations(), ViolationType::code),
                codes(after.violations(), ViolationType::code));
        requireKept(
                "periods.yaml", codes(before.periods(), LegalPeriod::code), codes(after.periods(), LegalPeriod::code));
        requireKept(
                "inspection-numbers.yaml",
                codes(before.numbers(), LegalNumber::code),
                codes(after.numbers(), LegalNumber::code));
    }

    /** A browser sends CRLF whatever it was given, and drops or adds blank lines at the end. */
    private static String clean(String text) {
        return text == null
                ? ""
                : text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing() + "\n";
    }

    private static <T> Set<String> codes(List<T> rows, Function<T, String> code) {
        return new HashSet<>(rows.stream().map(code).toList());
    }

    private static void requireKept(String file, Set<?> before, Set<?> after) {
        List<Object> lost = new ArrayList<>(before);
        lost.removeAll(after);
        if (!lost.isEmpty()) {
            throw new Refused(
                    MaterialRefusal.DRAFT_WRONG,
                    "%s：代码不能删除，只能以失效日终止 (codes are ended by a date, not removed): %s"
                            .formatted(file, lost.subList(0, Math.min(5, lost.size()))));
        }
    }

    private static void requireDay(LocalDate effectiveOn, LocalDate today) {
        if (effectiveOn == null || !effectiveOn.isAfter(today)) {
            throw new Refused(
                    MaterialRefusal.DRAFT_WRONG,
                    "生效日最早为明天，过去的判定不因此改变 (in force tomorrow at the earliest: the past stays as it was)");
        }
        if (effectiveOn.isAfter(today.plusYears(2))) {
            throw new Refused(MaterialRefusal.DRAFT_WRONG, "生效日不超过两年后 (in force within two years)");
        }
    }

    /**
     * A draft is made from the newest text, also from one that is still to come. In force before that one it would bring the
     * change forward, and the other would take this one's own change back when its day comes.
     */
    private void requireAfterApproved(String file, LocalDate effectiveOn) {
        approved().stream()
                .filter(text -> text.file().equals(file))
                .map(CatalogueTexts.Dated::from)
                .max(Comparator.naturalOrder())
                .filter(effectiveOn::isBefore)
                .ifPresent(approved -> {
                    throw new Refused(
                            MaterialRefusal.DRAFT_WRONG,
                            "该文件已有%s生效的文本获批，新文本不能早于它生效 (a text of this file holds from %s on: not before that)"
                                    .formatted(approved, approved));
                });
    }

    private static void requireFile(String file) {
        if (!FILES.contains(file)) {
            throw new Refused(
                    MaterialRefusal.DRAFT_UNKNOWN, "没有可修改的文件“%s” (not a file that can be changed)".formatted(file));
        }
    }

    private static void requireRegulator(Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.ADMIN)) {
            throw new Refused(MaterialRefusal.DRAFT_NOT_YOURS, "目录由监管人员修改和审批 (regulators change the catalogue)");
        }
    }

    private static Refused unknown(long id) {
        return new Refused(MaterialRefusal.DRAFT_UNKNOWN, "没有草案" + id + " (no such draft)");
    }

    private static DraftView view(ResultSet row) throws SQLException {
        boolean approved = row.getBoolean("approved");
        boolean decided = row.getString("decided_by") != null;
        return new DraftView(
                row.getLong("id"),
                row.getString("file"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getDate("effective_on").toLocalDate(),
                row.getString("why"),
                Database.instant(row, "drafted_at"),
                row.getString("drafted_by"),
                decided ? approved ? DraftView.State.APPROVED : DraftView.State.REJECTED : DraftView.State.PROPOSED,
                Optional.ofNullable(row.getString("decided_by")),
                Optional.ofNullable(Database.instant(row, "decided_at")),
                Optional.ofNullable(row.getString("reason")).orElse(""));
    }
}
