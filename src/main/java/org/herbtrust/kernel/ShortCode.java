package org.herbtrust.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The 13 characters on every label and of every lot: 12 of Crockford's base 32 (60 random bits, so it cannot be guessed
 * or counted) and a check character. Any case, blanks and hyphens are accepted; I and L read as 1, O as 0.
 *
 * <p>The check is the sum of position-weighted values modulo 31 over weights 1…12: 31 is prime, so every single wrong
 * character but one pair (values 0 and 31) and every swap of neighbours that differ is found.
 */
public record ShortCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 13;

    public ShortCode {
        value = normalise(value);
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("追溯码应为13位，现为" + value.length() + "位 (a trace code has 13 characters)");
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                throw new IllegalArgumentException("追溯码第" + (i + 1) + "位不是有效字符 (not a character of a trace code)");
            }
        }
        if (value.charAt(LENGTH - 1) != check(value)) {
            throw new IllegalArgumentException("追溯码校验位不符，请核对是否录错 (wrong check character, mistyped?)");
        }
    }

    /** Reads what a person typed or a label shows. The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static ShortCode fromString(String text) {
        return new ShortCode(text);
    }

    /** Whether the text has the shape of a short code, be its check character right or wrong. */
    public static boolean looksLike(String text) {
        String t = text == null ? "" : normalise(text);
        return t.length() == LENGTH && t.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    /** A new code from 60 random bits; give a {@link java.security.SecureRandom} outside of tests and demonstrations. */
    public static ShortCode random(RandomGenerator random) {
        long bits = random.nextLong();
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH - 1; i++) {
            code.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return new ShortCode(code.append(check(code)).toString());
    }

    /** For reading aloud: {@code 7K3Q-9ZP2-XM4D-A}. */
    public String grouped() {
        return value.substring(0, 4) + "-" + value.substring(4, 8) + "-" + value.substring(8, 12) + "-"
                + value.substring(12);
    }

    private static char check(CharSequence code) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += (i + 1) * ALPHABET.indexOf(code.charAt(i));
        }
        return ALPHABET.charAt(sum % 31);
    }

    private static String normalise(String text) {
        return text == null
                ? ""
                : text.strip()
                        .toUpperCase(Locale.ROOT)
                        .replace("-", "")
                        .replace(" ", "")
                        .replace('I', '1')
                        .replace('L', '1')
                        .replace('O', '0');
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
