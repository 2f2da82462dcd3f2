package org.herbtrust.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;

/**
 * A lot as it stands now.
 *
 * @param uri its class in EPCIS events
 * @param untraced the market knows it only from its own intake on; the origin is what the merchant says
 * @param maker who brought it into being
 * @param process {@code harvest}, {@code intake}, or the process that made it
 * @param born its mass at that moment
 * @param holders who has how much of it now, the largest first; those with nothing left are not listed
 * @param inTransit on its way between two merchants
 * @param holds what keeps it from being moved; empty if nothing does
 * @param recalled whether one of the holds is a recall of all of it
 */
public record LotView(
        long id,
        ShortCode code,
        String uri,
        Optional<Gtin> gtin,
        Optional<MaterialCode> material,
        Form form,
        Source source,
        boolean untraced,
        Optional<DivisionCode> origin,
        Optional<LocalDate> harvestedOn,
        Optional<Planting> planting,
        MerchantId maker,
        String process,
        Instant bornAt,
        Kilograms born,
        List<Holder> holders,
        Kilograms inTransit,
        List<HoldView> holds,
        boolean recalled) {

    /**
     * One who has some of it.
     *
     * @param packed how much of that is in labelled packages
     */
    public record Holder(MerchantId merchant, Kilograms kg, Kilograms packed) {}

    /** Whether all of it is on hold, whoever has it. */
    public boolean isHeld() {
        return holds.stream().anyMatch(hold -> hold.holder().isEmpty());
    }

    /** Whether what that merchant has of it is on hold. */
    public boolean isHeldAt(MerchantId merchant) {
        return holds.stream()
                .anyMatch(hold -> hold.holder().isEmpty() || hold.holder().get().equals(merchant));
    }

    /** As one merchant may see it: how much others have is a secret of their trade. */
    public LotView asSeenBy(MerchantId merchant) {
        return new LotView(
                id,
                code,
                uri,
                gtin,
                material,
                form,
                source,
                untraced,
                origin,
                harvestedOn,
                planting,
                maker,
                process,
                bornAt,
                born,
                holders.stream().filter(h -> h.merchant().equals(merchant)).toList(),
                Kilograms.ZERO,
                holds,
                recalled);
    }

    /** How much that merchant has; zero if nothing. */
    public Kilograms heldBy(MerchantId merchant) {
        return holders.stream()
                .filter(h -> h.merchant().equals(merchant))
                .map(Holder::kg)
                .findFirst()
                .orElse(Kilograms.ZERO);
    }
}
