package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.ViolationClass;

/**
 * A judged report.
 *
 * @param retest whether it is the report of a retest
 * @param sampledOn the day whose limits it was judged by
 * @param variant trade form that the laboratory found, where the sample was taken without one
 * @param worst class of the gravest failed item
 * @param confirmed whether it stands: a pass at once, a fail when the time for a retest is over or the retest agrees
 */
public record ResultView(
        SampleId sample,
        VisitId visit,
        MerchantId merchant,
        ShortCode lot,
        boolean retest,
        String lab,
        String reportNo,
        LocalDate reportedOn,
        LocalDate sampledOn,
        Instant recordedAt,
        Outcome verdict,
        Optional<String> variant,
        Optional<ViolationClass> worst,
        List<ItemResult> items,
        boolean confirmed) {

    /** Law 102: a failed result has no public effect before the time for a retest is over. */
    public boolean isPublic() {
        return confirmed;
    }
}
