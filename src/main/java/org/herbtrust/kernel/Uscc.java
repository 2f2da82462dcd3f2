package org.herbtrust.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last a check character over an alphabet
 * of 31 (no I, O, S, V, Z). Lower case and surrounding blanks are accepted and normalised.
 */
public record Uscc(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;

    public Uscc {
        value = value == null ? "" : value.strip().toUpperCase(Locale.ROOT);
        String fault = faultOf(value);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** Whether the registrant is a 个体工商户 (a natural person's business, so PIPL applies to what is shown of it). */
    public boolean isIndividualBusiness() {
        return value.startsWith("92");
    }

    /** The registrar's division, GB/T 2260, six digits. */
    public String division() {
        return value.substring(2, 8);
    }

    /**
     * Completes 17 characters with their check character.
     *
     * @throws IllegalArgumentException if a character is outside the alphabet
     */
    public static Uscc complete(String first17) {
        return new Uscc(first17 + checkCharacter(first17));
    }

    private static String faultOf(String code) {
        if (code.length() != LENGTH) {
            return "统一社会信用代码应为18位，现为" + code.length() + "位 (a USCC has 18 characters): " + code;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(code.charAt(i)) < 0) {
                return "统一社会信用代码第" + (i + 1) + "位不能是“" + code.charAt(i) + "” (character not allowed in a USCC): "
                        + code;
            }
        }
        if (code.charAt(17) != checkCharacter(code.substring(0, 17))) {
            return "统一社会信用代码校验位不符，请核对是否录错 (wrong check character, mistyped?): " + code;
        }
        return null;
    }

    private static char checkCharacter(String first17) {
        int weight = 1;
        int sum = 0;
        for (int i = 0; i < first17.length(); i++) {
            int digit = ALPHABET.indexOf(first17.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not in the USCC alphabet: " + first17.charAt(i));
            }
            sum += digit * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** Reads what was typed or sent. The name is what JAX-RS looks for in path and query parameters. */
    @JsonCreator
    public static Uscc fromString(String text) {
        return new Uscc(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
