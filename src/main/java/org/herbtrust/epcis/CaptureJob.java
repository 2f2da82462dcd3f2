package org.herbtrust.epcis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Refused;

/**
 * The capture of one document: what was asked and what became of it.
 *
 * @param success while it runs: no error so far
 * @param events how many events the document holds
 * @param captured how many of them are in the repository because of this job, those that were there before included
 * @param errors the verdict on each event that was refused
 */
public record CaptureJob(
        UUID id,
        boolean running,
        boolean success,
        ErrorBehaviour behaviour,
        Instant createdAt,
        Optional<Instant> finishedAt,
        int events,
        int captured,
        List<Problem> errors) {

    /**
     * @param type stable code of the refusal, {@code lot-balance-exceeded}
     * @param pointer JSON Pointer to the event in the document, such as {@code /epcisBody/eventList/3}
     */
    public record Problem(
            String type, String title, int status, String detail, String pointer, List<Refused.FieldError> errors) {}
}
