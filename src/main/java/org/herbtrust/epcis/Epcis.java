package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;

/** The door of the repository. */
@ApplicationScoped
public class Epcis {

    private static final int MOST_REPLAYED = 10_000;
    private static final int MOST_OF_ONE_EPC = 10_000;

    /** The declaration that one event is wrong may have many lots written anew. */
    private static final int LONGEST_TRANSACTION_SECONDS = 300;

    @Inject
    EventStore store;

    @Inject
    CaptureJobs jobs;

    @Inject
    Documents documents;

    @Inject
    Event<EventsCaptured> captured;

    @Inject
    Clock clock;

    /**
     * Captures one event in the caller's transaction. The standard context and the {@code tcm} extension are known; an
     * {@code @context} inside the event may declare more.
     *
     * @throws Refused if the event is not valid, contradicts one that is there, or an observer says no
     */
    @Transactional
    public CapturedEvent capture(ObjectNode event, Actor actor) {
        return insert(valid(event), Optional.empty(), actor, clock.instant());
    }

    /** The same, and keeps the bytes that were sent as evidence if the event is new. */
    @Transactional
    @TransactionConfiguration(timeout = LONGEST_TRANSACTION_SECONDS)
    CapturedEvent capture(ObjectNode event, byte[] sent, Actor actor) {
        return keep(valid(event), sent, MediaKind.JSON, actor);
    }

    /** The same of an event in XML, which has no form but that of a document with nothing else in it. */
    @Transactional
    @TransactionConfiguration(timeout = LONGEST_TRANSACTION_SECONDS)
    CapturedEvent captureXml(byte[] sent, Actor actor) {
        EpcisDocument document = EpcisDocument.forCapture(sent, MediaKind.XML);
        if (document.events().size() != 1) {
            throw new Refused(
                    Refusal.INVALID,
                    "须恰好含一个事件，现有" + document.events().size() + "个；多个事件请发往/epcis/capture (exactly one event; more go to"
                            + " /epcis/capture)");
        }
        EventReading reading = EventReading.of(document.events().get(0), document.namespaces(), document.pointerOf(0));
        return keep(valid(reading.with(document.placed(0, reading.errors()))), sent, MediaKind.XML, actor);
    }

    private CapturedEvent keep(EventReading reading, byte[] sent, MediaKind kind, Actor actor) {
        Instant now = clock.instant();
        long document = documents.put(sent, kind, actor, now);
        CapturedEvent result = insert(reading, Optional.of(document), actor, now);
        if (!result.fresh()) {
            documents.forget(document);
        }
        return result;
    }

    private static EventReading valid(ObjectNode event) {
        return valid(EventReading.of(event, Namespaces.GS1, ""));
    }

    private static EventReading valid(EventReading reading) {
        if (!reading.errors().isEmpty()) {
            throw new Refused(Refusal.INVALID, "事件不符合EPCIS 2.0 (the event is not valid)", reading.errors());
        }
        return reading;
    }

    private CapturedEvent insert(EventReading reading, Optional<Long> document, Actor actor, Instant now) {
        CapturedEvent result = store.insert(List.of(new EventStore.Pointed(reading, "")), document, actor, now)
                .get(0);
        if (result.fresh()) {
            captured.fire(new EventsCaptured(List.of(result), actor));
        }
        return result;
    }

    /**
     * Captures a whole document in transactions of its own and comes back when that is done.
     *
     * @return with the refusals of single events, or of the document by an observer
     * @throws Refused if the document as such is not valid, or, with {@link ErrorBehaviour#ROLLBACK}, one of its events
     */
    public CaptureJob capture(byte[] document, MediaKind kind, ErrorBehaviour behaviour, Actor actor) {
        CaptureJobs.Accepted accepted = jobs.accept(document, kind, behaviour, actor);
        jobs.process(accepted);
        return jobs.find(accepted.job()).orElseThrow();
    }

    public Optional<CaptureJob> job(UUID id) {
        return jobs.find(id);
    }

    /** The event with its error declaration if it has one. */
    public Optional<CapturedEvent> find(String eventId) {
        return byId(eventId).stream().findFirst();
    }

    /** The account that captured the event itself, not its declaration. */
    public Optional<String> senderOf(String eventId) {
        return store
                .texts("select account from epcis_event where event_id = ? and not is_declaration", List.of(eventId))
                .stream()
                .findFirst();
    }

    /** The event's error declaration, if any, and the event as it was before. */
    List<CapturedEvent> byId(String eventId) {
        return store.read("where e.event_id = ? order by e.is_declaration desc", List.of(eventId));
    }

    /** Those events, declared erroneous, that name this one as their correction. */
    List<String> corrects(String eventId) {
        return store.texts("""
                select distinct e.event_id from epcis_event_ref r join epcis_event e on e.seq = r.seq
                where r.id = ? and r.kind = 'corrective' order by e.event_id limit 100
                """, List.of(eventId));
    }

    /** @throws Refused if a parameter is not understood */
    public EventPage query(EventQuery query) {
        return EventSearch.run(query, store);
    }

    /** Every event that mentions this thing, class or container in any role, by event time; at most 10,000. */
    public List<CapturedEvent> ofEpc(String epcOrClass) {
        return store.read("""
                where e.seq in (select t.seq from epcis_event_epc t where t.epc = ?)
                order by e.event_time, e.seq limit ?
                """, List.of(EpcUri.canonical(epcOrClass), MOST_OF_ONE_EPC));
    }

    /**
     * The next events in the order of capture, for rebuilding what is derived from them. Complete while nothing is being
     * captured: a transaction that is still open may hold a lower number than the last one read.
     *
     * @param limit 1 to 10,000
     */
    public List<CapturedEvent> replay(long afterSeq, int limit) {
        return store.read(
                "where e.seq > ? order by e.seq limit ?",
                List.of(afterSeq, Math.max(1, Math.min(limit, MOST_REPLAYED))));
    }

    /**
     * These events, in the order of capture, for whoever keeps an order of its own.
     *
     * @param seqs at most 10,000
     */
    public List<CapturedEvent> bySeq(Collection<Long> seqs) {
        if (seqs.size() > MOST_REPLAYED) {
            throw new IllegalArgumentException("at most " + MOST_REPLAYED + " events at a time: " + seqs.size());
        }
        return store.read(
                "where e.seq = any (?::bigint[]) order by e.seq",
                List.of(seqs.stream().map(Object::toString).toList()));
    }
}
