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

    /** Without the parties if the merchant is none of them; whoever shows it leaves the mass out then too. */
    public Step asSeenBy(MerchantId merchant) {
        boolean mine = from.filter(merchant::equals).isPresent()
                || to.filter(merchant::equals).isPresent();
        return mine
                ? this
                : new Step(kind, process, lot, Optional.empty(), Optional.empty(), Kilograms.ZERO, at, recordedAt, "");
    }

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
