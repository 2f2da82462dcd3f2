package org.herbtrust.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL that the application starts for itself when it is told of no other, with its data in a folder of ours.
 *
 * <p>Made for data that must last: every commit is on disk before it is answered, checksums are on, the same folder is
 * found again after a restart and after {@code kill -9} of any of the processes. Not for several machines: it listens on
 * 127.0.0.1 only.
 *
 * <p>In {@code home}: {@code data} (the cluster), {@code log}, {@code programs-…} (unpacked from the class path),
 * {@code lock} (held while we run), two passwords, and optionally {@code postgresql.local.conf} for settings of the
 * operator, which win over ours.
 */
final class EmbeddedPostgres implements AutoCloseable {

    /** The major version of the binaries on the class path; a cluster of another one is refused, never converted. */
    static final int MAJOR_VERSION = 17;

    private static final String ROLE = "herbtrust";
    private static final String DATABASE = "herbtrust";
    private static final String SUPERUSER = "postgres";
    private static final int START_ATTEMPTS = 5;
    private static final int STOP_SECONDS = 60;
    private static final int TOOL_SECONDS = 180;

    /** What a commit is worth. */
    enum Durability {
        /** An answered commit survives the loss of power. */
        LASTING("on", "on", "on"),
        /** Quick and lost with the machine: for tests. */
        THROW_AWAY("off", "off", "off");

        private final String fsync;
        private final String synchronousCommit;
        private final String fullPageWrites;

        Durability(String fsync, String synchronousCommit, String fullPageWrites) {
            this.fsync = fsync;
            this.synchronousCommit = synchronousCommit;
            this.fullPageWrites = fullPageWrites;
        }
    }

    private final Path home;
    private final Path data;
    private final Path programs;
    private final Durability durability;
    private final List<String> prefix;
    private final FileChannel lockFile;
    private int port;
    private boolean closed;

    private EmbeddedPostgres(
            Path home, Path programs, Durability durability, List<String> prefix, FileChannel lockFile) {
        this.home = home;
        this.data = home.resolve("data");
        this.programs = programs;
        this.durability = durability;
        this.prefix = prefix;
        this.lockFile = lockFile;
    }

    /** Starts the database of {@code home}, which is made if it isn't there, with the programs unpacked in it too. */
    static EmbeddedPostgres start(Path home, Durability durability) {
        return start(home, home, durability);
    }

    /**
     * Starts the database of {@code home}.
     *
     * @param programsCache where the programs are unpacked: tests share one folder
     * @throws EmbeddedPostgresException with what to do, if it can't
     */
    static EmbeddedPostgres start(Path home, Path programsCache, Durability durability) {
        FileChannel lockFile = null;
        try {
            SecretFile.createFolder(home.toAbsolutePath().normalize());
            Path real = home.toRealPath();
            lockFile = lock(real);
            refuseOtherMajorVersion(real.resolve("data"));
            EmbeddedPostgres postgres = new EmbeddedPostgres(
                    real,
                    EmbeddedPostgresBinaries.unpackedIn(programsCache.toAbsolutePath()),
                    durability,
                    unprivilegedPrefix(),
                    lockFile);
            postgres.start();
            return postgres;
        } catch (IOException e) {
            release(lockFile);
            throw new UncheckedIOException("cannot start the embedded PostgreSQL in " + home, e);
        } catch (InterruptedException e) {
            release(lockFile);
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while the embedded PostgreSQL was starting", e);
        } catch (RuntimeException e) {
            release(lockFile);
            throw e;
        }
    }

    /** With batched inserts rewritten to multi-row ones, which is worth a third of the time of a capture. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?reWriteBatchedInserts=true";
    }

    /** A role that owns its database and nothing else; no superuser, for the server owns files of the person who started it. */
    String username() {
        return ROLE;
    }

    String password() {
        return SecretFile.readOrCreate(home.resolve("application.password"));
    }

    int port() {
        return port;
    }

    /** The server's first process; killing it ends the others, as if the power went. */
    ProcessHandle server() {
        try {
            return ProcessHandle.of(serverPid()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server after its clients were sent away; call it when the connection pool is closed already. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stopServer();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop the embedded PostgreSQL", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release(lockFile);
        }
    }

    private void start() throws IOException, InterruptedException {
        stopWhatIsLeft();
        removeUnfinished();
        if (!Files.isDirectory(data)) {
            initialise();
        }
        SecretFile.createFolder(home.resolve("log"));
        startServer();
        try {
            provision();
        } catch (SQLException e) {
            stopServer();
            throw new EmbeddedPostgresException(
                    "the embedded PostgreSQL started but refuses work: " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: refused like any other
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new EmbeddedPostgresException(
                "数据目录 " + home + " 正被另一个实例使用。 The data in " + home
                        + " is in use by another running instance: stop that one, or choose another folder with HERBTRUST_DATA_DIR.");
    }

    private static void release(FileChannel lockFile) {
        if (lockFile != null) {
            try {
                lockFile.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void refuseOtherMajorVersion(Path data) throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        String version = Files.readString(file).strip();
        if (!version.equals(Integer.toString(MAJOR_VERSION))) {
            throw new EmbeddedPostgresException(
                    "数据由 PostgreSQL " + version + " 写成，本版本自带 " + MAJOR_VERSION
                            + "，不会自动转换。 The data in " + data + " was written by PostgreSQL " + version
                            + " and this release brings " + MAJOR_VERSION
                            + "; nothing was changed. Either go on with the release that wrote it, or start that release once more,"
                            + " copy the database with pg_dump into a PostgreSQL of your own, and name that one with QUARKUS_DATASOURCE_JDBC_URL.");
        }
    }

    /** PostgreSQL refuses to run as uid 0, so root steps into a user namespace in which it is nobody in particular. */
    private static List<String> unprivilegedPrefix() throws IOException, InterruptedException {
        Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!Integer.valueOf(0).equals(uid)) {
            return List.of();
        }
        List<String> unshare = List.of("unshare", "--user");
        List<String> probe = new ArrayList<>(unshare);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return unshare;
            }
        } catch (IOException e) {
            // no such program: the same two ways out
        }
        throw new EmbeddedPostgresException("PostgreSQL 不以 root 运行，本机又不允许用户命名空间。请改用普通用户运行，或配置外部数据库。"
                + " PostgreSQL doesn't run as root, and this machine doesn't permit a user namespace (`unshare --user`)."
                + " Two ways out: run the application as an ordinary user, or name a PostgreSQL with"
                + " QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.");
    }

    /**
     * After {@code kill -9} of the application its server goes on as an orphan: it is stopped. Where the server itself
     * was killed its children end by themselves: they are waited for, because a second server beside them would
     * destroy the data. Only then is a pid file that is still there known to be stale; it may name a number that the
     * system has given to somebody else since.
     */
    private void stopWhatIsLeft() throws IOException, InterruptedException {
        if (!processesOfData().isEmpty() && Files.exists(pidFile())) {
            long server = serverPid();
            if (processesOfData().stream().anyMatch(process -> process.pid() == server)) {
                stopServer();
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!processesOfData().isEmpty()) {
            if (System.nanoTime() > deadline) {
                processesOfData().forEach(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(50);
        }
        Files.deleteIfExists(pidFile());
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private long serverPid() throws IOException {
        List<String> lines = Files.readAllLines(pidFile());
        try {
            return lines.isEmpty() ? -1 : Long.parseLong(lines.get(0).strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** All processes of a server work in its data folder, so that tells ours from any other process. */
    private List<ProcessHandle> processesOfData() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> worksIn(process.pid(), data))
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .toList();
        }
    }

    private static boolean worksIn(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                            .equals(folder)
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"))
                            .getFileName()
                            .toString()
                            .startsWith("postgres");
        } catch (IOException e) {
            return false; // it has ended, or belongs to somebody else
        }
    }

    /** A crash in the middle of the first start leaves a folder that was never renamed to {@code data}. */
    private void removeUnfinished() throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith("initialising-") || name.startsWith("unpacking-")) {
                    EmbeddedPostgresBinaries.deleteTree(entry);
                }
            }
        }
    }

    private void initialise() throws IOException, InterruptedException {
        Path beside = Files.createTempDirectory(home, "initialising-");
        Path superuserPassword = home.resolve("superuser.password");
        SecretFile.readOrCreate(superuserPassword);
        List<String> command = new ArrayList<>(List.of(
                program("initdb"),
                "--pgdata=" + beside,
                "--username=" + SUPERUSER,
                "--pwfile=" + superuserPassword,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums"));
        if (durability == Durability.THROW_AWAY) {
            command.add("--no-sync");
        }
        if (run(command) != 0) {
            throw new EmbeddedPostgresException("initdb failed, see " + toolLog());
        }
        Files.writeString(beside.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startServer() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            writeSettings();
            int status = run(List.of(
                    program("pg_ctl"),
                    "start",
                    "--pgdata=" + data,
                    "--log=" + home.resolve("log").resolve("start.log"),
                    "--wait",
                    "--timeout=" + TOOL_SECONDS,
                    "--silent"));
            if (status == 0) {
                return;
            }
            if (attempt == START_ATTEMPTS) {
                throw new EmbeddedPostgresException("the embedded PostgreSQL doesn't start, see the files in "
                        + home.resolve("log") + " and " + toolLog());
            }
            stopWhatIsLeft();
        }
    }

    /** Free a moment ago: somebody may be quicker, hence the attempts. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Written anew at each start, so that a later release's settings reach old data; the operator's file comes last. */
    private void writeSettings() throws IOException {
        Path beside = data.resolve("postgresql.conf.new");
        Files.writeString(
                beside, """
                # Written by the application at each start. Your own settings: ../postgresql.local.conf
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 60
                shared_buffers = '128MB'
                work_mem = '8MB'
                maintenance_work_mem = '128MB'
                max_wal_size = '1GB'
                checkpoint_timeout = '10min'
                random_page_cost = 1.1
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                datestyle = 'iso, ymd'
                lc_messages = 'C'
                lc_monetary = 'C'
                lc_numeric = 'C'
                lc_time = 'C'
                default_text_search_config = 'pg_catalog.simple'
                dynamic_shared_memory_type = 'posix'
                logging_collector = on
                log_directory = '../log'
                log_filename = 'postgresql-%%a.log'
                log_rotation_age = '1d'
                log_truncate_on_rotation = on
                log_min_duration_statement = '2s'
                fsync = %s
                synchronous_commit = %s
                full_page_writes = %s
                include_if_exists = '../postgresql.local.conf'
                """.formatted(port, durability.fsync, durability.synchronousCommit, durability.fullPageWrites));
        Files.move(
                beside,
                data.resolve("postgresql.conf"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void stopServer() throws IOException, InterruptedException {
        if (!Files.exists(pidFile())) {
            return;
        }
        if (stop("fast") != 0) {
            stop("immediate"); // recovery at the next start; no commit is lost
        }
    }

    private int stop(String mode) throws IOException, InterruptedException {
        return run(List.of(
                program("pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=" + mode,
                "--wait",
                "--timeout=" + STOP_SECONDS,
                "--silent"));
    }

    /** Makes the application's role and its database unless they are there: a crash between the two is mended too. */
    private void provision() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        SUPERUSER,
                        SecretFile.readOrCreate(home.resolve("superuser.password")));
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + ROLE + "'")) {
                // the password has letters, digits, - and _ only
                statement.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password() + "'");
            }
            if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + ROLE);
                statement.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
            }
        }
    }

    private static boolean isMissing(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return !row.next();
        }
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private Path toolLog() {
        return home.resolve("tools.log");
    }

    /** Output goes to a file: the server inherits it, and a pipe would stay open for as long as it lives. */
    private int run(List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(toolLog().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(TOOL_SECONDS + 10L, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new EmbeddedPostgresException(command.get(0) + " doesn't end, see " + toolLog());
        }
        return process.exitValue();
    }
}
