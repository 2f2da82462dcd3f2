package org.herbtrust.trace;

import java.time.Instant;
import java.util.Optional;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/**
 * One thing that happened to a lot.
 *
 * @param process of a transformation, such as {@code drying}
 * @param eventId of the EPCIS event that tells it
 */
public record Step(
        Kind kind,
        Optional<String> process,
        ShortCode lot,
        Optional<MerchantId> from,
        Optional<MerchantId> to,
        Kilograms kg,
        Instant at,
        Instant recordedAt,
        String eventId) {

    public enum Kind {
        HARVESTED,
        TAKEN_IN,
        MADE,
        USED,
        PACKED,
        UNPACKED,
        SHIPPED,
        RECEIVED,
        SOLD,
        RETURNED,
        DESTROYED
    }
}
