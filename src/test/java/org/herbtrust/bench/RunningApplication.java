package org.herbtrust.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;

/** The packaged application in a process of its own, with its own database in a folder. */
public final class RunningApplication implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private final Process process;

    private RunningApplication(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it and waits until it is ready, with the smallest demonstration market, which has an account for each role.
     *
     * @param folder for its data; one that was used before is gone on with
     * @param options of the virtual machine
     */
    public static RunningApplication start(Path folder, String... options) throws IOException, InterruptedException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("package the application first: " + JAR + " is missing");
        }
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-Dherbtrust.demo=true", "-Dherbtrust.demo.scale=1", "-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("application.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("HERBTRUST_"));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("HERBTRUST_DATA_DIR", folder.resolve("data").toString());
        RunningApplication application = new RunningApplication(folder, port, builder.start());
        application.awaitReady();
        return application;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (Files.exists(folder.resolve("data/demo-tokens.json"))
                        && send(get("/q/health/ready")).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // refused connection
            }
            Thread.sleep(250);
        }
        close();
        throw new IllegalStateException("it does not start: " + folder.resolve("application.log"));
    }

    public String token(String role) throws IOException {
        return JSON.readTree(folder.resolve("data/demo-tokens.json").toFile())
                .get(role)
                .asText();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    public HttpRequest get(String path) {
        return request(path).build();
    }

    /** A GET or a POST of JSON in the administrator's name. */
    public HttpRequest asAdmin(String path, byte[] jsonOrNull) throws IOException {
        HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + token("admin"));
        if (jsonOrNull != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(jsonOrNull));
        }
        return request.build();
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
    }

    /** Its database, past the application. */
    public Connection database() throws IOException, SQLException {
        Path postgres = folder.resolve("data").resolve("postgresql");
        String serverPort = Files.readAllLines(postgres.resolve("data/postmaster.pid"))
                .get(3)
                .strip();
        Properties who = new Properties();
        who.put("user", "herbtrust");
        who.put(
                "password",
                Files.readString(postgres.resolve("application.password")).strip());
        // not by the driver manager, which does not look where Maven has put the driver
        return new Driver()
                .connect("jdbc:postgresql://127.0.0.1:" + serverPort + "/herbtrust?reWriteBatchedInserts=true", who);
    }

    /** Bytes of memory that the virtual machine's process has. */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                * 1024;
    }

    /** As if the power of the application went: no hook runs. Its database is left behind. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
