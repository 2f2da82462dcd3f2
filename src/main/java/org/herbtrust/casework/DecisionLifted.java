package org.herbtrust.casework;

import java.time.LocalDate;
import org.herbtrust.kernel.MerchantId;

/**
 * News: a decision that was served holds no more. Fired inside the transaction, after its effect was undone.
 *
 * @param caseId the case of the decision
 * @param by the number of the decision that lifted it; for a term that is over, the number of the notice of that
 */
public record DecisionLifted(
        CaseId caseId, MerchantId merchant, String decisionNo, Cause cause, String by, LocalDate on) {

    /** Why it holds no more. */
    public enum Cause {
        /** It was wrong: what was published is corrected in the same scope. */
        QUASHED,
        /** The party has repaired its credit: it ends early. */
        REPAIRED,
        TERM_OVER
    }
}
