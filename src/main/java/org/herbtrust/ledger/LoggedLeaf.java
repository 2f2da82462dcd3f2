package org.herbtrust.ledger;

import java.time.Instant;

/**
 * What stands at an index of the log.
 *
 * @param sha256 of the fact, 64 hexadecimal digits
 * @param at when the fact was recorded
 */
public record LoggedLeaf(long index, LeafKind kind, String subject, String sha256, Instant at) {}
