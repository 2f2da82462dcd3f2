package org.herbtrust.label;

import java.time.Instant;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/**
 * What a named person found about a suspected label.
 *
 * @param byMerchant whether the label's own merchant made or used the copies
 * @param by account
 */
public record CopyFinding(
        ShortCode label,
        MerchantId merchant,
        boolean copied,
        boolean byMerchant,
        String reason,
        String by,
        String name,
        Instant at) {}
