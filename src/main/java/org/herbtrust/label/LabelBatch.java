package org.herbtrust.label;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/**
 * Labels that were issued together.
 *
 * @param sscc of the group of packages in the packing event, 18 digits
 * @param origin 产地 as printed
 * @param traced false: the label says that the origin is not traced
 * @param batchSha256 hex; what the ledger holds of all its codes
 * @param voided how many of them may not be used any more, voided or destroyed
 */
public record LabelBatch(
        UUID id,
        ShortCode lot,
        MerchantId merchant,
        Gtin gtin,
        int count,
        Kilograms netEach,
        String sscc,
        String name,
        String spec,
        String origin,
        boolean traced,
        Optional<LocalDate> harvestedOn,
        LocalDate packedOn,
        String supplier,
        String quality,
        String standard,
        String storage,
        Instant issuedAt,
        String batchSha256,
        Optional<Instant> printedAt,
        int reprints,
        int voided) {

    public Kilograms total() {
        return netEach.times(count);
    }
}
