package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.platform.Database;

/** The tables of casework. */
@ApplicationScoped
class CaseFiles {

    @Inject
    Database database;

    /** One row of case_file. */
    record Row(
            CaseId id,
            MerchantId merchant,
            ProcedureKind procedure,
            CaseState state,
            String policyVersion,
            String groundId,
            String facts,
            List<String> creditFacts,
            Instant openedAt,
            LocalDate since,
            Optional<LocalDate> dueOn,
            Optional<String> reasons,
            Optional<Integer> termMonths,
            Optional<Boolean> granted,
            Optional<String> decisionNo,
            Optional<LocalDate> decidedOn,
            Optional<LocalDate> publishFrom,
            Optional<LocalDate> publishBy,
            Optional<LocalDate> removeOn,
            Optional<CaseId> against,
            Optional<LocalDate> appointedOn,
            Optional<List<String>> hits,
            Optional<LocalDate> liftedOn,
            Optional<String> liftedBy) {}

    /** One row of case_move. */
    record MoveRow(
            Move move, CaseState to, Instant at, LocalDate day, String login, String name, Optional<String> note) {}

    private static final String[] OVER = Arrays.stream(CaseState.values())
            .filter(CaseState::isOver)
            .map(Enum::name)
            .toArray(String[]::new);

    private static final String COLUMNS = """
            select id, merchant_id, procedure, state, policy_version, ground_id, facts, credit_facts, opened_at, state_since,
                   due_on, reasons, term_months, granted, decision_no, decided_on, publish_from, publish_by, remove_on,
                   against_case, appointed_on, hits, lifted_on, lifted_by
            from case_file
            """;

    CaseId insert(Opening o, CaseState state, String policyVersion, Instant now, LocalDate today) {
        return new CaseId(database.insert(
                """
                insert into case_file
                    (merchant_id, procedure, state, policy_version, ground_id, facts, credit_facts, against_case,
                     opened_at, state_since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                o.merchant().value(),
                o.procedure(),
                state,
                policyVersion,
                o.ground(),
                o.facts(),
                o.creditFacts().toArray(new String[0]),
                o.against().map(CaseId::value).orElse(null),
                now,
                today));
    }

    /** Nobody else does anything in this case until the transaction ends. */
    Optional<Row> locked(CaseId id) {
        return database.one(COLUMNS + "where id = ? for update", CaseFiles::row, id.value());
    }

    Optional<Row> find(CaseId id) {
        return database.one(COLUMNS + "where id = ?", CaseFiles::row, id.value());
    }

    /** One opening at a time for a merchant, until the transaction ends. */
    void lockMerchant(MerchantId merchant) {
        database.query("select pg_advisory_xact_lock(7211, ?)", row -> true, (int) merchant.value());
    }

    boolean isOpen(MerchantId merchant, ProcedureKind procedure) {
        return database.one("""
                        select 1 from case_file where merchant_id = ? and procedure = ?
                        and state <> all (?) limit 1
                        """, row -> true, merchant.value(), procedure, OVER).isPresent();
    }

    /** Whether a case of that procedure already rests on each of the facts, whatever became of it. */
    boolean isKnown(MerchantId merchant, ProcedureKind procedure, String ground, List<String> creditFacts) {
        return database.one("""
                        select 1 from case_file
                        where merchant_id = ? and procedure = ? and ground_id = ? and credit_facts @> ?::text[] limit 1
                        """, row -> true, merchant.value(), procedure, ground, creditFacts.toArray(new String[0]))
                .isPresent();
    }

    void moved(CaseId id, Move move, CaseState to, Instant now, LocalDate today, Actor actor, String note) {
        database.update("""
                insert into case_move (case_id, move, state_to, at, day, login, name, note) values (?, ?, ?, ?, ?, ?, ?, ?)
                """, id.value(), move, to, now, today, actor.account(), actor.name(), note);
    }

    void stands(CaseId id, CaseState state, LocalDate since) {
        database.update("update case_file set state = ?, state_since = ? where id = ?", state, since, id.value());
    }

    /** By when somebody must act, and when the system will. */
    void awaits(CaseId id, Optional<LocalDate> dueOn, Optional<LocalDate> wakeOn) {
        database.update(
                "update case_file set due_on = ?, wake_on = ? where id = ?",
                dueOn.map(Date::valueOf).orElse(null),
                wakeOn.map(Date::valueOf).orElse(null),
                id.value());
    }

    void appointed(CaseId id, LocalDate day) {
        database.update("update case_file set appointed_on = ? where id = ?", day, id.value());
    }

    void checked(CaseId id, List<String> hits) {
        database.update("update case_file set hits = ? where id = ?", hits.toArray(new String[0]), id.value());
    }

    void lifted(CaseId id, CaseState state, LocalDate day, String by) {
        database.update("""
                update case_file set state = ?, lifted_on = ?, lifted_by = ?, wake_on = null, due_on = null where id = ?
                """, state, day, by, id.value());
    }

    /** Decisions of these procedures about a merchant that hold on a day, oldest first. */
    List<Row> inForce(MerchantId merchant, LocalDate day) {
        return database.query(COLUMNS + """
                        where merchant_id = ? and procedure in ('EXIT', 'BLACKLIST') and state = 'EFFECTIVE'
                          and publish_from <= ? and (remove_on is null or remove_on > ?)
                        order by id
                        """, CaseFiles::row, merchant.value(), day, day);
    }

    /** The market's own blacklist as it stands on a day. */
    List<Row> blacklist(LocalDate day, long before, int limit) {
        return database.query(COLUMNS + """
                        where procedure = 'BLACKLIST' and state = 'EFFECTIVE' and publish_from <= ?
                          and (remove_on is null or remove_on > ?) and id < ?
                        order by id desc limit ?
                        """, CaseFiles::row, day, day, before, limit);
    }

    /** Cases in which the system has something to do by itself. */
    List<CaseId> toWake(LocalDate day, int limit) {
        return database.query(
                "select id from case_file where wake_on <= ? order by wake_on, id limit ?",
                row -> new CaseId(row.getLong(1)),
                day,
                limit);
    }

    /** Cases whose step has lapsed and of which no alarm was raised yet. */
    List<Row> toAlarm(LocalDate today, int limit) {
        return database.query(COLUMNS + """
                        c where due_on < ? and not exists (
                            select 1 from case_alarm a where a.case_id = c.id and a.state = c.state and a.due_on = c.due_on)
                        order by due_on, id limit ?
                        """, CaseFiles::row, today, limit);
    }

    /** False if somebody else raised it meanwhile. */
    boolean alarmed(Row row, Instant now) {
        return database.update("""
                        insert into case_alarm (case_id, state, due_on, raised_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """, row.id().value(), row.state(), row.dueOn().orElseThrow(), now) == 1;
    }

    /** Open cases by what they are: in all, due until a day, overdue. */
    List<Workload.Line> workload(LocalDate today, LocalDate soon) {
        return database.query(
                """
                select procedure, count(*), count(*) filter (where due_on between ? and ?),
                       count(*) filter (where due_on < ?)
                from case_file where state <> all (?) group by procedure order by procedure
                """,
                row -> new Workload.Line(
                        ProcedureKind.valueOf(row.getString(1)), row.getInt(2), row.getInt(3), row.getInt(4)),
                today,
                soon,
                today,
                OVER);
    }

    /** Open cases by the day on which their step is due. */
    List<Row> byDue(LocalDate until, int limit) {
        return database.query(
                COLUMNS + "where due_on <= ? and state <> all (?) order by due_on, id limit ?",
                CaseFiles::row,
                until,
                OVER,
                limit);
    }

    /** Decisions of a merchant that are in force and rest on one of the facts. */
    List<Row> restingOn(MerchantId merchant, List<String> facts) {
        return database.query(COLUMNS + """
                        where merchant_id = ? and procedure in ('EXIT', 'BLACKLIST') and state = 'EFFECTIVE'
                          and credit_facts && ?::text[] order by id
                        """, CaseFiles::row, merchant.value(), facts.toArray(new String[0]));
    }

    void proposed(CaseId id, Decision decision, Optional<Integer> term) {
        database.update(
                "update case_file set reasons = ?, term_months = ?, granted = ? where id = ?",
                decision.reasons(),
                term.orElse(null),
                decision.granted(),
                id.value());
    }

    void decided(CaseId id, String number, LocalDate day) {
        database.update("update case_file set decision_no = ?, decided_on = ? where id = ?", number, day, id.value());
    }

    void published(CaseId id, LocalDate from, LocalDate by, Optional<LocalDate> removeOn) {
        database.update(
                "update case_file set publish_from = ?, publish_by = ?, remove_on = ? where id = ?",
                from,
                by,
                removeOn.map(Date::valueOf).orElse(null),
                id.value());
    }

    List<MoveRow> moves(CaseId id) {
        return database.query(
                "select move, state_to, at, day, login, name, note from case_move where case_id = ? order by id",
                row -> new MoveRow(
                        Move.valueOf(row.getString(1)),
                        CaseState.valueOf(row.getString(2)),
                        row.getTimestamp(3).toInstant(),
                        row.getObject(4, LocalDate.class),
                        row.getString(5),
                        row.getString(6),
                        Optional.ofNullable(row.getString(7))),
                id.value());
    }

    long keep(
            CaseId id,
            Move move,
            Casebook.Paper paper,
            String title,
            String number,
            String text,
            String sha256,
            Instant now) {
        return database.insert("""
                insert into case_document (case_id, kind, title, number, text, sha256, audience, move, as_pdf, made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, true, ?) returning id
                """, id.value(), paper.id(), title, number, text, sha256, paper.audience(), move, now);
    }

    List<CaseView.Document> documents(CaseId id) {
        return database.query(
                """
                select id, kind, title, number, text, sha256, audience, as_pdf, made_at
                from case_document where case_id = ? order by id
                """,
                row -> new CaseView.Document(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        Casebook.Audience.valueOf(row.getString(7)),
                        row.getBoolean(8),
                        row.getTimestamp(9).toInstant()),
                id.value());
    }

    int nextNumber(String series, int year) {
        return (int) database.insert("""
                insert into case_number (series, year, last) values (?, ?, 1)
                on conflict (series, year) do update set last = case_number.last + 1 returning last
                """, series, year);
    }

    List<Row> list(CaseQuery q, LocalDate today, long before, int limit) {
        return database.query(
                COLUMNS + """
                        where id < ? and (?::text is null or state = ?) and (?::text is null or procedure = ?)
                          and (?::bigint is null or merchant_id = ?) and (not ? or due_on < ?)
                        order by id desc limit ?
                        """,
                CaseFiles::row,
                before,
                q.state().map(Enum::name).orElse(null),
                q.state().map(Enum::name).orElse(null),
                q.procedure().map(Enum::name).orElse(null),
                q.procedure().map(Enum::name).orElse(null),
                q.merchant().map(MerchantId::value).orElse(null),
                q.merchant().map(MerchantId::value).orElse(null),
                q.overdue(),
                today,
                limit);
    }

    private static Row row(ResultSet row) throws SQLException {
        int term = row.getInt(13);
        Optional<Integer> termMonths = row.wasNull() ? Optional.empty() : Optional.of(term);
        boolean granted = row.getBoolean(14);
        Optional<Boolean> grantedOrNot = row.wasNull() ? Optional.empty() : Optional.of(granted);
        return new Row(
                new CaseId(row.getLong(1)),
                new MerchantId(row.getLong(2)),
                ProcedureKind.valueOf(row.getString(3)),
                CaseState.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                strings(row.getArray(8)),
                row.getTimestamp(9).toInstant(),
                row.getObject(10, LocalDate.class),
                Optional.ofNullable(row.getObject(11, LocalDate.class)),
                Optional.ofNullable(row.getString(12)),
                termMonths,
                grantedOrNot,
                Optional.ofNullable(row.getString(15)),
                Optional.ofNullable(row.getObject(16, LocalDate.class)),
                Optional.ofNullable(row.getObject(17, LocalDate.class)),
                Optional.ofNullable(row.getObject(18, LocalDate.class)),
                Optional.ofNullable(row.getObject(19, LocalDate.class)),
                Optional.ofNullable(row.getObject(20, Long.class)).map(CaseId::new),
                Optional.ofNullable(row.getObject(21, LocalDate.class)),
                Optional.ofNullable(row.getArray(22)).map(CaseFiles::strings),
                Optional.ofNullable(row.getObject(23, LocalDate.class)),
                Optional.ofNullable(row.getString(24)));
    }

    private static List<String> strings(Array array) {
        try {
            return List.of((String[]) array.getArray());
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
