package org.herbtrust.label;

import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/**
 * News: the finding that a label was copied was a mistake. Fired in the same transaction; what followed from the finding must
 * be undone.
 *
 * @param reason in the words of whoever withdrew it
 */
public record CopyWithdrawn(ShortCode label, MerchantId merchant, String reason, Actor actor) {}
