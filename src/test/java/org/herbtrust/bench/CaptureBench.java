package org.herbtrust.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How fast documents of lot events go through the whole of it, from the HTTP request to the lots: validated, hashed,
 * stored, balanced. Beside it, in the same run and the same database, the bare insert of the very same rows by JDBC
 * batches into a table with the same indexes; the ratio of the two says more than either, on a machine of others.
 *
 * <p>Arguments: documents of 500 events to measure (60), seconds of single events at 100 a second (10), further options
 * of the virtual machine.
 */
public final class CaptureBench {

    private static final int EVENTS = 500;
    private static final int SENDERS = 2;
    private static final int PER_SECOND = 100;

    private CaptureBench() {}

    public static void main(String... args) throws Exception {
        int documents = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        List<String> options = new ArrayList<>(List.of("-Xmx768m"));
        options.addAll(Arrays.asList(args).subList(Math.min(args.length, 2), args.length));
        Path folder = Files.createTempDirectory("herbtrust-bench");
        ObjectNode result = RunningApplication.JSON.createObjectNode();
        try (RunningApplication application = RunningApplication.start(folder, options.toArray(String[]::new))) {
            HarvestDocuments harvests = HarvestDocuments.of(application);
            capture(application, harvests, Math.max(60, documents), SENDERS); // until the compiler has seen it all
            long first = lastSeq(application);
            double alone = capture(application, harvests, documents, 1);
            long residentBefore = application.residentBytes();
            double both = capture(application, harvests, documents, SENDERS);
            long residentAfter = application.residentBytes();
            long last = lastSeq(application);
            double bare = bareInsert(application, first, last);
            result.put("documents", documents)
                    .put("eventsPerDocument", EVENTS)
                    .put("captureEventsPerSecondOneSender", Math.round(alone))
                    .put("captureEventsPerSecond", Math.round(both))
                    .put("bareInsertRowsPerSecond", Math.round(bare))
                    .put("ratio", Math.round(both / bare * 1000) / 1000.0)
                    .put("residentMiBBefore", residentBefore >> 20)
                    .put("residentMiBAfter", residentAfter >> 20);
            result.set("singleEvents", singleEvents(application, harvests, seconds));
            long start = System.nanoTime();
            capture(application, harvests.document(10_000), application.token("admin"));
            result.put("tenThousandEventsSeconds", Math.round((System.nanoTime() - start) / 1e8) / 10.0)
                    .put("residentMiBAfterTenThousand", application.residentBytes() >> 20)
                    .put("heapLimitMiB", 768);
        } finally {
            RunningFolder.delete(folder);
        }
        System.out.println(result.toPrettyString());
    }

    /** From the first request until the last job has its verdict; events a second. */
    private static double capture(RunningApplication application, HarvestDocuments harvests, int documents, int senders)
            throws InterruptedException, ExecutionException, IOException {
        List<byte[]> ready = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            ready.add(harvests.document(EVENTS));
        }
        String token = application.token("admin");
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        long start = System.nanoTime();
        List<Future<Void>> done = threads.invokeAll(java.util.Collections.nCopies(senders, (Callable<Void>) () -> {
            List<String> jobs = new ArrayList<>();
            for (int i = next.getAndIncrement(); i < ready.size(); i = next.getAndIncrement()) {
                jobs.add(post(application, ready.get(i), token));
            }
            for (String job : jobs) {
                await(application, job);
            }
            return null;
        }));
        for (Future<Void> sender : done) {
            sender.get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        return documents * EVENTS / took;
    }

    private static void capture(RunningApplication application, byte[] document, String token)
            throws IOException, InterruptedException {
        await(application, post(application, document, token));
    }

    private static String post(RunningApplication application, byte[] document, String token)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = application.send(application
                .request("/epcis/capture")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(document))
                .build());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("https?://[^/]+", "");
    }

    private static void await(RunningApplication application, String job) throws IOException, InterruptedException {
        while (true) {
            JsonNode state = application.json(application.asAdmin(job, null));
            if (!state.path("running").asBoolean()) {
                if (!state.path("success").asBoolean()) {
                    throw new IllegalStateException(state.toString());
                }
                return;
            }
            Thread.sleep(20);
        }
    }

    private static long lastSeq(RunningApplication application) throws IOException, SQLException {
        try (Connection c = application.database();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select max(seq) from epcis_event")) {
            r.next();
            return r.getLong(1);
        }
    }

    /** The captured rows once more, under other ids, in batches as large as the documents. */
    private static double bareInsert(RunningApplication application, long first, long last)
            throws IOException, SQLException {
        try (Connection c = application.database()) {
            try (Statement s = c.createStatement()) {
                s.execute("create table bench_event (like epcis_event including all)");
            }
            List<Object[]> rows = new ArrayList<>();
            try (PreparedStatement s = c.prepareStatement("""
                            select 'bench:' || event_id, hash, type, event_time, record_time, action, biz_step, disposition,
                                read_point, biz_location, body::text, extensions::text, document_id, account
                            from epcis_event where seq > ? and seq <= ? order by seq
                            """)) {
                s.setLong(1, first);
                s.setLong(2, last);
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) {
                        Object[] row = new Object[14];
                        for (int i = 0; i < row.length; i++) {
                            row[i] = r.getObject(i + 1);
                        }
                        rows.add(row);
                    }
                }
            }
            insert(c, rows.subList(0, rows.size() / 4)); // warm up
            long start = System.nanoTime();
            insert(c, rows.subList(rows.size() / 4, rows.size()));
            double took = (System.nanoTime() - start) / 1e9;
            return (rows.size() - rows.size() / 4) / took;
        }
    }

    private static void insert(Connection c, List<Object[]> rows) throws SQLException {
        c.setAutoCommit(false);
        try (PreparedStatement s = c.prepareStatement("""
                        insert into bench_event (event_id, hash, type, event_time, record_time, action, biz_step, disposition,
                            read_point, biz_location, body, extensions, document_id, account)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
                        """)) {
            for (int n = 0; n < rows.size(); n++) {
                Object[] row = rows.get(n);
                for (int i = 0; i < row.length; i++) {
                    s.setObject(i + 1, row[i]);
                }
                s.addBatch();
                if ((n + 1) % EVENTS == 0 || n + 1 == rows.size()) {
                    s.executeBatch();
                    c.commit();
                }
            }
        }
        c.setAutoCommit(true);
    }

    /** One event a request at a steady pace; the time counts from when it was due, so that a stall is not forgotten. */
    private static ObjectNode singleEvents(RunningApplication application, HarvestDocuments harvests, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        List<byte[]> ready = new ArrayList<>();
        for (int i = 0; i < seconds * PER_SECOND; i++) {
            ready.add(harvests.single());
        }
        String token = application.token("admin");
        ExecutorService threads = Executors.newFixedThreadPool(32);
        List<Future<Double>> latencies = new ArrayList<>();
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        for (int i = 0; i < ready.size(); i++) {
            byte[] event = ready.get(i);
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            latencies.add(threads.submit(() -> {
                HttpResponse<String> answer = application.send(application
                        .request("/epcis/events")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(event))
                        .build());
                if (answer.statusCode() != 201) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
                return (System.nanoTime() - due) / 1e6;
            }));
        }
        double[] millis = new double[latencies.size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = latencies.get(i).get();
        }
        threads.shutdown();
        Arrays.sort(millis);
        return RunningApplication.JSON
                .createObjectNode()
                .put("perSecond", PER_SECOND)
                .put("p50Ms", at(millis, 0.50))
                .put("p95Ms", at(millis, 0.95))
                .put("p99Ms", at(millis, 0.99));
    }

    private static double at(double[] sorted, double part) {
        return Math.round(sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))] * 10) / 10.0;
    }
}
