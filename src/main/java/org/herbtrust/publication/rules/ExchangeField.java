package org.herbtrust.publication.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;

/**
 * A field of an exchanged record, as the standard that is named in its row has it.
 *
 * @param code such as {@code CF_JDRQ}
 * @param longest characters
 * @param values what a CODE may be
 * @param personal whether it holds an identity document; such values are never kept
 * @param becomes of an older set: the newer field that takes its value
 */
public record ExchangeField(
        String code,
        Text name,
        Kind kind,
        int longest,
        Required required,
        List<String> values,
        boolean personal,
        Optional<String> becomes) {

    /** What a field holds. */
    public enum Kind {
        TEXT,
        DATE,
        /** In 10,000 yuan, at most six decimals. */
        AMOUNT,
        CODE,
        USCC
    }

    /** When a field must be filled. */
    public enum Required {
        NO,
        ALWAYS,
        /** Unless the party is a natural person. */
        ORGANISATION,
        /** If the penalty is a fine. */
        FINE,
        /** If the penalty takes a licence away. */
        REVOKED
    }

    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年]?(\\d{1,2})[-/.月]?(\\d{1,2})日?(?:[ T].*)?");
    private static final Pattern DAY_NUMBER = Pattern.compile("[3-6]\\d{4}");

    /** Day 0 of the spreadsheet programs, as far as days after February 1900 are concerned. */
    private static final LocalDate SPREADSHEETS_BEGIN = LocalDate.of(1899, 12, 30);

    private static final int MOST_DECIMALS = 6;

    public ExchangeField {
        values = List.copyOf(values);
    }

    /**
     * The value as it is kept and written.
     *
     * @param value not empty
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public String cleaned(String value) {
        if (value.codePointCount(0, value.length()) > longest) {
            throw new IllegalArgumentException("最多" + longest + "个字符 (at most " + longest + " characters)");
        }
        if (value.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            throw new IllegalArgumentException("含有控制字符 (control characters)");
        }
        return switch (kind) {
            case TEXT -> value;
            case DATE -> day(value).toString();
            case AMOUNT -> amount(value);
            case CODE -> code(value);
            case USCC -> new Uscc(value).value();
        };
    }

    private String code(String value) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException("应为下列之一 (one of): " + String.join("、", values));
        }
        return value;
    }

    private static String amount(String value) {
        try {
            BigDecimal number = new BigDecimal(value.replace(",", ""));
            if (number.signum() >= 0 && number.stripTrailingZeros().scale() <= MOST_DECIMALS) {
                return number.stripTrailingZeros().toPlainString();
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with numbers that no fine is
        }
        throw new IllegalArgumentException("应为万元数，最多6位小数 (10,000 yuan, at most six decimals)");
    }

    private static LocalDate day(String value) {
        if (DAY_NUMBER.matcher(value).matches()) {
            return SPREADSHEETS_BEGIN.plusDays(Integer.parseInt(value));
        }
        Matcher m = DAY.matcher(value);
        if (m.matches()) {
            try {
                return LocalDate.of(
                        Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
            } catch (DateTimeException noSuchDay) {
                // said below
            }
        }
        throw new IllegalArgumentException("应为日期，如2026-01-31 (a day such as 2026-01-31)");
    }
}
