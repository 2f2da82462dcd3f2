package org.herbtrust.trace;

import java.time.Instant;
import java.util.Optional;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;

/** Goods on their way, or arrived. */
public record ConsignmentView(
        long id,
        ShortCode lot,
        Optional<MaterialCode> material,
        Form form,
        MerchantId from,
        MerchantId to,
        Kilograms kg,
        Instant shippedAt,
        Optional<Kilograms> received,
        Optional<Instant> receivedAt) {}
