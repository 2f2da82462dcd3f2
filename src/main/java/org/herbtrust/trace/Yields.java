package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.trace.rules.YieldCheck;

/** What is known of the process and the material on the day, put to the rule. */
@ApplicationScoped
class Yields {

    @Inject
    Materials materials;

    YieldCheck of(Effect.Made made, Optional<MaterialCode> material, LocalDate day) {
        YieldCheck.Range range = material.flatMap(m -> materials.yieldRange(m, made.process(), day))
                .map(r -> new YieldCheck.Range(r.min(), r.expectedLow(), r.expectedHigh(), r.max()))
                // A process that nobody described still makes no mass out of nothing.
                .orElse(new YieldCheck.Range(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE));
        return YieldCheck.of(made.in(), made.out(), range);
    }

    /** The material of a transformation; its inputs have one, or none that is known. */
    static Optional<MaterialCode> material(Effect.Made made, Map<String, Lots.Row> lots) {
        return made.inputs().stream()
                .map(input -> lots.get(input.lot()))
                .flatMap(lot -> lot.material().stream())
                .findFirst();
    }
}
