package org.herbtrust.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.Materials;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.material.ViolationType;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;

/** The recorded visits. */
@ApplicationScoped
class Visits {

    private static final String COLUMNS = """
            select v.id, v.seq, v.kind, v.merchant_id, v.inspector, v.inspector_name, v.occurred_at, v.recorded_at, v.day, v.place,
                   v.checklist, v.correct_by, v.statement, v.follows,
                   %s corrected
            from visit v
            """.formatted(isCorrected("v"));

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    @Inject
    Materials materials;

    /** @return false if a record with this id exists already; then nothing was written */
    boolean add(
            Visit visit,
            List<ViolationType> violations,
            LocalDate day,
            Instant now,
            Actor inspector,
            byte[] fingerprint) {
        int written = database.update(
                """
                insert into visit (id, kind, merchant_id, inspector, inspector_name, occurred_at, recorded_at, day, place,
                    checklist, correct_by, statement, follows, content_hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::date, ?, ?::uuid, ?)
                on conflict (id) do nothing
                """,
                visit.id().value(),
                visit.kind(),
                visit.merchant().value(),
                inspector.account(),
                inspector.name(),
                visit.occurredAt(),
                now,
                day,
                visit.place(),
                written(visit.checklist()),
                visit.correctBy().map(LocalDate::toString).orElse(null),
                visit.statement(),
                visit.follows().map(VisitId::toString).orElse(null),
                fingerprint);
        if (written == 0) {
            return false;
        }
        for (int i = 0; i < violations.size(); i++) {
            Finding finding = visit.findings().get(i);
            database.update(
                    """
                    insert into visit_finding (visit_id, no, violation, severity, count, note, lot_code)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """,
                    visit.id().value(),
                    i + 1,
                    finding.violation(),
                    violations.get(i).severity(),
                    finding.count(),
                    finding.note(),
                    finding.lot().map(ShortCode::value).orElse(null));
        }
        return true;
    }

    Optional<byte[]> fingerprint(VisitId id) {
        return database.one("select content_hash from visit where id = ?", row -> row.getBytes(1), id.value());
    }

    Optional<VisitView> find(VisitId id) {
        return complete(database.query(COLUMNS + " where v.id = ?", this::line, id.value())).stream()
                .map(Line::view)
                .findFirst();
    }

    /** Who recorded the merchant's last patrol. */
    Optional<String> lastPatroller(MerchantId merchant) {
        return database.one("""
                select inspector from visit v where merchant_id = ? and kind = 'PATROL'
                  and not exists (select 1 from visit_superseded s where s.earlier = v.id)
                order by occurred_at desc, seq desc limit 1
                """, row -> row.getString(1), merchant.value());
    }

    /** Newest first. */
    Page<VisitView> list(VisitQuery query, String cursor, Integer limit) {
        int size = Page.size(limit);
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where v.seq < ?");
        values.add(Cursor.before(cursor));
        query.merchant().ifPresent(m -> add(where, values, "v.merchant_id = ?", m.value()));
        query.kind().ifPresent(k -> add(where, values, "v.kind = ?", k));
        query.inspector().ifPresent(i -> add(where, values, "v.inspector = ?", i));
        query.from().ifPresent(d -> add(where, values, "v.day >= ?", d));
        query.to().ifPresent(d -> add(where, values, "v.day <= ?", d));
        values.add(size + 1);
        List<Line> found =
                database.query(COLUMNS + where + " order by v.seq desc limit ?", this::line, values.toArray());
        List<Line> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                complete(shown).stream().map(Line::view).toList(),
                found.size() > size ? Long.toString(shown.get(size - 1).seq()) : null);
    }

    /** Corrections due on that day or before and not yet found done, the oldest first; each once, by the record that stands. */
    List<Correction> open(LocalDate dueUntil, LocalDate today, int most) {
        return database.query(
                """
                select v.id, v.merchant_id, v.day, v.correct_by from visit v
                where v.correct_by <= ? and not %s
                  and not exists (select 1 from visit_superseded s where s.earlier = v.id)
                order by v.correct_by, v.seq limit ?
                """.formatted(isCorrected("v")),
                row -> new Correction(
                        new VisitId(row.getObject(1, UUID.class)),
                        new MerchantId(row.getLong(2)),
                        row.getDate(3).toLocalDate(),
                        row.getDate(4).toLocalDate(),
                        row.getDate(4).toLocalDate().isBefore(today)),
                dueUntil,
                most);
    }

    /**
     * SQL: whether a follow-up that stands has found the orders of a visit carried out. Nearly always it follows the visit itself,
     * which an index answers; only for a record that took another one's place those before it are asked for too.
     *
     * @param visit name of a row of the table
     */
    static String isCorrected(String visit) {
        return """
                (exists (select 1 from visit f where f.follows = %1$s.id and f.kind = 'FOLLOW_UP'
                     and not exists (select 1 from visit_superseded s where s.earlier = f.id)
                     and not exists (select 1 from visit_finding y where y.visit_id = f.id and y.violation = 'not-corrected'))
                 or (exists (select 1 from visit_superseded s where s.by_visit = %1$s.id) and visit_is_corrected(%1$s.id)))
                """.formatted(visit);
    }

    private static void add(StringBuilder where, List<Object> values, String condition, Object value) {
        where.append(" and ").append(condition);
        values.add(value);
    }

    /** A visit with its place in the list. */
    private record Line(long seq, VisitView view) {}

    private Line line(ResultSet row) throws SQLException {
        Date correctBy = row.getDate("correct_by");
        UUID follows = row.getObject("follows", UUID.class);
        return new Line(
                row.getLong("seq"),
                new VisitView(
                        new VisitId(row.getObject("id", UUID.class)),
                        VisitKind.valueOf(row.getString("kind")),
                        new MerchantId(row.getLong("merchant_id")),
                        row.getString("inspector"),
                        row.getString("inspector_name"),
                        Database.instant(row, "occurred_at"),
                        Database.instant(row, "recorded_at"),
                        row.getDate("day").toLocalDate(),
                        row.getString("place"),
                        List.of(),
                        read(row.getString("checklist")),
                        Optional.ofNullable(correctBy).map(Date::toLocalDate),
                        row.getBoolean("corrected"),
                        row.getString("statement"),
                        Optional.ofNullable(follows).map(VisitId::new)));
    }

    private List<Line> complete(List<Line> lines) {
        if (lines.isEmpty()) {
            return lines;
        }
        Map<UUID, LocalDate> days = lines.stream()
                .collect(Collectors.toMap(
                        l -> l.view().id().value(), l -> l.view().day()));
        record Found(UUID visit, VisitView.FindingView finding) {}
        Map<UUID, List<VisitView.FindingView>> findings = database
                .query(
                        """
                        select visit_id, violation, severity, count, note, lot_code from visit_finding
                        where visit_id = any (?::uuid[]) order by visit_id, no
                        """,
                        row -> {
                            UUID visit = row.getObject(1, UUID.class);
                            String violation = row.getString(2);
                            return new Found(
                                    visit,
                                    new VisitView.FindingView(
                                            violation,
                                            name(violation, days.get(visit)),
                                            ViolationClass.valueOf(row.getString(3)),
                                            row.getInt(4),
                                            row.getString(5),
                                            Optional.ofNullable(row.getString(6))
                                                    .map(ShortCode::new)));
                        },
                        (Object) days.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .stream()
                .collect(Collectors.groupingBy(Found::visit, Collectors.mapping(Found::finding, Collectors.toList())));
        Function<Line, Line> with = l -> {
            VisitView v = l.view();
            return new Line(
                    l.seq(),
                    new VisitView(
                            v.id(),
                            v.kind(),
                            v.merchant(),
                            v.inspector(),
                            v.inspectorName(),
                            v.occurredAt(),
                            v.recordedAt(),
                            v.day(),
                            v.place(),
                            findings.getOrDefault(v.id().value(), List.of()),
                            v.checklist(),
                            v.correctBy(),
                            v.corrected(),
                            v.statement(),
                            v.follows()));
        };
        return lines.stream().map(with).toList();
    }

    private Text name(String violation, LocalDate day) {
        return materials.violation(violation, day).map(ViolationType::name).orElse(Text.of(violation, violation));
    }

    private String written(Map<String, CheckAnswer> checklist) {
        try {
            return json.writeValueAsString(checklist);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, CheckAnswer> read(String checklist) {
        try {
            return json.readValue(checklist, new TypeReference<TreeMap<String, CheckAnswer>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
