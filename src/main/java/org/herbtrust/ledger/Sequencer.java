package org.herbtrust.ledger;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Keeps the tree within about a second of the facts. */
@ApplicationScoped
class Sequencer {

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    @Inject
    Ledger ledger;

    private boolean silenced;

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sequence() {
        try {
            while (ledger.anyPending() && ledger.sequenceNow() > 0) {
                // the next batch
            }
            silenced = false;
        } catch (RuntimeException failed) {
            // Leaves wait until it works again. One line a failure's run: this comes back every second.
            if (!silenced) {
                LOG.errorf(failed, "The ledger does not grow: %s", failed.getMessage());
                silenced = true;
            }
        }
    }
}
