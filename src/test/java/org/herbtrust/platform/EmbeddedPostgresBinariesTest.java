package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresBinariesTest {

    @TempDir
    Path cache;

    @Test
    void theProgramsAreUnpackedOnceAndFoundAgain() throws IOException {
        Path first = EmbeddedPostgresBinaries.unpackedIn(cache);
        FileTime unpacked = Files.getLastModifiedTime(first);

        Path second = EmbeddedPostgresBinaries.unpackedIn(cache);

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second)).isEqualTo(unpacked);
        for (String program : List.of("initdb", "pg_ctl", "postgres")) {
            assertThat(first.resolve("bin").resolve(program)).isExecutable();
        }
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).as("nothing half-unpacked stays").containsExactly(first);
        }
    }
}
