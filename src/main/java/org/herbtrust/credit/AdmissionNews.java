package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.herbtrust.kernel.Market;
import org.herbtrust.merchant.Standing;
import org.herbtrust.merchant.StandingChanged;

/** A file is opened for whoever is admitted, with the commitment in it. */
@ApplicationScoped
class AdmissionNews {

    @Inject
    Credit credit;

    void admitted(@Observes StandingChanged news) {
        if (news.to() == Standing.ADMITTED) {
            credit.regrade(news.merchant(), Market.dayOf(news.at()));
        }
    }
}
