package org.herbtrust.trace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a hold. */
public record HoldId(@JsonValue long value) {

    public HoldId {
        if (value < 1) {
            throw new IllegalArgumentException("not the number of a hold: " + value);
        }
    }

    @JsonCreator
    public static HoldId of(long value) {
        return new HoldId(value);
    }

    /** The name is what JAX-RS looks for in path parameters. */
    public static HoldId fromString(String text) {
        return new HoldId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
