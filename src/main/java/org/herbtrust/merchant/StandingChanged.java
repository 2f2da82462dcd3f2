package org.herbtrust.merchant;

import java.time.Instant;
import org.herbtrust.kernel.MerchantId;

/**
 * News: an entity's standing is another from now on. Fired inside the transaction that changes it.
 *
 * @param decisionNo the number of the decision; for an admission, the office's entry
 */
public record StandingChanged(MerchantId merchant, Standing from, Standing to, Instant at, String decisionNo) {}
