package org.herbtrust.ledger;

/** The receipt for an appended leaf: known at once, before the leaf has its index in the tree. */
public record LeafId(long value) {

    public LeafId {
        if (value < 1) {
            throw new IllegalArgumentException("leaf id out of range: " + value);
        }
    }
}
