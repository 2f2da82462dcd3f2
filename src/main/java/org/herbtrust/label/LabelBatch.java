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
 * @param gtin of these packages: of this merchant, material, form, grade and net weight
 * @param botanical species and part, or empty
 * @param stem what the addresses in the QR codes begin with, up to the code
 * @param signingKey of the key that signed the labels, if they are signed
 * @param grade of the supplier, where the labels show it
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
        String botanical,
        String origin,
        boolean traced,
        Optional<LocalDate> harvestedOn,
        LocalDate packedOn,
        Optional<LocalDate> expiresOn,
        String supplier,
        String quality,
        String standard,
        String storage,
        String stem,
        Optional<String> signingKey,
        Optional<GradeMark> grade,
        Instant issuedAt,
        String batchSha256,
        Optional<Instant> printedAt,
        int reprints,
        int voided) {

    public Kilograms total() {
        return netEach.times(count);
    }

    /** What the QR code of a label holds, without a signature. */
    public String address(ShortCode code) {
        return stem + code;
    }
}
