package org.herbtrust.inspection;

import java.time.Instant;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * A record that was accepted although something did not fit; a person looks at it. Neither record is ever overwritten.
 *
 * @param visit the record that arrived
 * @param other the record that it does not agree with
 * @param settlement empty while nobody has looked at it
 */
public record VisitConflict(
        long id,
        ConflictKind kind,
        VisitId visit,
        Optional<VisitId> other,
        MerchantId merchant,
        Text detail,
        Instant noticedAt,
        Optional<Settlement> settlement) {

    /** What a person made of it. */
    public record Settlement(String note, String by, Instant at) {}
}
