package org.herbtrust.trace;

import java.time.Instant;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/** News: a rule noticed something that a person should look at. It is a question, not a fault. */
public record TraceFlagged(FlagKind kind, ShortCode lot, MerchantId merchant, String detail, Instant at) {}
