package org.herbtrust.credit;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.MerchantId;

/**
 * A fact to be put into a merchant's file.
 *
 * @param occurredOn the day of the visit, or of the authority's document
 * @param source where it comes from, unique, at most 200 characters: the same source twice is one fact
 * @param document the number of the authority's document, where there is one
 */
public record CreditFact(
        MerchantId merchant,
        FactType type,
        LocalDate occurredOn,
        int critical,
        int serious,
        int minor,
        Optional<String> inspector,
        Optional<DisplayClass> displayClass,
        Optional<String> act,
        Optional<LocalDate> expiresOn,
        String source,
        Optional<String> document) {

    private static final int MOST_FINDINGS = 999;

    public CreditFact {
        if (merchant == null || type == null || occurredOn == null) {
            throw new IllegalArgumentException("请填写商户、类型和日期 (merchant, type and day are needed)");
        }
        if (source == null || source.isBlank() || source.length() > 200) {
            throw new IllegalArgumentException("来源应为1到200个字符 (a source of 1 to 200 characters)");
        }
        for (int findings : new int[] {critical, serious, minor}) {
            if (findings < 0 || findings > MOST_FINDINGS) {
                throw new IllegalArgumentException("问题数应为0到" + MOST_FINDINGS + " (findings out of range): " + findings);
            }
        }
        inspector = text(inspector, 100);
        act = text(act, 100);
        document = text(document, 200);
        displayClass = displayClass == null ? Optional.empty() : displayClass;
        expiresOn = expiresOn == null ? Optional.empty() : expiresOn;
    }

    /** A fact without findings. */
    public static CreditFact of(MerchantId merchant, FactType type, LocalDate occurredOn, String source) {
        return observed(merchant, type, occurredOn, 0, 0, 0, null, source);
    }

    /**
     * A visit or a sample.
     *
     * @param inspector null where nobody in particular judged
     */
    public static CreditFact observed(
            MerchantId merchant,
            FactType type,
            LocalDate occurredOn,
            int critical,
            int serious,
            int minor,
            String inspector,
            String source) {
        return new CreditFact(
                merchant,
                type,
                occurredOn,
                critical,
                serious,
                minor,
                Optional.ofNullable(inspector),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                source,
                Optional.empty());
    }

    private static Optional<String> text(Optional<String> value, int most) {
        if (value == null || value.isEmpty() || value.get().isBlank()) {
            return Optional.empty();
        }
        if (value.get().length() > most) {
            throw new IllegalArgumentException(
                    "文字最多" + most + "个字符 (text too long): " + value.get().substring(0, 20) + "…");
        }
        return value.map(String::strip);
    }
}
