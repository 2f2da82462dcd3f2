package org.herbtrust.casework;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.jboss.logging.Logger;

/**
 * What happens in cases without anybody doing anything: reminders, marks that were missed, terms that run out; and the alarm
 * for every step that nobody took in time, once in the log and in the table, all the while in the metrics.
 */
@ApplicationScoped
class CaseAlarms {

    private static final Logger LOG = Logger.getLogger(CaseAlarms.class);

    /** At a time; what is left is done in the next run. */
    private static final int MOST = 500;

    @Inject
    CaseFiles files;

    @Inject
    WokenCase woken;

    @Inject
    Casework casework;

    @Inject
    Event<StepOverdue> overdue;

    @Inject
    MeterRegistry metrics;

    @Inject
    Clock clock;

    private MultiGauge overdueCases;
    private MultiGauge openCases;

    @PostConstruct
    void register() {
        overdueCases = MultiGauge.builder("herbtrust_cases_overdue")
                .description("Cases whose next step is past its deadline")
                .register(metrics);
        openCases = MultiGauge.builder("herbtrust_cases_open")
                .description("Cases that wait for somebody")
                .register(metrics);
    }

    /** One case in a transaction of its own: one that fails stops no other. */
    @ApplicationScoped
    static class WokenCase {
        @Inject
        CaseEngine engine;

        @Transactional(Transactional.TxType.REQUIRES_NEW)
        int wake(CaseId id) {
            return engine.automatic(id);
        }
    }

    @Scheduled(
            cron = "0 20 * * * ?",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hourly() {
        int steps = wake();
        int alarms = alarm();
        if (steps > 0 || alarms > 0) {
            LOG.infof("cases: %d steps taken by the system, %d new alarms", steps, alarms);
        }
        measure();
    }

    /** Takes the steps that are the system's, case by case. */
    int wake() {
        int steps = 0;
        for (CaseId id : files.toWake(today(), MOST)) {
            try {
                steps += woken.wake(id);
            } catch (Refused no) {
                LOG.warnf("case %s cannot go on by itself: %s", id, no.getMessage());
            }
        }
        return steps;
    }

    /** Raises an alarm for each step that lapsed, once. */
    @Transactional
    int alarm() {
        int raised = 0;
        for (CaseFiles.Row row : files.toAlarm(today(), MOST)) {
            if (files.alarmed(row, clock.instant())) {
                LOG.warnf(
                        "overdue: case %s (%s, %s) should have gone on by %s",
                        row.id(), row.procedure(), row.state(), row.dueOn().orElseThrow());
                overdue.fire(new StepOverdue(
                        row.id(),
                        row.merchant(),
                        row.procedure(),
                        row.state(),
                        row.dueOn().orElseThrow()));
                raised++;
            }
        }
        return raised;
    }

    void measure() {
        List<MultiGauge.Row<?>> late = new ArrayList<>();
        List<MultiGauge.Row<?>> open = new ArrayList<>();
        for (Workload.Line line : casework.workload().lines()) {
            Tags tags = Tags.of("procedure", line.procedure().name());
            late.add(MultiGauge.Row.of(tags, line.overdue()));
            open.add(MultiGauge.Row.of(tags, line.open()));
        }
        overdueCases.register(late, true);
        openCases.register(open, true);
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
