package org.herbtrust.verify.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/**
 * A step on the way of goods, without amounts and prices: those are the trade's own.
 *
 * @param process of a {@link What#PROCESSED}, such as {@code drying}
 * @param by who did it; of a {@link What#RECEIVED}, the receiver
 */
public record Handover(
        What what,
        Optional<String> process,
        ShortCode lot,
        Optional<MerchantId> from,
        Optional<MerchantId> by,
        Instant at,
        String eventId) {

    public enum What {
        HARVESTED,
        TAKEN_IN,
        PROCESSED,
        PACKED,
        RECEIVED
    }

    /**
     * The steps that lead to this seller, oldest first. A lot may have gone to several buyers: whom else it went to is
     * nobody's business, so of the handing over only what lies on the way to the seller is told.
     *
     * @param all steps of the lot and of those it came from, in any order
     * @param most the newest so many are kept
     */
    public static List<Handover> leadingTo(Optional<MerchantId> seller, List<Handover> all, int most) {
        List<Handover> newestFirst = new ArrayList<>(all);
        newestFirst.sort((a, b) -> b.at().compareTo(a.at()));
        Set<MerchantId> onTheWay = new HashSet<>();
        seller.ifPresent(onTheWay::add);
        List<Handover> kept = new ArrayList<>();
        for (Handover step : newestFirst) {
            boolean isMaking =
                    step.what() == What.HARVESTED || step.what() == What.TAKEN_IN || step.what() == What.PROCESSED;
            boolean leads = isMaking
                    || (step.by().isPresent() && onTheWay.contains(step.by().get()));
            if (!leads) {
                continue;
            }
            step.by().ifPresent(onTheWay::add);
            step.from().ifPresent(onTheWay::add);
            if (kept.size() < most) {
                kept.add(step);
            }
        }
        Collections.reverse(kept);
        return List.copyOf(kept);
    }
}
