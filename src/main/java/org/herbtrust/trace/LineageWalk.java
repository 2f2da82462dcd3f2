package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.rules.Shares;

/** The edges between lots, walked in the database: one statement for any number of levels. */
@ApplicationScoped
class LineageWalk {

    @Inject
    Database database;

    /**
     * Every edge that leads back, or forward, from these lots.
     *
     * <p>What is carried from level to level is the edge and not the path to it: an edge is followed once, however many ways
     * lead to it, and a circle ends by itself. With a depth the level is carried too, and an edge is followed once a level.
     *
     * @param depth empty: to the end
     * @param limit of edges; the nearest come first
     */
    List<Shares.Edge> edges(Collection<Long> from, boolean back, Optional<Integer> depth, int limit) {
        String near = back ? "child_id" : "parent_id";
        String far = back ? "parent_id" : "child_id";
        Long[] ids = from.toArray(Long[]::new);
        if (depth.isEmpty()) {
            return database.query("""
                    with recursive walk (parent_id, child_id, kg, input_kg) as (
                        select parent_id, child_id, kg, input_kg from lot_link where %s = any (?)
                        union
                        select l.parent_id, l.child_id, l.kg, l.input_kg from walk w join lot_link l on l.%s = w.%s
                    )
                    select parent_id, child_id, kg, input_kg from walk limit ?
                    """.formatted(near, near, far), LineageWalk::edge, ids, limit);
        }
        return database.query("""
                with recursive walk (parent_id, child_id, kg, input_kg, level) as (
                    select parent_id, child_id, kg, input_kg, 1 from lot_link where %s = any (?)
                    union
                    select l.parent_id, l.child_id, l.kg, l.input_kg, w.level + 1
                    from walk w join lot_link l on l.%s = w.%s where w.level < ?
                )
                select distinct parent_id, child_id, kg, input_kg from walk limit ?
                """.formatted(near, near, far), LineageWalk::edge, ids, depth.get(), limit);
    }

    private static Shares.Edge edge(ResultSet row) throws SQLException {
        return new Shares.Edge(row.getLong(1), row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4));
    }

    /** Which of these have parents, or children, at all. */
    Set<Long> leadingOn(Collection<Long> lots, boolean back) {
        String near = back ? "child_id" : "parent_id";
        return new HashSet<>(database.query(
                "select distinct %s from lot_link where %s = any (?)".formatted(near, near),
                row -> row.getLong(1),
                (Object) lots.toArray(Long[]::new)));
    }

    /**
     * The way from one lot down to another, both ends included; empty if there is none.
     *
     * @return the shortest
     */
    List<ShortCode> path(long from, Collection<Long> to) {
        // UNION on the edge, as above; the path is put together here, or every path of a diamond would be walked.
        List<Shares.Edge> down = edges(List.of(from), false, Optional.empty(), Integer.MAX_VALUE);
        Map<Long, Long> cameFrom = new HashMap<>();
        Deque<Long> queue = new ArrayDeque<>(List.of(from));
        Map<Long, List<Long>> children = new HashMap<>();
        down.forEach(edge ->
                children.computeIfAbsent(edge.parent(), id -> new ArrayList<>()).add(edge.child()));
        while (!queue.isEmpty()) {
            long at = queue.poll();
            if (to.contains(at)) {
                Deque<Long> path = new ArrayDeque<>(List.of(at));
                while (path.getFirst() != from) {
                    path.addFirst(cameFrom.get(path.getFirst()));
                }
                Map<Long, ShortCode> codes = codes(path);
                return path.stream().map(codes::get).toList();
            }
            for (long child : children.getOrDefault(at, List.of())) {
                if (child != from && cameFrom.putIfAbsent(child, at) == null) {
                    queue.add(child);
                }
            }
        }
        return List.of();
    }

    private Map<Long, ShortCode> codes(Collection<Long> ids) {
        Map<Long, ShortCode> codes = new HashMap<>();
        database.query(
                "select id, code from lot where id = any (?)",
                row -> codes.put(row.getLong(1), new ShortCode(row.getString(2))),
                (Object) ids.toArray(Long[]::new));
        return codes;
    }

    /** A lot with what an answer tells of it. */
    record Lot(
            long id,
            ShortCode code,
            String uri,
            Optional<MaterialCode> material,
            Form form,
            Source source,
            boolean untraced,
            Optional<DivisionCode> origin,
            Optional<LocalDate> harvestedOn,
            MerchantId maker,
            String process,
            Instant bornAt,
            Kilograms born,
            boolean held,
            boolean recalled) {}

    Map<Long, Lot> lots(Collection<Long> ids) {
        Map<Long, Lot> lots = new HashMap<>();
        database.query(
                """
                select l.id, l.code, l.uri, l.material, l.form, l.source, l.untraced, l.origin_division, l.harvested_on,
                       l.maker_id, l.process, l.born_at, l.born_kg, h.held, h.recalled
                from lot l left join lateral (
                    select true as held, bool_or(o.reason = 'RECALL') as recalled
                    from held_lot x join lot_hold o on o.id = x.hold_id
                    where x.lot_id = l.id and o.lifted_at is null having count(*) > 0) h on true
                where l.id = any (?)
                """,
                row -> lots.put(
                        row.getLong(1),
                        new Lot(
                                row.getLong(1),
                                new ShortCode(row.getString(2)),
                                row.getString(3),
                                Optional.ofNullable(row.getString(4)).map(MaterialCode::new),
                                Form.ofWord(row.getString(5)),
                                Source.ofWord(row.getString(6)),
                                row.getBoolean(7),
                                Optional.ofNullable(row.getString(8)).map(DivisionCode::new),
                                Optional.ofNullable(row.getObject(9, LocalDate.class)),
                                new MerchantId(row.getLong(10)),
                                row.getString(11),
                                row.getTimestamp(12).toInstant(),
                                new Kilograms(row.getBigDecimal(13)),
                                row.getBoolean(14),
                                row.getBoolean(15))),
                (Object) ids.toArray(Long[]::new));
        return lots;
    }

    Optional<Long> byCode(ShortCode code) {
        return database.one("select id from lot where code = ?", row -> row.getLong(1), code.value());
    }

    /** Lots by class URI. */
    Map<String, Long> byUris(Collection<String> uris) {
        Map<String, Long> ids = new HashMap<>();
        database.query(
                "select uri, id from lot where uri = any (?)",
                row -> ids.put(row.getString(1), row.getLong(2)),
                (Object) uris.toArray(String[]::new));
        return ids;
    }

    /** How many of these packages were filled from which lot. */
    Map<Long, Long> byPackages(Collection<String> epcs) {
        Map<Long, Long> lots = new HashMap<>();
        database.query(
                "select lot_id, count(*) from lot_package where epc = any (?) group by lot_id",
                row -> lots.put(row.getLong(1), row.getLong(2)),
                (Object) epcs.toArray(String[]::new));
        return lots;
    }

    /** The package with that serial number, if there is but one. */
    Optional<String> packageWithSerial(String serial) {
        List<String> epcs = database.query(
                "select epc from lot_package where substring(epc from '/21/([^/]+)$') = ? limit 2",
                row -> row.getString(1),
                serial);
        return epcs.size() == 1 ? Optional.of(epcs.get(0)) : Optional.empty();
    }

    List<String> packagesOf(Collection<Long> lots, int limit) {
        return database.query(
                "select epc from lot_package where lot_id = any (?) order by seq, epc limit ?",
                row -> row.getString(1),
                lots.toArray(Long[]::new),
                limit);
    }

    /** Who has, or is to get, how much of these lots now. */
    List<Held> holdings(Collection<Long> lots) {
        Long[] ids = lots.toArray(Long[]::new);
        return database.query(
                """
                select lot_id, merchant_id, kg, false from lot_holding where lot_id = any (?) and kg > 0
                union all
                select lot_id, to_id, sum(kg), true from consignment
                where lot_id = any (?) and received_at is null group by lot_id, to_id
                order by 1, 3 desc, 2
                """,
                row -> new Held(
                        row.getLong(1),
                        new MerchantId(row.getLong(2)),
                        new Kilograms(row.getBigDecimal(3)),
                        row.getBoolean(4)),
                ids,
                ids);
    }

    record Held(long lot, MerchantId holder, Kilograms kg, boolean onTheWay) {}

    /** Whose events these are, as far as they moved goods. */
    Map<Long, MerchantId> parties(Collection<Long> seqs) {
        Map<Long, MerchantId> parties = new HashMap<>();
        database.query(
                "select seq, holder_id from trace_reading where seq = any (?)",
                row -> parties.put(row.getLong(1), new MerchantId(row.getLong(2))),
                (Object) seqs.toArray(Long[]::new));
        return parties;
    }

    /** Which of these events moved goods of, or to, that merchant. */
    Set<Long> of(MerchantId merchant, Collection<Long> seqs) {
        return new HashSet<>(database.query(
                "select distinct seq from lot_movement where seq = any (?) and (from_merchant = ? or to_merchant = ?)",
                row -> row.getLong(1),
                seqs.toArray(Long[]::new),
                merchant.value(),
                merchant.value()));
    }
}
