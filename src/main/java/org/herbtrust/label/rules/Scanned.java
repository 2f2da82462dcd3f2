package org.herbtrust.label.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;

/**
 * What a text is that a camera read or a person typed: one of our codes, a GS1 code, a code of the national platform, or
 * one of these with an error. Only the text is judged: whether such a code was ever issued is another question.
 */
public sealed interface Scanned {

    /** What it is, in a sentence for a person. */
    Text description();

    /** The short code in it that may be of a lot or label of this market. */
    default Optional<ShortCode> shortCode() {
        return Optional.empty();
    }

    /** The host of the address that the code was part of, if it was; a host that isn't ours is worth a warning. */
    default Optional<String> host() {
        return Optional.empty();
    }

    /** Kinds that a mistyped text may have been meant as. */
    enum Kind {
        SHORT_CODE(Text.of("本市场追溯码", "trace code of this market")),
        DIGITAL_LINK(Text.of("GS1数字链接", "GS1 Digital Link")),
        ELEMENT_STRING(Text.of("GS1标识数据", "GS1 element string")),
        EAN_13(Text.of("商品条码（EAN-13）", "EAN-13 article number")),
        LEGACY_CORP(Text.of("国家中药材追溯平台主体码（14位）", "national platform's party code (14 digits)")),
        LEGACY_PRODUCT(Text.of("国家中药材追溯平台商品码（20位）", "national platform's product code (20 digits)")),
        LEGACY_BATCH(Text.of("国家中药材追溯平台批次码（25位）", "national platform's batch code (25 digits)")),
        LEGACY_TRACE(Text.of("国家中药材追溯平台追溯码（35位或28位）", "national platform's trace code (35 or 28 digits)"));

        private final Text title;

        Kind(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    /** A short code: bare, grouped, or in an address {@code https://HOST/v/CODE}. */
    record OwnCode(ShortCode code, Optional<String> host) implements Scanned {
        @Override
        public Optional<ShortCode> shortCode() {
            return Optional.of(code);
        }

        @Override
        public Text description() {
            return Text.of("本市场追溯码 " + code.grouped(), "trace code of this market " + code.grouped());
        }
    }

    /** A GS1 Digital Link on any host. */
    record DigitalLink(Gs1Elements elements, String hostName) implements Scanned {
        @Override
        public Optional<String> host() {
            return Optional.of(hostName);
        }

        @Override
        public Optional<ShortCode> shortCode() {
            return ScannedText.shortCodeIn(elements);
        }

        @Override
        public Text description() {
            return Text.of("GS1数字链接 " + elements.bracketed(), "GS1 Digital Link " + elements.bracketed());
        }
    }

    /** A GS1 element string, from a symbol or in brackets. */
    record ElementString(Gs1Elements elements) implements Scanned {
        @Override
        public Optional<ShortCode> shortCode() {
            return ScannedText.shortCodeIn(elements);
        }

        @Override
        public Text description() {
            return Text.of("GS1标识数据 " + elements.bracketed(), "GS1 element string " + elements.bracketed());
        }
    }

    /** A party of the national platform (主体码). */
    record LegacyCorp(String code) implements Scanned {
        @Override
        public Text description() {
            return Text.of("国家中药材追溯平台主体码 " + code, "party code of the national platform " + code);
        }
    }

    /** A product of the national platform (商品码): part of the party's code and the herb's base code of nine digits. */
    record LegacyProduct(String code, String corpPart, String herb) implements Scanned {
        @Override
        public Text description() {
            return Text.of("国家中药材追溯平台商品码 " + code, "product code of the national platform " + code);
        }
    }

    /**
     * A planting, goods or slices batch of the national platform (批次码).
     *
     * @param serial of the party's batches of that day
     * @param forms the forms of the check digit in which it is right, never empty
     */
    record LegacyBatch(String code, String corp, LocalDate date, int serial, Set<LegacyCheck> forms)
            implements Scanned {
        public LegacyBatch {
            forms = Set.copyOf(forms);
        }

        public int level() {
            return code.charAt(0) - '0';
        }

        @Override
        public Text description() {
            return Text.of(
                    "国家中药材追溯平台批次码 " + code + "，主体" + corp + "，" + date + "第" + serial + "批",
                    "batch code of the national platform " + code + ", party " + corp + ", batch " + serial + " of "
                            + date);
        }
    }

    /**
     * A single package of the national platform (追溯码).
     *
     * @param level 5 pack, 6 case, 7 bag, 8 bulk; 2 to 4 were also accepted by its public query
     * @param forms the forms of the check digit in which it is right, never empty
     */
    record LegacyTrace(String code, int level, String corp, Set<LegacyCheck> forms) implements Scanned {
        private static final List<Text> LEVELS = List.of(
                Text.of("包装", "package"),
                Text.of("包装", "package"),
                Text.of("包装", "package"),
                Text.of("小包", "pack"),
                Text.of("箱", "case"),
                Text.of("袋", "bag"),
                Text.of("大包装", "bulk package"));

        public LegacyTrace {
            forms = Set.copyOf(forms);
        }

        @Override
        public Text description() {
            Text package_ = LEVELS.get(level - 2);
            return Text.of(
                    "国家中药材追溯平台追溯码 " + code + "（" + package_.zh() + "），主体" + corp,
                    "trace code of the national platform " + code + " (" + package_.en() + "), party " + corp);
        }
    }

    /** An article number as on any retail package; UPC-A too, with a zero before it. It tells the article, not the package. */
    record Ean13(Gtin gtin) implements Scanned {
        @Override
        public Text description() {
            String digits = gtin.value().substring(1);
            return Text.of(
                    "商品条码 " + digits + "：只说明是哪种商品，不能追溯到这一件",
                    "article number " + digits + ": tells the article, not this very package");
        }
    }

    /** @param shown the beginning of the text */
    record Unknown(String shown) implements Scanned {
        private static final int MOST_SHOWN = 60;

        public Unknown {
            if (shown.codePointCount(0, shown.length()) > MOST_SHOWN) {
                shown = shown.substring(0, shown.offsetByCodePoints(0, MOST_SHOWN)) + "…";
            }
        }

        @Override
        public Text description() {
            return Text.of("不是追溯码：" + shown, "not a trace code: " + shown);
        }
    }

    /** Looks like a code of that kind and can't be one. */
    record Mistyped(Kind kind, Text why) implements Scanned {
        @Override
        public Text description() {
            return Text.of(
                    "像是" + kind.title().zh() + "，但" + why.zh(),
                    "looks like a " + kind.title().en() + ", but " + why.en());
        }
    }

    /** Never fails: what is not recognised is {@link Unknown}. Full-width characters of an input method are accepted. */
    static Scanned recognise(String text) {
        return ScannedText.read(text);
    }
}
