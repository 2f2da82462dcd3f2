package org.herbtrust.platform;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the program begins: a command if one is named, else the server.
 *
 * <p>The database must be there before Quarkus starts and go after it has stopped, so it is started here and not in a
 * bean.
 */
@QuarkusMain
public final class HerbTrustMain {

    private static final String URL = "quarkus.datasource.jdbc.url";

    /** How long a stop from outside waits for requests under way and for the database. */
    private static final int STOP_SECONDS = 90;

    HerbTrustMain() {}

    public static void main(String... args) {
        speakUtf8();
        int status = args.length > 0 ? Commands.discovered().run(Arrays.asList(args), System.out, System.err) : serve();
        System.out.flush();
        // live reload calls main again in the same JVM, which must go on living
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(status);
        }
    }

    /** The console's words are Chinese first, whatever the locale of the machine: a service often has none. */
    private static void speakUtf8() {
        if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        }
    }

    private static int serve() {
        EmbeddedPostgres postgres;
        try {
            postgres = prepare(StartupSettings.read());
        } catch (EmbeddedPostgresException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("cannot prepare the data folder: " + e);
            return 1;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        // on SIGTERM the virtual machine ends when its hooks have: this one holds it until the database is down too
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopped), "wait for the database"));
        AtomicInteger status = new AtomicInteger(1);
        try {
            Quarkus.run(null, (code, failure) -> {
                status.set(code);
                if (failure != null) {
                    failure.printStackTrace();
                }
            });
        } finally {
            if (postgres != null) {
                postgres.close();
            }
            stopped.countDown();
        }
        return status.get();
    }

    /** Gives Quarkus, by system properties, what an installation has of its own: a database and a secret. */
    private static EmbeddedPostgres prepare(StartupSettings settings) throws IOException {
        Path folder = settings.dataFolder();
        System.setProperty(StartupSettings.DATA_FOLDER, folder.toString());
        if (settings.find(StartupSettings.SECRET).isEmpty()) {
            System.setProperty(StartupSettings.SECRET, SecretFile.readOrCreate(folder.resolve("secret")));
        }
        if (settings.find(URL).isPresent()) {
            return null;
        }
        System.out.println("内嵌数据库启动中 Starting the embedded database in " + folder);
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(folder.resolve("postgresql"), EmbeddedPostgres.Durability.LASTING);
        System.setProperty(URL, postgres.jdbcUrl());
        System.setProperty("quarkus.datasource.username", postgres.username());
        System.setProperty("quarkus.datasource.password", postgres.password());
        return postgres;
    }

    private static void await(CountDownLatch stopped) {
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the database is left running; the next start takes care of it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
