package org.herbtrust.inspection;

import java.util.List;
import java.util.Optional;

/**
 * A record from a phone as it arrived, with the visit that it became.
 *
 * @param supersededBy the record that corrects this one
 */
public record FieldVisitView(
        VisitView visit,
        FieldRecord record,
        FieldReceipt receipt,
        Optional<VisitId> supersededBy,
        List<VisitConflict> conflicts) {}
