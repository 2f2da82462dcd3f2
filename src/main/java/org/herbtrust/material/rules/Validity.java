package org.herbtrust.material.rules;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The days on which a row of law is in force.
 *
 * @param to last day in force, inclusive; empty while no end is known
 */
public record Validity(LocalDate from, Optional<LocalDate> to) {

    public Validity {
        if (from == null) {
            throw new IllegalArgumentException("validFrom is needed");
        }
        if (to.isPresent() && to.get().isBefore(from)) {
            throw new IllegalArgumentException("validTo " + to.get() + " is before validFrom " + from);
        }
    }

    public static Validity since(LocalDate from) {
        return new Validity(from, Optional.empty());
    }

    public boolean includes(LocalDate day) {
        return !day.isBefore(from) && to.map(last -> !day.isAfter(last)).orElse(true);
    }

    /** Whether some day lies in both. */
    public boolean overlaps(Validity other) {
        return to.map(last -> !last.isBefore(other.from)).orElse(true)
                && other.to.map(last -> !last.isBefore(from)).orElse(true);
    }
}
