package org.herbtrust.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A market entity's number on this market; written {@code M000123}. Stable for ever, never reused. */
public record MerchantId(long value) {

    public MerchantId {
        if (value < 1 || value > 99_999_999L) {
            throw new IllegalArgumentException("merchant number out of range 1..99999999: " + value);
        }
    }

    /** Reads {@code M000123} (any case). The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static MerchantId fromString(String text) {
        String t = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        if (!t.matches("M\\d{6,8}")) {
            throw new IllegalArgumentException("商户编号形如 M000123 (a merchant number looks like M000123): " + text);
        }
        return new MerchantId(Long.parseLong(t.substring(1)));
    }

    @JsonValue
    @Override
    public String toString() {
        return "M%06d".formatted(value);
    }
}
