package org.herbtrust.publication.rules;

import java.time.LocalDate;
import java.util.Optional;

/**
 * From when to when a record is shown (display periods: NDRC Order 36 of 2025, SAMR Order 45 article 13).
 *
 * @param from the first day, inclusive
 * @param removeOn the first day on which it isn't shown any more; empty while there is no end
 * @param withdrawn repaired, quashed or corrected: gone at once, whatever the days say
 */
public record Display(LocalDate from, Optional<LocalDate> removeOn, boolean withdrawn) {

    public Display {
        if (removeOn.isPresent() && removeOn.get().isBefore(from)) {
            throw new IllegalArgumentException("removed before it is shown: " + from + " to " + removeOn.get());
        }
    }

    public boolean isOpenOn(LocalDate day) {
        return !withdrawn && !day.isBefore(from) && removeOn.map(day::isBefore).orElse(true);
    }
}
