package org.herbtrust.material;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** A material of the catalogue: its pharmacopoeia pinyin in lower case without tone marks, such as {@code baishao}. */
public record MaterialCode(String value) implements Comparable<MaterialCode> {

    private static final Pattern SHAPE = Pattern.compile("[a-z]{2,40}");

    public MaterialCode {
        value = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("药材代码为拼音小写字母 (a material code is lower-case pinyin): " + value);
        }
    }

    @JsonCreator
    public static MaterialCode fromString(String text) {
        return new MaterialCode(text);
    }

    @Override
    public int compareTo(MaterialCode other) {
        return value.compareTo(other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
