package org.herbtrust.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Uscc;

/**
 * The public list of grades with many merchants on it: a page, a search, a grade, the whole as a file, and pages read while
 * the file is made anew. Beside it the bare query of a page in the same run.
 *
 * <p>Argument: merchants (20,000).
 */
public final class GradeListBench {

    private static final int TIMES = 40;

    private GradeListBench() {}

    public static void main(String... args) throws Exception {
        int merchants = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        Path folder = Files.createTempDirectory("herbtrust-bench");
        ObjectNode result = RunningApplication.JSON.createObjectNode().put("merchants", merchants);
        try (RunningApplication application = RunningApplication.start(folder, "-Xmx768m")) {
            fill(application, merchants);
            result.put("barePageQueryMs", bareQuery(application));
            result.put("pageMs", slowest(application, "/merchants"));
            result.put("pageOfGradeMs", slowest(application, "/merchants?grade=B"));
            result.put("searchMs", slowest(application, "/merchants?q=" + "%E5%8E%85%20Z15"));
            result.put("apiPageMs", slowest(application, "/api/v1/merchants?limit=100&grade=A"));
            long start = System.nanoTime();
            int bytes = read(application, "/api/v1/open-data/grades.csv");
            result.put("exportFirstMs", ms(start)).put("exportBytes", bytes);
            result.put("exportAgainMs", slowest(application, "/api/v1/open-data/grades.csv"));
            result.put("pageWhileExportIsMadeMs", whileMadeAnew(application));
        } finally {
            RunningFolder.delete(folder);
        }
        System.out.println(result.toPrettyString());
    }

    private static void fill(RunningApplication application, int merchants) throws IOException, SQLException {
        try (Connection connection = application.database()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into merchant (id, version, uscc, name, kind, operator, division, hall, stall, scope, standing,
                        applied_at, admitted_on, commitment_version, commitment_sha256, gln)
                    values (?, 0, ?, ?, 'TRADER', '测试者', '341602', '测试厅', ?, '白芍', 'ADMITTED', now(), current_date,
                        'commitment-1.0', repeat('0', 64), ?)""")) {
                for (int i = 0; i < merchants; i++) {
                    insert.setLong(1, 500_000 + i);
                    insert.setString(
                            2, Uscc.complete("92341602MT%07d".formatted(i)).value());
                    insert.setString(3, "测试药行" + i);
                    insert.setString(4, "Z" + i);
                    insert.setString(
                            5, Gln.complete("29%010d".formatted(500_000 + i)).value());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("""
                        insert into credit_grade (merchant_id, as_of, grade, under_objection, since, policy_version,
                            policy_sha256, explanation, explanation_sha256, recorded_at)
                        select id, current_date, (array['A','B','C'])[1 + id % 3], false, current_date, 'bench',
                            repeat('0', 64), '{}', repeat('0', 64), now() from merchant where id >= 500000""");
                statement.execute("""
                        insert into credit_standing (merchant_id, grade_id, grade)
                        select merchant_id, id, grade from credit_grade where merchant_id >= 500000""");
                connection.commit();
                connection.setAutoCommit(true);
                statement.execute("analyze");
            }
        }
    }

    private static double bareQuery(RunningApplication application) throws IOException, SQLException {
        try (Connection connection = application.database();
                Statement statement = connection.createStatement()) {
            double[] times = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                statement.executeQuery("select * from merchant m join credit_standing s on s.merchant_id = m.id"
                        + " join credit_grade g on g.id = s.grade_id order by m.id limit 31");
                times[i] = ms(start);
            }
            return percentile95(times);
        }
    }

    private static double slowest(RunningApplication application, String path)
            throws IOException, InterruptedException {
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            read(application, path);
            times[i] = ms(start);
        }
        return percentile95(times);
    }

    private static double whileMadeAnew(RunningApplication application)
            throws IOException, InterruptedException, SQLException {
        try (Connection connection = application.database();
                Statement statement = connection.createStatement()) {
            statement.execute("update open_data_snapshot set retired_at = now() where retired_at is null");
        }
        AtomicBoolean making = new AtomicBoolean(true);
        Thread maker = new Thread(() -> {
            try {
                read(application, "/api/v1/open-data/grades.csv");
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            } finally {
                making.set(false);
            }
        });
        maker.start();
        double slowest = 0;
        while (making.get()) {
            long start = System.nanoTime();
            read(application, "/merchants?grade=B");
            slowest = Math.max(slowest, ms(start));
        }
        maker.join();
        return slowest;
    }

    private static int read(RunningApplication application, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = application.send(
                application.request(path).header("Accept", "text/html, */*").build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        return answer.body().length();
    }

    private static double ms(long start) {
        return Math.round((System.nanoTime() - start) / 1e5) / 10.0;
    }

    private static double percentile95(double[] times) {
        Arrays.sort(times);
        return times[(int) Math.ceil(times.length * 0.95) - 1];
    }
}
