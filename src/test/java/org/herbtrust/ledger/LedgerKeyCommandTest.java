package org.herbtrust.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.herbtrust.platform.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeyCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        return new LedgerKeyCommand()
                .run(
                        List.of(args),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String passphrase(String text) throws IOException {
        return Files.writeString(folder.resolve("passphrase"), text).toString();
    }

    @Test
    void aKeyComesBackFromItsBackup() throws IOException {
        assertThat(run("--new", at("key"), "--name", "market.example/log")).isEqualTo(Command.DONE);
        String secret = Files.readString(folder.resolve("key"));
        assertThat(run(
                        "--backup",
                        at("key"),
                        "--to",
                        at("copy"),
                        "--passphrase-file",
                        passphrase("correct horse battery")))
                .isEqualTo(Command.DONE);
        assertThat(Files.readString(folder.resolve("copy"))).doesNotContain("PRIVATE");
        assertThat(run(
                        "--restore",
                        at("copy"),
                        "--to",
                        at("restored"),
                        "--passphrase-file",
                        passphrase("correct horse battery")))
                .isEqualTo(Command.DONE);
        assertThat(Files.readString(folder.resolve("restored"))).isEqualTo(secret);
    }

    @Test
    void anotherPassphraseOrAnAlteredCopyOpensNothing() throws IOException {
        run("--new", at("key"), "--name", "market.example/log", "--kind", "witness");
        String right = passphrase("correct horse battery");
        run("--backup", at("key"), "--to", at("copy"), "--passphrase-file", right);
        String copy = Files.readString(folder.resolve("copy"));
        Files.writeString(folder.resolve("altered"), copy.replaceFirst("market\\.example/log", "market.example/lag"));
        assertThat(run("--restore", at("altered"), "--to", at("x"), "--passphrase-file", right))
                .isEqualTo(Command.BAD_INPUT);
        assertThat(run(
                        "--restore",
                        at("copy"),
                        "--to",
                        at("x"),
                        "--passphrase-file",
                        passphrase("wrong horse battery")))
                .isEqualTo(Command.BAD_INPUT);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aKeyIsNeverOverwrittenAndAShortPassphraseIsRefused() throws IOException {
        run("--new", at("key"), "--name", "market.example/log");
        String secret = Files.readString(folder.resolve("key"));
        assertThat(run("--new", at("key"), "--name", "market.example/log")).isEqualTo(Command.BAD_INPUT);
        assertThat(Files.readString(folder.resolve("key"))).isEqualTo(secret);
        assertThat(run("--backup", at("key"), "--to", at("copy"), "--passphrase-file", passphrase("short")))
                .isEqualTo(Command.BAD_INPUT);
        assertThat(folder.resolve("copy")).doesNotExist();
    }

    @Test
    void aWrongUseSaysHow() {
        assertThat(run()).isEqualTo(Command.WRONG_USE);
        assertThat(run("--new", at("k"))).isEqualTo(Command.WRONG_USE);
        assertThat(run("--new", at("k"), "--name", "a b")).isEqualTo(Command.WRONG_USE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("ledger-key --backup");
    }
}
