package org.herbtrust.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.ShortCode;

/**
 * A hold in the list of holds.
 *
 * @param subject number of the entity, code of the material or the lot, or the label
 * @param lots how many it covers
 * @param recall number of the recall, if it is one
 */
public record HoldEntry(
        HoldId id,
        HoldScope.Level level,
        String subject,
        ShortCode root,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        HoldReason reason,
        String cause,
        long lots,
        Instant placedAt,
        Optional<Instant> liftedAt,
        Optional<String> liftCause,
        Optional<Long> recall) {}
