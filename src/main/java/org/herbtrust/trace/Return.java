package org.herbtrust.trace;

import java.util.Optional;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/**
 * Goods that were sold to a buyer whom the market doesn't know come back to their seller.
 *
 * @param reason in the seller's words
 */
public record Return(ShortCode lot, Kilograms kg, Optional<String> reason) {

    public Return {
        Present.check("lot", lot, "kg", kg);
        reason = reason == null ? Optional.empty() : reason;
        if (reason.filter(r -> r.length() > 200).isPresent()) {
            throw new IllegalArgumentException("原因最多200个字 (reason: at most 200 characters)");
        }
    }
}
