package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
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

    /** By the range of the day on which it happened; of the time before there was any, by that of the day of the telling. */
    YieldCheck of(Effect.Made made, Optional<MaterialCode> material, Occurrence at) {
        YieldCheck.Range range = material.flatMap(m -> materials
                        .yieldRange(m, made.process(), at.day())
                        .or(() -> materials.yieldRange(m, made.process(), at.toldOn())))
                .map(r -> new YieldCheck.Range(r.min(), r.expectedLow(), r.expectedHigh(), r.max()))
                // A process that nobody described still makes no mass out of nothing.
                .orElse(new YieldCheck.Range(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE));
        return YieldCheck.of(made.in(), made.out(), range);
    }

    boolean isKnown(String process) {
        return materials.processes().stream().anyMatch(p -> p.code().equals(process));
    }

    /** The material of a transformation; its inputs have one, or none that is known. */
    static Optional<MaterialCode> material(Effect.Made made, Map<String, Lots.Row> lots) {
        return made.inputs().stream()
                .map(input -> lots.get(input.lot()))
                .flatMap(lot -> lot.material().stream())
                .findFirst();
    }
}
