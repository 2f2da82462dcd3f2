package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.inspection.rules.Quotas;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.Materials;
import org.herbtrust.platform.Database;

/**
 * Where the market stands: how far the visits of a period cover each grid, what every stall looks like on the map, what has to
 * be done by tomorrow, and where recalled goods are. Questions only.
 */
@ApplicationScoped
public class Coverage {

    /** No hall of the market has more. */
    private static final int MOST_STALLS = 10_000;

    private static final int MOST_ROWS = 5_000;

    @Inject
    Database database;

    @Inject
    Materials materials;

    @Inject
    Clock clock;

    /**
     * @param visited merchants with at least one official visit in the period
     * @param never merchants that no official has ever visited
     * @param overdue corrections whose last day has passed
     */
    public record Grid(String grid, int merchants, int visited, int visits, int findings, int never, int overdue) {
        /** Rounded down, so that 100 means everybody. */
        public int percent() {
            return merchants == 0 ? 0 : visited * 100 / merchants;
        }
    }

    /** By grid, both days included. Growers are not on the market and not counted. */
    public List<Grid> byGrid(LocalDate from, LocalDate to) {
        return database.query(
                """
                select coalesce(m.grid, ?) grid, count(*),
                       count(*) filter (where v.visits > 0), coalesce(sum(v.visits), 0), coalesce(sum(v.findings), 0),
                       count(*) filter (where not coalesce(v.ever, false)), coalesce(sum(c.overdue), 0)
                from merchant m
                left join lateral (
                    select count(*) filter (where x.day between ? and ?) visits,
                           sum((select count(*) from visit_finding f where f.visit_id = x.id)) filter (where x.day between ? and ?) findings,
                           count(*) > 0 ever
                    from visit x where x.merchant_id = m.id and x.kind <> 'SELF'
                      and not exists (select 1 from visit_superseded s where s.earlier = x.id)) v on true
                left join lateral (
                    select count(*) overdue from visit x
                    where x.merchant_id = m.id and x.correct_by < ? and not %s
                      and not exists (select 1 from visit_superseded s where s.earlier = x.id)) c on true
                where m.standing in ('ADMITTED', 'SUSPENDED') and m.kind <> 'GROWER'
                group by 1 order by 1
                """.formatted(Visits.isCorrected("x")),
                row -> new Grid(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7)),
                Quotas.NO_GRID,
                from,
                to,
                from,
                to,
                today());
    }

    /** The halls that have stalls, by name. */
    public List<String> halls() {
        return database.query(
                "select distinct hall from merchant where hall is not null order by hall limit 200",
                row -> row.getString(1));
    }

    /** @param lastVisit by an official */
    public record StallLine(
            String number, MerchantId merchant, String name, StallState state, Optional<LocalDate> lastVisit) {}

    /** Every stall of a hall, by number. */
    public List<StallLine> stalls(String hall) {
        LocalDate today = today();
        LocalDate longAgo = today.minusDays(
                materials.period("plan-longest-unvisited", today).days());
        return database.query(
                """
                select m.stall, m.id, m.name, m.standing, v.last_day,
                       exists (select 1 from lot_holding h join held_lot x on x.lot_id = h.lot_id join lot_hold o on o.id = x.hold_id
                               where h.merchant_id = m.id and h.kg > 0 and o.lifted_at is null) held,
                       c.open, c.overdue,
                       m.id in (
                           select coalesce(
                               (select s.merchant_id from complaint_step s
                                where s.complaint_id = k.id and s.kind = 'LINKED' and s.merchant_id is not null
                                order by s.id desc limit 1), k.merchant_id)
                           from complaint k where not exists (
                               select 1 from complaint_step s where s.complaint_id = k.id
                                 and s.kind in ('UPHELD', 'NOT_UPHELD', 'DISMISSED'))) complaint
                from merchant m
                left join lateral (select max(x.day) last_day from visit x where x.merchant_id = m.id and x.kind <> 'SELF'
                      and not exists (select 1 from visit_superseded s where s.earlier = x.id)) v on true
                left join lateral (
                    select count(*) open, count(*) filter (where x.correct_by < ?) overdue from visit x
                    where x.merchant_id = m.id and x.correct_by is not null and not %s
                      and not exists (select 1 from visit_superseded s where s.earlier = x.id)) c on true
                where m.hall = ? and m.standing in ('ADMITTED', 'SUSPENDED') order by m.stall limit ?
                """.formatted(Visits.isCorrected("x")),
                row -> {
                    Optional<LocalDate> last =
                            Optional.ofNullable(row.getDate("last_day")).map(java.sql.Date::toLocalDate);
                    StallState state;
                    if (row.getBoolean("held")) {
                        state = StallState.HELD;
                    } else if (row.getInt("overdue") > 0) {
                        state = StallState.OVERDUE;
                    } else if (row.getBoolean("complaint")) {
                        state = StallState.COMPLAINT;
                    } else if (row.getInt("open") > 0) {
                        state = StallState.TO_CORRECT;
                    } else if (row.getString("standing").equals("SUSPENDED")) {
                        state = StallState.SUSPENDED;
                    } else {
                        state = last.filter(day -> !day.isBefore(longAgo)).isPresent()
                                ? StallState.FINE
                                : StallState.LONG_UNVISITED;
                    }
                    return new StallLine(
                            row.getString("stall"),
                            new MerchantId(row.getLong("id")),
                            row.getString("name"),
                            state,
                            last);
                },
                today,
                hall,
                MOST_STALLS);
    }

    /**
     * A place where goods of a hold are or were.
     *
     * @param label empty for what is not in labelled packages
     * @param merchant who had it last
     * @param kg that this holder still has of the lot; of a label the content of its package
     * @param labelState such as SOLD; empty without a label
     */
    public record RecallLine(
            ShortCode lot,
            String material,
            MerchantId merchant,
            String name,
            String stall,
            Optional<ShortCode> label,
            String labelState,
            Kilograms kg) {}

    /**
     * Every stall, label and last known holder of the goods that came of a lot: those who have some of it, and every label
     * that was issued for it, sold ones included, with the merchant who had it last.
     */
    public List<RecallLine> whereabouts(List<ShortCode> lots) {
        String[] codes = lots.stream().map(ShortCode::value).toArray(String[]::new);
        return database.query(
                """
                select l.code, coalesce(l.material, ''), m.id, m.name, coalesce(m.hall || ' ' || m.stall, ''), null label, '' state, h.kg
                from lot l join lot_holding h on h.lot_id = l.id join merchant m on m.id = h.merchant_id
                where l.code = any (?) and h.kg > 0
                union all
                select l.code, coalesce(l.material, ''), m.id, m.name, coalesce(m.hall || ' ' || m.stall, ''), x.code, x.state, b.net_kg
                from lot l join label_batch b on b.lot_id = l.id join label x on x.batch_id = b.id
                join merchant m on m.id = b.merchant_id
                where l.code = any (?)
                order by 1, 6 nulls first, 3 limit ?
                """,
                row -> new RecallLine(
                        new ShortCode(row.getString(1)),
                        row.getString(2),
                        new MerchantId(row.getLong(3)),
                        row.getString(4),
                        row.getString(5),
                        Optional.ofNullable(row.getString(6)).map(ShortCode::new),
                        row.getString(7),
                        new Kilograms(row.getBigDecimal(8))),
                codes,
                codes,
                MOST_ROWS);
    }

    /**
     * Samples that an official must do something about, with the reason.
     *
     * @param until last day to ask for a retest, or for the report of one that was asked for
     * @param overdue whether the report of the retest should have been here
     */
    public record SampleToDo(
            SampleId sample, MerchantId merchant, Optional<LocalDate> until, boolean retestAsked, boolean overdue) {}

    /** Failed samples: time for a retest that runs, or a retest that was asked for and has no result; the earliest first. */
    public List<SampleToDo> samplesInRetest() {
        return database.query("""
                select s.id, s.merchant_id, r.retest_until, t.asked_at from sample s
                join sample_result r on r.sample_id = s.id and r.retest_until is not null
                left join sample_retest t on t.sample_id = s.id
                where not exists (select 1 from sample_confirmation c where c.sample_id = s.id)
                order by r.retest_until limit 200
                """, row -> {
            Optional<LocalDate> askBy = Optional.ofNullable(row.getDate(3)).map(java.sql.Date::toLocalDate);
            Optional<LocalDate> reportBy = Optional.ofNullable(Database.instant(row, "asked_at"))
                    .map(Market::dayOf)
                    .map(asked -> materials.period("retest-report", asked).lastDayFrom(asked));
            return new SampleToDo(
                    new SampleId(row.getObject(1, UUID.class)),
                    new MerchantId(row.getLong(2)),
                    reportBy.or(() -> askBy),
                    reportBy.isPresent(),
                    reportBy.filter(today()::isAfter).isPresent());
        });
    }

    private LocalDate today() {
        Instant now = clock.instant();
        return Market.dayOf(now);
    }
}
