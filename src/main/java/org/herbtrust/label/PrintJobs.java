package org.herbtrust.label;

import io.quarkus.arc.Arc;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Chance;
import org.jboss.logging.Logger;

/**
 * Prints in the background of this process, two at a time. They are forgotten an hour after they end, and with the process: what
 * was printed is in the labels' own state.
 */
@ApplicationScoped
class PrintJobs {

    private static final Logger LOG = Logger.getLogger(PrintJobs.class);

    private static final int AT_ONCE = 2;
    private static final int MOST_UNFINISHED = 20;
    private static final int MOST_UNFINISHED_OF_ONE = 4;
    private static final Duration KEPT = Duration.ofHours(1);

    @Inject
    Labels labels;

    @Inject
    Clock clock;

    @Inject
    Chance chance;

    private final Map<UUID, Running> jobs = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "label-printing");
        thread.setDaemon(true);
        return thread;
    });

    /** A job with what it needs; its fields are written by one thread and read by many. */
    private static final class Running {
        final UUID id;
        final PrintOrder order;
        final LabelPrinting.Print print;
        final Optional<NetworkPrinter> printer;
        final Actor actor;
        volatile PrintJob.State state = PrintJob.State.WAITING;
        volatile int done;
        volatile Optional<Text> said = Optional.empty();
        volatile boolean cancelled;
        volatile Path file;
        volatile Instant ended;

        Running(UUID id, PrintOrder order, LabelPrinting.Print print, Optional<NetworkPrinter> printer, Actor actor) {
            this.id = id;
            this.order = order;
            this.print = print;
            this.printer = printer;
            this.actor = actor;
        }

        void count(int labels) {
            done = labels;
            if (cancelled) {
                throw new CancellationException();
            }
        }

        PrintJob view() {
            return new PrintJob(
                    id,
                    order.batch(),
                    order.format(),
                    state,
                    done,
                    print.labels(),
                    printer.map(NetworkPrinter::name),
                    said);
        }
    }

    PrintJob start(PrintOrder order, LabelPrinting.Print print, Actor actor) {
        Running job = admit(order, print, Optional.empty(), actor);
        workers.execute(() -> run(job, () -> toFile(job)));
        return job.view();
    }

    PrintJob start(
            PrintOrder order,
            LabelPrinting.Print print,
            NetworkPrinter printer,
            Optional<String> reprintReason,
            Actor actor) {
        Running job = admit(order, print, Optional.of(printer), actor);
        workers.execute(() -> run(job, () -> toPrinter(job, printer, reprintReason)));
        return job.view();
    }

    private Running admit(PrintOrder order, LabelPrinting.Print print, Optional<NetworkPrinter> printer, Actor actor) {
        List<Running> unfinished =
                jobs.values().stream().filter(j -> !j.view().isOver()).toList();
        long own = unfinished.stream()
                .filter(j -> j.actor.account().equals(actor.account()))
                .count();
        if (unfinished.size() >= MOST_UNFINISHED || own >= MOST_UNFINISHED_OF_ONE) {
            throw new Refused(
                    LabelRefusal.PRINTING_BUSY, "还有未完成的打印任务，请等其完成后再试 (wait until a job that is under way ends)");
        }
        Running job = new Running(chance.nextUuid(), order, print, printer, actor);
        jobs.put(job.id, job);
        return job;
    }

    private interface Work {
        void run() throws IOException;
    }

    private void run(Running job, Work work) {
        try {
            if (job.cancelled) {
                throw new CancellationException();
            }
            job.state = PrintJob.State.RUNNING;
            work.run();
            job.state = PrintJob.State.DONE;
        } catch (CancellationException stopped) {
            job.state = PrintJob.State.CANCELLED;
        } catch (IOException | RuntimeException failed) {
            LOG.warnf(failed, "print job %s failed", job.id);
            job.said = Optional.of(why(failed, job));
            job.state = PrintJob.State.FAILED;
        } finally {
            job.ended = clock.instant();
            if (job.state != PrintJob.State.DONE) {
                delete(job);
            }
        }
    }

    private static void toFile(Running job) throws IOException {
        job.file = Files.createTempFile(
                "herbtrust-labels-", "." + job.order.format().extension());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(job.file))) {
            job.print.content().write(out, job::count);
        }
    }

    private void toPrinter(Running job, NetworkPrinter printer, Optional<String> reprintReason) throws IOException {
        try (PrinterConnection connection =
                PrinterConnection.to(printer, PrinterConnection.TO_CONNECT, PrinterConnection.TO_TAKE_SOMETHING)) {
            job.print.content().write(connection, job::count);
            connection.flush();
        } finally {
            if (job.done > 0) {
                record(job, reprintReason);
            }
        }
    }

    /** What was sent counts as printed; of labels that had been printed before, the reprint is counted. */
    private void record(Running job, Optional<String> reprintReason) {
        PrintOrder order = job.order;
        // voided labels leave gaps
        int last = job.print.ordinals().get(job.done - 1);
        Arc.container().requestContext().activate();
        try {
            labels.sentToPrinter(order.batch(), order.first(), last, reprintReason, job.actor);
        } finally {
            Arc.container().requestContext().terminate();
        }
    }

    private static Text why(Exception failed, Running job) {
        String printer =
                job.printer.map(p -> p.name() + "（" + p.address() + "）").orElse("");
        String sent = job.done == 0 ? "" : "已发送%d枚，请核对出纸后从下一枚继续".formatted(job.done);
        String sentEn = job.done == 0
                ? ""
                : "; %d labels were sent: look at the paper and go on from there".formatted(job.done);
        if (failed instanceof Refused refused) {
            return Text.of(refused.getMessage(), refused.getMessage());
        }
        if (failed instanceof UnknownHostException) {
            return Text.of("找不到打印机" + printer + "的地址，请检查配置", "the printer's address is unknown: " + printer);
        }
        if (failed instanceof ConnectException || (failed instanceof SocketTimeoutException && job.done == 0)) {
            return Text.of(
                    "连接不上打印机" + printer + "，请检查电源、网线和地址", "can't connect to the printer " + printer + ": is it on?");
        }
        if (failed instanceof SocketTimeoutException) {
            return Text.of(
                    "打印机" + printer + "长时间不接收数据，可能缺纸或卡纸。" + sent,
                    "the printer " + printer + " takes no data, out of paper?" + sentEn);
        }
        return Text.of(
                job.printer.isPresent() ? "与打印机" + printer + "的连接中断。" + sent : "文件没有生成，请重试",
                job.printer.isPresent()
                        ? "the connection to " + printer + " broke" + sentEn
                        : "the file was not made, try again");
    }

    PrintJob get(UUID id, Actor actor) {
        return own(id, actor).view();
    }

    private Running own(UUID id, Actor actor) {
        Running job = jobs.get(id);
        if (job == null || !job.actor.account().equals(actor.account())) {
            throw new Refused(
                    LabelRefusal.UNKNOWN_JOB, "没有此打印任务，或已结束超过一小时 (no such job, or it ended more than an hour ago)");
        }
        return job;
    }

    PrintJob cancel(UUID id, Actor actor) {
        Running job = own(id, actor);
        job.cancelled = true;
        return job.view();
    }

    Path file(UUID id, Actor actor) {
        Running job = own(id, actor);
        Path file = job.file;
        if (job.state != PrintJob.State.DONE || file == null) {
            throw new Refused(LabelRefusal.NOT_POSSIBLE_NOW, "文件还没有生成 (the file is not ready)");
        }
        return file;
    }

    PrintOrder order(UUID id, Actor actor) {
        return own(id, actor).order;
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOld() {
        Instant before = clock.instant().minus(KEPT);
        jobs.values().removeIf(job -> {
            boolean old = job.ended != null && job.ended.isBefore(before);
            if (old) {
                delete(job);
            }
            return old;
        });
    }

    @PreDestroy
    void stop() {
        jobs.values().forEach(job -> job.cancelled = true);
        workers.shutdownNow();
        jobs.values().forEach(PrintJobs::delete);
    }

    private static void delete(Running job) {
        Path file = job.file;
        job.file = null;
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                LOG.warnf(stays, "a file of labels can't be deleted: %s", file);
            }
        }
    }
}
