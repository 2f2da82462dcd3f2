package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is shipped, started as people start it, with nothing but its jar and an empty folder. */
class PackagedApplicationIT {

    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration START = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatRuns() throws Exception {
        for (Process process : started) {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCommandRunsWithoutADatabase() throws Exception {
        Process version = run(0, "version");

        assertThat(version.waitFor()).isZero();
        assertThat(output()).startsWith("herbtrust ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void anUnknownCommandEndsWithTwoAndAnswersInChineseInAnyLocale() throws Exception {
        Process unknown = run(0, "brew-tea");

        assertThat(unknown.waitFor()).isEqualTo(2);
        assertThat(output()).contains("没有这个命令", "brew-tea");
    }

    @Test
    void itStartsOnAnEmptyFolderAndAgainAfterItWasKilled() throws Exception {
        int port = freePort();
        Process first = run(port);
        awaitReady(first, port);
        String secret = Files.readString(folder.resolve("data").resolve("secret"));
        long orphan = databaseProcess();

        first.destroyForcibly().waitFor();
        Process second = run(port);
        awaitReady(second, port);

        assertThat(Files.readString(folder.resolve("data").resolve("secret"))).isEqualTo(secret);
        assertThat(databaseProcess()).isNotEqualTo(orphan);

        second.destroy(); // SIGTERM
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(postmasterPid()).as("the database was stopped with it").doesNotExist();
        assertThat(Files.readString(folder.resolve("out.log"))).doesNotContain("FATAL");
    }

    private Process run(int port, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("QUARKUS_")
                        || name.startsWith("HERBTRUST_")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private void awaitReady(Process process, int port) throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady(port)) {
            assertThat(process.isAlive()).as(output()).isTrue();
            assertThat(System.nanoTime()).as(output()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        try {
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    private Path postmasterPid() {
        return folder.resolve("data").resolve("postgresql").resolve("data").resolve("postmaster.pid");
    }

    private long databaseProcess() throws IOException {
        return Long.parseLong(Files.readAllLines(postmasterPid()).get(0).strip());
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out.log"), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
