package org.herbtrust.label.rules;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.Gs1CheckDigit;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;

/** Tells the kinds of codes apart: by what they begin with, by their length, by their check digits, in this order. */
final class ScannedText {

    /** The most characters of a text that are looked at; no code of ours has a tenth of this. */
    private static final int LONGEST = 1000;

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)https?://([^/?#\\s@]{1,255})(/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?");
    private static final Pattern OWN_PATH = Pattern.compile("(?i)(?:/.*)?/v/([^/]+)/?");
    private static final Pattern GROUPED =
            Pattern.compile("(?i)[0-9A-Z]{3,5}-[0-9A-Z]{3,5}-[0-9A-Z]{3,5}(-[0-9A-Z]{1,2})?");
    private static final String LEGACY_PREFIX = "*CPC*ZYCZS";
    private static final Text WRONG_CHECK = Text.of("校验位不符，请核对是否录错", "its check digit is wrong, mistyped?");

    private ScannedText() {}

    static Scanned read(String text) {
        if (text == null || text.isBlank()) {
            return new Scanned.Unknown("");
        }
        if (text.length() > LONGEST) {
            return new Scanned.Unknown(text);
        }
        String t = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace("\ufeff", "")
                .strip();
        Matcher address = ADDRESS.matcher(t);
        if (address.matches()) {
            return ofAddress(t, address);
        }
        if (t.regionMatches(true, 0, LEGACY_PREFIX, 0, LEGACY_PREFIX.length())) {
            return ofLegacyPayload(t.substring(LEGACY_PREFIX.length()).strip());
        }
        String digits = t.replace(" ", "");
        if (digits.matches("[0-9]+")) {
            return ofDigits(digits);
        }
        if (Gs1Elements.looksLikeElementString(t)) {
            return ofElementString(t);
        }
        if (ShortCode.looksLike(t)) {
            return ofShortCode(t, Optional.empty());
        }
        if (GROUPED.matcher(t).matches()) {
            return wrongLength(Scanned.Kind.SHORT_CODE, "13", t.replace("-", "").length());
        }
        return new Scanned.Unknown(t);
    }

    private static Scanned ofAddress(String whole, Matcher address) {
        String host = address.group(1).toLowerCase(Locale.ROOT);
        String path = address.group(2) == null ? "" : address.group(2);
        Matcher own = OWN_PATH.matcher(path);
        if (own.matches()) {
            return ofShortCode(own.group(1), Optional.of(host));
        }
        Optional<String> link = Gs1Elements.digitalLinkPart(path);
        if (link.isEmpty()) {
            return new Scanned.Unknown(whole);
        }
        try {
            String query = address.group(3) == null ? "" : address.group(3);
            return new Scanned.DigitalLink(Gs1Elements.parseDigitalLink(link.get(), query), host);
        } catch (Gs1Fault fault) {
            return new Scanned.Mistyped(Scanned.Kind.DIGITAL_LINK, fault.why());
        }
    }

    private static Scanned ofElementString(String text) {
        try {
            return new Scanned.ElementString(Gs1Elements.parseElementString(text));
        } catch (Gs1Fault fault) {
            return new Scanned.Mistyped(Scanned.Kind.ELEMENT_STRING, fault.why());
        }
    }

    private static Scanned ofShortCode(String text, Optional<String> host) {
        if (!ShortCode.looksLike(text)) {
            int length = text.replace("-", "").replace(" ", "").length();
            return length == 13
                    ? new Scanned.Mistyped(
                            Scanned.Kind.SHORT_CODE, Text.of("含有不会出现的字符", "it holds a character that is never used"))
                    : wrongLength(Scanned.Kind.SHORT_CODE, "13", length);
        }
        try {
            return new Scanned.OwnCode(new ShortCode(text), host);
        } catch (IllegalArgumentException wrongCheck) {
            return new Scanned.Mistyped(
                    Scanned.Kind.SHORT_CODE, Text.of("校验位不符，请核对是否录错", "its check character is wrong, mistyped?"));
        }
    }

    private static Scanned ofLegacyPayload(String code) {
        if (!code.matches("[0-9]+")) {
            return new Scanned.Mistyped(
                    Scanned.Kind.LEGACY_TRACE, Text.of("前缀后应全为数字", "only digits may follow its prefix"));
        }
        return switch (code.length()) {
            case 14 -> legacyCorp(code);
            case 20 -> legacyProduct(code);
            case 25 -> legacyBatch(code);
            case 28, 35 -> legacyTrace(code);
            default -> wrongLength(Scanned.Kind.LEGACY_TRACE, "35", code.length());
        };
    }

    private static Scanned ofDigits(String digits) {
        if (digits.matches("01\\d{14,}|00\\d{18}(\\d{2}.*)?")) {
            return ofElementString(digits);
        }
        return switch (digits.length()) {
            case 12 -> Gs1CheckDigit.holds(digits) ? new Scanned.Ean13(new Gtin(digits)) : new Scanned.Unknown(digits);
            case 13 -> thirteenDigits(digits);
            case 14 -> fourteenDigits(digits);
            case 20 -> legacyProduct(digits);
            case 25 -> legacyBatch(digits);
            case 28, 35 -> legacyTrace(digits);
            case 24, 26 -> wrongLength(Scanned.Kind.LEGACY_BATCH, "25", digits.length());
            case 34, 36 -> wrongLength(Scanned.Kind.LEGACY_TRACE, "35", digits.length());
            default -> new Scanned.Unknown(digits);
        };
    }

    /** A short code of digits alone comes once in four million; an article number comes every day, so it goes first. */
    private static Scanned thirteenDigits(String digits) {
        if (Gs1CheckDigit.holds(digits)) {
            return new Scanned.Ean13(new Gtin(digits));
        }
        Scanned own = ofShortCode(digits, Optional.empty());
        return own instanceof Scanned.OwnCode ? own : new Scanned.Mistyped(Scanned.Kind.EAN_13, WRONG_CHECK);
    }

    /** A party code of the national platform, or an item number of 14 digits: by the check digit, then by the platform's prefix. */
    private static Scanned fourteenDigits(String digits) {
        boolean legacy = !LegacyCheck.holding(digits).isEmpty();
        boolean item = Gs1CheckDigit.holds(digits);
        if (item && !(legacy && digits.startsWith("101273"))) {
            return new Scanned.ElementString(new Gs1Elements(List.of(new Gs1Elements.Element("01", digits))));
        }
        return legacyCorp(digits);
    }

    private static Scanned legacyCorp(String code) {
        return LegacyCheck.holding(code).isEmpty()
                ? new Scanned.Mistyped(Scanned.Kind.LEGACY_CORP, WRONG_CHECK)
                : new Scanned.LegacyCorp(code);
    }

    private static Scanned legacyProduct(String code) {
        return LegacyCheck.holding(code).isEmpty()
                ? new Scanned.Mistyped(Scanned.Kind.LEGACY_PRODUCT, WRONG_CHECK)
                : new Scanned.LegacyProduct(code, code.substring(3, 10), code.substring(10, 19));
    }

    private static Scanned legacyBatch(String code) {
        Set<LegacyCheck> forms = LegacyCheck.holding(code);
        if (forms.isEmpty()) {
            return new Scanned.Mistyped(Scanned.Kind.LEGACY_BATCH, WRONG_CHECK);
        }
        String yyMMdd = code.substring(15, 21);
        try {
            LocalDate date = LocalDate.of(
                    2000 + Integer.parseInt(yyMMdd.substring(0, 2)),
                    Integer.parseInt(yyMMdd.substring(2, 4)),
                    Integer.parseInt(yyMMdd.substring(4)));
            return new Scanned.LegacyBatch(
                    code, code.substring(1, 15), date, Integer.parseInt(code.substring(21, 24)), forms);
        } catch (DateTimeException noSuchDay) {
            return new Scanned.Mistyped(
                    Scanned.Kind.LEGACY_BATCH,
                    Text.of("其中的日期" + yyMMdd + "不存在", "there is no such day as its " + yyMMdd));
        }
    }

    private static Scanned legacyTrace(String code) {
        Set<LegacyCheck> forms = LegacyCheck.holding(code);
        if (forms.isEmpty()) {
            return new Scanned.Mistyped(Scanned.Kind.LEGACY_TRACE, WRONG_CHECK);
        }
        int level = code.charAt(0) - '0';
        if (level < 2 || level > 8) {
            return new Scanned.Mistyped(
                    Scanned.Kind.LEGACY_TRACE,
                    Text.of(
                            "首位" + level + "不是包装级别（2至8）",
                            "its first digit " + level + " is no packing level (2 to 8)"));
        }
        return new Scanned.LegacyTrace(code, level, code.substring(1, 15), forms);
    }

    private static Scanned.Mistyped wrongLength(Scanned.Kind kind, String wanted, int is) {
        return new Scanned.Mistyped(
                kind, Text.of("应为" + wanted + "位，现为" + is + "位", "it has " + is + " characters, not " + wanted));
    }

    static Optional<ShortCode> shortCodeIn(Gs1Elements elements) {
        return elements.serial().flatMap(ScannedText::asShortCode).or(() -> elements.lot()
                .flatMap(ScannedText::asShortCode));
    }

    private static Optional<ShortCode> asShortCode(String text) {
        try {
            return Optional.of(new ShortCode(text));
        } catch (IllegalArgumentException someoneElsesNumbering) {
            return Optional.empty();
        }
    }
}
