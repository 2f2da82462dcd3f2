package org.herbtrust.inspection.rules;

import java.util.List;
import java.util.Set;

/**
 * A report against the limits of its day.
 *
 * @param missing items that were ordered and not reported
 */
public record Judgement(Outcome overall, List<ItemVerdict> items, Set<String> missing) {

    public Judgement {
        items = List.copyOf(items);
        missing = Set.copyOf(missing);
    }

    public List<ItemVerdict> failed() {
        return items.stream().filter(i -> i.outcome() == Outcome.FAIL).toList();
    }

    /** Whether an item that decided the outcome rests on a limit that was not yet compared with the printed text. */
    public boolean toBeVerified() {
        return items.stream()
                .filter(i -> overall != Outcome.FAIL || i.outcome() == Outcome.FAIL)
                .anyMatch(ItemVerdict::toBeVerified);
    }
}
