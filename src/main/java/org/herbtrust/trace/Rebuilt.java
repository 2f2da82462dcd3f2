package org.herbtrust.trace;

import java.time.Duration;
import java.util.Map;

/**
 * What a rebuild did.
 *
 * @param events that moved goods, without those that are declared erroneous
 * @param rows by table
 * @param before digest of the rows that were dropped
 * @param after digest of the rows that were written
 * @param kept false if it was for comparing only
 */
public record Rebuilt(long events, Map<String, Long> rows, String before, String after, Duration took, boolean kept) {

    public Rebuilt {
        rows = Map.copyOf(rows);
    }

    /** Whether the rows were what the events say. */
    public boolean equal() {
        return before.equals(after);
    }
}
