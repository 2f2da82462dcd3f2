package org.herbtrust.trace;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;
import org.jboss.logging.Logger;

/**
 * Notes of what was tried and refused, for inspectors. Who tries to sell more than there is has done nothing yet, but should
 * be looked at if it happens again and again.
 *
 * <p>The refused transaction is rolled back, and asking for a second connection while it still has its own would let many
 * refusals at once wait for each other. So a note is handed to one thread, which writes it after.
 */
@ApplicationScoped
class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);

    /** What a rule of balance, origin or trade refuses; a mistyped number of a lot is not worth a note. */
    private static final Set<Refused.Reason> WORTH_NOTING = Set.of(
            TraceRefusal.BALANCE_EXCEEDED,
            TraceRefusal.YIELD_IMPOSSIBLE,
            TraceRefusal.NOT_THE_HOLDER,
            TraceRefusal.LOT_HELD,
            TraceRefusal.CYCLE,
            TraceRefusal.SALE_NOT_ALLOWED,
            TraceRefusal.RESTRICTED,
            TraceRefusal.NOT_A_GROWER);

    /** Of a flood the rest is dropped: the first thousand tell enough. */
    private static final int MOST_WAITING = 1_000;

    private static final int LONGEST_DETAIL = 1_000;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
                Thread thread = new Thread(work, "refused-attempts");
                thread.setDaemon(true);
                return thread;
            },
            (note, full) -> LOG.warn("too many refusals at once: a note of one is dropped"));

    /** A job asks again for what it was refused: the same event is one attempt, however often it is tried. */
    void note(Refused refused, Occurrence at, Actor actor, Set<Lots.Row> lots) {
        if (!WORTH_NOTING.contains(refused.reason())) {
            return;
        }
        String codes =
                lots.stream().limit(20).map(lot -> lot.code().value()).sorted().collect(Collectors.joining(" "));
        String detail = refused.getMessage().length() > LONGEST_DETAIL
                ? refused.getMessage().substring(0, LONGEST_DETAIL)
                : refused.getMessage();
        String eventId = at.captured().event().eventId();
        var now = clock.instant();
        writer.execute(() -> QuarkusTransaction.requiringNew()
                .run(() -> database.update(
                        """
                        insert into refused_attempt (reason, merchant_id, account, lots, detail, event_id, at)
                        select x.* from (values (?, ?, ?, ?, ?, ?, ?::timestamptz))
                            as x (reason, merchant_id, account, lots, detail, event_id, at)
                        where not exists (
                            select 1 from refused_attempt a
                            where a.at > x.at - interval '10 minutes' and a.merchant_id = x.merchant_id
                              and a.event_id = x.event_id and a.reason = x.reason)
                        """,
                        refused.reason().code(),
                        at.holder().id().value(),
                        actor.account(),
                        codes,
                        detail,
                        eventId,
                        now)));
    }

    /** The newest first; without events that had only come too early and have been taken since. */
    List<AttemptView> recent(Optional<MerchantId> merchant, int limit) {
        Long id = merchant.map(MerchantId::value).orElse(null);
        return database.query(
                """
                select id, reason, merchant_id, account, lots, detail, at from refused_attempt
                where (?::bigint is null or merchant_id = ?)
                  and not exists (select 1 from epcis_event e where e.event_id = refused_attempt.event_id)
                order by id desc limit ?
                """,
                row -> new AttemptView(
                        row.getLong(1),
                        row.getString(2),
                        new MerchantId(row.getLong(3)),
                        row.getString(4),
                        row.getString(5).isEmpty()
                                ? List.of()
                                : List.of(row.getString(5).split(" ")),
                        row.getString(6),
                        row.getTimestamp(7).toInstant()),
                id,
                id,
                Math.min(limit, Page.MOST));
    }

    @PreDestroy
    void finish() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("notes of refusals were left unwritten");
        }
    }
}
