package org.herbtrust.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Lineages written straight into the tables, as the projection would have written them: through the commands a store of
 * millions would take hours.
 *
 * <p>An ordinary family has 70 lots in five generations, each lot made from two of the generation before and the last one
 * from all of it; each lot has the event of its birth and one of its storage. A large family has 1,000 lots in ten.
 */
final class LineageStore {

    static final int FAMILY = 70;
    static final int LARGE_FAMILY = 1_000;

    private static final int[] GENERATIONS = {10, 20, 20, 19, 1};
    private static final int[] LARGE_GENERATIONS = {111, 111, 111, 111, 111, 111, 111, 111, 111, 1};
    private static final int AT_ONCE = 2_000;

    private final Connection database;
    private final long merchant;
    private final String place;

    private LineageStore(Connection database, long merchant, String place) {
        this.database = database;
        this.merchant = merchant;
        this.place = place;
    }

    static LineageStore in(Connection database) throws SQLException {
        try (Statement s = database.createStatement()) {
            // The check character of a lot's code, as kernel.ShortCode has it.
            s.execute(
                    """
                    create function pg_temp.short_code(n bigint) returns text language sql immutable as $$
                        select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', d + 1, 1), '' order by i)
                               || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (sum((i + 1) * d) %% 31)::int + 1, 1)
                        from (select i, ((n >> (5 * i)) & 31)::int as d from generate_series(0, 11) i) digits
                    $$
                    """
                            .replace("%%", "%"));
            s.execute("create temp table generation (large boolean, position int, parent int, primary key (large, position, parent))");
            try (ResultSet row =
                    s.executeQuery("select id, gln from merchant where gln is not null order by id limit 1")) {
                row.next();
                LineageStore store =
                        new LineageStore(database, row.getLong(1), "https://id.gs1.org/414/" + row.getString(2));
                store.plan(false, GENERATIONS);
                store.plan(true, LARGE_GENERATIONS);
                return store;
            }
        }
    }

    /** Which lot of a family is made from which. */
    private void plan(boolean large, int... generations) throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement("insert into generation values (?, ?, ?) on conflict do nothing")) {
            int before = 0;
            int start = 0;
            for (int size : generations) {
                for (int i = 0; i < size; i++) {
                    if (start == 0) {
                        add(insert, large, i, -1);
                    } else if (size == 1) {
                        for (int parent = 0; parent < before; parent++) {
                            add(insert, large, start + i, start - before + parent);
                        }
                    } else {
                        add(insert, large, start + i, start - before + i % before);
                        add(insert, large, start + i, start - before + (i + 1) % before);
                    }
                }
                start += size;
                before = size;
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, boolean large, int position, int parent) throws SQLException {
        insert.setBoolean(1, large);
        insert.setInt(2, position);
        insert.setInt(3, parent);
        insert.addBatch();
    }

    /**
     * Adds families until there are so many events.
     *
     * @return codes of the last lots of the new families
     */
    List<String> growTo(long events) throws SQLException {
        List<String> codes = new ArrayList<>();
        long missing = events - count();
        long families = Math.max(0, missing / (2 * FAMILY));
        for (long done = 0; done < families; done += AT_ONCE) {
            codes.addAll(add(false, Math.min(AT_ONCE, families - done), FAMILY));
        }
        return codes;
    }

    List<String> addLarge(int families) throws SQLException {
        return add(true, families, LARGE_FAMILY);
    }

    long count() throws SQLException {
        try (Statement s = database.createStatement();
                ResultSet row = s.executeQuery("select count(*) from epcis_event")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** So that the planner knows the tables and index-only scans need no look at the rows. */
    void settle() throws SQLException {
        try (Statement s = database.createStatement()) {
            for (String table :
                    List.of("lot", "lot_name", "lot_link", "lot_movement", "trace_reading", "epcis_event", "epcis_event_epc")) {
                s.execute("vacuum (analyze) " + table);
            }
            s.execute("checkpoint");
        } catch (SQLException notTheSuperuser) {
            if (!"42501".equals(notTheSuperuser.getSQLState())) {
                throw notTheSuperuser;
            }
        }
    }

    private List<String> add(boolean large, long families, int size) throws SQLException {
        database.setAutoCommit(false);
        try (Statement s = database.createStatement()) {
            s.execute("drop table if exists pg_temp.born");
            s.execute(
                    """
                    create temp table born on commit drop as
                    select nextval(pg_get_serial_sequence('lot_name', 'id')) as id, f as family, p as position, null::text as code,
                           null::bigint as seq
                    from generate_series(0, %d - 1) f, generate_series(0, %d - 1) p order by f, p
                    """
                            .formatted(families, size));
            s.execute("update born set code = pg_temp.short_code(id * 7919)");
            s.execute("create unique index on born (family, position)");
            s.execute(
                    """
                    insert into lot_name (id, uri, code) overriding system value
                    select id, 'https://id.gs1.org/01/02100000000005/10/' || code, code from born
                    """);
            events(
                    s,
                    "case when exists (select 1 from generation g where g.large = %b and g.position = b.position and g.parent < 0)"
                                    .formatted(large)
                            + " then 'ObjectEvent' else 'TransformationEvent' end",
                    "commissioning");
            s.execute(
                    """
                    update born b set seq = e.seq from epcis_event e
                    where e.event_id = 'urn:bench:commissioning:' || b.id
                    """);
            s.execute(
                    """
                    insert into lot (id, code, uri, material, form, source, untraced, origin_division, harvested_on, maker_id,
                                     process, born_seq, born_at, born_kg)
                    select id, code, 'https://id.gs1.org/01/02100000000005/10/' || code, 'baishao', 'dried', 'cultivated', false,
                           '341602109', '2026-08-20', %d, 'merge', seq, timestamptz '2026-09-01' + position * interval '1 minute', 100
                    from born
                    """
                            .formatted(merchant));
            s.execute(
                    """
                    insert into lot_link (parent_id, child_id, seq, kg, input_kg)
                    select p.id, c.id, c.seq, 100.0 / g.parents, 100.0 / g.parents * g.parents
                    from born c join (select *, count(*) over (partition by large, position) as parents from generation) g
                         on g.large = %b and g.position = c.position and g.parent >= 0
                    join born p on p.family = c.family and p.position = g.parent
                    """
                            .formatted(large)
                            .replace("100.0 / g.parents,", "round(100.0 / g.parents, 4),")
                            .replace("100.0 / g.parents * g.parents", "round(100.0 / g.parents, 4) * g.parents"));
            s.execute(
                    """
                    insert into lot_movement (seq, event_id, lot_id, kind, process, to_merchant, kg, at, recorded_at)
                    select seq, 'urn:bench:commissioning:' || id, id, 'MADE', 'merge', %d, 100,
                           timestamptz '2026-09-01' + position * interval '1 minute', now() from born
                    """
                            .formatted(merchant));
            s.execute("insert into trace_reading (seq, holder_id) select seq, %d from born".formatted(merchant));
            s.execute(
                    """
                    insert into epcis_event_epc (seq, ord, role, epc, quantity, uom)
                    select c.seq, 0, 'outputClass', 'https://id.gs1.org/01/02100000000005/10/' || c.code, 100, 'KGM' from born c
                    union all
                    select c.seq, 1 + row_number() over (partition by c.seq), 'inputClass',
                           'https://id.gs1.org/01/02100000000005/10/' || p.code, 50, 'KGM'
                    from born c join generation g on g.large = %b and g.position = c.position and g.parent >= 0
                    join born p on p.family = c.family and p.position = g.parent
                    """
                            .formatted(large));
            events(s, "'ObjectEvent'", "storing");
            s.execute(
                    """
                    insert into epcis_event_epc (seq, ord, role, epc, quantity, uom)
                    select e.seq, 0, 'class', 'https://id.gs1.org/01/02100000000005/10/' || b.code, 100, 'KGM'
                    from born b join epcis_event e on e.event_id = 'urn:bench:storing:' || b.id
                    """);
            List<String> codes = new ArrayList<>();
            try (ResultSet rows =
                    s.executeQuery("select code from born where position = %d".formatted(size - 1))) {
                while (rows.next()) {
                    codes.add(rows.getString(1));
                }
            }
            database.commit();
            return codes;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private void events(Statement s, String type, String step) throws SQLException {
        s.execute(
                """
                insert into epcis_event (event_id, hash, type, event_time, record_time, action, biz_step, disposition, read_point,
                                         biz_location, body, extensions, account)
                select 'urn:bench:%2$s:' || b.id, 'ni:///sha-256;' || md5(b.id::text) || md5(b.code) || '?ver=CBV2.0', %1$s,
                       timestamptz '2026-09-01' + b.position * interval '1 minute', now(), 'OBSERVE', '%2$s', 'in_progress', '%3$s',
                       '%3$s',
                       jsonb_build_object('type', 'ObjectEvent', 'eventID', 'urn:bench:%2$s:' || b.id, 'eventTime',
                           '2026-09-01T00:00:00Z', 'eventTimeZoneOffset', '+08:00', 'action', 'OBSERVE', 'bizStep', '%2$s',
                           'disposition', 'in_progress', 'readPoint', jsonb_build_object('id', '%3$s'),
                           'bizLocation', jsonb_build_object('id', '%3$s'), 'quantityList', jsonb_build_array(jsonb_build_object(
                               'epcClass', 'https://id.gs1.org/01/02100000000005/10/' || b.code, 'quantity', 100, 'uom', 'KGM'))),
                       '{}', 'bench'
                from born b
                """
                        .formatted(type, step, place));
    }
}
