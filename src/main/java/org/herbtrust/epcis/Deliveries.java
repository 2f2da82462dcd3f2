package org.herbtrust.epcis;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.herbtrust.kernel.Refused;
import org.jboss.logging.Logger;

/** Brings to subscribers what they subscribed to: streams when something was captured, others when they are due. */
@ApplicationScoped
class Deliveries {

    static final String DELIVERY = "HerbTrust-Delivery";

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    /** A receiver that lets wait holds up one of them. */
    private static final int AT_ONCE = 4;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    @Inject
    Subscriptions subscriptions;

    @Inject
    Destinations destinations;

    @Inject
    Webhooks webhooks;

    @Inject
    Clock clock;

    @Inject
    Deliveries self;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE + 1, work -> {
        Thread thread = new Thread(work, "epcis-subscriptions");
        thread.setDaemon(true);
        return thread;
    });

    /** As of the last look, so that a market without subscribers pays nothing for them. */
    private volatile boolean streams;

    /** One look is enough for however many captures came before it. */
    private final AtomicBoolean nudged = new AtomicBoolean();

    private volatile boolean silenced;

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            streams = subscriptions.anyStreams();
            deliver();
            silenced = false;
        } catch (RuntimeException failed) {
            // the same every second while the database is away: one line
            if (!silenced) {
                LOG.errorf("subscriptions wait: %s", failed.getMessage());
                silenced = true;
            }
        }
    }

    void captured(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsCaptured captured) {
        if (streams && free.availablePermits() > 0 && nudged.compareAndSet(false, true)) {
            execute(() -> {
                nudged.set(false);
                look();
            });
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.info("deliveries under way are repeated, under the same number, after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        int places = free.drainPermits();
        if (places == 0) {
            return;
        }
        List<Subscriptions.Held> held = List.of();
        try {
            held = subscriptions.hold(places);
        } finally {
            free.release(places - held.size());
        }
        held.forEach(h -> execute(() -> self.serveAndGoOn(h)));
    }

    private void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException shuttingDown) {
            LOG.debug("shutting down");
        }
    }

    @ActivateRequestContext
    void serveAndGoOn(Subscriptions.Held held) {
        try {
            serve(held);
        } catch (Refused refused) {
            subscriptions.failed(held, refused.getMessage(), pause(held));
        } catch (RuntimeException failed) {
            // its lease runs out, and then it is tried again
            LOG.errorf(
                    failed,
                    "subscription %s could not be served",
                    held.subscription().id());
        } finally {
            free.release();
        }
        execute(this::look);
    }

    private void serve(Subscriptions.Held held) {
        Subscription subscription = held.subscription();
        Subscriptions.Delivery delivery = subscriptions.next(held);
        boolean empty = delivery.events().isEmpty();
        if (empty && !subscription.reportIfEmpty()) {
            subscriptions.told(held, delivery, false);
            return;
        }
        byte[] body = Json.write(QueryDocument.of(
                        delivery.events(),
                        subscription.queryName(),
                        Optional.of(subscription.id()),
                        clock.instant(),
                        subscription.format()))
                .getBytes(StandardCharsets.UTF_8);
        Webhooks.Outcome outcome;
        try {
            outcome = webhooks.post(destinations.resolve(subscription.dest()), body, headers(held, body));
        } catch (UnknownHostException e) {
            outcome = new Webhooks.Outcome(0, "unknown host");
        }
        if (outcome.taken()) {
            subscriptions.told(held, delivery, true);
        } else if (outcome.tooLarge() && held.batch() > 1) {
            subscriptions.halve(held);
        } else {
            LOG.infof(
                    "subscription %s: delivery %d not taken: %s",
                    subscription.id(), held.delivery(), outcome.failure());
            subscriptions.failed(held, outcome.failure(), pause(held));
        }
    }

    private static Map<String, String> headers(Subscriptions.Held held, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "HerbTrust-EPCIS/2.0");
        headers.put(Wire.EPCIS_VERSION, "2.0.0");
        headers.put(Wire.CBV_VERSION, "2.0.0");
        headers.put(Wire.EPC_FORMAT, held.subscription().format().word());
        headers.put(DELIVERY, held.subscription().id() + "/" + held.delivery());
        Webhooks.signature(held.signatureToken(), body).ifPresent(s -> headers.put(Webhooks.SIGNATURE, s));
        return headers;
    }

    /** Doubling from one second to one hour, a little apart from all the others. */
    private static Duration pause(Subscriptions.Held held) {
        int failures = Math.min(held.subscription().failures(), 20);
        long millis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << failures);
        return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
