package org.herbtrust.label;

import java.time.Instant;
import java.util.UUID;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/** Fired in the transaction that issues a batch. */
public record LabelsIssued(UUID batch, ShortCode lot, MerchantId merchant, int count, Instant at) {}
