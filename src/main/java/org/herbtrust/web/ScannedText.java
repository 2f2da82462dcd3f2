package org.herbtrust.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.ShortCode;

/**
 * What a camera read or a person typed. Only identifiers are taken from it; a foreign address is never followed, and of
 * our own only the path counts, whatever host a label was printed for.
 */
final class ScannedText {

    private static final Pattern SHORT_LINK =
            Pattern.compile("(?i)(?:https?://[^/]+)?/v/([0-9a-z-]{13,17})/?(?:[?#].*)?");
    private static final Pattern DIGITAL_LINK = Pattern.compile(
            "(?:https?://[^/]+)?(/(?:01/\\d{8,14}|414/\\d{13}|00/\\d{18})"
                    + "(?:/10/[!%&'()*+,\\-.0-9:;<=>?A-Z_a-z]{1,60})?(?:/21/[!%&'()*+,\\-.0-9:;<=>?A-Z_a-z]{1,60})?)/?(?:[?#].*)?");
    private static final String NATIONAL_PLATFORM = "*CPC*ZYCZS";

    private ScannedText() {}

    /** @throws IllegalArgumentException with a sentence for the person if it is nothing of ours */
    static String pathOf(String text) {
        String read = text.strip();
        Matcher shortLink = SHORT_LINK.matcher(read);
        if (shortLink.matches()) {
            return "/v/" + new ShortCode(shortLink.group(1));
        }
        Matcher digitalLink = DIGITAL_LINK.matcher(read);
        if (digitalLink.matches()) {
            return digitalLink.group(1);
        }
        if (read.startsWith(NATIONAL_PLATFORM) || read.matches("\\d{20}|\\d{25}|\\d{28}|\\d{35}")) {
            throw new IllegalArgumentException(
                    "这是国家中药材流通追溯体系的旧码，本市场没有它的记录 (a code of the former national platform; not on record here)");
        }
        if (read.matches("69\\d{11}")) {
            throw new IllegalArgumentException("这是商品条码（EAN-13），不是追溯码，请扫二维码 (a product bar code; scan the QR code)");
        }
        if (read.contains("://")) {
            throw new IllegalArgumentException("这不是本市场的追溯码 (not a code of this market)");
        }
        return "/v/" + new ShortCode(read);
    }
}
