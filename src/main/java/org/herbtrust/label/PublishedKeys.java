package org.herbtrust.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.label.rules.LabelKey;

/** The file of public keys: JSON web keys, each with the days on which it signs. What the offline verifiers read. */
record PublishedKeys(String format, List<Key> keys) {

    static final String PATH = "/.well-known/herbtrust-label-keys";
    static final String FORMAT = "herbtrust-label-keys/1";

    /** Names as in a JSON web key (RFC 7517), the last four our own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Key(
            String id,
            String kty,
            String crv,
            String x,
            String y,
            LocalDate validFrom,
            LocalDate validUntil,
            LocalDate revokedOn,
            String revocationReason) {

        static Key of(LabelKey key) {
            return new Key(
                    key.id(),
                    "EC",
                    "P-256",
                    key.x(),
                    key.y(),
                    key.validFrom(),
                    key.validUntil().orElse(null),
                    key.revokedOn().orElse(null),
                    key.revocationReason().orElse(null));
        }

        LabelKey key() {
            if (!"EC".equals(kty)
                    || !"P-256".equals(crv)
                    || id == null
                    || x == null
                    || y == null
                    || validFrom == null) {
                throw new IllegalArgumentException("not a key on P-256 with id, x, y and validFrom: " + id);
            }
            return new LabelKey(
                    id,
                    x,
                    y,
                    validFrom,
                    Optional.ofNullable(validUntil),
                    Optional.ofNullable(revokedOn),
                    Optional.ofNullable(revocationReason));
        }
    }

    static PublishedKeys of(List<LabelKey> keys) {
        return new PublishedKeys(FORMAT, keys.stream().map(Key::of).toList());
    }
}
