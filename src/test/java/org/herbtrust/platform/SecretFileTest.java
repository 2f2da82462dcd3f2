package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    Path folder;

    @Test
    void aSecretIsMadeOnceAndReadByItsOwnerOnly() throws IOException {
        Path file = folder.resolve("new").resolve("secret");

        String made = SecretFile.readOrCreate(file);

        assertThat(made).matches("[A-Za-z0-9_-]{43}");
        assertThat(SecretFile.readOrCreate(file)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void twoInstallationsHaveDifferentSecrets() {
        assertThat(SecretFile.readOrCreate(folder.resolve("a")))
                .isNotEqualTo(SecretFile.readOrCreate(folder.resolve("b")));
    }

    @Test
    void anEmptiedSecretIsNotSilentlyReplaced() throws IOException {
        Path file = Files.createFile(folder.resolve("secret"));

        assertThatThrownBy(() -> SecretFile.readOrCreate(file)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).isEmptyFile();
    }
}
