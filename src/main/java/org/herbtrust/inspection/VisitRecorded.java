package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import org.herbtrust.kernel.MerchantId;

/**
 * A visit was recorded. Fired in the recording transaction.
 *
 * @param inspector account of who recorded it
 * @param day legal day of the visit
 * @param criticals findings of that class, counted as often as they occurred
 */
public record VisitRecorded(
        VisitId visitId,
        MerchantId merchant,
        String inspector,
        VisitKind kind,
        LocalDate day,
        int criticals,
        int serious,
        int minors,
        Instant occurredAt,
        Instant recordedAt) {}
