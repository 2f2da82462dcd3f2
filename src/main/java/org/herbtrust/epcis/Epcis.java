package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;

/** The door of the repository. */
@ApplicationScoped
public class Epcis {

    /**
     * Captures one event in the caller's transaction. The standard context and the {@code tcm} extension are known; an
     * {@code @context} inside the event may declare more.
     *
     * @throws org.herbtrust.kernel.Refused if the event is not valid, contradicts one that is there, or an observer says no
     */
    @Transactional
    public CapturedEvent capture(ObjectNode event, Actor actor) {
        throw new UnsupportedOperationException("soon");
    }

    /** Captures a whole document and comes back when that is done. A refusal of events is told by the job, not thrown. */
    public CaptureJob capture(byte[] document, MediaKind kind, ErrorBehaviour behaviour, Actor actor) {
        throw new UnsupportedOperationException("soon");
    }

    public Optional<CaptureJob> job(UUID id) {
        throw new UnsupportedOperationException("soon");
    }

    /** The event with its error declaration if it has one. */
    public Optional<CapturedEvent> find(String eventId) {
        throw new UnsupportedOperationException("soon");
    }

    public EventPage query(EventQuery query) {
        throw new UnsupportedOperationException("soon");
    }

    /** Every event that mentions this thing, class or container in any role, by event time. */
    public List<CapturedEvent> ofEpc(String epcOrClass) {
        throw new UnsupportedOperationException("soon");
    }

    /** The next events in the order of capture, for rebuilding what is derived from them. */
    public List<CapturedEvent> replay(long afterSeq, int limit) {
        throw new UnsupportedOperationException("soon");
    }
}
