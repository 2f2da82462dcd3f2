package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herbtrust.kernel.MerchantId;

/**
 * A visit as the person on the spot records it. Never changed afterwards.
 *
 * @param occurredAt when it took place, by the recording device
 * @param place stall or other place, in words
 * @param checklist answers by question code
 * @param correctBy last day for corrections that were ordered
 * @param statement what the merchant had to say
 * @param follows the visit that a follow-up or a supervision looks at again
 */
public record Visit(
        VisitId id,
        VisitKind kind,
        MerchantId merchant,
        Instant occurredAt,
        String place,
        List<Finding> findings,
        Map<String, CheckAnswer> checklist,
        Optional<LocalDate> correctBy,
        String statement,
        Optional<VisitId> follows) {

    static final int MOST_FINDINGS = 50;
    static final int MOST_ANSWERS = 100;
    static final int LONGEST_PLACE = 200;
    static final int LONGEST_STATEMENT = 4000;

    public Visit {
        if (id == null || kind == null || merchant == null || occurredAt == null) {
            throw new IllegalArgumentException("检查记录应有编号、类型、经营者和时间 (a visit has an id, a kind, a merchant and a time)");
        }
        place = place == null ? "" : place.strip();
        statement = statement == null ? "" : statement.strip();
        findings = findings == null ? List.of() : List.copyOf(findings);
        checklist = checklist == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(checklist));
        correctBy = correctBy == null ? Optional.empty() : correctBy;
        follows = follows == null ? Optional.empty() : follows;
        if (findings.size() > MOST_FINDINGS || checklist.size() > MOST_ANSWERS) {
            throw new IllegalArgumentException("问题或检查项过多 (too many findings or answers)");
        }
        if (place.length() > LONGEST_PLACE || statement.length() > LONGEST_STATEMENT) {
            throw new IllegalArgumentException("地点或陈述过长 (place or statement too long)");
        }
    }
}
