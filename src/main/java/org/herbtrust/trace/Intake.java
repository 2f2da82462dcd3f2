package org.herbtrust.trace;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.material.MaterialCode;

/**
 * Goods arrive at a stall without a trace (非溯源药材入库), as most do. The lot begins here, marked as untraced; what the
 * merchant says of its origin is kept as the merchant's word.
 *
 * @param statedOrigin what the merchant was told, if anything
 * @param supplier whom it was bought from, in the merchant's words; not public
 */
public record Intake(
        MaterialCode material,
        Form form,
        Source source,
        Kilograms kg,
        Optional<DivisionCode> statedOrigin,
        Optional<LocalDate> statedHarvest,
        Optional<String> supplier,
        Optional<String> document) {

    public Intake {
        form = form == null ? Form.DRIED : form;
        source = source == null ? Source.PURCHASED : source;
        statedOrigin = statedOrigin == null ? Optional.empty() : statedOrigin;
        statedHarvest = statedHarvest == null ? Optional.empty() : statedHarvest;
        supplier = supplier == null ? Optional.empty() : supplier;
        document = document == null ? Optional.empty() : document;
        Present.check("material", material, "kg", kg);
        if (supplier.filter(s -> s.length() > 200).isPresent()) {
            throw new IllegalArgumentException("供货人最多200个字 (supplier: at most 200 characters)");
        }
    }
}
