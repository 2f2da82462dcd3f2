package org.herbtrust.trace;

import java.time.Instant;
import java.util.List;
import org.herbtrust.kernel.ShortCode;

/** News: these lots, the root first and all that came from it, are on hold from now on. Fired inside the transaction. */
public record LotsHeld(HoldId hold, HoldReason reason, List<ShortCode> lots, Instant at) {}
