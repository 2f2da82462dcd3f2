package org.herbtrust.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How fast a lineage of 70 lots and of 1,000 comes in one call over HTTP, in a small store and in a large one; beside it, in
 * the same run, the bare recursive query that walks the same edges and reads the same lots by JDBC. The ratio of the two says
 * more than either, on a machine of others; that of the two stores says whether an answer grows with the store.
 *
 * <p>Arguments: events of the small store (50,000), of the large one (200,000; the goal is 5,000,000), questions a
 * measurement (300), further options of the virtual machine. After {@code mvn package}:
 *
 * <pre>mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.herbtrust.bench.TraceBench
 *     -Dexec.args="50000 200000 300"</pre>
 */
public final class TraceBench {

    private static final String BARE = """
            with recursive walk (parent_id, child_id, kg) as (
                select parent_id, child_id, kg from lot_link where child_id = (select id from lot where code = ?)
                union
                select l.parent_id, l.child_id, l.kg from walk w join lot_link l on l.child_id = w.parent_id
            )
            select l.id, l.code, l.uri, l.material, l.origin_division, w.kg from walk w join lot l on l.id = w.parent_id
            """;

    private TraceBench() {}

    public static void main(String... args) throws Exception {
        long small = args.length > 0 ? Long.parseLong(args[0]) : 50_000;
        long large = args.length > 1 ? Long.parseLong(args[1]) : 200_000;
        int questions = args.length > 2 ? Integer.parseInt(args[2]) : 300;
        List<String> options = new ArrayList<>(List.of("-Xmx768m"));
        options.addAll(Arrays.asList(args).subList(Math.min(args.length, 3), args.length));
        Path folder = Files.createTempDirectory("herbtrust-bench");
        ObjectNode result = RunningApplication.JSON.createObjectNode();
        try (RunningApplication application = RunningApplication.start(folder, options.toArray(String[]::new));
                Connection database = application.database()) {
            LineageStore store = LineageStore.in(database);
            List<String> few = store.growTo(small);
            List<String> wide = store.addLarge(5);
            store.settle();
            measure(application, database, few, 2 * questions); // warm up
            measure(application, database, wide, 50);
            result.put("questions", questions);
            ObjectNode before = result.putObject("smallStore");
            before.put("events", store.count());
            before.set("lots70", measure(application, database, few, questions));
            before.set("lots1000", measure(application, database, wide, questions / 3));
            List<String> many = store.growTo(large);
            store.settle();
            ObjectNode after = result.putObject("largeStore");
            after.put("events", store.count());
            after.set("lots70", measure(application, database, many, questions));
            after.set("lots1000", measure(application, database, wide, questions / 3));
            result.put(
                    "growth70",
                    ratio(
                            after.path("lots70").path("httpP95Millis").asDouble(),
                            before.path("lots70").path("httpP95Millis").asDouble()));
        } finally {
            RunningFolder.delete(folder);
        }
        System.out.println(result.toPrettyString());
    }

    private static ObjectNode measure(
            RunningApplication application, Connection database, List<String> codes, int questions)
            throws IOException, InterruptedException, SQLException {
        Random dice = new Random(7);
        String token = application.token("regulator");
        double[] http = new double[questions];
        double[] bare = new double[questions];
        int bytes = 0;
        int rows = 0;
        for (int i = 0; i < questions; i++) {
            String code = codes.get(dice.nextInt(codes.size()));
            HttpRequest request = application
                    .request("/api/v1/lots/" + code + "/trace?direction=back")
                    .header("Authorization", "Bearer " + token)
                    .build();
            long start = System.nanoTime();
            HttpResponse<String> answer = application.send(request);
            http[i] = (System.nanoTime() - start) / 1e6;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            bytes = answer.body().length();
            start = System.nanoTime();
            rows = bare(database, code);
            bare[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(http);
        Arrays.sort(bare);
        return RunningApplication.JSON
                .createObjectNode()
                .put("answerBytes", bytes)
                .put("edges", rows)
                .put("httpP50Millis", rounded(at(http, 0.50)))
                .put("httpP95Millis", rounded(at(http, 0.95)))
                .put("httpP99Millis", rounded(at(http, 0.99)))
                .put("bareSqlP50Millis", rounded(at(bare, 0.50)))
                .put("bareSqlP95Millis", rounded(at(bare, 0.95)))
                .put("httpOverBareP50", ratio(at(http, 0.50), at(bare, 0.50)));
    }

    private static int bare(Connection database, String code) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(BARE)) {
            query.setString(1, code);
            int rows = 0;
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    found.getString(2);
                    found.getBigDecimal(6);
                    rows++;
                }
            }
            return rows;
        }
    }

    private static double at(double[] sorted, double part) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(part * sorted.length) - 1)];
    }

    private static double ratio(double one, double other) {
        return rounded(one / other);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
