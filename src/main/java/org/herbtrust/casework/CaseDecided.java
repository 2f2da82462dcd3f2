package org.herbtrust.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * News: a decision was served and holds from now on. Fired inside the transaction, after its effect.
 *
 * @param granted for a request, whether it was granted; true for all others
 * @param publishBy the last day on which it must be published
 * @param removeOn the day on which it must be gone from the lists; empty where the decision has no term
 * @param actors logins of the two who took it: proposer, then confirmer
 * @param documentSha256 hex, of the decision's text
 */
public record CaseDecided(
        CaseId caseId,
        MerchantId merchant,
        ProcedureKind procedure,
        String decisionNo,
        String groundId,
        Text ground,
        String basis,
        boolean granted,
        LocalDate decidedOn,
        LocalDate publishFrom,
        LocalDate publishBy,
        Optional<LocalDate> removeOn,
        List<String> actors,
        String documentSha256) {

    public CaseDecided {
        actors = List.copyOf(actors);
    }
}
