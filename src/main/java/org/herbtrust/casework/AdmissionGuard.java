package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.casework.rules.Hit;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.merchant.Standing;
import org.herbtrust.merchant.StandingChanged;

/**
 * The office may take over who traded here before without a case; it may not so let in anybody whom an exit or a list bars,
 * nor pass over an application that is under way.
 */
@ApplicationScoped
class AdmissionGuard {

    /** How the register names an admission without a decision. */
    private static final String WITHOUT_DECISION = "准入-";

    @Inject
    CaseFiles files;

    @Inject
    Casebooks books;

    @Inject
    Clearance clearance;

    void admitted(@Observes StandingChanged news) {
        if (news.to() != Standing.ADMITTED || !news.decisionNo().startsWith(WITHOUT_DECISION)) {
            return;
        }
        LocalDate today = Market.dayOf(news.at());
        if (!books.inForce(today).directAdmission().isInForce(today)
                || files.isOpen(news.merchant(), ProcedureKind.ADMISSION)) {
            throw new Refused(
                    CaseworkRefusal.ADMISSION_BY_CASE, "该申请须按准入程序办理，不能直接准入 (this admission needs its procedure)");
        }
        List<Hit> hits = clearance.ofAdmission(news.merchant(), today);
        if (!hits.isEmpty()) {
            throw new Refused(
                    CaseworkRefusal.HIT,
                    "核查未通过，不能准入：%s (a check stands against it)"
                            .formatted(hits.get(0).line()));
        }
    }
}
