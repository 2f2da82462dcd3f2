package org.herbtrust.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.publication.rules.ExchangeKind;

/**
 * A penalty or licence of an authority, for those who work with it; what the public sees is a {@link PublicRecord}.
 *
 * @param fields by code of the current standard
 * @param discloseBy the last day on which it must be public (7 working days); empty where the calendar of that year is missing
 * @param publishedAs the public record; empty where the law keeps it from the public
 */
public record AuthorityRecord(
        long id,
        ExchangeKind kind,
        String documentNo,
        MerchantId merchant,
        Map<String, String> fields,
        LocalDate decidedOn,
        Instant receivedAt,
        Optional<LocalDate> discloseBy,
        Optional<Long> publishedAs,
        boolean withdrawn) {

    public AuthorityRecord {
        fields = Map.copyOf(fields);
    }
}
