package org.herbtrust.epcis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.platform.Database;

/** Which events speak of which things, for those who follow goods: one statement for any number of things. */
@ApplicationScoped
public class Mentions {

    /** Things that may be asked for at once. */
    public static final int MOST_THINGS = 10_000;

    @Inject
    Database database;

    /**
     * Every mention of these things, classes and containers, in any role, by event time.
     *
     * @param things in canonical form, at most {@value #MOST_THINGS}
     * @param limit what is beyond it is left out; which that is, is not said: whoever must know asks for one more
     */
    public List<Mention> of(Collection<String> things, int limit) {
        if (things.size() > MOST_THINGS) {
            throw new IllegalArgumentException("at most " + MOST_THINGS + " things at a time: " + things.size());
        }
        return things.isEmpty() ? List.of() : read("epc = any (?)", things.toArray(String[]::new), limit);
    }

    /** Everything that these events speak of. */
    public List<Mention> in(Collection<Long> seqs, int limit) {
        return seqs.isEmpty() ? List.of() : read("seq = any (?)", seqs.toArray(Long[]::new), limit);
    }

    /** Everything that the event of that id speaks of; of the event itself, not of its declaration. */
    public List<Mention> in(String eventId, int limit) {
        return read(
                "seq in (select x.seq from epcis_event x where x.event_id = ? order by x.is_declaration limit 1)",
                eventId,
                limit);
    }

    private record Entry(long seq, int ord, String thing, Mention.Role role, Optional<BigDecimal> quantity) {}

    // In two steps: the index alone answers the first, and the second reads each event once, however many of the things
    // it speaks of.
    private List<Mention> read(String which, Object value, int limit) {
        List<Entry> entries = database.query(
                "select seq, ord, epc, role, quantity from epcis_event_epc where " + which + " limit ?",
                row -> new Entry(
                        row.getLong(1),
                        row.getInt(2),
                        row.getString(3),
                        Mention.Role.of(row.getString(4)),
                        Optional.ofNullable(row.getBigDecimal(5))),
                value,
                limit);
        Map<Long, Mention> events = new HashMap<>();
        database.query("""
                select seq, event_id, is_declaration, type, action, biz_step, disposition,
                       (extract(epoch from event_time) * 1000000)::bigint, (extract(epoch from record_time) * 1000000)::bigint,
                       coalesce(biz_location, read_point),
                       case type when 'AggregationEvent' then
                           (select p.epc from epcis_event_epc p where p.seq = e.seq and p.role = 'parent' limit 1) end
                from epcis_event e where seq = any (?)
                """, row -> events.put(row.getLong(1), event(row)), (Object)
                entries.stream().map(Entry::seq).distinct().toArray(Long[]::new));
        return entries.stream()
                .sorted(Comparator.comparing(
                                (Entry entry) -> events.get(entry.seq()).eventTime())
                        .thenComparingLong(Entry::seq)
                        .thenComparingInt(Entry::ord))
                .map(entry -> events.get(entry.seq()).with(entry.thing(), entry.role(), entry.quantity()))
                .toList();
    }

    private static Mention event(ResultSet row) throws SQLException {
        return new Mention(
                row.getLong(1),
                row.getString(2),
                row.getBoolean(3),
                EpcisEvent.Type.valueOf(row.getString(4)),
                Optional.ofNullable(row.getString(5)).map(EpcisEvent.Action::valueOf),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7)),
                instant(row.getLong(8)),
                instant(row.getLong(9)),
                Optional.ofNullable(row.getString(10)),
                "",
                Mention.Role.EPC,
                Optional.empty(),
                Optional.ofNullable(row.getString(11)));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
