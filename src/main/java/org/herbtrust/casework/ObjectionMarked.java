package org.herbtrust.casework;

import java.time.LocalDate;
import java.util.List;
import org.herbtrust.kernel.MerchantId;

/**
 * News: what a merchant objects to is to be shown as disputed from now on, or no more. Fired inside the transaction.
 *
 * @param facts of the credit file, such as {@code F0000123}
 * @param decisionNos of decisions in force: the one objected to, and those that rest on one of the facts
 */
public record ObjectionMarked(
        CaseId caseId,
        MerchantId merchant,
        List<String> facts,
        List<String> decisionNos,
        boolean underObjection,
        LocalDate on) {

    public ObjectionMarked {
        facts = List.copyOf(facts);
        decisionNos = List.copyOf(decisionNos);
    }
}
