package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.ledger.LeafId;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.platform.Database;

/** The tables of credit. */
@ApplicationScoped
class CreditFile {

    @Inject
    Database database;

    /** One row of credit_grade. */
    record Row(
            long id,
            MerchantId merchant,
            LocalDate asOf,
            Grade grade,
            Optional<Grade> pending,
            boolean underObjection,
            LocalDate since,
            String policyVersion,
            String policySha256,
            String explanation,
            String explanationSha256,
            Optional<LeafId> leaf) {}

    /** One command at a time for a merchant, until the transaction ends. */
    void lock(MerchantId merchant) {
        database.query("select pg_advisory_xact_lock(7210, ?)", row -> true, (int) merchant.value());
    }

    /** The new fact's number, or empty if the source is known. */
    Optional<Long> insert(CreditFact f, LocalDate knownOn, Instant now, Actor actor) {
        return database.one(
                """
                insert into credit_fact (merchant_id, type, occurred_on, known_on, critical, serious, minor, inspector,
                    display_class, act, expires_on, source, document, recorded_at, login)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (source) do nothing returning id
                """,
                row -> row.getLong(1),
                f.merchant().value(),
                f.type(),
                f.occurredOn(),
                knownOn,
                f.critical(),
                f.serious(),
                f.minor(),
                f.inspector().orElse(null),
                f.displayClass().map(Enum::name).orElse(null),
                f.act().orElse(null),
                f.expiresOn().map(Date::valueOf).orElse(null),
                f.source(),
                f.document().orElse(null),
                now,
                actor.account());
    }

    /** Whether the source's fact says the same as this one. */
    Optional<Long> same(CreditFact f) {
        return database.one(
                """
                select id from credit_fact
                where source = ? and merchant_id = ? and type = ? and occurred_on = ?
                  and critical = ? and serious = ? and minor = ?
                """,
                row -> row.getLong(1),
                f.source(),
                f.merchant().value(),
                f.type(),
                f.occurredOn(),
                f.critical(),
                f.serious(),
                f.minor());
    }

    void insertEntry(
            long fact,
            FactStatus status,
            LocalDate effectiveOn,
            LocalDate knownOn,
            String reason,
            Instant now,
            Actor actor) {
        database.update("""
                insert into credit_fact_entry (fact_id, status, effective_on, known_on, reason, recorded_at, login)
                values (?, ?, ?, ?, ?, ?, ?)
                """, fact, status, effectiveOn, knownOn, reason, now, actor.account());
    }

    /** Facts of a merchant that were entered as corrected with that reason, and not reopened since. */
    List<Long> correctedBecause(MerchantId merchant, String reason) {
        return database.query("""
                select f.id from credit_fact f join credit_fact_entry e on e.fact_id = f.id
                where f.merchant_id = ? and e.status = 'CORRECTED' and e.reason = ? and not exists (
                    select 1 from credit_fact_entry o where o.fact_id = f.id and o.status = 'REOPENED' and o.id > e.id)
                order by f.id
                """, row -> row.getLong(1), merchant.value(), reason);
    }

    Optional<Long> from(String source) {
        return database.one("select id from credit_fact where source = ?", row -> row.getLong(1), source);
    }

    Optional<MerchantId> merchantOf(long fact) {
        return database.one(
                "select merchant_id from credit_fact where id = ?", row -> new MerchantId(row.getLong(1)), fact);
    }

    /** The number of the fact that came from there, such as {@code F0000123}. */
    Optional<String> factFrom(String source) {
        return database.one("select id from credit_fact where source = ?", row -> factId(row.getLong(1)), source);
    }

    boolean hasSource(String source) {
        return database.one("select 1 from credit_fact where source = ?", row -> true, source)
                .isPresent();
    }

    private static final String FACTS = """
            select id, type, occurred_on, known_on, critical, serious, minor, inspector, display_class, act, expires_on
            """;

    /** All facts of a merchant with what became of them, known or not yet. */
    List<Fact> facts(MerchantId merchant) {
        Map<Long, List<Fact.Entry>> entries = new HashMap<>();
        database.query(
                """
                select e.fact_id, e.id, e.status, e.effective_on, e.known_on
                from credit_fact_entry e join credit_fact f on f.id = e.fact_id
                where f.merchant_id = ? order by e.id
                """,
                row -> entries.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(entry(row)),
                merchant.value());
        return database.query(
                FACTS + "from credit_fact where merchant_id = ? order by id",
                row -> fact(row, entries.getOrDefault(row.getLong(1), List.of())),
                merchant.value());
    }

    private static Fact fact(ResultSet row, List<Fact.Entry> entries) throws SQLException {
        return new Fact(
                factId(row.getLong(1)),
                FactType.valueOf(row.getString(2)),
                row.getObject(3, LocalDate.class),
                row.getObject(4, LocalDate.class),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                Optional.ofNullable(row.getString(8)),
                Optional.ofNullable(row.getString(9)).map(DisplayClass::valueOf),
                Optional.ofNullable(row.getString(10)),
                Optional.ofNullable(row.getObject(11, LocalDate.class)),
                entries);
    }

    private static Fact.Entry entry(ResultSet row) throws SQLException {
        return new Fact.Entry(
                row.getInt(2),
                FactStatus.valueOf(row.getString(3)),
                row.getObject(4, LocalDate.class),
                row.getObject(5, LocalDate.class));
    }

    private static Explanation.Confirmation confirmation(ResultSet row) throws SQLException {
        return new Explanation.Confirmation(
                Grade.valueOf(row.getString(1)),
                row.getBoolean(2),
                strings(row.getArray(3)),
                row.getObject(4, LocalDate.class),
                row.getString(5));
    }

    List<Explanation.Confirmation> confirmations(MerchantId merchant, LocalDate asOf) {
        return database.query("""
                select grade, covers_index, fact_ids, day, login from credit_confirmation
                where merchant_id = ? and day <= ? order by id
                """, CreditFile::confirmation, merchant.value(), asOf);
    }

    void insertConfirmation(
            MerchantId merchant,
            Grade grade,
            boolean index,
            List<String> facts,
            LocalDate day,
            String explanation,
            Actor actor,
            Instant now) {
        database.update(
                """
                insert into credit_confirmation
                    (merchant_id, grade, covers_index, fact_ids, day, explanation_sha256, login, confirmed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                merchant.value(),
                grade,
                index,
                facts.toArray(new String[0]),
                day,
                explanation,
                actor.account(),
                now);
    }

    private static final String COLUMNS = """
            select g.id, g.merchant_id, g.as_of, g.grade, g.pending, g.under_objection, g.since, g.policy_version,
                   g.policy_sha256, g.explanation, g.explanation_sha256, g.leaf_id
            """;

    Optional<Row> current(MerchantId merchant) {
        return database.one(
                COLUMNS + "from credit_standing s join credit_grade g on g.id = s.grade_id where s.merchant_id = ?",
                CreditFile::row,
                merchant.value());
    }

    /** The grade that stood on a day. */
    Optional<Row> published(MerchantId merchant, LocalDate day) {
        return database.one(
                COLUMNS + "from credit_grade g where g.merchant_id = ? and g.as_of <= ? order by g.id desc limit 1",
                CreditFile::row,
                merchant.value(),
                day);
    }

    /** The row before that one. */
    Optional<Row> before(MerchantId merchant, long id) {
        return database.one(
                COLUMNS + "from credit_grade g where g.merchant_id = ? and g.id < ? order by g.id desc limit 1",
                CreditFile::row,
                merchant.value(),
                id);
    }

    List<Row> standing(Optional<Grade> grade, boolean pendingOnly, long after, int limit) {
        return database.query(
                COLUMNS + """
                        from credit_standing s join credit_grade g on g.id = s.grade_id
                        where s.merchant_id > ? and (?::text is null or s.grade = ?) and (not ? or s.pending is not null)
                        order by s.merchant_id limit ?
                        """,
                CreditFile::row,
                after,
                grade.map(Enum::name).orElse(null),
                grade.map(Enum::name).orElse(null),
                pendingOnly,
                limit);
    }

    void insertGrade(
            Explanation e, LocalDate since, String explanation, String sha256, Optional<LeafId> leaf, Instant now) {
        long id = database.insert(
                """
                insert into credit_grade (merchant_id, as_of, grade, pending, under_objection, since, policy_version,
                    policy_sha256, explanation, explanation_sha256, leaf_id, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                e.merchant().value(),
                e.asOf(),
                e.published(),
                e.pending().map(Enum::name).orElse(null),
                e.underObjection(),
                since,
                e.policyVersion(),
                e.policySha256(),
                explanation,
                sha256,
                leaf.map(LeafId::value).orElse(null),
                now);
        database.update(
                """
                insert into credit_standing (merchant_id, grade_id, grade, pending) values (?, ?, ?, ?)
                on conflict (merchant_id) do update
                set grade_id = excluded.grade_id, grade = excluded.grade, pending = excluded.pending
                """,
                e.merchant().value(),
                id,
                e.published(),
                e.pending().map(Enum::name).orElse(null));
    }

    /**
     * All that is needed to grade a merchant and to see whether that is news.
     *
     * @param unsigned whether the register has a commitment that the file has not
     */
    record Filed(
            MerchantId merchant,
            MerchantKind kind,
            List<Fact> facts,
            List<Explanation.Confirmation> confirmations,
            Grade grade,
            Optional<Grade> pending,
            boolean underObjection,
            LocalDate since,
            String policySha256,
            boolean unsigned) {}

    private record Stood(
            long merchant,
            MerchantKind kind,
            Grade grade,
            Optional<Grade> pending,
            boolean underObjection,
            LocalDate since,
            String policySha256,
            boolean unsigned) {}

    /** The next merchants with a file, by number: so many that a batch fits into memory, with few questions asked. */
    List<Filed> files(long after, int limit) {
        List<Stood> stood = database.query(
                """
                select s.merchant_id, m.kind, s.grade, s.pending, g.under_objection, g.since, g.policy_sha256,
                       m.commitment_version is not null and not exists (
                           select 1 from credit_fact f where f.merchant_id = m.id
                             and f.source = 'commitment:M' || lpad(m.id::text, greatest(6, length(m.id::text)), '0')
                                            || ':' || m.commitment_version)
                from credit_standing s join merchant m on m.id = s.merchant_id join credit_grade g on g.id = s.grade_id
                where s.merchant_id > ? order by s.merchant_id limit ?
                """,
                row -> new Stood(
                        row.getLong(1),
                        MerchantKind.valueOf(row.getString(2)),
                        Grade.valueOf(row.getString(3)),
                        Optional.ofNullable(row.getString(4)).map(Grade::valueOf),
                        row.getBoolean(5),
                        row.getObject(6, LocalDate.class),
                        row.getString(7),
                        row.getBoolean(8)),
                after,
                limit);
        if (stood.isEmpty()) {
            return List.of();
        }
        Long[] ids = stood.stream().map(Stood::merchant).toArray(Long[]::new);
        Map<Long, List<Fact.Entry>> entries = new HashMap<>();
        database.query(
                """
                select e.fact_id, e.id, e.status, e.effective_on, e.known_on
                from credit_fact_entry e join credit_fact f on f.id = e.fact_id
                where f.merchant_id = any(?) order by e.id
                """,
                row -> entries.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(entry(row)),
                (Object) ids);
        Map<Long, List<Fact>> facts = new HashMap<>();
        database.query(
                FACTS + ", merchant_id from credit_fact where merchant_id = any(?) order by id",
                row -> facts.computeIfAbsent(row.getLong(12), m -> new ArrayList<>())
                        .add(fact(row, entries.getOrDefault(row.getLong(1), List.of()))),
                (Object) ids);
        Map<Long, List<Explanation.Confirmation>> confirmations = new HashMap<>();
        database.query(
                """
                select grade, covers_index, fact_ids, day, login, merchant_id from credit_confirmation
                where merchant_id = any(?) order by id
                """,
                row -> confirmations
                        .computeIfAbsent(row.getLong(6), m -> new ArrayList<>())
                        .add(confirmation(row)),
                (Object) ids);
        return stood.stream()
                .map(s -> new Filed(
                        new MerchantId(s.merchant()),
                        s.kind(),
                        facts.getOrDefault(s.merchant(), List.of()),
                        confirmations.getOrDefault(s.merchant(), List.of()),
                        s.grade(),
                        s.pending(),
                        s.underObjection(),
                        s.since(),
                        s.policySha256(),
                        s.unsigned()))
                .toList();
    }

    /** How a fact is called outside: {@code F0000123}. */
    static String factId(long id) {
        return "F%07d".formatted(id);
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.copyOf(Arrays.asList((String[]) array.getArray()));
    }

    private static Row row(ResultSet row) throws SQLException {
        long leaf = row.getLong(12);
        Optional<LeafId> leafId = row.wasNull() ? Optional.empty() : Optional.of(new LeafId(leaf));
        return new Row(
                row.getLong(1),
                new MerchantId(row.getLong(2)),
                row.getObject(3, LocalDate.class),
                Grade.valueOf(row.getString(4)),
                Optional.ofNullable(row.getString(5)).map(Grade::valueOf),
                row.getBoolean(6),
                row.getObject(7, LocalDate.class),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                leafId);
    }
}
