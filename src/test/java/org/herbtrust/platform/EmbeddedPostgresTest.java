package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    /** A cluster that was started once and stopped; each test begins with a copy, which is quicker than initdb. */
    @TempDir
    static Path template;

    @TempDir
    Path folder;

    private Path home;
    private EmbeddedPostgres postgres;

    @BeforeAll
    static void startOnAFolderThatIsNotThereYet() {
        EmbeddedPostgres.start(
                        template.resolve("installation").resolve("postgresql"),
                        TestPostgres.programs(),
                        EmbeddedPostgres.Durability.THROW_AWAY)
                .close();
    }

    @BeforeEach
    void startOnACopy() throws Exception {
        Path installation = template.resolve("installation");
        assertThat(new ProcessBuilder("cp", "-a", installation.toString(), folder.toString())
                        .start()
                        .waitFor())
                .isZero();
        home = folder.resolve("installation").resolve("postgresql");
        postgres = start();
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void aRestartFindsTheDataAgain() throws SQLException {
        write("create table note (text text)", "insert into note values ('白芍 饮片')");

        postgres.close();
        postgres = start();

        assertThat(read("select text from note")).isEqualTo("白芍 饮片");
    }

    @Test
    void anOrphanedServerIsStoppedAndItsCommitsAreThere() throws Exception {
        postgres.close();
        Process application = startInAnotherProcess();
        long orphan = Long.parseLong(Files.readAllLines(postmasterPid()).get(0).strip());

        application.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).as("kill -9 leaves the server").isPresent();
        postgres = start();

        assertThat(read("select text from note")).isEqualTo("committed");
        assertThat(postgres.server().pid()).isNotEqualTo(orphan);
        assertThat(Path.of("/proc", Long.toString(orphan), "exe"))
                .as("ended, even if nobody has asked for its exit status yet")
                .matches(exe -> !isReadableLink(exe));
    }

    @Test
    void aKilledServerRecoversAtTheNextStart() throws SQLException {
        postgres.close();
        postgres = start(EmbeddedPostgres.Durability.LASTING);
        write("create table note (text text)", "insert into note values ('committed')");

        ProcessHandle server = postgres.server();
        server.destroyForcibly();
        server.onExit().join();
        postgres.close();
        postgres = start();

        assertThat(read("select text from note")).isEqualTo("committed");
    }

    @Test
    void aPidFileThatNamesSomebodyElsesProcessIsStale() throws Exception {
        postgres.close();
        Process somebody = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    postmasterPid(),
                    somebody.pid() + "\n" + home.resolve("data") + "\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready\n");

            postgres = start();

            assertThat(somebody.isAlive()).isTrue();
            assertThat(read("select 1")).isEqualTo("1");
        } finally {
            somebody.destroyForcibly();
        }
    }

    @Test
    void aSecondInstanceOnTheSameFolderIsRefused() throws SQLException {
        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("in use by another running instance");
        assertThat(read("select 1")).isEqualTo("1");
    }

    @Test
    void dataOfAnotherMajorVersionAreRefusedAndLeftAlone() throws IOException {
        postgres.close();
        Path version = home.resolve("data").resolve("PG_VERSION");
        Files.writeString(version, "16\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("written by PostgreSQL 16");
        Files.writeString(version, EmbeddedPostgres.MAJOR_VERSION + "\n");
        postgres = start();
    }

    @Test
    void aFirstStartThatWasCutShortIsBegunAgain() throws IOException {
        postgres.close();
        Path half = Files.createDirectory(home.resolve("initialising-123"));
        Files.writeString(half.resolve("PG_VERSION"), "17\n");

        postgres = start();

        assertThat(half).doesNotExist();
    }

    @Test
    void theApplicationsRoleOwnsItsDatabaseAndNoMore() throws SQLException {
        assertThat(read("select rolsuper or rolcreatedb or rolcreaterole or rolreplication from pg_roles"
                        + " where rolname = current_user"))
                .isEqualTo("f");
        assertThat(
                        read(
                                "select pg_catalog.pg_get_userbyid(datdba) from pg_database where datname = current_database()"))
                .isEqualTo("herbtrust");
        assertThatThrownBy(() -> write("copy (select 1) to program 'true'")).isInstanceOf(SQLException.class);
    }

    @Test
    void textIsUnicodeAndPagesHaveChecksums() throws SQLException {
        assertThat(read("show server_encoding")).isEqualTo("UTF8");
        assertThat(read("show data_checksums")).isEqualTo("on");
        assertThat(read("select concat(datlocprovider, datlocale) from pg_database where datname = current_database()"))
                .isEqualTo("bC.UTF-8");
    }

    @Test
    void onlyThisMachineMayConnectAndOnlyWithThePassword() throws IOException, SQLException {
        assertThat(read("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Files.readAllLines(postmasterPid()).get(4))
                .as("folder of the Unix socket")
                .isEmpty();
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guessed")
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
        for (String file : List.of("application.password", "superuser.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void lastingDataAreOnDiskBeforeACommitIsAnswered() throws SQLException {
        postgres.close();
        postgres = start(EmbeddedPostgres.Durability.LASTING);

        assertThat(read("show fsync")).isEqualTo("on");
        assertThat(read("show synchronous_commit")).isEqualTo("on");
        assertThat(read("show full_page_writes")).isEqualTo("on");
    }

    @Test
    void theOperatorsSettingsWin() throws IOException, SQLException {
        postgres.close();
        Files.writeString(home.resolve("postgresql.local.conf"), "work_mem = '9MB'\n");

        postgres = start();

        assertThat(read("show work_mem")).isEqualTo("9MB");
    }

    /** The application of {@link #anOrphanedServerIsStoppedAndItsCommitsAreThere}: commits, tells so, waits for its end. */
    public static void main(String... args) throws Exception {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]), EmbeddedPostgres.Durability.LASTING);
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (text text)");
            statement.execute("insert into note values ('committed')");
        }
        System.out.println("committed");
        Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        postgres.close();
    }

    private Process startInAnotherProcess() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EmbeddedPostgresTest.class.getName(),
                home.toString(),
                TestPostgres.programs().toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("committed");
        return process;
    }

    private static boolean isReadableLink(Path link) {
        try {
            return Files.readSymbolicLink(link) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private EmbeddedPostgres start() {
        return start(EmbeddedPostgres.Durability.THROW_AWAY);
    }

    private EmbeddedPostgres start(EmbeddedPostgres.Durability durability) {
        return EmbeddedPostgres.start(home, TestPostgres.programs(), durability);
    }

    private Path postmasterPid() {
        return home.resolve("data").resolve("postmaster.pid");
    }

    private void write(String... commands) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private String read(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
