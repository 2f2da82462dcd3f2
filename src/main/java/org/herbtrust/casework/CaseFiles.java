package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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
            Optional<LocalDate> removeOn) {}

    /** One row of case_move. */
    record MoveRow(
            Move move, CaseState to, Instant at, LocalDate day, String login, String name, Optional<String> note) {}

    private static final String COLUMNS = """
            select id, merchant_id, procedure, state, policy_version, ground_id, facts, credit_facts, opened_at, state_since,
                   due_on, reasons, term_months, granted, decision_no, decided_on, publish_from, publish_by, remove_on
            from case_file
            """;

    CaseId insert(Opening o, CaseState state, String policyVersion, Instant now, LocalDate today) {
        return new CaseId(database.insert(
                """
                insert into case_file
                    (merchant_id, procedure, state, policy_version, ground_id, facts, credit_facts, opened_at, state_since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                o.merchant().value(),
                o.procedure(),
                state,
                policyVersion,
                o.ground(),
                o.facts(),
                o.creditFacts().toArray(new String[0]),
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
                        and state not in ('EFFECTIVE', 'VERIFIED', 'DISMISSED') limit 1
                        """, row -> true, merchant.value(), procedure).isPresent();
    }

    /** Whether a case of that procedure already rests on each of the facts, whatever became of it. */
    boolean isKnown(MerchantId merchant, ProcedureKind procedure, String ground, List<String> creditFacts) {
        return database.one("""
                        select 1 from case_file
                        where merchant_id = ? and procedure = ? and ground_id = ? and credit_facts @> ? limit 1
                        """, row -> true, merchant.value(), procedure, ground, creditFacts.toArray(new String[0]))
                .isPresent();
    }

    void moved(CaseId id, Move move, CaseState to, Instant now, LocalDate today, Actor actor, String note) {
        database.update("""
                insert into case_move (case_id, move, state_to, at, day, login, name, note) values (?, ?, ?, ?, ?, ?, ?, ?)
                """, id.value(), move, to, now, today, actor.account(), actor.name(), note);
    }

    void stands(CaseId id, CaseState state, LocalDate since, Optional<LocalDate> dueOn) {
        database.update(
                "update case_file set state = ?, state_since = ?, due_on = ? where id = ?",
                state,
                since,
                dueOn.map(Date::valueOf).orElse(null),
                id.value());
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

    void keep(CaseId id, Casebook.DocumentKind kind, String number, String text, String sha256, Instant now) {
        database.update(
                "insert into case_document (case_id, kind, number, text, sha256, made_at) values (?, ?, ?, ?, ?, ?)",
                id.value(),
                kind,
                number,
                text,
                sha256,
                now);
    }

    List<CaseView.Document> documents(CaseId id) {
        return database.query(
                "select kind, number, text, sha256, made_at from case_document where case_id = ? order by id",
                row -> new CaseView.Document(
                        Casebook.DocumentKind.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()),
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
                List.of((String[]) row.getArray(8).getArray()),
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
                Optional.ofNullable(row.getObject(19, LocalDate.class)));
    }
}
