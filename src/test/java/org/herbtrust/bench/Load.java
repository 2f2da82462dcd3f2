package org.herbtrust.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongFunction;

/** Asks a server as fast as it answers, or at a fixed pace. One event loop, so that it takes the least from the server. */
final class Load implements AutoCloseable {

    private static final int MOST_LATENCIES = 1_000_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int port;
    private final int connections;

    Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setDefaultHost("127.0.0.1"),
                new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(1));
    }

    /**
     * @param failed answers other than 200
     * @param p99Millis from the moment at which a request was due
     */
    record Result(double perSecond, long failed, double p50Millis, double p99Millis) {}

    /** Every connection asks again as soon as it was answered. */
    Result asFastAsPossible(LongFunction<String> path, Duration lasting) {
        AtomicLong sent = new AtomicLong();
        AtomicLong answered = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        long end = System.nanoTime() + lasting.toNanos();
        CountDownLatch done = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            vertx.runOnContext(go -> again(path, sent, answered, failed, end, done));
        }
        await(done);
        return new Result(answered.get() / (lasting.toNanos() / 1e9), failed.get(), Double.NaN, Double.NaN);
    }

    private void again(
            LongFunction<String> path,
            AtomicLong sent,
            AtomicLong answered,
            AtomicLong failed,
            long end,
            CountDownLatch done) {
        if (System.nanoTime() >= end) {
            done.countDown();
            return;
        }
        ask(path.apply(sent.getAndIncrement()), ok -> {
            answered.incrementAndGet();
            if (!ok) {
                failed.incrementAndGet();
            }
            again(path, sent, answered, failed, end, done);
        });
    }

    /** So many a second whether the server keeps up or not: a late answer counts from when it was due. */
    Result atPace(LongFunction<String> path, double perSecond, Duration lasting) {
        long start = System.nanoTime();
        int total = (int) Math.min(MOST_LATENCIES, perSecond * lasting.toMillis() / 1_000);
        AtomicLongArray latencies = new AtomicLongArray(total);
        AtomicLong failed = new AtomicLong();
        AtomicLong next = new AtomicLong();
        CountDownLatch done = new CountDownLatch(total);
        long timer = vertx.setPeriodic(1, tick -> {
            long due = Math.min(total, (long) ((System.nanoTime() - start) / 1e9 * perSecond));
            while (next.get() < due) {
                int no = (int) next.getAndIncrement();
                long at = start + (long) (no / perSecond * 1e9);
                ask(path.apply(no), ok -> {
                    latencies.set(no, System.nanoTime() - at);
                    if (!ok) {
                        failed.incrementAndGet();
                    }
                    done.countDown();
                });
            }
        });
        await(done);
        vertx.cancelTimer(timer);
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] sorted = new long[total];
        for (int i = 0; i < total; i++) {
            sorted[i] = latencies.get(i);
        }
        Arrays.sort(sorted);
        return new Result(total / seconds, failed.get(), sorted[total / 2] / 1e6, sorted[(int) (total * 0.99)] / 1e6);
    }

    private void ask(String path, java.util.function.Consumer<Boolean> then) {
        client.request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.statusCode() == 200))
                .onComplete(result -> then.accept(result.succeeded() && result.result()));
    }

    private static void await(CountDownLatch done) {
        try {
            if (!done.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the server does not answer");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
