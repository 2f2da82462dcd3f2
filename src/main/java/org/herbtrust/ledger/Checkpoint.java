package org.herbtrust.ledger;

import java.time.Instant;

/**
 * The tree's state at one size, as it was signed.
 *
 * @param note the signed note (C2SP tlog-checkpoint) as it is served
 */
public record Checkpoint(long size, Hash rootHash, Instant at, String note) {

    public Checkpoint {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size: " + size);
        }
    }
}
