package org.herbtrust.label;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.DeviceClass;
import org.herbtrust.platform.Chance;
import org.jboss.logging.Logger;

/**
 * Writes scans in batches, beside the answers: who scans waits for nothing. What is waiting when the program is stopped in
 * order is written before it ends; of a killed one a fifth of a second is lost.
 */
@ApplicationScoped
class ScanRecorder {

    private static final Logger LOG = Logger.getLogger(ScanRecorder.class);

    /** Some seconds of the fastest the machine can answer; beyond that a scan is worth less than the answers. */
    private static final int MOST_WAITING = 50_000;

    private static final int MOST_IN_A_BATCH = 2_000;
    private static final int EVERY_MS = 200;

    private final BlockingQueue<Scan> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "scan-writer");
        thread.setDaemon(true);
        return thread;
    });

    private LocalDate keyDay;
    private byte[] key;

    @Inject
    ScanTable table;

    @Inject
    CopyWatch watch;

    @Inject
    Chance chance;

    @Inject
    MeterRegistry metrics;

    private Counter lost;
    private ScheduledFuture<?> ticking;

    void start(@Observes StartupEvent starting) {
        lost = Counter.builder("herbtrust.scans.lost")
                .description("Scans that were answered but not recorded, because the database could not keep up")
                .register(metrics);
        metrics.gaugeCollectionSize("herbtrust.scans.waiting", List.of(), waiting);
        ticking = writer.scheduleWithFixedDelay(this::writeQuietly, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticking.cancel(false);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the last batch of scans takes long");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        writeQuietly();
        if (!waiting.isEmpty()) {
            LOG.warnf("%d scans could not be written before the end", waiting.size());
        }
    }

    /** Never waits: not for anything that would make an answer late. */
    void note(Scan scan) {
        if (!waiting.offer(scan)) {
            lost.increment();
        }
    }

    private void writeQuietly() {
        try {
            writeAll();
            watch.judgeDue();
        } catch (RuntimeException failed) {
            // tried again with the next batch; what is waiting is still there
            LOG.warn("scans could not be written", failed);
        }
    }

    /** Writes what is waiting. */
    synchronized void writeAll() {
        List<Scan> batch = new ArrayList<>();
        while (waiting.drainTo(batch, MOST_IN_A_BATCH) > 0) {
            List<Scan> now = batch;
            try {
                List<ShortCode> known = QuarkusTransaction.requiringNew().call(() -> table.insert(facts(now)));
                known.forEach(watch::scanned);
            } catch (RuntimeException failed) {
                now.forEach((Consumer<Scan>) this::note);
                throw failed;
            }
            batch = new ArrayList<>();
        }
    }

    private List<ScanTable.Fact> facts(List<Scan> scans) {
        List<ScanTable.Fact> facts = new ArrayList<>(scans.size());
        for (Scan scan : scans) {
            facts.add(new ScanTable.Fact(
                    scan.code(), scan.at(), scan.coarsePlace(), DeviceClass.of(scan.userAgent()), device(scan)));
        }
        return facts;
    }

    /** The same for one telephone on one day; without the day's key it can't be traced back to an address. */
    private long device(Scan scan) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(Market.dayOf(scan.at())), "HmacSHA256"));
            mac.update(scan.address().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(scan.userAgent().getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] key(LocalDate day) {
        if (!day.equals(keyDay)) {
            ByteBuffer fresh = ByteBuffer.allocate(32);
            while (fresh.hasRemaining()) {
                fresh.putLong(chance.nextLong());
            }
            key = table.key(day, fresh.array());
            keyDay = day;
        }
        return key;
    }
}
