package org.herbtrust.publication;

/**
 * News: something that was public is so no longer, or is marked. Whoever keeps a copy must drop it. Fired in the same
 * transaction.
 */
public record RecordsWithdrawn() {}
