package org.herbtrust.trace;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.jboss.logging.Logger;

/** In January the past year is closed: what its figures show is put on record without anybody having to ask. */
@ApplicationScoped
class YearlyCheck {

    private static final Logger LOG = Logger.getLogger(YearlyCheck.class);

    @Inject
    Balances balances;

    @Inject
    Clock clock;

    // After the fifteenth: documents of December still come in.
    @Scheduled(
            cron = "0 30 3 16 1 ?",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        int year = Market.dayOf(clock.instant()).getYear() - 1;
        LOG.infof("violations on record for %d: %d", year, balances.record(year, Actor.system()));
    }
}
