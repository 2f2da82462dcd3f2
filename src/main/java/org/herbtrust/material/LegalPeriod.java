package org.herbtrust.material;

import java.time.LocalDate;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Validity;

/**
 * A period in calendar days; the day that starts it does not count.
 *
 * @param code such as {@code retest-window}
 */
public record LegalPeriod(String code, Text name, int days, String source, Validity validity, boolean verified) {

    public LegalPeriod {
        if (days < 1 || days > 3660) {
            throw new IllegalArgumentException("a period has 1 to 3660 days: " + code + " " + days);
        }
        if (source == null || source.isBlank()) {
            throw new IllegalArgumentException("a period has a source: " + code);
        }
    }

    /** The last day of the period that starts with that day. */
    public LocalDate lastDayFrom(LocalDate start) {
        return start.plusDays(days);
    }
}
