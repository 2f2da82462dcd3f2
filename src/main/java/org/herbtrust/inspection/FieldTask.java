package org.herbtrust.inspection;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * Something for an inspector to do, as the phone lists it.
 *
 * @param id stable, so that the phone can tell what is new: {@code follow-up:…}, {@code plan:…}
 * @param why in a sentence
 * @param follows the visit whose correction is looked at
 * @param dueOn last day; empty if there is none
 */
public record FieldTask(
        String id,
        VisitKind kind,
        MerchantId merchant,
        Text why,
        Optional<VisitId> follows,
        Optional<LocalDate> dueOn) {

    public FieldTask {
        if (id == null || id.isBlank() || id.length() > 100 || kind == null || merchant == null || why == null) {
            throw new IllegalArgumentException("a task has an id, a kind, a merchant and a reason: " + id);
        }
        follows = follows == null ? Optional.empty() : follows;
        dueOn = dueOn == null ? Optional.empty() : dueOn;
    }
}
