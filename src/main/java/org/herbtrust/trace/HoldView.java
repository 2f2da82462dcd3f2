package org.herbtrust.trace;

import java.time.Instant;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/**
 * A hold on a lot and on everything that was made from it.
 *
 * @param root the lot that the hold was placed on
 * @param cause what it rests on, such as the number of a report
 * @param recall whether it is a recall
 * @param holder whose part of the lot is held; empty: whoever has it
 */
public record HoldView(
        HoldId id,
        ShortCode root,
        HoldReason reason,
        String cause,
        Instant placedAt,
        Optional<Instant> liftedAt,
        boolean recall,
        Optional<MerchantId> holder) {}
