package org.herbtrust.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.herbtrust.ledger.rules.SignerKey;
import org.herbtrust.ledger.rules.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyTest {

    @Test
    void theKeyIsMadeOnceAndReadableByItsOwnerOnly(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("deep/ledger-key");
        SignerKey made = LogKey.at(file, "market.example/log");
        SignerKey read = LogKey.at(file, "another.example/log");
        assertThat(read.verifier()).isEqualTo(made.verifier());
        assertThat(read.verifier().name()).isEqualTo("market.example/log");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedKeyFileIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ledger-key");
        LogKey.at(file, "market.example/log");
        SignerKey other = SignerKey.generate("market.example/log", VerifierKey.Kind.NOTE);
        Files.write(file, List.of(Files.readAllLines(file).get(0), other.lines().get(1)));
        assertThatThrownBy(() -> LogKey.at(file, "market.example/log"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ledger-key");
    }
}
