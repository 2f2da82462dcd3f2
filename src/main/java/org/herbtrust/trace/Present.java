package org.herbtrust.trace;

/** Says which part of a command is missing. */
final class Present {

    private Present() {}

    static void check(Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] == null) {
                throw new IllegalArgumentException("缺少" + namesAndValues[i] + " (missing: " + namesAndValues[i] + ")");
            }
        }
    }
}
