package org.herbtrust.credit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Facts age and expire without anybody doing anything: every night all files are graded anew. */
@ApplicationScoped
class NightlyGrades {

    private static final Logger LOG = Logger.getLogger(NightlyGrades.class);

    @Inject
    Credit credit;

    @Inject
    CreditPolicies policies;

    @Scheduled(
            cron = "0 10 1 * * ?",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void regrade() {
        policies.logShipped();
        LOG.infof("grades moved by age and expiry: %d", credit.regradeAll());
    }
}
