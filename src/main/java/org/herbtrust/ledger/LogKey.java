package org.herbtrust.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.herbtrust.ledger.rules.SignerKey;
import org.herbtrust.ledger.rules.VerifierKey;

/** Files that hold a signing key: two lines, readable by their owner only. */
final class LogKey {

    private LogKey() {}

    /** Reads the key, or makes one under this name where there is no file yet. */
    static SignerKey at(Path file, String nameIfNew) {
        if (!Files.exists(file)) {
            write(SignerKey.generate(nameIfNew, VerifierKey.Kind.NOTE), file);
        }
        return read(file);
    }

    /** @throws IllegalStateException if it holds no key */
    static SignerKey read(Path file) {
        try {
            return SignerKey.parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the key cannot be read: " + file, unreadable);
        } catch (IllegalArgumentException damaged) {
            throw new IllegalStateException("not a ledger key (two lines: signer, verifier): " + file, damaged);
        }
    }

    /** Puts the key there as a whole; a file that is there already stays as it is. */
    static void write(SignerKey key, Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path draft = Files.createTempFile(directory, "ledger-key", ".new", ownerOnly);
            Files.writeString(draft, String.join("\n", key.lines()) + "\n");
            try {
                Files.move(draft, file);
            } catch (FileAlreadyExistsException another) {
                // somebody was faster: theirs is the key
                Files.delete(draft);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the key cannot be kept: " + file, unwritable);
        }
    }
}
