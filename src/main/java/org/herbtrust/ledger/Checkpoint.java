package org.herbtrust.ledger;

import java.time.Instant;

/**
 * The tree's state at one size, as it was signed.
 *
 * @param note the signed note (C2SP tlog-checkpoint) as it is served, UTF-8
 */
public record Checkpoint(long size, byte[] rootHash, Instant at, String note) {

    public Checkpoint {
        if (size < 0 || rootHash.length != 32) {
            throw new IllegalArgumentException("a checkpoint has a size and a root of 32 bytes: " + size);
        }
        rootHash = rootHash.clone();
    }

    @Override
    public byte[] rootHash() {
        return rootHash.clone();
    }
}
