package org.herbtrust.verify;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.herbtrust.credit.GradeChanged;
import org.herbtrust.inspection.ResultConfirmed;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.CopySuspected;
import org.herbtrust.label.LabelKeyRevoked;
import org.herbtrust.label.LabelsChanged;
import org.herbtrust.merchant.StandingChanged;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.LotsHeld;
import org.herbtrust.trace.LotsReleased;
import org.jboss.logging.Logger;

/**
 * Tells everybody who keeps answers what has changed. In the transaction of the change a row is written, which the other
 * replicas read within half a second; what this replica keeps is forgotten as soon as the transaction has succeeded.
 */
@ApplicationScoped
class AnswerNews {

    private static final Logger LOG = Logger.getLogger(AnswerNews.class);

    private static final int EVERY_MS = 400;

    /** More subjects than this at once, such as a recall's, are told as everything. */
    private static final int MOST_SUBJECTS = 500;

    private final ScheduledExecutorService listener = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "answer-news");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    Database database;

    @Inject
    AnswerCache cache;

    private Listening listening;
    private ScheduledFuture<?> ticking;

    /** There is one cache in a replica. */
    @ApplicationScoped
    static class OneCache {
        @Produces
        @Singleton
        AnswerCache cache() {
            return new AnswerCache();
        }
    }

    /** A replica's ear. */
    static final class Listening {
        private final Database database;
        private final AnswerCache cache;
        private String from = "0";
        private Set<Long> known = new HashSet<>();
        private boolean deaf = true;

        Listening(Database database, AnswerCache cache) {
            this.database = database;
            this.cache = cache;
        }

        private record News(long id, Set<String> subjects) {}

        /** Applies what is new. After a silence everything is forgotten, as nobody knows what was missed. */
        void listen() {
            long asked = System.nanoTime();
            try {
                if (deaf) {
                    from = now();
                    known = new HashSet<>();
                    cache.forget(Set.of(AnswerCache.EVERYTHING));
                    deaf = false;
                    cache.heard(asked);
                    return;
                }
                String next = now();
                List<News> news = database.query(
                        "select id, subjects from answer_news where xid >= ?::xid8 order by id",
                        row -> new News(row.getLong("id"), Set.of((String[])
                                row.getArray("subjects").getArray())),
                        from);
                news.stream().filter(n -> !known.contains(n.id())).forEach(n -> cache.forget(n.subjects()));
                known = news.stream().map(News::id).collect(Collectors.toCollection(HashSet::new));
                from = next;
                cache.heard(asked);
            } catch (RuntimeException failed) {
                deaf = true;
                throw failed;
            }
        }

        /** All transactions before this one have ended; taken before the news are read, so that none falls between. */
        private String now() {
            return database.one("select pg_snapshot_xmin(pg_current_snapshot())::text", row -> row.getString(1))
                    .orElseThrow();
        }
    }

    void start(@Observes StartupEvent starting) {
        listening = new Listening(database, cache);
        ticking = listener.scheduleWithFixedDelay(this::listenQuietly, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticking.cancel(true);
        listener.shutdownNow();
    }

    private void listenQuietly() {
        try {
            listening.listen();
        } catch (RuntimeException failed) {
            LOG.warn("news can't be read; nothing is answered from the cache until they can", failed);
        }
    }

    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void clear() {
        database.update("delete from answer_news where at < now() - interval '1 hour'");
        database.update("delete from answer_story where told_at < now() - interval '1 day'");
    }

    // ---- what changes answers: told in the transaction, forgotten here after it

    void tell(@Observes LotsHeld news) {
        tell(subjects(news.lots()));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) LotsHeld news) {
        cache.forget(subjects(news.lots()));
    }

    void tell(@Observes LotsReleased news) {
        tell(subjects(news.lots()));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) LotsReleased news) {
        cache.forget(subjects(news.lots()));
    }

    void tell(@Observes LabelsChanged news) {
        if (isTold(news)) {
            tell(subjects(news.codes()));
        }
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) LabelsChanged news) {
        if (isTold(news)) {
            cache.forget(subjects(news.codes()));
        }
    }

    /** No answer says whether a label was printed, applied or sold. */
    private static boolean isTold(LabelsChanged news) {
        return Verification.ENDED.contains(news.state());
    }

    /** What an answer to a signed label rests on beside the rest. */
    static String keySubject(String key) {
        return "key " + key;
    }

    void tell(@Observes LabelKeyRevoked news) {
        tell(Set.of(keySubject(news.key())));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) LabelKeyRevoked news) {
        cache.forget(Set.of(keySubject(news.key())));
    }

    void tell(@Observes CopySuspected news) {
        tell(subjects(List.of(news.label())));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) CopySuspected news) {
        cache.forget(subjects(List.of(news.label())));
    }

    void tell(@Observes ResultConfirmed news) {
        tell(subjects(List.of(news.lot())));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResultConfirmed news) {
        cache.forget(subjects(List.of(news.lot())));
    }

    void tell(@Observes StandingChanged news) {
        tell(Set.of(news.merchant().toString()));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) StandingChanged news) {
        cache.forget(Set.of(news.merchant().toString()));
    }

    void tell(@Observes GradeChanged news) {
        tell(Set.of(news.merchant().toString()));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) GradeChanged news) {
        cache.forget(Set.of(news.merchant().toString()));
    }

    private void tell(Set<String> subjects) {
        database.update("insert into answer_news (subjects) values (?)", (Object) subjects.toArray(String[]::new));
    }

    private static Set<String> subjects(Collection<ShortCode> codes) {
        return codes.size() > MOST_SUBJECTS
                ? Set.of(AnswerCache.EVERYTHING)
                : codes.stream().map(ShortCode::value).collect(Collectors.toUnmodifiableSet());
    }
}
