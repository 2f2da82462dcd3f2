package org.herbtrust.inspection;

/** Where a list of newest-first rows goes on. */
final class Cursor {

    private Cursor() {}

    static long before(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor.strip());
        } catch (NumberFormatException notOurs) {
            throw new IllegalArgumentException("cursor无效 (not a cursor): " + cursor, notOurs);
        }
    }
}
