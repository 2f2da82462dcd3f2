package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;

/**
 * The events that moved goods, in the order in which they did, and the writing of the lots anew from them. Nothing is
 * judged here again: it happened. But goods that were never there cannot have been moved, and that is found out.
 */
@ApplicationScoped
class History {

    /** Rows that follow from the history, those that refer to others first. */
    private static final List<String> DERIVED =
            List.of("trace_flag", "lot_package", "consignment", "lot_movement", "lot_link", "lot_holding", "lot");

    private static final int CHUNK = 1_000;

    /** The first half of the advisory lock that captures share and that a rebuild has alone. */
    private static final int LOCK = 7212;

    @Inject
    Database database;

    @Inject
    Epcis epcis;

    @Inject
    Merchants merchants;

    @Inject
    Lots lots;

    @Inject
    LotBooks books;

    /** An event that moved goods. */
    record Turn(long turn, long seq, MerchantId holder) {}

    // ---- locks, until the transaction ends

    void lockForWriting() {
        database.query("select pg_advisory_xact_lock_shared(?, 0)", row -> true, LOCK);
    }

    void lockForRewriting() {
        database.query("select pg_advisory_xact_lock(?, 0)", row -> true, LOCK);
    }

    // ---- facts

    /** After the rows of the events are written, so that what one rests on has a lower turn. */
    void append(List<Occurrence> all) {
        database.update(
                """
                insert into trace_reading (seq, holder_id)
                select x.seq, x.holder from unnest(?, ?) with ordinality as x (seq, holder, ord) order by x.ord
                """,
                all.stream().map(Occurrence::seq).toArray(Long[]::new),
                all.stream().map(at -> at.holder().id().value()).toArray(Long[]::new));
    }

    void append(CapturedEvent declaration) {
        database.update(
                "insert into trace_declaration (event_id, seq) values (?, ?) on conflict do nothing",
                declaration.event().eventId(),
                declaration.seq());
    }

    /** Which of these are declared erroneous. */
    List<String> declared(Collection<String> eventIds) {
        return database.query(
                "select event_id from trace_declaration where event_id = any (?)", row -> row.getString(1), (Object)
                        eventIds.toArray(String[]::new));
    }

    /** @param classes that the event is about; by their lots it is found */
    Optional<Turn> find(String eventId, Collection<String> classes) {
        return database.one(
                """
                select r.turn, r.seq, r.holder_id from trace_reading r
                where r.withdrawn_by is null and r.seq in (
                    select m.seq from lot_movement m join lot l on l.id = m.lot_id
                    where l.uri = any (?) and m.event_id = ?)
                """,
                row -> new Turn(row.getLong(1), row.getLong(2), new MerchantId(row.getLong(3))),
                classes.toArray(String[]::new),
                eventId);
    }

    // ---- writing anew

    /**
     * Writes the lots that have to do with the event as if it had not happened.
     *
     * @throws Refused {@link TraceRefusal#CORRECTION_IMPOSSIBLE} if a later event could not have happened then
     */
    void withdraw(Turn wrong, CapturedEvent declaration) {
        Long[] part = around(wrong.seq());
        Long[] seqs = database.query(
                        "select distinct seq from lot_movement where lot_id = any (?)", row -> row.getLong(1), (Object)
                                part)
                .toArray(Long[]::new);
        database.update("update trace_reading set withdrawn_by = ? where turn = ?", declaration.seq(), wrong.turn());
        DERIVED.forEach(table -> database.update(
                switch (table) {
                    case "lot" -> "delete from lot where id = any (?)";
                    case "lot_link" -> "delete from lot_link where child_id = any (?)";
                    default -> "delete from " + table + " where lot_id = any (?)";
                },
                (Object) part));
        play(database.query("""
                select turn, seq, holder_id from trace_reading where seq = any (?) and withdrawn_by is null order by turn
                """, History::turn, (Object) seqs));
    }

    /**
     * Writes everything anew.
     *
     * @return how many events there were
     */
    long rewrite() {
        DERIVED.forEach(table -> database.update("delete from " + table));
        long played = 0;
        List<Turn> turns;
        long after = 0;
        do {
            turns = database.query("""
                    select turn, seq, holder_id from trace_reading where turn > ? and withdrawn_by is null
                    order by turn limit ?
                    """, History::turn, after, CHUNK);
            play(turns);
            played += turns.size();
            after = turns.isEmpty() ? after : turns.get(turns.size() - 1).turn();
        } while (turns.size() == CHUNK);
        return played;
    }

    private static Turn turn(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Turn(row.getLong(1), row.getLong(2), new MerchantId(row.getLong(3)));
    }

    /** The lots of the event and all that share events with them, and so on: outside of these it changes nothing. */
    private Long[] around(long seq) {
        return database.query("""
                        with recursive part (lot_id) as (
                            select lot_id from lot_movement where seq = ?
                            union
                            select other.lot_id from part
                            join lot_movement own on own.lot_id = part.lot_id
                            join lot_movement other on other.seq = own.seq
                        )
                        select lot_id from part
                        """, row -> row.getLong(1), seq).toArray(Long[]::new);
    }

    private void play(List<Turn> turns) {
        Map<MerchantId, MerchantView> holders = new HashMap<>();
        for (int from = 0; from < turns.size(); from += CHUNK) {
            List<Turn> chunk = turns.subList(from, Math.min(turns.size(), from + CHUNK));
            Map<Long, CapturedEvent> events = epcis
                    .bySeq(chunk.stream().map(Turn::seq).toList())
                    .stream()
                    .collect(Collectors.toMap(CapturedEvent::seq, Function.identity()));
            for (Turn turn : chunk) {
                play(new Occurrence(events.get(turn.seq()), holders.computeIfAbsent(turn.holder(), merchants::get)));
            }
        }
    }

    private void play(Occurrence at) {
        try {
            Map<String, Lots.Row> there = lots.byUris(
                    Projection.classes(at.captured().event()), at.holder().id());
            Effects.again(at.captured().event()).forEach(effect -> books.write(effect, at, there));
        } catch (Refused impossible) {
            throw new Refused(
                    TraceRefusal.CORRECTION_IMPOSSIBLE,
                    "之后的事件%s（%s，%s）以它为前提，请先更正该事件：%s (a later event rests on it; correct that one first)"
                            .formatted(
                                    at.captured().event().eventId(),
                                    at.holder().name(),
                                    at.time(),
                                    impossible.getMessage()));
        }
    }
}
