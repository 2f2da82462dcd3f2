package org.herbtrust.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A division of the country: six digits of GB/T 2260 (province, city, county) or nine of the statistics bureau (township). */
public record DivisionCode(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d{6}(\\d{3})?");

    public DivisionCode {
        value = value == null ? "" : value.strip();
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("区划代码应为6位或9位数字 (a division code has 6 or 9 digits): " + value);
        }
    }

    /** Reads what was typed or sent. The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static DivisionCode fromString(String text) {
        return new DivisionCode(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
