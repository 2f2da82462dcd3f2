package org.herbtrust.label;

import java.time.Instant;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.Suspected;

/** News: what a buyer is told about copies of this label is another from now on. Fired inside the transaction. */
public record CopySuspected(ShortCode label, MerchantId merchant, Suspected grade, Instant at) {}
