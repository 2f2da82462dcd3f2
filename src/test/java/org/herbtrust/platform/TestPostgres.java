package org.herbtrust.platform;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The PostgreSQL of the tests: real, empty at first, thrown away afterwards, one for the whole run.
 *
 * <p>Every {@code @QuarkusTest} gets it without asking, for it is named in {@code META-INF/services}. All tests share it:
 * make merchants and lots of your own, and never count all rows of a table.
 */
public final class TestPostgres implements QuarkusTestResourceLifecycleManager {

    /** Quarkus may load this class more than once; system properties are what all of them share. */
    private static final String URL = "herbtrust.test.postgres.url";

    private static final String PASSWORD = "herbtrust.test.postgres.password";
    private static final Path FOLDER = Path.of("target", "test-postgres").toAbsolutePath();
    private static final Path PROGRAMS =
            Path.of("target", "test-postgres-programs").toAbsolutePath();

    @Override
    public Map<String, String> start() {
        synchronized (System.getProperties()) {
            if (System.getProperty(URL) == null) {
                startOnce();
            }
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", System.getProperty(URL),
                "quarkus.datasource.username", "herbtrust",
                "quarkus.datasource.password", System.getProperty(PASSWORD));
    }

    @Override
    public void stop() {
        // one profile of many has ended; the database ends with the virtual machine
    }

    /** Programs for launcher tests of other folders, unpacked once a checkout. */
    static Path programs() {
        return PROGRAMS;
    }

    private static void startOnce() {
        removeWhatEarlierRunsLeft();
        Path home = FOLDER.resolve(Long.toString(ProcessHandle.current().pid()));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home, PROGRAMS, EmbeddedPostgres.Durability.THROW_AWAY);
        System.setProperty(URL, postgres.jdbcUrl());
        System.setProperty(PASSWORD, postgres.password());
        ProcessHandle server = postgres.server();
        Runtime.getRuntime().addShutdownHook(new StopServer(server));
    }

    /** Loaded before the class loader of the tests is closed, and needs no other class of ours. */
    private static final class StopServer extends Thread {
        private final transient ProcessHandle server;

        StopServer(ProcessHandle server) {
            this.server = server;
        }

        @Override
        public void run() {
            server.destroyForcibly();
        }
    }

    private static void removeWhatEarlierRunsLeft() {
        if (!Files.isDirectory(FOLDER)) {
            return;
        }
        try (Stream<Path> runs = Files.list(FOLDER)) {
            for (Path run : runs.toList()) {
                if (ProcessHandle.of(Long.parseLong(run.getFileName().toString()))
                        .isEmpty()) {
                    EmbeddedPostgresBinaries.deleteTree(run);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
