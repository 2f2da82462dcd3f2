package org.herbtrust.inspection;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Nobody has to press a button for a result to stand. On several nodes each sample is confirmed by one of them. */
@Singleton
class WindowClosing {

    @Inject
    Inspections inspections;

    @Inject
    Clock clock;

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void close() {
        int closed;
        do {
            closed = inspections.closeWindows(clock.instant());
        } while (closed > 0);
    }
}
