package org.herbtrust.trace;

import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;

/**
 * Some of a lot is sold to a buyer whom the market doesn't know.
 *
 * @param buyer in the merchant's words; never public
 * @param packages the labelled ones that weigh {@code kg} together; empty for loose goods
 */
public record Sale(ShortCode lot, Kilograms kg, Optional<String> buyer, List<String> packages) {

    public Sale(ShortCode lot, Kilograms kg, Optional<String> buyer) {
        this(lot, kg, buyer, List.of());
    }

    public Sale {
        Present.check("lot", lot, "kg", kg);
        packages = List.copyOf(packages);
        buyer = buyer == null ? Optional.empty() : buyer;
        if (buyer.filter(b -> b.length() > 200).isPresent()) {
            throw new IllegalArgumentException("买方最多200个字 (buyer: at most 200 characters)");
        }
    }
}
