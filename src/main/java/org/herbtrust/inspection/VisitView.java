package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.ViolationClass;

/**
 * A recorded visit. For officials and the merchant concerned; not public as it stands.
 *
 * @param inspector account of who recorded it
 * @param corrected whether a later follow-up found the corrections done
 */
public record VisitView(
        VisitId id,
        VisitKind kind,
        MerchantId merchant,
        String inspector,
        String inspectorName,
        Instant occurredAt,
        Instant recordedAt,
        LocalDate day,
        String place,
        List<FindingView> findings,
        Map<String, CheckAnswer> checklist,
        Optional<LocalDate> correctBy,
        boolean corrected,
        String statement,
        Optional<VisitId> follows) {

    /** A finding with its class as of the day of the visit. */
    public record FindingView(
            String violation, Text name, ViolationClass severity, int count, String note, Optional<ShortCode> lot) {}

    public int count(ViolationClass severity) {
        return findings.stream()
                .filter(f -> f.severity() == severity)
                .mapToInt(FindingView::count)
                .sum();
    }
}
