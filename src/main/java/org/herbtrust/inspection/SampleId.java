package org.herbtrust.inspection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a sample; chosen by the phone that records it, so that sending it twice records it once. */
public record SampleId(UUID value) {

    public SampleId {
        if (value == null) {
            throw new IllegalArgumentException("编号缺失 (an id is needed)");
        }
    }

    /** Reads a UUID. The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static SampleId fromString(String text) {
        try {
            return new SampleId(UUID.fromString(text == null ? "" : text.strip()));
        } catch (IllegalArgumentException notAUuid) {
            throw new IllegalArgumentException("编号应为UUID (an id is a UUID): " + text, notAUuid);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
