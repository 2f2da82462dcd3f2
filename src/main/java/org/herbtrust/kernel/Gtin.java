package org.herbtrust.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A GTIN in its 14-digit form; GTIN-8, -12 and -13 are padded with zeros on the left. */
public record Gtin(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d{8}|\\d{12,14}");

    public Gtin {
        value = value == null ? "" : value.strip();
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("GTIN应为8、12、13或14位数字 (a GTIN has 8, 12, 13 or 14 digits): " + value);
        }
        if (!Gs1CheckDigit.holds(value)) {
            throw new IllegalArgumentException("GTIN校验位不符 (wrong GTIN check digit): " + value);
        }
        value = "0".repeat(14 - value.length()) + value;
    }

    /** Reads what was typed or sent. The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static Gtin fromString(String text) {
        return new Gtin(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
