package org.herbtrust.inspection;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Forgets which photos phones have sent ahead of records that never came, or that have long arrived and name them themselves.
 * The photos stay: they are evidence.
 */
@Singleton
class OldUploads {

    @Inject
    FieldTable table;

    @Inject
    Clock clock;

    @Scheduled(every = "12h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        table.forgetUploads(clock.instant().minus(FieldVisits.UNCLAIMED_FOR));
    }
}
