package org.herbtrust.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.platform.Database;

/** The lots as rows. Reading is free for all of the package; writing is for {@link LotBooks}. */
@ApplicationScoped
class Lots {

    /** A lot as the projection needs it. */
    record Row(
            long id,
            ShortCode code,
            String uri,
            Optional<MaterialCode> material,
            Form form,
            Source source,
            Optional<Instant> heldSince) {

        boolean held() {
            return heldSince.isPresent();
        }
    }

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    // ---- lots of an event

    /**
     * Those of the classes that are lots, by URI.
     *
     * @param holder whose part of a lot is asked for: a hold may be on another's
     */
    Map<String, Row> byUris(Collection<String> uris, MerchantId holder) {
        if (uris.isEmpty()) {
            return Map.of();
        }
        Map<String, Row> found = new HashMap<>();
        database.query(ROW + " where l.uri = any (?)", Lots::row, holder.value(), uris.toArray(String[]::new))
                .forEach(lot -> found.put(lot.uri(), lot));
        return found;
    }

    /** Two events that take from the same lots, one from A and B and one from B and A, must not wait for each other. */
    void lockInOrder(Collection<String> uris) {
        database.query(
                "select id from lot where uri = any (?) order by id for no key update", row -> row.getLong(1), (Object)
                        uris.toArray(String[]::new));
    }

    /** Those of the URIs that are lots. */
    Set<String> known(Collection<String> uris) {
        return new HashSet<>(database.query("select uri from lot where uri = any (?)", row -> row.getString(1), (Object)
                uris.toArray(String[]::new)));
    }

    /** @throws Refused {@link TraceRefusal#LOT_UNKNOWN} */
    static Row known(String uri, Map<String, Row> lots) {
        Row lot = lots.get(uri);
        if (lot == null) {
            throw new Refused(
                    TraceRefusal.LOT_UNKNOWN,
                    "本市场没有批次%s；没有来源记录的货请先登记为非溯源入库 (unknown lot; register an untraced intake first)".formatted(uri));
        }
        return lot;
    }

    private static final String ROW = """
            select l.id, l.code, l.uri, l.material, l.form, l.source,
                   (select min(o.placed_at) from held_lot h join lot_hold o on o.id = h.hold_id
                    where h.lot_id = l.id and o.lifted_at is null and (h.holder_id is null or h.holder_id = ?)) as held_since
            from lot l""";

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                new ShortCode(row.getString("code")),
                row.getString("uri"),
                Optional.ofNullable(row.getString("material")).map(MaterialCode::new),
                Form.ofWord(row.getString("form")),
                Source.ofWord(row.getString("source")),
                Optional.ofNullable(Database.instant(row, "held_since")));
    }

    // ---- views

    Optional<LotView> view(ShortCode code) {
        return views("l.code = ?", code.value()).stream().findFirst();
    }

    Optional<LotView> viewByUri(String uri) {
        return views("l.uri = ?", uri).stream().findFirst();
    }

    /** In the order of the ids given. */
    List<LotView> views(Collection<Long> ids) {
        Map<Long, LotView> found = new HashMap<>();
        views("l.id = any (?)", (Object) ids.toArray(Long[]::new)).forEach(lot -> found.put(lot.id(), lot));
        return ids.stream().map(found::get).toList();
    }

    /** In the order of the codes given. */
    List<LotView> viewsByCode(List<ShortCode> codes) {
        Map<ShortCode, LotView> found = new HashMap<>();
        views("l.code = any (?)", (Object) codes.stream().map(ShortCode::value).toArray(String[]::new))
                .forEach(lot -> found.put(lot.code(), lot));
        return codes.stream().map(found::get).toList();
    }

    /** What that merchant has or ever made, newest first. */
    List<LotView> ofMerchant(MerchantId merchant, boolean inStockOnly, long beforeId, int limit) {
        List<Long> ids = database.query(
                """
                select l.id from lot l
                where l.id < ? and (exists (select 1 from lot_holding h
                                            where h.lot_id = l.id and h.merchant_id = ? and h.kg > 0)
                                    or (not ? and l.maker_id = ?))
                order by l.id desc limit ?
                """, row -> row.getLong(1), beforeId, merchant.value(), inStockOnly, merchant.value(), limit);
        return views(ids);
    }

    // One statement: a command reads the lot that it answers with, and a page many.
    private List<LotView> views(String where, Object... values) {
        return database.query("""
                select l.*,
                       coalesce((select sum(c.kg) from consignment c
                                 where c.lot_id = l.id and c.received_at is null), 0) as in_transit,
                       (select json_agg(json_build_array(o.merchant_id, o.kg::text, o.packed_kg::text)
                                        order by o.kg desc, o.merchant_id)
                        from lot_holding o where o.lot_id = l.id and o.kg > 0) as holders,
                       (select json_agg(json_build_array(h.id, h.reason, h.cause, h.placed_at, n.code, x.holder_id,
                                                         exists (select 1 from recall c where c.hold_id = h.id)) order by h.id)
                        from held_lot x join lot_hold h on h.id = x.hold_id join lot_name n on n.id = h.root_lot_id
                        where x.lot_id = l.id and h.lifted_at is null) as holds
                from lot l where""" + " " + where, this::view, values);
    }

    private LotView view(ResultSet row) throws SQLException {
        List<HoldView> holds = new ArrayList<>();
        for (JsonNode h : array(row.getString("holds"))) {
            holds.add(new HoldView(
                    new HoldId(h.get(0).longValue()),
                    new ShortCode(h.get(4).textValue()),
                    HoldReason.valueOf(h.get(1).textValue()),
                    h.get(2).textValue(),
                    OffsetDateTime.parse(h.get(3).textValue()).toInstant(),
                    Optional.empty(),
                    h.get(6).booleanValue(),
                    h.get(5).isNull()
                            ? Optional.empty()
                            : Optional.of(new MerchantId(h.get(5).longValue()))));
        }
        List<LotView.Holder> holders = new ArrayList<>();
        for (JsonNode h : array(row.getString("holders"))) {
            holders.add(new LotView.Holder(
                    new MerchantId(h.get(0).longValue()),
                    Kilograms.of(h.get(1).textValue()),
                    Kilograms.of(h.get(2).textValue())));
        }
        return new LotView(
                row.getLong("id"),
                new ShortCode(row.getString("code")),
                row.getString("uri"),
                Optional.ofNullable(row.getString("gtin")).map(Gtin::new),
                Optional.ofNullable(row.getString("material")).map(MaterialCode::new),
                Form.ofWord(row.getString("form")),
                Source.ofWord(row.getString("source")),
                row.getBoolean("untraced"),
                Optional.ofNullable(row.getString("origin_division")).map(DivisionCode::new),
                Optional.ofNullable(row.getObject("harvested_on", LocalDate.class)),
                planting(row.getString("planting")),
                new MerchantId(row.getLong("maker_id")),
                row.getString("process"),
                Database.instant(row, "born_at"),
                new Kilograms(row.getBigDecimal("born_kg")),
                holders,
                new Kilograms(row.getBigDecimal("in_transit")),
                holds,
                holds.stream().anyMatch(h -> h.recall() && h.holder().isEmpty()));
    }

    private JsonNode array(String text) {
        try {
            return text == null ? json.createArrayNode() : json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an array of the database cannot be read", broken);
        }
    }

    private Optional<Planting> planting(String stored) {
        try {
            return stored == null ? Optional.empty() : Optional.of(json.readValue(stored, Planting.class));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a planting record cannot be read", broken);
        }
    }

    // ---- lineage

    /** Ids of the lot and of all that it came from, or that came from it, nearest first; one more level than asked tells if something was cut off. */
    List<Reached> reach(long lot, Lineage.Direction direction, int depth, int limit) {
        boolean back = direction == Lineage.Direction.BACK;
        // UNION, not UNION ALL: a diamond is walked once a level, a cycle ends.
        String walk = """
                with recursive walk (id, level) as (
                    select ?::bigint, 0
                    union
                    select l.%s, w.level + 1 from walk w join lot_link l on l.%s = w.id where w.level <= ?
                )
                select id, min(level) as level from walk group by id order by level, id limit ?
                """.formatted(back ? "parent_id" : "child_id", back ? "child_id" : "parent_id");
        return database.query(walk, row -> new Reached(row.getLong(1), row.getInt(2)), lot, depth, limit);
    }

    record Reached(long id, int level) {}

    List<Lineage.Link> links(Collection<Long> ids) {
        Long[] among = ids.toArray(Long[]::new);
        return database
                .query(
                        """
                select p.code, c.code, l.kg, l.kg / sum(l.kg) over (partition by l.child_id) as share, l.parent_id
                from lot_link l join lot p on p.id = l.parent_id join lot c on c.id = l.child_id
                where l.child_id = any (?) order by l.seq, l.parent_id, l.child_id
                """,
                        row -> {
                            BigDecimal share = row.getBigDecimal(4).setScale(4, RoundingMode.HALF_EVEN);
                            return new LinkRow(
                                    row.getLong(5),
                                    new Lineage.Link(
                                            new ShortCode(row.getString(1)),
                                            new ShortCode(row.getString(2)),
                                            new Kilograms(row.getBigDecimal(3)),
                                            share));
                        },
                        (Object) among)
                .stream()
                .filter(link -> ids.contains(link.parent()))
                .map(LinkRow::link)
                .toList();
    }

    private record LinkRow(long parent, Lineage.Link link) {}

    /** What happened to these lots, in the order in which it happened. */
    List<Step> steps(Collection<Long> ids, int limit) {
        return database.query(
                """
                select m.kind, m.process, l.code, m.from_merchant, m.to_merchant, m.kg, m.at, m.recorded_at, m.event_id
                from lot_movement m join lot l on l.id = m.lot_id
                where m.lot_id = any (?) order by m.at, m.id limit ?
                """,
                row -> new Step(
                        Step.Kind.valueOf(row.getString(1)),
                        Optional.ofNullable(row.getString(2)),
                        new ShortCode(row.getString(3)),
                        merchant(row, 4),
                        merchant(row, 5),
                        new Kilograms(row.getBigDecimal(6)),
                        row.getTimestamp(7).toInstant(),
                        row.getTimestamp(8).toInstant(),
                        row.getString(9)),
                ids.toArray(Long[]::new),
                limit);
    }

    private static Optional<MerchantId> merchant(ResultSet row, int column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(new MerchantId(id));
    }

    // ---- recalls

    List<RecallView> recalls(boolean openOnly, int limit) {
        return recalls("not ? or c.closed_at is null order by c.id desc limit ?", openOnly, limit);
    }

    Optional<RecallView> recall(long id) {
        return recalls("c.id = ?", id).stream().findFirst();
    }

    private List<RecallView> recalls(String which, Object... values) {
        List<RecallView> found = new ArrayList<>();
        for (RecallRow recall : database.query("""
                select c.id, c.hold_id, n.code as root, coalesce(r.material, h.material) as material, c.notice_zh, c.notice_en,
                       c.ended_zh, c.ended_en, h.level, h.cause, c.started_at, c.closed_at,
                       (select array_agg(l.code order by l.id) from held_lot x join lot l on l.id = x.lot_id
                        where x.hold_id = h.id) as lots,
                       coalesce((select sum(k.kg) from consignment k join held_lot x on x.lot_id = k.lot_id
                                 where x.hold_id = h.id and k.received_at is null
                                   and (x.holder_id is null or x.holder_id in (k.from_id, k.to_id))), 0) as in_transit,
                       coalesce((select sum(case m.kind when 'SOLD' then m.kg else - m.kg end)
                                 from lot_movement m join held_lot x on x.lot_id = m.lot_id
                                 where x.hold_id = h.id and m.kind in ('SOLD', 'RETURNED')
                                   and (x.holder_id is null
                                        or x.holder_id = case m.kind when 'SOLD' then m.from_merchant else m.to_merchant end)),
                                0) as sold
                from recall c join lot_hold h on h.id = c.hold_id join lot_name n on n.id = h.root_lot_id
                left join lot r on r.id = h.root_lot_id
                where""" + " " + which, Lots::recall, values)) {
            List<LotView.Holder> holders = database.query(
                    """
                    select o.merchant_id, sum(o.kg), sum(o.packed_kg) from lot_holding o join held_lot x on x.lot_id = o.lot_id
                    where x.hold_id = ? and o.kg > 0 and (x.holder_id is null or x.holder_id = o.merchant_id)
                    group by o.merchant_id order by 2 desc, 1
                    """,
                    row -> new LotView.Holder(
                            new MerchantId(row.getLong(1)),
                            new Kilograms(row.getBigDecimal(2)),
                            new Kilograms(row.getBigDecimal(3))),
                    recall.hold());
            found.add(recall.with(holders));
        }
        return found;
    }

    private record RecallRow(RecallView view, long hold) {
        RecallView with(List<LotView.Holder> holders) {
            return new RecallView(
                    view.id(),
                    view.hold(),
                    view.root(),
                    view.material(),
                    view.notice(),
                    view.cause(),
                    view.startedAt(),
                    view.closedAt(),
                    view.lots(),
                    holders,
                    view.inTransit(),
                    view.sold(),
                    view.level(),
                    view.ended());
        }
    }

    private static RecallRow recall(ResultSet row) throws SQLException {
        Array codes = row.getArray("lots");
        List<ShortCode> lots = new ArrayList<>();
        if (codes != null) { // all of them may have been declared away since
            for (Object code : (Object[]) codes.getArray()) {
                lots.add(new ShortCode((String) code));
            }
        }
        long hold = row.getLong("hold_id");
        return new RecallRow(
                new RecallView(
                        row.getLong("id"),
                        new HoldId(hold),
                        new ShortCode(row.getString("root")),
                        Optional.ofNullable(row.getString("material")).map(MaterialCode::new),
                        Text.of(row.getString("notice_zh"), row.getString("notice_en")),
                        row.getString("cause"),
                        Database.instant(row, "started_at"),
                        Optional.ofNullable(Database.instant(row, "closed_at")),
                        lots,
                        List.of(),
                        new Kilograms(row.getBigDecimal("in_transit")),
                        new Kilograms(row.getBigDecimal("sold")),
                        HoldScope.Level.valueOf(row.getString("level")),
                        row.getString("ended_zh") == null
                                ? Optional.empty()
                                : Optional.of(Text.of(row.getString("ended_zh"), row.getString("ended_en")))),
                hold);
    }

    // ---- consignments and flags

    List<ConsignmentView> consignments(String where, Object... values) {
        return database.query(
                """
                select c.id, l.code, l.material, l.form, c.from_id, c.to_id, c.kg, c.shipped_at, c.received_kg, c.received_at
                from consignment c join lot l on l.id = c.lot_id where""" + " " + where,
                row -> {
                    Instant receivedAt = Database.instant(row, "received_at");
                    return new ConsignmentView(
                            row.getLong(1),
                            new ShortCode(row.getString(2)),
                            Optional.ofNullable(row.getString(3)).map(MaterialCode::new),
                            Form.ofWord(row.getString(4)),
                            new MerchantId(row.getLong(5)),
                            new MerchantId(row.getLong(6)),
                            new Kilograms(row.getBigDecimal(7)),
                            row.getTimestamp(8).toInstant(),
                            Optional.ofNullable(row.getBigDecimal(9)).map(Kilograms::new),
                            Optional.ofNullable(receivedAt));
                },
                values);
    }

    List<FlagView> flags(MerchantId merchantOrNull, int limit) {
        return database.query(
                """
                select f.kind, l.code, f.merchant_id, f.detail, f.at from trace_flag f join lot l on l.id = f.lot_id
                where ?::bigint is null or f.merchant_id = ? order by f.id desc limit ?
                """,
                row -> new FlagView(
                        FlagKind.valueOf(row.getString(1)),
                        new ShortCode(row.getString(2)),
                        new MerchantId(row.getLong(3)),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()),
                merchantOrNull == null ? null : merchantOrNull.value(),
                merchantOrNull == null ? null : merchantOrNull.value(),
                limit);
    }
}
