package org.herbtrust.label.rules;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Gs1CheckDigit;

/**
 * A GS1 application identifier and what may stand behind it (GS1 General Specifications 3.2). Those that goods of this trade
 * carry; an identifier that isn't here is refused rather than guessed at, for its length can't be known.
 *
 * @param ai two to four digits
 * @param endsByItself of predefined length (General Specifications 7.8.4): no separator follows
 */
record Gs1Identifier(String ai, int least, int most, Form form, boolean endsByItself) {

    enum Form {
        DIGITS,
        CHECKED_DIGITS,
        DATE,
        /** One day, or the first and the last of several. */
        DAYS,
        /** A day, then hour and minute. */
        MINUTE,
        /** Which piece of an item in several, and of how many (8006). */
        PIECE,
        /** Three digits of ISO 3166-1. */
        COUNTRY,
        /** A country, then the number of a processor there. */
        PROCESSOR,
        CHARACTERS
    }

    private static final Map<String, Gs1Identifier> KNOWN = new HashMap<>();

    static {
        fixed("00", 18, Form.CHECKED_DIGITS);
        fixed("01", 14, Form.CHECKED_DIGITS);
        fixed("02", 14, Form.CHECKED_DIGITS);
        text("10", 20);
        for (String date : new String[] {"11", "12", "13", "15", "16", "17"}) {
            fixed(date, 6, Form.DATE);
        }
        fixed("20", 2, Form.DIGITS);
        text("21", 20);
        text("22", 20);
        text("235", 28);
        text("240", 30);
        text("241", 30);
        text("250", 30);
        text("251", 30);
        separated("30", 1, 8, Form.DIGITS);
        // net weight in kg (310n), length and volume (311n–316n), gross weight in kg (330n)
        for (String measure : new String[] {"310", "311", "312", "313", "314", "315", "316", "330"}) {
            for (int decimals = 0; decimals <= 5; decimals++) {
                fixed(measure + decimals, 6, Form.DIGITS);
            }
        }
        separated("37", 1, 8, Form.DIGITS);
        text("400", 30);
        text("401", 30);
        for (int role = 410; role <= 417; role++) {
            fixed(Integer.toString(role), 13, Form.CHECKED_DIGITS);
        }
        text("254", 20);
        text("420", 20);
        separated("422", 3, 3, Form.COUNTRY);
        separated("423", 3, 15, Form.COUNTRY);
        for (String country : new String[] {"424", "425", "426"}) {
            separated(country, 3, country.equals("425") ? 15 : 3, Form.COUNTRY);
        }
        text("427", 3);
        separated("7003", 10, 10, Form.MINUTE);
        separated("7007", 6, 12, Form.DAYS);
        for (int processor = 0; processor <= 9; processor++) {
            separated("703" + processor, 4, 30, Form.PROCESSOR);
        }
        separated("8005", 6, 6, Form.DIGITS);
        separated("8006", 18, 18, Form.PIECE);
        text("8200", 70);
        text("90", 30);
        for (int internal = 91; internal <= 99; internal++) {
            text(Integer.toString(internal), 90);
        }
    }

    private static void fixed(String ai, int length, Form form) {
        KNOWN.put(ai, new Gs1Identifier(ai, length, length, form, true));
    }

    private static void separated(String ai, int least, int most, Form form) {
        KNOWN.put(ai, new Gs1Identifier(ai, least, most, form, false));
    }

    private static void text(String ai, int most) {
        separated(ai, 1, most, Form.CHARACTERS);
    }

    static Optional<Gs1Identifier> of(String ai) {
        return Optional.ofNullable(KNOWN.get(ai));
    }

    /** The identifier that the text continues with at that place: no identifier is the beginning of another. */
    static Optional<Gs1Identifier> at(String text, int from) {
        for (int length = 2; length <= 4 && from + length <= text.length(); length++) {
            Gs1Identifier known = KNOWN.get(text.substring(from, from + length));
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** @throws Gs1Fault if the value can't stand behind this identifier */
    void check(String value) {
        if (value.length() < least || value.length() > most) {
            String wanted = least == most ? Integer.toString(least) : least + "–" + most;
            throw new Gs1Fault(
                    "标识符(" + ai + ")的内容应为" + wanted + "位，现为" + value.length() + "位",
                    "the data of (" + ai + ") has " + wanted + " characters, not " + value.length());
        }
        if (form == Form.CHARACTERS || form == Form.PROCESSOR) {
            if (!value.chars().allMatch(Gs1Identifier::isAllowed)) {
                throw new Gs1Fault("标识符(" + ai + ")含有不允许的字符", "(" + ai + ") holds a character that GS1 does not allow");
            }
            if (form == Form.PROCESSOR && !value.substring(0, 3).chars().allMatch(Gs1Identifier::isDigit)) {
                throw new Gs1Fault("标识符(" + ai + ")应以三位国家代码开头", "(" + ai + ") begins with a country's three digits");
            }
            return;
        }
        if (!value.chars().allMatch(Gs1Identifier::isDigit)) {
            throw new Gs1Fault("标识符(" + ai + ")的内容应全为数字", "the data of (" + ai + ") is digits only");
        }
        switch (form) {
            case CHECKED_DIGITS -> checkDigit(value);
            case DATE -> checkDate(value);
            case DAYS -> checkDays(value);
            case MINUTE -> checkMinute(value);
            case PIECE -> checkPiece(value);
            case COUNTRY -> checkCountries(value);
            case DIGITS, CHARACTERS, PROCESSOR -> {
                // nothing more is asked of these
            }
        }
    }

    private void checkDigit(String value) {
        if (!Gs1CheckDigit.holds(value)) {
            throw new Gs1Fault("标识符(" + ai + ")的校验位不符，请核对是否录错", "wrong check digit in (" + ai + "), mistyped?");
        }
    }

    private void checkDate(String yyMMdd) {
        try {
            YearMonth month = YearMonth.of(
                    2000 + Integer.parseInt(yyMMdd.substring(0, 2)), Integer.parseInt(yyMMdd.substring(2, 4)));
            int day = Integer.parseInt(yyMMdd.substring(4));
            // day 00 is "some day of the month" in GS1 dates
            if (day == 0 || month.isValidDay(day)) {
                return;
            }
        } catch (DateTimeException noSuchMonth) {
            // told below
        }
        throw new Gs1Fault("标识符(" + ai + ")的日期不存在：" + yyMMdd, "no such date in (" + ai + "): " + yyMMdd);
    }

    private void checkDays(String value) {
        if (value.length() != 6 && value.length() != 12) {
            throw new Gs1Fault("标识符(" + ai + ")应为一个或两个日期", "(" + ai + ") holds one date or two");
        }
        checkDate(value.substring(0, 6));
        if (value.length() == 12) {
            checkDate(value.substring(6));
            // both are of this century, so they compare as texts
            if (value.substring(6).compareTo(value.substring(0, 6)) < 0) {
                throw new Gs1Fault("标识符(" + ai + ")的结束日早于开始日", "the days of (" + ai + ") end before they begin");
            }
        }
    }

    private void checkMinute(String value) {
        checkDate(value.substring(0, 6));
        if (Integer.parseInt(value.substring(6, 8)) > 23 || Integer.parseInt(value.substring(8)) > 59) {
            throw new Gs1Fault("标识符(" + ai + ")的时间不存在：" + value, "no such time in (" + ai + "): " + value);
        }
    }

    private void checkPiece(String value) {
        checkDigit(value.substring(0, 14));
        int piece = Integer.parseInt(value.substring(14, 16));
        int of = Integer.parseInt(value.substring(16));
        if (piece < 1 || piece > of) {
            throw new Gs1Fault(
                    "标识符(" + ai + ")的件号" + piece + "/" + of + "有误",
                    "no such piece in (" + ai + "): " + piece + "/" + of);
        }
    }

    private void checkCountries(String value) {
        if (value.length() % 3 != 0) {
            throw new Gs1Fault("标识符(" + ai + ")的国家代码应为三位一组", "the countries of (" + ai + ") have three digits each");
        }
        for (int i = 0; i < value.length(); i += 3) {
            if (value.startsWith("000", i)) {
                throw new Gs1Fault("标识符(" + ai + ")的国家代码不存在：000", "no such country in (" + ai + "): 000");
            }
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** GS1 AI encodable character set 82. */
    private static boolean isAllowed(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || "!\"%&'()*+,-./_:;<=>?".indexOf(c) >= 0;
    }
}
