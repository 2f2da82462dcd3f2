package org.herbtrust.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A GS1 global location number, 13 digits: a party (AI 417) or a place (AI 414). */
public record Gln(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d{13}");

    public Gln {
        value = value == null ? "" : value.strip();
        if (!SHAPE.matcher(value).matches() || !Gs1CheckDigit.holds(value)) {
            throw new IllegalArgumentException(
                    "GLN应为13位数字且校验位相符 (a GLN has 13 digits with a valid check digit): " + value);
        }
    }

    /** Completes 12 digits with their check digit. */
    public static Gln complete(String first12) {
        return new Gln(first12 + Gs1CheckDigit.of(first12));
    }

    /** The party as an EPCIS source or destination (GS1 Digital Link, AI 417). */
    public String partyUri() {
        return "https://id.gs1.org/417/" + value;
    }

    /** The place as an EPCIS read point or business location (GS1 Digital Link, AI 414). */
    public String placeUri() {
        return "https://id.gs1.org/414/" + value;
    }

    /** Reads what was typed or sent. The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static Gln fromString(String text) {
        return new Gln(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
