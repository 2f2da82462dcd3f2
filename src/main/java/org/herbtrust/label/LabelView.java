package org.herbtrust.label;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.LabelState;

/**
 * One label.
 *
 * @param ordinal of {@code count} in its batch, from 1
 * @param reason why it was voided or destroyed
 * @param prints how often it came out of a printer
 */
public record LabelView(
        ShortCode code,
        LabelState state,
        Optional<String> reason,
        UUID batch,
        int ordinal,
        int count,
        ShortCode lot,
        MerchantId merchant,
        Gtin gtin,
        Kilograms net,
        String name,
        LocalDate packedOn,
        int prints) {

    /** Of the package in EPCIS events. */
    public String epc() {
        return epc(gtin, code);
    }

    static String epc(Gtin gtin, ShortCode code) {
        return "https://id.gs1.org/01/" + gtin + "/21/" + code;
    }
}
