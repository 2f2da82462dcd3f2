package org.herbtrust.inspection;

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
 * @param variant trade form with limits of its own, such as 青翘
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
        Instant takenAt) {

    static final int MOST_SEALS = 20;
    static final int MOST_SAMPLERS = 10;
    static final int MOST_ITEMS = 200;

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
