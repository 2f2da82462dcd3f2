package org.herbtrust.epcis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
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
     * @param limit what is beyond it is left out
     */
    public List<Mention> of(Collection<String> things, int limit) {
        if (things.size() > MOST_THINGS) {
            throw new IllegalArgumentException("at most " + MOST_THINGS + " things at a time: " + things.size());
        }
        return things.isEmpty() ? List.of() : read("t.epc = any (?)", things.toArray(String[]::new), limit);
    }

    /** Everything that these events speak of. */
    public List<Mention> in(Collection<Long> seqs, int limit) {
        return seqs.isEmpty() ? List.of() : read("t.seq = any (?)", seqs.toArray(Long[]::new), limit);
    }

    /** Everything that the event of that id speaks of; of the event itself, not of its declaration. */
    public List<Mention> in(String eventId, int limit) {
        return read(
                "t.seq in (select x.seq from epcis_event x where x.event_id = ? order by x.is_declaration limit 1)",
                eventId,
                limit);
    }

    private List<Mention> read(String which, Object value, int limit) {
        return database.query(
                """
                select t.epc, t.role, t.quantity, e.seq, e.event_id, e.is_declaration, e.type, e.action, e.biz_step, e.disposition,
                       e.event_time, e.record_time, coalesce(e.biz_location, e.read_point) as place, p.epc as parent
                from epcis_event_epc t join epcis_event e on e.seq = t.seq
                left join epcis_event_epc p on p.seq = t.seq and p.role = 'parent'
                where\
                """ + " " + which + " order by e.event_time, e.seq, t.ord limit ?", Mentions::mention, value, limit);
    }

    private static Mention mention(ResultSet row) throws SQLException {
        return new Mention(
                row.getLong("seq"),
                row.getString("event_id"),
                row.getBoolean("is_declaration"),
                EpcisEvent.Type.valueOf(row.getString("type")),
                Optional.ofNullable(row.getString("action")).map(EpcisEvent.Action::valueOf),
                Optional.ofNullable(row.getString("biz_step")),
                Optional.ofNullable(row.getString("disposition")),
                Database.instant(row, "event_time"),
                Database.instant(row, "record_time"),
                Optional.ofNullable(row.getString("place")),
                row.getString("epc"),
                Mention.Role.of(row.getString("role")),
                Optional.ofNullable(row.getBigDecimal("quantity")),
                Optional.ofNullable(row.getString("parent")));
    }
}
