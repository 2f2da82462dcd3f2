package org.herbtrust.trace;

import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/** Some of a lot is sold and sent to another entity of the market. */
public record Shipping(ShortCode lot, MerchantId to, Kilograms kg) {

    public Shipping {
        Present.check("lot", lot, "to", to, "kg", kg);
    }
}
