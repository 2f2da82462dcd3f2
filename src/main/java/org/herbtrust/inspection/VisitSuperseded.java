package org.herbtrust.inspection;

import java.time.Instant;
import org.herbtrust.kernel.MerchantId;

/**
 * A record corrects an earlier one, which stays visible and counts no longer. Fired in the recording transaction, after the
 * {@link VisitRecorded} of the new one.
 */
public record VisitSuperseded(VisitId earlier, VisitId by, MerchantId merchant, Instant recordedAt) {}
