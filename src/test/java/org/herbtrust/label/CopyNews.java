package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to what was found about copies, as the credit file does. */
@ApplicationScoped
class CopyNews {

    private final List<CopyConfirmed> confirmed = new CopyOnWriteArrayList<>();

    void hear(@Observes CopyConfirmed news) {
        confirmed.add(news);
    }

    List<CopyConfirmed> confirmed() {
        return confirmed;
    }
}
