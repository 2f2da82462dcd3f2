package org.herbtrust.trace;

import java.time.Instant;
import java.util.List;
import org.herbtrust.kernel.ShortCode;

/** News: that hold does not keep these lots any more; another one may. Fired inside the transaction. */
public record LotsReleased(HoldId hold, List<ShortCode> lots, Instant at) {}
