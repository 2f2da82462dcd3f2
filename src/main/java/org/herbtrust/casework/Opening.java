package org.herbtrust.casework;

import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;

/**
 * What a case is opened with.
 *
 * @param ground one of the closed list for that procedure
 * @param facts what happened, as the notice will say it, 10 to 4000 characters
 * @param creditFacts the facts of the credit file that it rests on, such as {@code F0000123}; at most 50
 * @param against the decision that a request for repair or an objection is about, where it is about one
 */
public record Opening(
        MerchantId merchant,
        ProcedureKind procedure,
        String ground,
        String facts,
        List<String> creditFacts,
        Optional<CaseId> against) {

    public Opening(
            MerchantId merchant, ProcedureKind procedure, String ground, String facts, List<String> creditFacts) {
        this(merchant, procedure, ground, facts, creditFacts, Optional.empty());
    }

    public Opening {
        if (merchant == null || procedure == null || ground == null || ground.isBlank()) {
            throw new IllegalArgumentException("请填写商户、程序和理由 (merchant, procedure and ground are needed)");
        }
        facts = facts == null ? "" : facts.strip();
        if (facts.length() < 10 || facts.length() > 4000) {
            throw new IllegalArgumentException("请写明事实，10到4000字 (facts in 10 to 4000 characters)");
        }
        creditFacts = creditFacts == null
                ? List.of()
                : creditFacts.stream().filter(java.util.Objects::nonNull).toList();
        if (creditFacts.size() > 50) {
            throw new IllegalArgumentException("最多50条记录 (at most 50 facts)");
        }
        against = against == null ? Optional.empty() : against;
    }
}
