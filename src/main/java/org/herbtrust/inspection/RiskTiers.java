package org.herbtrust.inspection;

import java.util.Collection;
import java.util.Map;
import org.herbtrust.inspection.rules.RiskTier;
import org.herbtrust.kernel.MerchantId;

/**
 * How much looking merchants need: the worse of their public grade and their internal risk. Implemented above, where grades
 * are made; plans are made here and must not know how. Where nobody implements it everybody is of usual risk.
 */
public interface RiskTiers {

    /** Those of whom nothing is known may be left out; they count as {@link RiskTier#B}. */
    Map<MerchantId, RiskTier> of(Collection<MerchantId> merchants);
}
