package org.herbtrust.inspection.rules;

import java.util.Optional;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Limit;

/**
 * One figure against one requirement.
 *
 * @param limit empty for {@link Outcome#NO_LIMIT}
 * @param reason in words, for the report
 */
public record ItemVerdict(Measured measured, Optional<Limit> limit, Outcome outcome, Text reason) {

    /** Whether the limit was not yet compared with the printed text (待核). */
    public boolean toBeVerified() {
        return limit.map(l -> !l.verified()).orElse(false);
    }

    /** Edition, source and method, or nothing. */
    public Optional<String> clause() {
        return limit.map(Limit::clause);
    }
}
