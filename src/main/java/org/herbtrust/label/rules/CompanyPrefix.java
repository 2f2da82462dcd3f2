package org.herbtrust.label.rules;

import java.util.List;
import org.herbtrust.kernel.Gs1CheckDigit;
import org.herbtrust.kernel.Gtin;

/**
 * A GS1 company prefix (厂商识别代码): the digits with which all numbers of one company begin. In China 7 to 10 digits behind
 * 680–699 (GB 12904); 6 to 11 elsewhere.
 */
public record CompanyPrefix(String digits) {

    private static final int LEAST = 6;
    private static final int MOST = 11;
    private static final int LEAST_CHINESE = 7;
    private static final int MOST_CHINESE = 10;
    /** Digits of a GTIN-13 before its check digit. */
    private static final int BODY = 12;

    /** What GS1 keeps for other uses (General Specifications 1.4, table of prefixes). */
    private static final List<Reserved> RESERVED = List.of(
            new Reserved("02|04|2", "店内或限域流通号段", "numbers for circulation within a company"),
            new Reserved("05|98[1-4]|99", "优惠券号段", "coupons"),
            new Reserved("97[789]", "期刊与图书号段", "periodicals and books"),
            new Reserved("980", "退款凭证号段", "refund receipts"),
            new Reserved("951|96", "GS1总部保留号段", "kept by the GS1 global office"),
            new Reserved("0000000", "短码保留号段", "short numbers"));

    private record Reserved(String beginning, String zh, String en) {}

    /** @throws IllegalArgumentException if no company can have it */
    public CompanyPrefix {
        digits = digits == null ? "" : digits.strip();
        boolean chinese = digits.matches("6[89].*");
        int least = chinese ? LEAST_CHINESE : LEAST;
        int most = chinese ? MOST_CHINESE : MOST;
        if (!digits.matches("[0-9]{" + least + "," + most + "}")) {
            throw new IllegalArgumentException("厂商识别代码应为%d到%d位数字 (a company prefix has %d to %d digits): %s"
                    .formatted(least, most, least, most, digits));
        }
        for (Reserved reserved : RESERVED) {
            if (digits.matches("(" + reserved.beginning() + ").*")) {
                throw new IllegalArgumentException(
                        "%s开头的是%s，不是厂商识别代码 (%s, not a company's)".formatted(digits, reserved.zh(), reserved.en()));
            }
        }
    }

    /** How many items can be numbered. */
    public long capacity() {
        return (long) Math.pow(10, BODY - digits.length());
    }

    /** Whether numbers of one could be taken for numbers of the other. */
    public boolean overlaps(CompanyPrefix other) {
        return digits.startsWith(other.digits) || other.digits.startsWith(digits);
    }

    /**
     * The GTIN of an item.
     *
     * @param item from 0 up to the capacity
     */
    public Gtin gtin(long item) {
        if (item < 0 || item >= capacity()) {
            throw new IllegalArgumentException("no item " + item + " under the prefix " + digits);
        }
        String body = digits + ("%0" + (BODY - digits.length()) + "d").formatted(item);
        return new Gtin(body + Gs1CheckDigit.of(body));
    }

    @Override
    public String toString() {
        return digits;
    }
}
