package org.herbtrust.epcis;

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

class EventHashCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return new EventHashCommand()
                .run(
                        List.of(args),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void prints_one_hash_a_line_in_the_order_of_the_document() throws IOException {
        Path vectors = Path.of("src/test/resources/epcis/event-hash");
        assertThat(run(vectors.resolve("TimeStampRoundOff.jsonld").toString())).isEqualTo(Command.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(Files.readString(vectors.resolve("TimeStampRoundOff.hashes"))
                        .lines()
                        .filter(l -> !l.isBlank())
                        .toList());
    }

    @Test
    void reads_answers_to_queries_too() {
        assertThat(run("src/test/resources/epcis/JSON/EPCISQueryDocument.jsonld"))
                .isEqualTo(Command.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void says_what_is_wrong(@TempDir Path folder) throws IOException {
        assertThat(run()).isEqualTo(Command.WRONG_USE);
        assertThat(run(folder.resolve("missing").toString())).isEqualTo(Command.BAD_INPUT);
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"type\": ");
        assertThat(run(bad.toString())).isEqualTo(Command.BAD_INPUT);
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        assertThat(run(empty.toString())).isEqualTo(Command.BAD_INPUT);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bad.json").contains("missing");
    }
}
