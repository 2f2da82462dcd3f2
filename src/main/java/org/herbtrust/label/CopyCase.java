package org.herbtrust.label;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.CopySign;
import org.herbtrust.label.rules.Suspected;

/**
 * A label that is suspected of being copied, with what speaks for it.
 *
 * @param points see {@link org.herbtrust.label.rules.CopySuspicion}
 * @param telephones different ones a day, summed over the days
 * @param since the day of the first scan that one package can't explain
 * @param caseSince from when on an inspector should look at it; empty for what only the buyer is told
 */
public record CopyCase(
        ShortCode label,
        ShortCode lot,
        MerchantId merchant,
        String name,
        Suspected grade,
        int points,
        List<CopySign> signs,
        int scans,
        int telephones,
        int provinces,
        Optional<LocalDate> since,
        String thresholds,
        Instant judgedAt,
        Optional<Instant> caseSince) {

    public CopyCase {
        signs = List.copyOf(signs);
    }

    /** Whether it waits for an inspector. */
    public boolean isOpen() {
        return grade == Suspected.LIKELY || grade == Suspected.STRONG;
    }
}
