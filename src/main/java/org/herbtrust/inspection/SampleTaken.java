package org.herbtrust.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.herbtrust.kernel.ShortCode;

/**
 * A sample as it was taken: by two people or more, mixed, cut in three parts, sealed.
 *
 * @param lot its code, or that of a label on one of its packages, as scanned
 * @param packages how many the lot has
 * @param opened how many were opened; at least what chapter 0211 asks for
 * @param sealNumbers of the parts: for the test, for a retest, retained; then of others, if there are more
 * @param samplers names of those who took it and showed their papers
 * @param ordered items that the laboratory is asked to test; empty if it chooses
 * @param variant trade form with limits of its own, such as 青翘, or {@value #OTHER_FORM}; empty if nobody could tell
 * @param finalAmountG grams of the mixed sample before it was cut in three; empty where nobody has weighed it
 * @param testNeedG grams that one test of the ordered items needs
 * @param precheck how the goods looked before they were opened, and which packages were unlike the others and looked at apart
 */
public record SampleTaken(
        SampleId id,
        VisitId visit,
        ShortCode lot,
        int packages,
        int opened,
        List<String> sealNumbers,
        List<String> samplers,
        Set<String> ordered,
        Optional<String> variant,
        Instant takenAt,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BigDecimal> finalAmountG,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BigDecimal> testNeedG,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String precheck) {

    /** A trade form that the catalogue has no limits for: said by somebody who looked, which an absent form is not. */
    public static final String OTHER_FORM = "其他";

    static final int MOST_SEALS = 20;
    static final int MOST_SAMPLERS = 10;
    static final int MOST_ITEMS = 200;

    /** Equal parts of the final sample: to test, to test again, to keep (chapter 0211). */
    static final int PARTS = 3;

    private static final int LONGEST_PRECHECK = 1000;
    private static final BigDecimal MOST_G = new BigDecimal("1000000");

    public SampleTaken {
        if (id == null || visit == null || lot == null || takenAt == null) {
            throw new IllegalArgumentException("样品应有编号、检查、批次和时间 (a sample has an id, a visit, a lot and a time)");
        }
        sealNumbers = cleaned(sealNumbers, MOST_SEALS, "封签号 (seal numbers)");
        samplers = cleaned(samplers, MOST_SAMPLERS, "抽样人员 (samplers)");
        ordered = ordered == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(ordered));
        variant = variant == null ? Optional.empty() : variant.filter(v -> !v.isBlank());
        if (ordered.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("检验项目过多 (too many items)");
        }
        precheck = precheck == null ? "" : precheck.strip();
        if (precheck.length() > LONGEST_PRECHECK) {
            throw new IllegalArgumentException("取样前检查最多" + LONGEST_PRECHECK + "字 (precheck too long)");
        }
        finalAmountG = grams(finalAmountG);
        testNeedG = grams(testNeedG);
    }

    /** Without what chapter 0211 has to be noted beside the packages. */
    public SampleTaken(
            SampleId id,
            VisitId visit,
            ShortCode lot,
            int packages,
            int opened,
            List<String> sealNumbers,
            List<String> samplers,
            Set<String> ordered,
            Optional<String> variant,
            Instant takenAt) {
        this(
                id,
                visit,
                lot,
                packages,
                opened,
                sealNumbers,
                samplers,
                ordered,
                variant,
                takenAt,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private static Optional<BigDecimal> grams(Optional<BigDecimal> amount) {
        Optional<BigDecimal> known = amount == null ? Optional.empty() : amount;
        if (known.filter(g -> g.signum() <= 0 || g.compareTo(MOST_G) > 0 || g.scale() > 2)
                .isPresent()) {
            throw new IllegalArgumentException("取样量以克计，最多两位小数 (grams, at most two decimals): " + known.get());
        }
        return known;
    }

    /** Whether the final sample is known to be too little for a test, a retest and a part to keep. */
    boolean isTooLittle() {
        return finalAmountG.isPresent()
                && testNeedG.isPresent()
                && finalAmountG.get().compareTo(testNeedG.get().multiply(BigDecimal.valueOf(PARTS))) < 0;
    }

    private static List<String> cleaned(List<String> texts, int most, String what) {
        List<String> clean = texts == null
                ? List.of()
                : texts.stream()
                        .map(t -> t == null ? "" : t.strip())
                        .filter(t -> !t.isEmpty())
                        .distinct()
                        .toList();
        if (clean.size() > most || clean.stream().anyMatch(t -> t.length() > 60)) {
            throw new IllegalArgumentException(what + "过多或过长 (too many or too long)");
        }
        return clean;
    }
}
