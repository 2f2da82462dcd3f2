package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Refused.FieldError;

/** The tables of events. One statement a table and batch, whatever its size: a round trip costs more than a row. */
@ApplicationScoped
class EventStore {

    static final String COLUMNS = "e.seq, e.record_time, e.body::text, e.hash";

    /** Events of a mebibyte each must not fill the memory by the thousand. */
    private static final int ROWS_AT_ONCE = 50;

    /** Fields of extensions and sensors have no index: such a question reads the store, and must end. */
    private static final int LONGEST_QUESTION_SECONDS = 10;

    private static final String QUERY_CANCELLED = "57014";

    @Inject
    AgroalDataSource database;

    private record Key(String eventId, boolean declaration) {}

    /** @param counterpart hash of the event that this declares erroneous, or of its declaration, if it is there */
    private record Known(long seq, String hash, Instant recordTime, Optional<String> counterpart) {}

    /** An event with its place in the document, for telling which one is refused. */
    record Pointed(EventReading reading, String pointer) {}

    /**
     * Inserts what is not there yet.
     *
     * @return one entry an event, in the given order; {@link CapturedEvent#fresh} tells what was inserted
     * @throws Refused if an event id names another event already
     */
    List<CapturedEvent> insert(List<Pointed> events, Optional<Long> documentId, Actor actor, Instant now) {
        Map<Key, Pointed> wanted = new LinkedHashMap<>();
        List<FieldError> conflicts = new ArrayList<>();
        for (Pointed p : events) {
            Pointed first = wanted.putIfAbsent(key(p), p);
            if (first != null
                    && !(first.reading().hash().equals(p.reading().hash())
                            && sameDeclaration(event(first), event(p)))) {
                conflicts.add(taken(p));
            }
        }
        Map<Key, Known> inserted = insertMissing(wanted, documentId, actor, now);
        Map<Key, Known> known = Map.of();
        if (inserted.size() < wanted.size()) {
            // there already, perhaps since a moment ago: whoever inserted the same event meanwhile has committed by now
            List<Key> there = new ArrayList<>(wanted.keySet());
            there.removeAll(inserted.keySet());
            known = known(there);
        }
        for (Map.Entry<Key, Pointed> e : wanted.entrySet()) {
            Known row = inserted.getOrDefault(e.getKey(), known.get(e.getKey()));
            Known other = inserted.get(new Key(e.getKey().eventId(), !e.getKey().declaration()));
            String hash = e.getValue().reading().hash();
            if (!row.hash().equals(hash)
                    || !row.counterpart().orElse(hash).equals(hash)
                    || (other != null && !other.hash().equals(hash))) {
                conflicts.add(taken(e.getValue()));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new Refused(
                    Refusal.EVENT_ID_TAKEN,
                    "同一eventID已有内容不同的事件 (this eventID names an event with other content)",
                    conflicts);
        }
        Map<String, CapturedEvent> declared = declaredBefore(wanted, inserted.keySet());
        List<CapturedEvent> captured = new ArrayList<>(events.size());
        Set<Key> told = new HashSet<>();
        for (Pointed p : events) {
            Key key = key(p);
            if (key.declaration() && declared.containsKey(key.eventId())) {
                captured.add(declared.get(key.eventId()));
                continue;
            }
            Known row = inserted.getOrDefault(key, known.get(key));
            boolean fresh = inserted.containsKey(key) && told.add(key);
            captured.add(new CapturedEvent(row.seq(), event(p), row.recordTime(), row.hash(), fresh));
        }
        return captured;
    }

    /**
     * The declarations that are there already, by event id. The hash leaves them out of account, so they are compared here.
     *
     * @throws Refused if one of them gives another reason or correction
     */
    private Map<String, CapturedEvent> declaredBefore(Map<Key, Pointed> wanted, Set<Key> inserted) {
        Map<Key, Pointed> again = new LinkedHashMap<>(wanted);
        again.keySet().removeIf(key -> !key.declaration() || inserted.contains(key));
        if (again.isEmpty()) {
            return Map.of();
        }
        Map<String, CapturedEvent> declared = new HashMap<>();
        read(
                        "where e.event_id = any (?) and e.is_declaration",
                        List.of(again.keySet().stream().map(Key::eventId).toList()))
                .forEach(e -> declared.put(e.event().eventId(), e));
        List<FieldError> others = again.entrySet().stream()
                .filter(e -> !sameDeclaration(declared.get(e.getKey().eventId()).event(), event(e.getValue())))
                .map(e -> new FieldError(
                        e.getValue().pointer() + "/errorDeclaration", e.getKey().eventId()))
                .toList();
        if (!others.isEmpty()) {
            throw new Refused(
                    Refusal.DECLARED_ALREADY,
                    "该事件已声明错误，原因或更正事件不同 (declared before, with another reason or correction)",
                    others);
        }
        return declared;
    }

    /** When it is declared makes no difference. */
    private static boolean sameDeclaration(EpcisEvent one, EpcisEvent other) {
        return one.errorDeclaration()
                .map(d -> List.of(d.reason(), Set.copyOf(d.correctiveEventIds())))
                .equals(other.errorDeclaration().map(d -> List.of(d.reason(), Set.copyOf(d.correctiveEventIds()))));
    }

    private static FieldError taken(Pointed p) {
        return new FieldError(
                p.pointer() + "/eventID", p.reading().body().path("eventID").asText());
    }

    private static Key key(Pointed p) {
        return new Key(event(p).eventId(), event(p).errorDeclaration().isPresent());
    }

    private static EpcisEvent event(Pointed p) {
        return p.reading().event().orElseThrow();
    }

    private Map<Key, Known> known(Collection<Key> keys) {
        Map<Key, Known> known = new HashMap<>();
        try (Connection c = database.getConnection();
                PreparedStatement s = c.prepareStatement("""
                        select e.event_id, e.is_declaration, e.seq, e.hash, e.record_time,
                            (select o.hash from epcis_event o
                             where o.event_id = e.event_id and o.is_declaration <> e.is_declaration)
                        from epcis_event e where e.event_id = any (?)
                        """)) {
            s.setArray(
                    1,
                    c.createArrayOf(
                            "text", keys.stream().map(Key::eventId).distinct().toArray()));
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    known.put(
                            new Key(r.getString(1), r.getBoolean(2)),
                            new Known(
                                    r.getLong(3),
                                    r.getString(4),
                                    r.getObject(5, OffsetDateTime.class).toInstant(),
                                    Optional.ofNullable(r.getString(6))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return known;
    }

    private Map<Key, Known> insertMissing(
            Map<Key, Pointed> events, Optional<Long> documentId, Actor actor, Instant now) {
        Map<Key, Known> inserted = new HashMap<>();
        ArrayNode rows = Json.MAPPER.createArrayNode();
        events.values().forEach(p -> rows.add(row(p.reading())));
        try (Connection c = database.getConnection()) {
            try (PreparedStatement s = c.prepareStatement("""
                    insert into epcis_event (event_id, hash, type, event_time, record_time, action, biz_step, disposition,
                        read_point, biz_location, transformation_id, error_declared_at, error_reason, body, extensions,
                        document_id, account)
                    select x.event_id, x.hash, x.type, x.event_time, ?, x.action, x.biz_step, x.disposition,
                        x.read_point, x.biz_location, x.transformation_id, x.error_declared_at, x.error_reason, x.body,
                        x.extensions, ?, ?
                    from rows from (jsonb_to_recordset(?::jsonb) as (event_id text, hash text, type text, event_time timestamptz,
                        action text, biz_step text, disposition text, read_point text, biz_location text,
                        transformation_id text, error_declared_at timestamptz, error_reason text, body jsonb,
                        extensions jsonb)) with ordinality as x(event_id, hash, type, event_time, action, biz_step,
                        disposition, read_point, biz_location, transformation_id, error_declared_at, error_reason, body,
                        extensions, ord)
                    order by x.ord
                    on conflict (event_id, is_declaration) do nothing
                    returning event_id, is_declaration, seq,
                        (select o.hash from epcis_event o
                         where o.event_id = epcis_event.event_id and o.is_declaration <> epcis_event.is_declaration)
                    """)) {
                s.setObject(1, now.atOffset(ZoneOffset.UTC));
                s.setObject(2, documentId.orElse(null), Types.BIGINT);
                s.setString(3, actor.account());
                s.setString(4, Json.write(rows));
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        Key key = new Key(r.getString(1), r.getBoolean(2));
                        inserted.put(
                                key,
                                new Known(
                                        r.getLong(3),
                                        events.get(key).reading().hash(),
                                        now,
                                        Optional.ofNullable(r.getString(4))));
                    }
                }
            }
            things(c, events, inserted);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return inserted;
    }

    private static void things(Connection c, Map<Key, Pointed> events, Map<Key, Known> inserted) throws SQLException {
        ArrayNode epcs = Json.MAPPER.createArrayNode();
        ArrayNode refs = Json.MAPPER.createArrayNode();
        for (Map.Entry<Key, Known> e : inserted.entrySet()) {
            long seq = e.getValue().seq();
            EpcisEvent event = events.get(e.getKey()).reading().event().orElseThrow();
            Things things = new Things(seq, epcs);
            boolean children = event.type() == EpcisEvent.Type.AggregationEvent
                    || event.type() == EpcisEvent.Type.AssociationEvent;
            event.parentId().ifPresent(p -> things.add("parent", p, Optional.empty()));
            event.epcs().forEach(x -> things.add(children ? "child" : "epc", x, Optional.empty()));
            event.quantities()
                    .forEach(q -> things.add(children ? "childClass" : "class", q.epcClass(), Optional.of(q)));
            event.inputEpcs().forEach(x -> things.add("input", x, Optional.empty()));
            event.inputQuantities().forEach(q -> things.add("inputClass", q.epcClass(), Optional.of(q)));
            event.outputEpcs().forEach(x -> things.add("output", x, Optional.empty()));
            event.outputQuantities().forEach(q -> things.add("outputClass", q.epcClass(), Optional.of(q)));
            refs(seq, event, refs);
        }
        if (!epcs.isEmpty()) {
            try (PreparedStatement s = c.prepareStatement("""
                    insert into epcis_event_epc (seq, ord, role, epc, quantity, uom)
                    select seq, ord, role, epc, quantity, uom from jsonb_to_recordset(?::jsonb)
                        as x (seq bigint, ord integer, role text, epc text, quantity numeric, uom text)
                    """)) {
                s.setString(1, Json.write(epcs));
                s.executeUpdate();
            }
        }
        if (!refs.isEmpty()) {
            try (PreparedStatement s = c.prepareStatement("""
                    insert into epcis_event_ref (seq, ord, kind, type, id)
                    select seq, ord, kind, type, id from jsonb_to_recordset(?::jsonb)
                        as x (seq bigint, ord integer, kind text, type text, id text)
                    """)) {
                s.setString(1, Json.write(refs));
                s.executeUpdate();
            }
        }
    }

    /** Rows of what one event speaks of, numbered. */
    private static final class Things {
        private final long seq;
        private final ArrayNode rows;
        private int ord;

        Things(long seq, ArrayNode rows) {
            this.seq = seq;
            this.rows = rows;
        }

        void add(String role, String epc, Optional<EpcisEvent.ClassQuantity> quantity) {
            ObjectNode row = rows.addObject();
            row.put("seq", seq).put("ord", ord++).put("role", role).put("epc", epc);
            quantity.flatMap(EpcisEvent.ClassQuantity::quantity)
                    .ifPresent(q -> row.put("quantity", q.amount()).put("uom", q.uom()));
        }
    }

    private static void refs(long seq, EpcisEvent event, ArrayNode rows) {
        int[] ord = {0};
        Map<String, List<EpcisEvent.Typed>> lists = Map.of(
                "bizTransaction",
                event.bizTransactions(),
                "source",
                event.sources(),
                "destination",
                event.destinations());
        lists.forEach((kind, list) -> list.forEach(t -> rows.addObject()
                .put("seq", seq)
                .put("ord", ord[0]++)
                .put("kind", kind)
                .put("type", t.type())
                .put("id", t.id())));
        event.errorDeclaration().ifPresent(d -> d.correctiveEventIds().forEach(id -> rows.addObject()
                .put("seq", seq)
                .put("ord", ord[0]++)
                .put("kind", "corrective")
                .put("type", "")
                .put("id", id)));
    }

    private static ObjectNode row(EventReading reading) {
        EpcisEvent event = reading.event().orElseThrow();
        ObjectNode row = Json.object();
        row.put("event_id", event.eventId());
        row.put("hash", reading.hash());
        row.put("type", event.type().name());
        row.put("event_time", event.eventTime().toString());
        row.put("action", event.action().map(Enum::name).orElse(null));
        row.put("biz_step", event.bizStep().orElse(null));
        row.put("disposition", event.disposition().orElse(null));
        row.put("read_point", event.readPoint().orElse(null));
        row.put("biz_location", event.bizLocation().orElse(null));
        row.put("transformation_id", event.transformationId().orElse(null));
        event.errorDeclaration()
                .ifPresent(d -> row.put("error_declared_at", d.declarationTime().toString())
                        .put("error_reason", d.reason().orElse(null)));
        row.set("body", reading.body());
        row.set("extensions", Extensions.of(reading.body(), reading.namespaces()));
        return row;
    }

    /** @param tail what follows {@code select … from epcis_event e} */
    List<CapturedEvent> read(String tail, List<Object> arguments) {
        List<CapturedEvent> events = new ArrayList<>();
        try (Connection c = database.getConnection();
                PreparedStatement s = c.prepareStatement("select " + COLUMNS + " from epcis_event e " + tail)) {
            bind(c, s, arguments);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    events.add(captured(r));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return events;
    }

    /**
     * As much of an answer as a page may hold.
     *
     * @param cut whether there was more
     */
    record Slice(List<CapturedEvent> events, boolean cut) {}

    /**
     * Reads an answer to a stranger's question: no more than so many characters of events, at least one, and for no longer
     * than a question may take.
     *
     * @throws Refused {@link Refusal#QUERY_TOO_COMPLEX}
     */
    Slice slice(String tail, List<Object> arguments, long mostCharacters) {
        return ask("select " + COLUMNS + " from epcis_event e " + tail, arguments, r -> {
            List<CapturedEvent> events = new ArrayList<>();
            long characters = 0;
            while (r.next()) {
                characters += r.getString(3).length();
                if (characters > mostCharacters && !events.isEmpty()) {
                    return new Slice(events, true);
                }
                events.add(captured(r));
            }
            return new Slice(events, false);
        });
    }

    /** @throws Refused {@link Refusal#QUERY_TOO_COMPLEX} */
    long count(String sql, List<Object> arguments) {
        return ask(sql, arguments, r -> {
            r.next();
            return r.getLong(1);
        });
    }

    @FunctionalInterface
    private interface Answer<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, List<Object> arguments, Answer<T> answer) {
        try (Connection c = database.getConnection()) {
            // only within a transaction do rows come a few at a time
            boolean own = c.getAutoCommit();
            if (own) {
                c.setAutoCommit(false);
            }
            try (PreparedStatement s = c.prepareStatement(sql)) {
                bind(c, s, arguments);
                s.setFetchSize(ROWS_AT_ONCE);
                s.setQueryTimeout(LONGEST_QUESTION_SECONDS);
                try (ResultSet r = s.executeQuery()) {
                    return answer.of(r);
                }
            } finally {
                if (own) {
                    c.rollback();
                    c.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            if (QUERY_CANCELLED.equals(e.getSQLState())) {
                throw new Refused(
                        Refusal.QUERY_TOO_COMPLEX,
                        "查询超过" + LONGEST_QUESTION_SECONDS + "秒，请加上时间、批次等条件 (the query took longer than "
                                + LONGEST_QUESTION_SECONDS + " s: narrow it by a time or a thing)");
            }
            throw new IllegalStateException(e);
        }
    }

    private static CapturedEvent captured(ResultSet r) throws SQLException {
        return new CapturedEvent(
                r.getLong(1),
                EventReading.stored((ObjectNode) Json.stored(r.getString(3))),
                r.getObject(2, OffsetDateTime.class).toInstant(),
                r.getString(4),
                false);
    }

    List<String> texts(String sql, List<Object> arguments) {
        List<String> texts = new ArrayList<>();
        try (Connection c = database.getConnection();
                PreparedStatement s = c.prepareStatement(sql)) {
            bind(c, s, arguments);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    texts.add(r.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    int update(String sql, List<Object> arguments) {
        try (Connection c = database.getConnection();
                PreparedStatement s = c.prepareStatement(sql)) {
            bind(c, s, arguments);
            return s.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void bind(Connection c, PreparedStatement s, List<Object> arguments) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            Object a = arguments.get(i);
            if (a instanceof Instant instant) {
                s.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (a instanceof Collection<?> list) {
                s.setArray(i + 1, c.createArrayOf("text", list.toArray()));
            } else if (a instanceof JsonNode json) {
                s.setString(i + 1, Json.write(json));
            } else {
                s.setObject(i + 1, a);
            }
        }
    }
}
