package org.herbtrust.platform;

import java.util.List;

/**
 * A part of a longer list.
 *
 * @param nextCursor give it back to get the next part; null on the last
 */
public record Page<T>(List<T> items, String nextCursor) {

    /** How many entries a page has if the reader does not say. */
    public static final int USUAL = 50;

    /** No page is longer. */
    public static final int MOST = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** A limit from outside, brought into 1..{@value #MOST}; null means {@value #USUAL}. */
    public static int size(Integer wanted) {
        return wanted == null ? USUAL : Math.max(1, Math.min(MOST, wanted));
    }
}
