package org.herbtrust.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyTest {

    /** Key and note of the documentation of Go's package golang.org/x/mod/sumdb/note. */
    private static final String VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @Test
    void aNoteThatAnotherToolSignedIsAccepted() {
        assertThat(LogKey.verifies(NOTE, VERIFIER)).isTrue();
    }

    @Test
    void anAlteredNoteIsNot() {
        assertThat(LogKey.verifies(NOTE.replace("don't know", "do know"), VERIFIER))
                .isFalse();
        assertThat(LogKey.verifies(NOTE.replace("x08go", "x08gp"), VERIFIER)).isFalse();
        assertThat(LogKey.verifies(NOTE, VERIFIER.replace("c74f20a3", "c74f20a4")))
                .isFalse();
        assertThat(LogKey.verifies("no signature\n", VERIFIER)).isFalse();
    }

    @Test
    void whatItSignsItVerifies() {
        LogKey key = LogKey.generate("market.example/log");
        String note = key.sign("market.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(LogKey.verifies(note, key.verifier())).isTrue();
        assertThat(LogKey.verifies(note, LogKey.generate("market.example/log").verifier()))
                .isFalse();
        assertThat(note.lines().skip(3).toList()).first().asString().isEmpty();
    }

    @Test
    void theKeyIsMadeOnceAndReadableByItsOwnerOnly(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("deep/ledger-key");
        LogKey made = LogKey.at(file, "market.example/log");
        LogKey read = LogKey.at(file, "another.example/log");
        assertThat(read.verifier()).isEqualTo(made.verifier());
        assertThat(read.name()).isEqualTo("market.example/log");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedKeyFileIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ledger-key");
        LogKey.at(file, "market.example/log");
        List<String> lines = Files.readAllLines(file);
        Files.write(
                file,
                List.of(lines.get(0), LogKey.generate("market.example/log").verifier()));
        assertThatThrownBy(() -> LogKey.at(file, "market.example/log"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ledger-key");
    }
}
