package org.herbtrust.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.ledger.LeafId;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;
import org.herbtrust.publication.rules.Party;
import org.herbtrust.publication.rules.PrivacyGate;
import org.herbtrust.publication.rules.SubjectType;
import org.herbtrust.trace.Trace;

/** The door to what is public. All answers have passed the privacy gate and hold for today. */
@ApplicationScoped
public class Publication {

    private static final int SALT_BYTES = 32;
    private static final int LONGEST_TEXT = 2000;

    /** Open today: the same rule as {@code rules.Display}, for the database. */
    private static final String OPEN = """
             r.withdrawn_at is null and r.publish_from <= ? and (r.remove_on is null or r.remove_on > ?)
            """;

    private static final String RECORDS = """
            select r.id, r.kind, r.decision_no, r.what_zh, r.what_en, r.ground_zh, r.ground_en, r.body, r.decided_on,
                   r.publish_from, r.remove_on, r.policy_version, r.under_objection, r.reply, r.sha256,
                   m.id as merchant, m.uscc, m.name, m.operator, m.hall, m.stall, l.index as ledger_index
            from public_record r
            join merchant m on m.id = r.merchant_id
            left join ledger_leaf l on l.leaf_id = r.leaf_id
            where
            """;

    private final SecureRandom random = new SecureRandom();

    @Inject
    Database database;

    @Inject
    Ledger ledger;

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Materials materials;

    @Inject
    Event<RecordsWithdrawn> withdrawn;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /**
     * Publishes a record from its day on, and commits to it in the ledger.
     *
     * @return its id
     * @throws Refused {@link PublicationRefusal#PUBLISHED_ALREADY} if one of that kind and number stands
     */
    @Transactional
    public long publish(NewRecord record) {
        merchants.get(record.merchant());
        Instant now = clock.instant();
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] sha256 = hash(record, salt);
        if (database.one("""
                        select 1 from public_record
                        where kind = ? and decision_no = ? and withdrawn_at is null and kind <> 'CORRECTION'
                        """, row -> true, record.kind(), record.decisionNo()).isPresent()) {
            throw new Refused(
                    PublicationRefusal.PUBLISHED_ALREADY, "该文号已公布 (published already): " + record.decisionNo());
        }
        LeafKind leafKind =
                switch (record.kind()) {
                    case RED, BLACK -> LeafKind.LIST_SNAPSHOT;
                    case DECISION, CORRECTION, PENALTY, LICENCE, OFFICIAL_LISTING -> LeafKind.DECISION;
                };
        LeafId leaf = ledger.append(
                leafKind,
                record.kind().name().toLowerCase(Locale.ROOT) + ":"
                        + HexFormat.of().formatHex(sha256, 0, 8),
                sha256);
        return database.insert(
                """
                insert into public_record (kind, merchant_id, decision_no, what_zh, what_en, ground_zh, ground_en, body,
                    deciders, decided_on, publish_from, remove_on, policy_version, recorded_at, salt, sha256, leaf_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                record.kind(),
                record.merchant().value(),
                record.decisionNo(),
                record.what().zh(),
                record.what().en(),
                record.ground().zh(),
                record.ground().en(),
                record.body(),
                record.deciders(),
                record.decidedOn(),
                record.publishFrom(),
                record.removeOn().orElse(null),
                record.policyVersion(),
                now,
                salt,
                sha256,
                leaf.value());
    }

    /**
     * Takes everything under a number from all pages, lists, searches and exports at once, and publishes the withdrawal in
     * the same scope (行政处罚法 48: withdrawn within three days, with reasons).
     *
     * @throws Refused {@link PublicationRefusal#NOTHING_TO_WITHDRAW}
     */
    @Transactional
    public void withdraw(String decisionNo, Text why, String body) {
        Instant now = clock.instant();
        List<MerchantId> parties =
                database.query("""
                update public_record set withdrawn_at = ?, withdrawn_why = ?
                where decision_no = ? and kind <> 'CORRECTION' and withdrawn_at is null
                returning merchant_id
                """, row -> new MerchantId(row.getLong(1)), now, why.zh(), decisionNo);
        if (parties.isEmpty()) {
            throw new Refused(
                    PublicationRefusal.NOTHING_TO_WITHDRAW, "没有公布过该文号 (nothing published under): " + decisionNo);
        }
        withdrawn.fire(new RecordsWithdrawn());
        LocalDate today = Market.dayOf(now);
        publish(new NewRecord(
                RecordKind.CORRECTION,
                parties.get(0),
                decisionNo,
                Text.of("撤回公布", "publication withdrawn"),
                why,
                body,
                1,
                today,
                today,
                Optional.of(today.plusMonths(3)),
                "publication-1.0"));
    }

    /** Marks all records under a number as disputed, or as no longer disputed. Due within one working day. */
    @Transactional
    public void markObjection(String decisionNo, boolean underObjection) {
        database.update(
                "update public_record set under_objection = ? where decision_no = ? and withdrawn_at is null",
                underObjection,
                decisionNo);
        withdrawn.fire(new RecordsWithdrawn());
    }

    /** Shows what the party says beside the record; null takes it away. */
    @Transactional
    public void reply(String decisionNo, String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("回应最多2000个字 (a reply has at most 2000 characters)");
        }
        database.update(
                "update public_record set reply = ? where decision_no = ? and withdrawn_at is null", text, decisionNo);
    }

    /** Ends an entry early without a correction: its ground is over, such as a grade that has fallen. */
    @Transactional
    void end(RecordKind kind, MerchantId merchant, String why) {
        database.update("""
                update public_record set withdrawn_at = ?, withdrawn_why = ?
                where kind = ? and merchant_id = ? and withdrawn_at is null
                """, clock.instant(), why, kind, merchant.value());
        withdrawn.fire(new RecordsWithdrawn());
    }

    /** Entries of a kind that are open today, newest first. */
    public Page<PublicRecord> records(RecordKind kind, String cursor, Integer limit) {
        LocalDate today = today();
        return page(
                RECORDS + "r.kind = ? and r.id < ? and" + OPEN + " order by r.id desc limit ?",
                cursor,
                limit,
                kind,
                today);
    }

    /**
     * The market's decisions and their withdrawals, oldest first, so that a reader can go on where it stopped.
     *
     * @param since decided on that day or later; null for all
     */
    public Page<PublicRecord> decisions(LocalDate since, String cursor, Integer limit) {
        int size = Page.size(limit);
        LocalDate today = today();
        List<PublicRecord> found = database.query(
                RECORDS + """
                r.kind in ('DECISION', 'BLACK', 'CORRECTION') and r.decided_on >= ? and r.id > ? and
                """ + OPEN + " order by r.id limit ?",
                row -> record(row, today),
                since == null ? LocalDate.EPOCH : since,
                position(cursor, 0),
                today,
                today,
                size + 1);
        return cut(found, size);
    }

    /** The market's decisions and their withdrawals, newest first. */
    public List<PublicRecord> newestDecisions(int most) {
        LocalDate today = today();
        return database.query(
                RECORDS + "r.kind in ('DECISION', 'BLACK', 'CORRECTION') and" + OPEN + " order by r.id desc limit ?",
                row -> record(row, today),
                today,
                today,
                Math.min(most, Page.MOST));
    }

    /** Whether something under that number is, or from its day on will be, shown. */
    public boolean isPublished(String decisionNo) {
        return database.one("""
                        select 1 from public_record
                        where decision_no = ? and kind <> 'CORRECTION' and withdrawn_at is null
                        """, row -> true, decisionNo).isPresent();
    }

    /** Recalls, newest first: the open ones, and the closed ones with the time of their end. */
    public Page<PublicRecall> recalls(boolean openOnly) {
        List<PublicRecall> recalls = trace.recalls(openOnly).stream()
                .map(recall -> new PublicRecall(
                        recall.id(),
                        recall.material().map(Object::toString).orElse(null),
                        recall.material()
                                .flatMap(materials::find)
                                .map(Material::name)
                                .orElse(null),
                        Text.of(
                                PrivacyGate.text(recall.notice().zh(), List.of()),
                                PrivacyGate.text(recall.notice().en(), List.of())),
                        PrivacyGate.text(recall.cause(), List.of()),
                        recall.startedAt(),
                        recall.closedAt().orElse(null),
                        recall.lots().stream().map(ShortCode::value).toList()))
                .toList();
        return new Page<>(recalls, null);
    }

    /** One record, while it is open. */
    public Optional<PublicRecord> record(long id) {
        LocalDate today = today();
        return database.one(RECORDS + "r.id = ? and" + OPEN, row -> record(row, today), id, today, today);
    }

    /** Everything published about an entity that is open today, newest first. */
    public List<PublicRecord> recordsOf(MerchantId merchant) {
        LocalDate today = today();
        return database.query(
                RECORDS + "r.merchant_id = ? and" + OPEN + " order by r.id desc limit 100",
                row -> record(row, today),
                merchant.value(),
                today,
                today);
    }

    /**
     * Entities that the public may look up, by number. Applicants aren't among them; those who have left are, while
     * something published about them is open.
     *
     * @param text part of the name or of the stall, or a whole USCC; null for all
     * @param grade A, B, C, D or NOT_ENOUGH; null for any
     */
    public Page<PublicMerchant> merchants(String text, String grade, String cursor, Integer limit) {
        int size = Page.size(limit);
        String wanted = text == null || text.isBlank() ? null : text.strip();
        if (wanted != null && wanted.length() > 100) {
            throw new IllegalArgumentException("搜索内容最多100个字 (search text: at most 100 characters)");
        }
        String letter =
                grade == null || grade.isBlank() ? null : Grade.valueOf(grade).name();
        LocalDate today = today();
        String like = wanted == null
                ? null
                : "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        List<PublicMerchant> found = database.query(
                MERCHANTS + """
                 and m.id > ?
                 and (?::text is null or coalesce(g.grade, 'NOT_ENOUGH') = ?)
                 and (?::text is null or m.name like ? or m.stall like ? or m.hall || ' ' || m.stall like ? or m.uscc = upper(?))
                order by m.id limit ?
                """,
                row -> merchant(row, List.of()),
                today,
                today,
                cursor == null || cursor.isBlank()
                        ? 0L
                        : MerchantId.fromString(cursor).value(),
                letter,
                letter,
                like,
                like,
                like,
                like,
                wanted,
                size + 1);
        boolean more = found.size() > size;
        List<PublicMerchant> shown = more ? found.subList(0, size) : found;
        return new Page<>(shown, more ? shown.get(size - 1).party().id() : null);
    }

    /** One entity with what is published about it. */
    public Optional<PublicMerchant> merchant(MerchantId id) {
        LocalDate today = today();
        List<PublicRecord> records = recordsOf(id);
        return database.one(MERCHANTS + " and m.id = ?", row -> merchant(row, records), today, today, id.value());
    }

    private static final String MERCHANTS = """
            select m.id as merchant, m.uscc, m.name, m.operator, m.hall, m.stall, m.kind as merchant_kind, m.standing,
                   m.scope, m.admitted_on, m.commitment_version, m.commitment_sha256,
                   g.grade, g.as_of, g.since, g.pending, g.under_objection, g.policy_version, g.explanation_sha256,
                   l.index as ledger_index
            from merchant m
            left join credit_standing s on s.merchant_id = m.id
            left join credit_grade g on g.id = s.grade_id
            left join ledger_leaf l on l.leaf_id = g.leaf_id
            where (m.standing in ('ADMITTED', 'SUSPENDED') or m.standing in ('EXITED', 'BLACKLISTED') and exists (
                select 1 from public_record r where r.merchant_id = m.id and
            """ + OPEN + "))\n";

    /** The party to a public record or step, as it may be shown. For other answers to the public that name someone. */
    public Party party(MerchantView merchant) {
        return PrivacyGate.party(
                merchant.id(),
                merchant.uscc(),
                merchant.name(),
                merchant.operator(),
                merchant.stall().map(Object::toString),
                SubjectType.of(merchant.uscc()));
    }

    private Page<PublicRecord> page(String sql, String cursor, Integer limit, RecordKind kind, LocalDate today) {
        int size = Page.size(limit);
        List<PublicRecord> found = database.query(
                sql, row -> record(row, today), kind, position(cursor, Long.MAX_VALUE), today, today, size + 1);
        return cut(found, size);
    }

    private static Page<PublicRecord> cut(List<PublicRecord> found, int size) {
        boolean more = found.size() > size;
        List<PublicRecord> shown = more ? found.subList(0, size) : found;
        return new Page<>(shown, more ? Long.toString(shown.get(size - 1).id()) : null);
    }

    private static long position(String cursor, long start) {
        if (cursor == null || cursor.isBlank()) {
            return start;
        }
        if (!cursor.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("翻页标记无效 (not a cursor of this list)");
        }
        return Long.parseLong(cursor);
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }

    private static PublicRecord record(ResultSet row, LocalDate today) throws SQLException {
        List<String> persons = List.of(row.getString("operator"));
        RecordKind kind = RecordKind.valueOf(row.getString("kind"));
        return new PublicRecord(
                row.getLong("id"),
                kind,
                kind.title(),
                party(row),
                PrivacyGate.text(row.getString("decision_no"), persons),
                text(row, "what", persons),
                text(row, "ground", persons),
                row.getString("body"),
                row.getObject("decided_on", LocalDate.class),
                row.getObject("publish_from", LocalDate.class),
                row.getObject("remove_on", LocalDate.class),
                today,
                row.getString("policy_version"),
                row.getBoolean("under_objection"),
                PrivacyGate.text(row.getString("reply"), persons),
                index(row),
                HexFormat.of().formatHex(row.getBytes("sha256")));
    }

    private static PublicMerchant merchant(ResultSet row, List<PublicRecord> records) throws SQLException {
        MerchantKind kind = MerchantKind.valueOf(row.getString("merchant_kind"));
        Standing standing = Standing.valueOf(row.getString("standing"));
        String commitment = row.getString("commitment_version");
        return new PublicMerchant(
                party(row),
                kind.name(),
                kind.title(),
                standing.name(),
                standing.title(),
                PrivacyGate.text(row.getString("scope"), List.of(row.getString("operator"))),
                row.getObject("admitted_on", LocalDate.class),
                commitment == null
                        ? null
                        : new PublicMerchant.Commitment(commitment, row.getString("commitment_sha256")),
                row.getString("grade") == null ? null : grade(row),
                records);
    }

    private static PublicGrade grade(ResultSet row) throws SQLException {
        Grade grade = Grade.valueOf(row.getString("grade"));
        return new PublicGrade(
                grade.name(),
                grade.title(),
                row.getObject("as_of", LocalDate.class),
                row.getObject("since", LocalDate.class),
                row.getString("pending") != null,
                row.getBoolean("under_objection"),
                row.getString("policy_version"),
                row.getString("explanation_sha256"),
                index(row));
    }

    private static Party party(ResultSet row) throws SQLException {
        Uscc uscc = new Uscc(row.getString("uscc"));
        String stall = row.getString("stall");
        return PrivacyGate.party(
                new MerchantId(row.getLong("merchant")),
                uscc,
                row.getString("name"),
                row.getString("operator"),
                stall == null ? Optional.empty() : Optional.of(row.getString("hall") + " " + stall),
                SubjectType.of(uscc));
    }

    private static Text text(ResultSet row, String column, List<String> persons) throws SQLException {
        return Text.of(
                PrivacyGate.text(row.getString(column + "_zh"), persons),
                PrivacyGate.text(row.getString(column + "_en"), persons));
    }

    private static Long index(ResultSet row) throws SQLException {
        long index = row.getLong("ledger_index");
        return row.wasNull() ? null : index;
    }

    /** Of the record as canonical JSON (names sorted), after its salt. */
    private byte[] hash(NewRecord record, byte[] salt) {
        Map<String, String> said = new TreeMap<>();
        said.put("kind", record.kind().name());
        said.put("merchant", record.merchant().toString());
        said.put("decisionNo", record.decisionNo());
        said.put("what", record.what().zh());
        said.put("ground", record.ground().zh());
        said.put("body", record.body());
        said.put("decidedOn", record.decidedOn().toString());
        said.put("publishFrom", record.publishFrom().toString());
        said.put("removeOn", record.removeOn().map(LocalDate::toString).orElse(""));
        said.put("policyVersion", record.policyVersion());
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(json.writeValueAsBytes(said));
        } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
