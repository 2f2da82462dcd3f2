package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.herbtrust.credit.CreditFactAdded;

/** Each new fact may complete a ground. */
@ApplicationScoped
class CreditNews {

    @Inject
    Casework casework;

    void added(@Observes CreditFactAdded news) {
        casework.propose(news.merchant());
    }
}
