package org.herbtrust.label;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;

/**
 * A company prefix that an entity proved to be its own.
 *
 * @param certificate of the numbering organisation
 * @param until the last day; empty while it is valid
 * @param items how many goods have got a number of it
 */
public record CompanyPrefixView(
        String prefix,
        MerchantId merchant,
        String certificate,
        LocalDate since,
        Optional<LocalDate> until,
        long items) {}
