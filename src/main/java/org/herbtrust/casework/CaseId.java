package org.herbtrust.casework;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A case's number on this market; written {@code K000123}. */
public record CaseId(long value) {

    public CaseId {
        if (value < 1 || value > 99_999_999L) {
            throw new IllegalArgumentException("case number out of range 1..99999999: " + value);
        }
    }

    /** Reads {@code K000123} (any case). The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static CaseId fromString(String text) {
        String t = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        if (!t.matches("K\\d{6,8}")) {
            throw new IllegalArgumentException("案件编号形如 K000123 (a case number looks like K000123): " + text);
        }
        return new CaseId(Long.parseLong(t.substring(1)));
    }

    @JsonValue
    @Override
    public String toString() {
        return "K%06d".formatted(value);
    }
}
