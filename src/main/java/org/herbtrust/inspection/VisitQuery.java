package org.herbtrust.inspection;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;

/** What to list; an empty part restricts nothing. {@code inspector} is an account; the days are both included. */
public record VisitQuery(
        Optional<MerchantId> merchant,
        Optional<VisitKind> kind,
        Optional<String> inspector,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {

    public static VisitQuery everything() {
        return new VisitQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static VisitQuery of(MerchantId merchant) {
        return new VisitQuery(
                Optional.of(merchant), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
