package org.herbtrust.trace;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.material.MaterialCode;

/**
 * A grower harvests a lot.
 *
 * @param origin where it grew, to the county at least, to the township where known
 * @param document number of the permit, for materials whose rule asks for one
 */
public record Harvest(
        MaterialCode material,
        Form form,
        Source source,
        DivisionCode origin,
        LocalDate harvestedOn,
        Kilograms kg,
        Planting planting,
        Optional<String> document) {

    public Harvest {
        form = form == null ? Form.FRESH : form;
        source = source == null ? Source.CULTIVATED : source;
        document = document == null ? Optional.empty() : document;
        Present.check("material", material, "origin", origin, "harvestedOn", harvestedOn, "kg", kg);
    }
}
