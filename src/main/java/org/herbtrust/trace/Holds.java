package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.herbtrust.epcis.EpcUri;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.HoldScope.Level;
import org.herbtrust.trace.RecallReport.Outcome;

/** Keeping goods where they are, calling them back, and counting what came of it. */
@ApplicationScoped
public class Holds {

    @Inject
    Database database;

    @Inject
    Lots lots;

    @Inject
    LineageWalk walk;

    @Inject
    History history;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Clock clock;

    @Inject
    Event<LotsHeld> held;

    @Inject
    Event<LotsReleased> released;

    // ---- commands

    /**
     * Keeps goods, and everything that came or will come from them, where they are.
     *
     * @param cause what it rests on, such as the number of a report; at most 500 characters
     * @throws Refused unless the actor is an inspector, a regulator, of the office, or the system; or if there is nothing to
     *     hold
     */
    @Transactional
    public HoldId hold(HoldScope scope, HoldReason reason, String cause, Actor actor) {
        mayHold(actor);
        String because = required(cause, "原因 (cause)");
        // Whoever captures now either has committed before the lineage is walked, or sees the hold.
        history.lockForRewriting();
        Instant now = clock.instant();
        Map<Long, Optional<MerchantId>> roots = roots(scope, reason == HoldReason.RECALL);
        if (roots.isEmpty()) {
            throw new Refused(TraceRefusal.NOTHING_TO_HOLD, "没有符合条件的批次 (no lot matches)");
        }
        long first = roots.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
        HoldId id = new HoldId(database.insert(
                """
                insert into lot_hold (root_lot_id, reason, cause, placed_at, placed_by, level, label, material, merchant_id,
                                      born_from, born_to)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                first,
                reason,
                because,
                now,
                actor.account(),
                scope.level(),
                scope.label().orElse(null),
                scope.material().map(MaterialCode::value).orElse(null),
                scope.merchant().map(MerchantId::value).orElse(null),
                scope.from().orElse(null),
                scope.to().orElse(null)));
        cover(id, roots);
        held.fire(new LotsHeld(id, reason, codes(id), now));
        return id;
    }

    /** Lifts a hold from everything that it covers, at whatever time it came to cover it; lifting it again changes nothing. */
    @Transactional
    public void release(HoldId hold, String cause, Actor actor) {
        mayHold(actor);
        lift(hold, required(cause, "原因 (cause)"), Optional.empty(), actor);
    }

    /**
     * Calls goods and everything that came from them back from buyers; they are held as well.
     *
     * @param notice what buyers read
     */
    @Transactional
    public RecallView recall(HoldScope scope, Text notice, String cause, Actor actor) {
        mayRecall(actor);
        checkNotice(notice);
        HoldId hold = hold(scope, HoldReason.RECALL, cause, actor);
        database.update(
                "insert into recall (hold_id, notice_zh, notice_en, started_at, started_by) values (?, ?, ?, ?, ?)",
                hold.value(),
                notice.zh(),
                notice.en(),
                clock.instant(),
                actor.account());
        return recalls(true).stream()
                .filter(r -> r.hold().equals(hold))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Ends a recall for everything that it covers. It stays in the list, with the notice that ended it.
     *
     * @throws Refused {@link TraceRefusal#HOLD_UNKNOWN} if there is no such recall, or it has ended
     */
    @Transactional
    public void withdraw(long recall, Text notice, String cause, Actor actor) {
        mayRecall(actor);
        checkNotice(notice);
        HoldId hold = database.one(
                        "select hold_id from recall where id = ? and closed_at is null",
                        row -> new HoldId(row.getLong(1)),
                        recall)
                .orElseThrow(() -> new Refused(
                        TraceRefusal.HOLD_UNKNOWN, "没有编号为%d、尚未结束的召回 (no such open recall)".formatted(recall)));
        lift(hold, required(cause, "原因 (cause)"), Optional.of(notice), actor);
    }

    private void lift(HoldId hold, String cause, Optional<Text> notice, Actor actor) {
        Instant now = clock.instant();
        boolean there = database.one("select 1 from lot_hold where id = ?", row -> true, hold.value())
                .isPresent();
        if (!there) {
            throw new Refused(TraceRefusal.HOLD_UNKNOWN, "没有编号为%s的封存 (no such hold)".formatted(hold));
        }
        int lifted = database.update("""
                update lot_hold set lifted_at = ?, lifted_by = ?, lift_cause = ? where id = ? and lifted_at is null
                """, now, actor.account(), cause, hold.value());
        if (lifted == 1) {
            database.update(
                    """
                    update recall set closed_at = ?, ended_zh = ?, ended_en = ? where hold_id = ? and closed_at is null
                    """,
                    now,
                    notice.map(Text::zh).orElse(null),
                    notice.map(Text::en).orElse(null),
                    hold.value());
            released.fire(new LotsReleased(hold, codes(hold), now));
        }
    }

    /**
     * Notes what was found of recalled goods at an entity. A later count of the same kind replaces this one in the report;
     * both are kept.
     *
     * @throws Refused {@link TraceRefusal#COUNT_IMPOSSIBLE} if more is counted than there was
     */
    @Transactional
    public void count(
            long recall, ShortCode lot, MerchantId holder, Outcome outcome, Kilograms kg, String note, Actor actor) {
        mayHold(actor);
        Present.check("lot", lot, "holder", holder, "outcome", outcome, "kg", kg);
        String told = note == null ? "" : note.strip();
        if (told.length() > 500) {
            throw new IllegalArgumentException("备注最多500个字 (note: at most 500 characters)");
        }
        RecallReport.Line line = report(recall).lines().stream()
                .filter(l -> l.lot().equals(lot) && l.holder().equals(holder))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        TraceRefusal.COUNT_IMPOSSIBLE,
                        "召回范围内没有%s的批次%s (no such goods in the recall)".formatted(holder, lot.grouped())));
        Kilograms others = Kilograms.ZERO;
        for (Outcome other : Outcome.values()) {
            others = other == outcome ? others : others.plus(line.counted(other));
        }
        Kilograms room = line.toAccountFor().minus(line.destroyed());
        if (others.plus(kg).isMoreThan(room)) {
            throw new Refused(
                    TraceRefusal.COUNT_IMPOSSIBLE,
                    "清点合计%s公斤，超过应清点的%s公斤 (more counted than there was)".formatted(others.plus(kg), room));
        }
        database.update(
                """
                insert into recall_count (recall_id, lot_id, merchant_id, outcome, kg, note, counted_at, counted_by)
                select ?, id, ?, ?, ?, ?, ?, ? from lot_name where code = ?
                """, recall, holder.value(), outcome, kg.value(), told, clock.instant(), actor.account(), lot.value());
    }

    // ---- questions

    public List<RecallView> recalls(boolean openOnly) {
        return lots.recalls(openOnly, Page.MOST);
    }

    /** Holds, the newest first. */
    public List<HoldEntry> entries(boolean openOnly, int limit) {
        return entries("not ? or h.lifted_at is null order by h.id desc limit ?", openOnly, Math.min(limit, Page.MOST));
    }

    private List<HoldEntry> entries(String which, Object... values) {
        return database.query("""
                select h.id, h.level, h.label, h.material, h.merchant_id, n.code, h.born_from, h.born_to, h.reason, h.cause,
                       h.placed_at, h.lifted_at, h.lift_cause, c.id as recall,
                       (select count(*) from held_lot x where x.hold_id = h.id) as lots
                from lot_hold h join lot_name n on n.id = h.root_lot_id left join recall c on c.hold_id = h.id
                where""" + " " + which, Holds::entry, values);
    }

    private static HoldEntry entry(ResultSet row) throws SQLException {
        Level level = Level.valueOf(row.getString("level"));
        ShortCode root = new ShortCode(row.getString("code"));
        String subject =
                switch (level) {
                    case MERCHANT -> new MerchantId(row.getLong("merchant_id")).toString();
                    case MATERIAL -> row.getString("material");
                    case LABEL -> row.getString("label");
                    case LOT -> root.value();
                };
        return new HoldEntry(
                new HoldId(row.getLong("id")),
                level,
                subject,
                root,
                Optional.ofNullable(row.getObject("born_from", LocalDate.class)),
                Optional.ofNullable(row.getObject("born_to", LocalDate.class)),
                HoldReason.valueOf(row.getString("reason")),
                row.getString("cause"),
                row.getLong("lots"),
                Database.instant(row, "placed_at"),
                Optional.ofNullable(Database.instant(row, "lifted_at")),
                Optional.ofNullable(row.getString("lift_cause")),
                Optional.ofNullable(row.getObject("recall", Long.class)));
    }

    /** @throws Refused {@link TraceRefusal#HOLD_UNKNOWN} */
    public RecallReport report(long recall) {
        RecallView view = lots.recall(recall)
                .orElseThrow(
                        () -> new Refused(TraceRefusal.HOLD_UNKNOWN, "没有编号为%d的召回 (no such recall)".formatted(recall)));
        Map<String, List<RecallReport.Count>> counts = counts(recall);
        List<RecallReport.Line> lines = database.query(
                """
                with covered as (select lot_id, holder_id from held_lot where hold_id = ?),
                entry (lot_id, merchant_id, stock, way, sold, destroyed, used, lost) as (
                    select o.lot_id, o.merchant_id, o.kg, 0, 0, 0, 0, 0
                    from covered c join lot_holding o on o.lot_id = c.lot_id
                    where c.holder_id is null or c.holder_id = o.merchant_id
                    union all
                    select m.lot_id, m.from_merchant, 0, 0, case when m.kind = 'SOLD' then m.kg else 0 end,
                           case when m.kind = 'DESTROYED' then m.kg else 0 end, case when m.kind = 'USED' then m.kg else 0 end, 0
                    from covered c join lot_movement m on m.lot_id = c.lot_id
                    where m.kind in ('SOLD', 'DESTROYED', 'USED')
                      and (c.holder_id is null or c.holder_id = m.from_merchant)
                    union all
                    select m.lot_id, m.to_merchant, 0, 0, - m.kg, 0, 0, 0
                    from covered c join lot_movement m on m.lot_id = c.lot_id
                    where m.kind = 'RETURNED' and (c.holder_id is null or c.holder_id = m.to_merchant)
                    union all
                    select k.lot_id, k.from_id, 0, k.kg, 0, 0, 0, 0
                    from covered c join consignment k on k.lot_id = c.lot_id
                    where k.received_at is null and (c.holder_id is null or c.holder_id = k.from_id)
                    union all
                    select k.lot_id, k.to_id, 0, 0, 0, 0, 0, k.kg - k.received_kg
                    from covered c join consignment k on k.lot_id = c.lot_id
                    where k.received_at is not null and (c.holder_id is null or c.holder_id = k.to_id))
                select l.code, l.material, e.merchant_id, sum(stock), sum(way), sum(sold), sum(destroyed), sum(used), sum(lost)
                from entry e join lot l on l.id = e.lot_id
                group by l.code, l.material, e.merchant_id
                having sum(stock) + sum(way) + sum(sold) + sum(destroyed) + sum(used) + sum(lost) > 0
                order by sum(stock) + sum(way) + sum(sold) + sum(destroyed) + sum(lost) desc, 1, 3
                """,
                row -> new RecallReport.Line(
                        new ShortCode(row.getString(1)),
                        Optional.ofNullable(row.getString(2)).map(MaterialCode::new),
                        new MerchantId(row.getLong(3)),
                        new Kilograms(row.getBigDecimal(4)),
                        new Kilograms(row.getBigDecimal(5)),
                        new Kilograms(row.getBigDecimal(6)),
                        new Kilograms(row.getBigDecimal(7)),
                        new Kilograms(row.getBigDecimal(8)),
                        new Kilograms(row.getBigDecimal(9)),
                        counts.getOrDefault(row.getString(1) + row.getLong(3), List.of())),
                view.hold().value());
        HoldEntry entry = entries("h.id = ?", view.hold().value()).get(0);
        return new RecallReport(view, entry.level(), entry.subject(), lines, totals(lines));
    }

    private Map<String, List<RecallReport.Count>> counts(long recall) {
        Map<String, List<RecallReport.Count>> counts = new HashMap<>();
        database.query(
                """
                select distinct on (c.lot_id, c.merchant_id, c.outcome) n.code, c.merchant_id, c.outcome, c.kg, c.note,
                       c.counted_at, c.counted_by
                from recall_count c join lot_name n on n.id = c.lot_id where c.recall_id = ?
                order by c.lot_id, c.merchant_id, c.outcome, c.id desc
                """,
                row -> counts.computeIfAbsent(row.getString(1) + row.getLong(2), key -> new ArrayList<>())
                        .add(new RecallReport.Count(
                                Outcome.valueOf(row.getString(3)),
                                new Kilograms(row.getBigDecimal(4)),
                                row.getString(5),
                                row.getTimestamp(6).toInstant(),
                                row.getString(7))),
                recall);
        return counts;
    }

    private static RecallReport.Totals totals(List<RecallReport.Line> lines) {
        return new RecallReport.Totals(
                sum(lines, RecallReport.Line::inStock),
                sum(lines, RecallReport.Line::onTheWay),
                sum(lines, RecallReport.Line::sold),
                sum(lines, RecallReport.Line::destroyed),
                sum(lines, RecallReport.Line::lost),
                sum(lines, line -> line.counted(Outcome.FOUND)),
                sum(lines, line -> line.counted(Outcome.RETURNED)),
                sum(lines, line -> line.counted(Outcome.CONSUMED)),
                sum(lines, line -> line.counted(Outcome.DESTROYED)),
                sum(lines, RecallReport.Line::toAccountFor),
                sum(lines, RecallReport.Line::accountedFor),
                sum(lines, RecallReport.Line::unknown));
    }

    private static Kilograms sum(List<RecallReport.Line> lines, Function<RecallReport.Line, Kilograms> of) {
        return lines.stream().map(of).reduce(Kilograms.ZERO, Kilograms::plus);
    }

    // ---- what is covered

    /**
     * Lots that the scope names itself; with whose part of the lot is meant, if not all of it.
     *
     * @param goneToo goods that were sold are to be called back as well
     */
    private Map<Long, Optional<MerchantId>> roots(HoldScope scope, boolean goneToo) {
        Map<Long, Optional<MerchantId>> roots = new HashMap<>();
        Instant from = scope.from()
                .map(day -> day.atStartOfDay(Market.ZONE).toInstant())
                .orElse(Instant.EPOCH);
        Instant until = scope.to()
                .map(day -> day.plusDays(1).atStartOfDay(Market.ZONE).toInstant())
                .orElse(Instant.parse("9999-01-01T00:00:00Z"));
        switch (scope.level()) {
            case LOT -> roots.put(known(scope.lot().orElseThrow()), Optional.empty());
            case LABEL -> roots.put(ofLabel(scope.label().orElseThrow()), Optional.empty());
            case MATERIAL -> {
                MaterialCode material =
                        materials.get(scope.material().orElseThrow()).code();
                database.query(
                        "select id from lot where material = ? and born_at >= ? and born_at < ?",
                        row -> roots.put(row.getLong(1), Optional.empty()),
                        material.value(),
                        from,
                        until);
            }
            case MERCHANT -> {
                MerchantView merchant = merchants.get(scope.merchant().orElseThrow());
                long id = merchant.id().value();
                database.query(
                        """
                        select lot_id from lot_holding where merchant_id = ? and kg > 0
                        union select lot_id from consignment where to_id = ? and received_at is null
                        union select lot_id from lot_movement
                              where to_merchant = ? and kind = 'RECEIVED' and ? and at >= ? and at < ?
                        """,
                        row -> roots.put(row.getLong(1), Optional.of(merchant.id())),
                        id,
                        id,
                        id,
                        goneToo,
                        from,
                        until);
                database.query(
                        "select id from lot where maker_id = ? and born_at >= ? and born_at < ?",
                        row -> roots.put(row.getLong(1), Optional.empty()),
                        id,
                        from,
                        until);
            }
        }
        return roots;
    }

    private long known(ShortCode code) {
        return walk.byCode(code)
                .orElseThrow(
                        () -> new Refused(TraceRefusal.LOT_UNKNOWN, "没有批次%s (no such lot)".formatted(code.grouped())));
    }

    private long ofLabel(String label) {
        String epc = ShortCode.looksLike(label)
                ? walk.packageWithSerial(new ShortCode(label).value()).orElse(label)
                : EpcUri.canonical(label);
        return walk.byPackages(List.of(epc)).keySet().stream()
                .findFirst()
                .orElseThrow(() -> new Refused(
                        TraceRefusal.LABEL_UNKNOWN, "标签%s没有对应的批次 (no lot belongs to the label)".formatted(label)));
    }

    // Of what others have of a root only what came from the part that is meant, which is what the holder made of it.
    private void cover(HoldId hold, Map<Long, Optional<MerchantId>> roots) {
        Long[] ids = roots.keySet().toArray(Long[]::new);
        Long[] holders = roots.values().stream()
                .map(holder -> holder.map(MerchantId::value).orElse(null))
                .toArray(Long[]::new);
        database.update("""
                with recursive root (id, holder) as (select * from unnest(?::bigint[], ?::bigint[])),
                walk (id) as (
                    select id from root where holder is null
                    union
                    select k.child_id from root r join lot_link k on k.parent_id = r.id join lot c on c.id = k.child_id
                    where c.maker_id = r.holder
                    union
                    select k.child_id from walk w join lot_link k on k.parent_id = w.id
                )
                insert into held_lot (hold_id, lot_id, holder_id)
                select ?, id, null::bigint from walk
                union all
                select ?, id, holder from root where holder is not null and id not in (select id from walk)
                """, ids, holders, hold.value(), hold.value());
    }

    /** Whether some hold covers lots that are still to be born. */
    boolean coversComing() {
        return database.one(
                        "select 1 from lot_hold where lifted_at is null and level in ('MATERIAL', 'MERCHANT') limit 1",
                        row -> true)
                .isPresent();
    }

    /** Lots that were just born come under the holds of their parents, and under those that mean them. */
    void inherit(Collection<String> born) {
        for (Covered lot : database.query("""
                insert into held_lot (hold_id, lot_id)
                select h.id, l.id from lot l join lot_hold h on h.lifted_at is null
                where l.uri = any (?) and (
                    exists (select 1 from lot_link k join held_lot x on x.lot_id = k.parent_id
                            where k.child_id = l.id and x.hold_id = h.id
                              and (x.holder_id is null or x.holder_id = l.maker_id))
                    or (h.level = 'MATERIAL' and h.material = l.material or h.level = 'MERCHANT' and h.merchant_id = l.maker_id)
                       and (l.born_at at time zone 'Asia/Shanghai')::date
                           between coalesce(h.born_from, '-infinity') and coalesce(h.born_to, 'infinity'))
                on conflict do nothing returning hold_id, lot_id
                """, row -> new Covered(new HoldId(row.getLong(1)), row.getLong(2)), (Object)
                born.toArray(String[]::new))) {
            announce(lot);
        }
    }

    private record Covered(HoldId hold, long lot) {}

    private void announce(Covered covered) {
        HoldReason reason = database.one(
                        "select reason from lot_hold where id = ?",
                        row -> HoldReason.valueOf(row.getString(1)),
                        covered.hold().value())
                .orElseThrow();
        List<ShortCode> code = database.query(
                "select code from lot where id = ?", row -> new ShortCode(row.getString(1)), covered.lot());
        held.fire(new LotsHeld(covered.hold(), reason, code, clock.instant()));
    }

    private List<ShortCode> codes(HoldId hold) {
        return database.query("""
                select l.code from held_lot x join lot l on l.id = x.lot_id join lot_hold h on h.id = x.hold_id
                where x.hold_id = ? order by (l.id <> h.root_lot_id), l.id
                """, row -> new ShortCode(row.getString(1)), hold.value());
    }

    // ---- who may

    private static void mayHold(Actor actor) {
        if (!actor.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(TraceRefusal.NOT_YOURS_TO_HOLD, "封存和解封由检查员或监管人员办理 (holds are the inspectors')");
        }
    }

    private static void mayRecall(Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(TraceRefusal.NOT_YOURS_TO_HOLD, "召回由监管人员或市场办公室发起 (recalls are the regulator's)");
        }
    }

    private static void checkNotice(Text notice) {
        if (notice.zh().length() > 500 || notice.en().length() > 1000) {
            throw new IllegalArgumentException("召回公告最多500个字 (notice: at most 500 characters)");
        }
    }

    private static String required(String text, String field) {
        String value = text == null ? "" : text.strip();
        if (value.isEmpty() || value.length() > 500) {
            throw new IllegalArgumentException(field + "应为1到500个字 (1 to 500 characters)");
        }
        return value;
    }
}
