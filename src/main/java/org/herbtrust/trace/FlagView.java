package org.herbtrust.trace;

import java.time.Instant;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/** Something that a rule noticed. */
public record FlagView(FlagKind kind, ShortCode lot, MerchantId merchant, String detail, Instant at) {}
