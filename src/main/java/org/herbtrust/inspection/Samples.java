package org.herbtrust.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.HoldId;

/** The samples, the reports on them and what came of those. */
@ApplicationScoped
class Samples {

    private static final String COLUMNS = """
            select s.id, s.seq, s.visit_id, s.merchant_id, s.lot_code, s.material, s.variant, s.packages, s.opened, s.seal_numbers,
                   s.samplers, s.ordered, s.precheck, s.final_amount_g, s.test_need_g, s.taken_at, s.sampled_on, t.asked_at, c.verdict, c.confirmed_at
            from sample s
            left join sample_retest t on t.sample_id = s.id
            left join sample_confirmation c on c.sample_id = s.id
            """;

    private static final String RESULTS = """
            select r.sample_id, s.visit_id, s.merchant_id, s.lot_code, r.retest, r.lab, r.report_no, r.reported_on, s.sampled_on,
                   r.recorded_at, r.verdict, r.worst, r.items, r.retest_until, r.variant,
                   coalesce(c.verdict = r.verdict and r.verdict <> 'INCOMPLETE', false) as confirmed
            from sample_result r
            join sample s on s.id = r.sample_id
            left join sample_confirmation c on c.sample_id = r.sample_id
            """;

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    /** @return false if a sample with this id exists already; then nothing was written */
    boolean add(
            SampleTaken sample,
            ShortCode lot,
            MerchantId merchant,
            MaterialCode material,
            LocalDate sampledOn,
            Instant now,
            Actor actor,
            byte[] fingerprint) {
        return database.update(
                        """
                        insert into sample (id, visit_id, merchant_id, lot_code, material, variant, packages, opened, seal_numbers,
                            samplers, ordered, taken_at, sampled_on, recorded_at, recorded_by, content_hash, scanned_code,
                            precheck, final_amount_g, test_need_g)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::numeric, ?::numeric)
                        on conflict (id) do nothing
                        """,
                        sample.id().value(),
                        sample.visit().value(),
                        merchant.value(),
                        lot.value(),
                        material.value(),
                        sample.variant().orElse(null),
                        sample.packages(),
                        sample.opened(),
                        sample.sealNumbers().toArray(String[]::new),
                        sample.samplers().toArray(String[]::new),
                        sample.ordered().toArray(String[]::new),
                        sample.takenAt(),
                        sampledOn,
                        now,
                        actor.account(),
                        fingerprint,
                        sample.lot().equals(lot) ? null : sample.lot().value(),
                        sample.precheck(),
                        sample.finalAmountG().map(BigDecimal::toPlainString).orElse(null),
                        sample.testNeedG().map(BigDecimal::toPlainString).orElse(null))
                == 1;
    }

    Optional<byte[]> fingerprint(SampleId id) {
        return database.one("select content_hash from sample where id = ?", row -> row.getBytes(1), id.value());
    }

    /** Lets no two commands on one sample run at the same time. */
    boolean lock(SampleId id) {
        return database.one("select 1 from sample where id = ? for update", row -> true, id.value())
                .isPresent();
    }

    Optional<SampleView> find(SampleId id) {
        return views(database.query(COLUMNS + " where s.id = ?", Samples::line, id.value())).stream()
                .findFirst();
    }

    /** Newest first. */
    Page<SampleView> list(SampleQuery query, String cursor, Integer limit) {
        int size = Page.size(limit);
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where s.seq < ?");
        values.add(Cursor.before(cursor));
        query.merchant().ifPresent(m -> {
            where.append(" and s.merchant_id = ?");
            values.add(m.value());
        });
        query.lot().ifPresent(l -> {
            where.append(" and s.lot_code = ?");
            values.add(l.value());
        });
        if (query.openOnly()) {
            where.append(" and c.verdict is null");
        }
        values.add(size + 1);
        List<Line> found =
                database.query(COLUMNS + where + " order by s.seq desc limit ?", Samples::line, values.toArray());
        List<Line> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                views(shown),
                found.size() > size ? Long.toString(shown.get(size - 1).seq()) : null);
    }

    /** All reports on samples of these lots, oldest first. */
    List<ResultView> results(Collection<ShortCode> lots) {
        return database
                .query(RESULTS + " where s.lot_code = any (?) order by r.id", this::result, (Object)
                        lots.stream().map(ShortCode::value).toArray(String[]::new))
                .stream()
                .map(Reported::view)
                .toList();
    }

    void addResult(
            SampleId sample,
            boolean retest,
            LabReport report,
            Outcome verdict,
            Optional<ViolationClass> worst,
            List<ItemResult> items,
            Optional<LocalDate> retestUntil,
            Instant now,
            Actor actor,
            byte[] fingerprint) {
        database.update(
                """
                insert into sample_result (sample_id, retest, lab, report_no, reported_on, recorded_at, recorded_by, verdict, worst,
                    items, retest_until, content_hash, measured, variant)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::date, ?, ?::jsonb, ?)
                """,
                sample.value(),
                retest,
                report.lab(),
                report.reportNo(),
                report.reportedOn(),
                now,
                actor.account(),
                verdict,
                worst.map(Enum::name).orElse(null),
                written(items),
                retestUntil.map(LocalDate::toString).orElse(null),
                fingerprint,
                written(report.measured()),
                report.variant().orElse(null));
    }

    /** The last report of a stage as it was sent, to tell a second arrival from another report. */
    Optional<byte[]> lastFingerprint(SampleId sample, boolean retest) {
        return database.one(
                "select content_hash from sample_result where sample_id = ? and retest = ? order by id desc limit 1",
                row -> row.getBytes(1),
                sample.value(),
                retest);
    }

    void addHold(SampleId sample, HoldId hold) {
        database.update("insert into sample_hold (sample_id, hold_id) values (?, ?)", sample.value(), hold.value());
    }

    Optional<HoldId> hold(SampleId sample) {
        return database.one(
                "select hold_id from sample_hold where sample_id = ?",
                row -> new HoldId(row.getLong(1)),
                sample.value());
    }

    void addRetest(SampleId sample, String reason, Instant now, Actor actor) {
        database.update(
                "insert into sample_retest (sample_id, asked_at, asked_by, reason) values (?, ?, ?, ?)",
                sample.value(),
                now,
                actor.account(),
                reason);
    }

    void closeRetest(SampleId sample, boolean firstStands, String reason, Instant now, Actor actor) {
        database.update(
                "insert into sample_retest_closure (sample_id, first_stands, reason, closed_at, closed_by) values (?, ?, ?, ?, ?)",
                sample.value(),
                firstStands,
                reason,
                now,
                actor.account());
    }

    /** @param verdict that stands from now on; {@link Outcome#INCOMPLETE} if none does */
    void confirm(SampleId sample, Outcome verdict, Instant now, LocalDate knownOn) {
        database.update(
                "insert into sample_confirmation (sample_id, verdict, confirmed_at, known_on) values (?, ?, ?, ?)",
                sample.value(),
                verdict,
                now,
                knownOn);
    }

    /** Failed samples whose time for a retest ended before that day without anyone asking. Locked until the transaction ends. */
    List<SampleId> windowsEndedBefore(LocalDate day, int most) {
        return database.query("""
                select s.id from sample s
                where exists (select 1 from sample_result r where r.sample_id = s.id and r.retest_until < ?)
                  and not exists (select 1 from sample_retest t where t.sample_id = s.id)
                  and not exists (select 1 from sample_confirmation c where c.sample_id = s.id)
                order by s.seq limit ? for update of s skip locked
                """, row -> new SampleId(row.getObject(1, UUID.class)), day, most);
    }

    private record Line(long seq, SampleView view, Optional<Outcome> confirmed) {}

    private record Reported(ResultView view, Optional<LocalDate> retestUntil) {}

    private static Line line(ResultSet row) throws SQLException {
        Instant askedAt = Database.instant(row, "asked_at");
        String confirmed = row.getString("verdict");
        return new Line(
                row.getLong("seq"),
                new SampleView(
                        new SampleId(row.getObject("id", UUID.class)),
                        new VisitId(row.getObject("visit_id", UUID.class)),
                        new MerchantId(row.getLong("merchant_id")),
                        new ShortCode(row.getString("lot_code")),
                        new MaterialCode(row.getString("material")),
                        Optional.ofNullable(row.getString("variant")),
                        row.getInt("packages"),
                        row.getInt("opened"),
                        texts(row.getArray("seal_numbers")),
                        texts(row.getArray("samplers")),
                        Collections.unmodifiableSet(new TreeSet<>(texts(row.getArray("ordered")))),
                        Database.instant(row, "taken_at"),
                        row.getDate("sampled_on").toLocalDate(),
                        row.getString("precheck"),
                        Optional.ofNullable(row.getBigDecimal("final_amount_g")),
                        Optional.ofNullable(row.getBigDecimal("test_need_g")),
                        SampleState.AWAITING_RESULT,
                        List.of(),
                        Optional.empty(),
                        Optional.ofNullable(askedAt),
                        Optional.ofNullable(Database.instant(row, "confirmed_at"))),
                Optional.ofNullable(confirmed).map(Outcome::valueOf));
    }

    private List<SampleView> views(List<Line> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<SampleId, List<Reported>> results = database
                .query(RESULTS + " where r.sample_id = any (?::uuid[]) order by r.id", this::result, (Object)
                        lines.stream().map(l -> l.view().id().toString()).toArray(String[]::new))
                .stream()
                .collect(Collectors.groupingBy(r -> r.view().sample()));
        return lines.stream()
                .map(l -> complete(l, results.getOrDefault(l.view().id(), List.of())))
                .toList();
    }

    private static SampleView complete(Line line, List<Reported> reports) {
        SampleView s = line.view();
        List<ResultView> results = reports.stream().map(Reported::view).toList();
        return new SampleView(
                s.id(),
                s.visit(),
                s.merchant(),
                s.lot(),
                s.material(),
                s.variant(),
                s.packages(),
                s.opened(),
                s.sealNumbers(),
                s.samplers(),
                s.ordered(),
                s.takenAt(),
                s.sampledOn(),
                s.precheck(),
                s.finalAmountG(),
                s.testNeedG(),
                state(results, s.retestAskedAt().isPresent(), line.confirmed()),
                results,
                reports.stream().flatMap(r -> r.retestUntil().stream()).findFirst(),
                s.retestAskedAt(),
                s.confirmedAt());
    }

    private static SampleState state(List<ResultView> results, boolean retestAsked, Optional<Outcome> confirmed) {
        boolean failed = results.stream().anyMatch(r -> !r.retest() && r.verdict() == Outcome.FAIL);
        if (confirmed.filter(verdict -> verdict == Outcome.INCOMPLETE).isPresent()) {
            return SampleState.VOID;
        }
        if (confirmed.isPresent()) {
            return confirmed.get() == Outcome.FAIL
                    ? SampleState.FAILED
                    : failed ? SampleState.PASSED_ON_RETEST : SampleState.PASSED;
        }
        if (failed) {
            return retestAsked ? SampleState.RETEST_ASKED : SampleState.FAILED_OPEN;
        }
        return results.isEmpty() ? SampleState.AWAITING_RESULT : SampleState.INCOMPLETE;
    }

    private Reported result(ResultSet row) throws SQLException {
        String worst = row.getString("worst");
        Date until = row.getDate("retest_until");
        return new Reported(
                new ResultView(
                        new SampleId(row.getObject("sample_id", UUID.class)),
                        new VisitId(row.getObject("visit_id", UUID.class)),
                        new MerchantId(row.getLong("merchant_id")),
                        new ShortCode(row.getString("lot_code")),
                        row.getBoolean("retest"),
                        row.getString("lab"),
                        row.getString("report_no"),
                        row.getDate("reported_on").toLocalDate(),
                        row.getDate("sampled_on").toLocalDate(),
                        Database.instant(row, "recorded_at"),
                        Outcome.valueOf(row.getString("verdict")),
                        Optional.ofNullable(row.getString("variant")),
                        Optional.ofNullable(worst).map(ViolationClass::valueOf),
                        read(row.getString("items")),
                        row.getBoolean("confirmed")),
                Optional.ofNullable(until).map(Date::toLocalDate));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** The figures of each report, oldest first; empty for a report of the time before figures were kept. */
    List<List<Measured>> figures(SampleId sample) {
        return database.query(
                "select measured from sample_result where sample_id = ? order by id",
                row -> {
                    String figures = row.getString(1);
                    try {
                        return figures == null
                                ? List.<Measured>of()
                                : json.readValue(figures, new TypeReference<List<Measured>>() {});
                    } catch (JsonProcessingException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                },
                sample.value());
    }

    private String written(List<?> items) {
        try {
            return json.writeValueAsString(items);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<ItemResult> read(String items) {
        try {
            return json.readValue(items, new TypeReference<List<ItemResult>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
