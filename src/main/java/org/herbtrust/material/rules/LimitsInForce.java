package org.herbtrust.material.rules;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of the rows on one test item holds: the monograph outranks a group's rule, and a group's the general one. */
public final class LimitsInForce {

    private LimitsInForce() {}

    /**
     * One row an item and direction, in the order of the rows given.
     *
     * @param rows those that apply to one material by scope
     * @param variant trade form of the goods; rows for other forms do not apply
     */
    public static List<Limit> of(Collection<Limit> rows, Optional<String> variant, LocalDate day) {
        Map<String, Limit> byItem = new LinkedHashMap<>();
        for (Limit row : rows) {
            boolean applies = row.validity().includes(day)
                    && (row.variant().isEmpty() || row.variant().equals(variant));
            if (applies) {
                byItem.merge(
                        row.item() + row.operator().sign(),
                        row,
                        (old, candidate) -> candidate.precedence() > old.precedence() ? candidate : old);
            }
        }
        return List.copyOf(byItem.values());
    }
}
