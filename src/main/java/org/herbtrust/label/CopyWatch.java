package org.herbtrust.label;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.CopySuspicion;
import org.herbtrust.label.rules.CopyThresholds;
import org.herbtrust.label.rules.Sighting;
import org.herbtrust.label.rules.Suspected;
import org.jboss.logging.Logger;

/** Judges a label anew when it was scanned, and tells when what a buyer must know has changed. */
@ApplicationScoped
class CopyWatch {

    private static final Logger LOG = Logger.getLogger(CopyWatch.class);

    /** A label that is scanned all the time is judged no oftener than this. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final Map<ShortCode, Instant> due = new HashMap<>();
    private final Map<ShortCode, Instant> judged = new HashMap<>();
    private final Object judging = new Object();

    private ScanRules rules;

    @Inject
    ScanTable table;

    @Inject
    Event<CopySuspected> news;

    @Inject
    Clock clock;

    /** A wrong row must stop the start, not the first scan of the day. */
    void readAtStart(@Observes StartupEvent starting) {
        rules();
    }

    synchronized ScanRules rules() {
        if (rules == null) {
            rules = ScanRules.read();
        }
        return rules;
    }

    synchronized void scanned(ShortCode code) {
        Instant now = clock.instant();
        Instant last = judged.getOrDefault(code, Instant.MIN);
        due.putIfAbsent(code, last.isBefore(now.minus(REST)) ? now : now.plus(REST));
    }

    /** Those whose rest is over. */
    void judgeDue() {
        judgeDue(clock.instant());
    }

    /** Those that rest, too; when it returns, all that were scanned before are judged. */
    void judgeAll() {
        judgeDue(Instant.MAX);
    }

    private void judgeDue(Instant until) {
        synchronized (judging) {
            for (ShortCode code : taken(until)) {
                try {
                    judge(code);
                } catch (RuntimeException failed) {
                    LOG.warnf(failed, "the scans of %s could not be judged", code);
                }
            }
        }
    }

    private synchronized List<ShortCode> taken(Instant until) {
        Instant now = clock.instant();
        judged.values().removeIf(at -> at.isBefore(now.minus(REST)));
        List<ShortCode> ready = new ArrayList<>();
        for (Iterator<Map.Entry<ShortCode, Instant>> all = due.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<ShortCode, Instant> one = all.next();
            if (!one.getValue().isAfter(until)) {
                ready.add(one.getKey());
                judged.put(one.getKey(), now);
                all.remove();
            }
        }
        return ready;
    }

    /** Judges one label by the scans that are stored. */
    void judge(ShortCode code) {
        QuarkusTransaction.requiringNew().run(() -> judgeNow(code));
    }

    private void judgeNow(ShortCode code) {
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        CopyThresholds with = rules().copies(today);
        List<Sighting> scans = table.sightings(code, now.minus(Duration.ofDays(with.windowDays())));
        CopySuspicion suspicion = CopySuspicion.of(scans, table.times(code), now, with);
        Optional<CopyCase> before = table.locked(code);
        Suspected stood = before.map(CopyCase::grade).orElse(Suspected.NOT);
        if (stood == Suspected.CONFIRMED) {
            return; // a person has found it; the machine has no more to say
        }
        boolean wasCase = before.flatMap(CopyCase::caseSince).isPresent();
        if (wasCase && !suspicion.grade().isAtLeast(Suspected.LIKELY)) {
            return; // a case that an inspector was given is not taken away by time passing
        }
        if (suspicion.grade() == Suspected.NOT) {
            if (before.isPresent()) {
                table.remove(code);
            }
        } else {
            boolean isCase = suspicion.grade().isAtLeast(Suspected.LIKELY);
            Optional<Instant> caseSince =
                    isCase ? before.flatMap(CopyCase::caseSince).or(() -> Optional.of(now)) : Optional.empty();
            table.store(code, suspicion, with.version(), caseSince, now);
        }
        if (suspicion.grade() != stood) {
            table.find(code)
                    .or(() -> before)
                    .ifPresent(c -> news.fire(new CopySuspected(code, c.merchant(), suspicion.grade(), now)));
        }
    }
}
