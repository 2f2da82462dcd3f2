package org.herbtrust.trace;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;

/**
 * What is to be held or recalled; with everything that came from it, in any case.
 *
 * @param from first day on which lots were born that are meant; empty: from the beginning
 * @param to last such day; empty: lots that are still to be born are meant too
 */
public record HoldScope(
        Level level,
        Optional<ShortCode> lot,
        Optional<String> label,
        Optional<MaterialCode> material,
        Optional<MerchantId> merchant,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {

    /** 冻结级别 of the national platform. */
    public enum Level {
        MERCHANT(Text.of("经营者", "entity")),
        MATERIAL(Text.of("品种", "material")),
        LOT(Text.of("批次", "lot")),
        LABEL(Text.of("追溯标签", "label"));

        private final Text title;

        Level(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    public HoldScope {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("结束日期早于开始日期 (the period ends before it begins)");
        }
    }

    public static HoldScope ofLot(ShortCode lot) {
        Present.check("lot", lot);
        return new HoldScope(
                Level.LOT,
                Optional.of(lot),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The lot that a package was filled from: what is wrong with one package is wrong with what it was filled from.
     *
     * @param label its code, or its EPC URI
     */
    public static HoldScope ofLabel(String label) {
        Present.check("label", label);
        return new HoldScope(
                Level.LABEL,
                Optional.empty(),
                Optional.of(label.strip()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** All lots of a material that were born in the period. */
    public static HoldScope ofMaterial(MaterialCode material, Optional<LocalDate> from, Optional<LocalDate> to) {
        Present.check("material", material);
        return new HoldScope(
                Level.MATERIAL, Optional.empty(), Optional.empty(), Optional.of(material), Optional.empty(), from, to);
    }

    /** What an entity made in the period, wherever it is, and what it has or sold of others' lots. */
    public static HoldScope ofMerchant(MerchantId merchant, Optional<LocalDate> from, Optional<LocalDate> to) {
        Present.check("merchant", merchant);
        return new HoldScope(
                Level.MERCHANT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(merchant), from, to);
    }
}
