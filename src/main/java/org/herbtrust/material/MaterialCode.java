package org.herbtrust.material;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A material of the catalogue: its pharmacopoeia pinyin in lower case without tone marks, such as {@code baishao}. */
public record MaterialCode(String value) implements Comparable<MaterialCode> {

    public MaterialCode {
        value = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
        if (!value.matches("[a-z]{2,40}")) {
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
