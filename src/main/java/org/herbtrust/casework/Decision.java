package org.herbtrust.casework;

/**
 * A decision as it is proposed.
 *
 * @param reasons why, answering what the party said; 10 to 4000 characters
 * @param termMonths null for the usual term, or where the procedure has none
 * @param granted for a request: whether it is granted; true for all others
 */
public record Decision(String reasons, Integer termMonths, boolean granted) {

    public Decision {
        reasons = reasons == null ? "" : reasons.strip();
        if (reasons.length() < 10 || reasons.length() > 4000) {
            throw new IllegalArgumentException("请写明理由，10到4000字 (reasons in 10 to 4000 characters)");
        }
    }
}
