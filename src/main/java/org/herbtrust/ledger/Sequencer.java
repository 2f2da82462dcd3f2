package org.herbtrust.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Keeps the tree within about a second of the facts. */
@ApplicationScoped
class Sequencer {

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    @Inject
    Ledger ledger;

    private boolean silenced;

    private volatile boolean stopping;

    /** The pool closes before the scheduler does: what still waits is taken at the next start. */
    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sequence() {
        try {
            while (!stopping && ledger.anyPending() && ledger.sequenceNow() > 0) {
                // the next batch
            }
            silenced = false;
        } catch (RuntimeException failed) {
            // Leaves wait until it works again. One line a failure's run: this comes back every second.
            if (!silenced && !stopping) {
                LOG.errorf(failed, "The ledger does not grow: %s", failed.getMessage());
                silenced = true;
            }
        }
    }
}
