package org.herbtrust.inspection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * What the phone gets and keeps: the server's word that it has the record.
 *
 * @param sha256 hex, of the bytes that arrived
 * @param photos hex hashes of the photos in the order of the record
 * @param conflicts what did not fit; a person will look at it
 * @param isNew whether this very request has brought it
 */
public record FieldReceipt(
        VisitId id,
        String sha256,
        Instant receivedAt,
        List<String> photos,
        List<ConflictKind> conflicts,
        @JsonIgnore boolean isNew) {

    FieldReceipt seenBefore() {
        return new FieldReceipt(id, sha256, receivedAt, photos, conflicts, false);
    }
}
