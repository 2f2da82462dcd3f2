package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Quantity;

/**
 * One EPCIS 2.0 event, read: every identifier in its canonical form (GS1 Digital Link on {@code https://id.gs1.org}, or
 * the URI as it came where it isn't GS1's), every CBV term as the bare word ({@code shipping}), or a full URI where it is
 * not of the CBV.
 *
 * @param eventId as given by the sender, else the CBV 2.0 event hash
 * @param body the event as JSON-LD, complete: standard fields, extensions, everything
 */
public record EpcisEvent(
        Type type,
        String eventId,
        Instant eventTime,
        ZoneOffset eventTimeZoneOffset,
        Optional<Action> action,
        Optional<String> bizStep,
        Optional<String> disposition,
        Optional<String> readPoint,
        Optional<String> bizLocation,
        Optional<String> parentId,
        Optional<String> transformationId,
        List<String> epcs,
        List<ClassQuantity> quantities,
        List<String> inputEpcs,
        List<ClassQuantity> inputQuantities,
        List<String> outputEpcs,
        List<ClassQuantity> outputQuantities,
        List<Typed> bizTransactions,
        List<Typed> sources,
        List<Typed> destinations,
        Optional<ErrorDeclaration> errorDeclaration,
        ObjectNode body) {

    public enum Type {
        ObjectEvent,
        AggregationEvent,
        TransactionEvent,
        TransformationEvent,
        AssociationEvent
    }

    public enum Action {
        ADD,
        OBSERVE,
        DELETE
    }

    /**
     * An amount of a class (a lot, or a trade item). In aggregation and association events {@code epcs} and
     * {@code quantities} are the children.
     *
     * @param quantity empty where the sender did not measure
     */
    public record ClassQuantity(String epcClass, Optional<Quantity> quantity) {}

    /** A business transaction, source or destination with its CBV type such as {@code po} or {@code owning_party}. */
    public record Typed(String type, String id) {}

    public record ErrorDeclaration(Instant declarationTime, Optional<String> reason, List<String> correctiveEventIds) {}

    /** The destination (or source) of that type, such as {@code owning_party}. */
    public static Optional<String> of(List<Typed> parties, String type) {
        return parties.stream()
                .filter(p -> p.type().equals(type))
                .map(Typed::id)
                .findFirst();
    }
}
