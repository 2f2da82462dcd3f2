package org.herbtrust.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.herbtrust.platform.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyLabelCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path keys;
    private JsonNode vectors;

    @BeforeEach
    void thePublishedKeys() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Path.of("src/test/resources/label/signed-labels.json").toFile());
        vectors = file.get("vectors");
        ObjectNode published = new ObjectMapper().createObjectNode().put("format", PublishedKeys.FORMAT);
        published.set("keys", file.get("keys"));
        keys = folder.resolve("keys.json");
        Files.writeString(keys, published.toString());
    }

    private int run(String... args) {
        return new VerifyLabelCommand()
                .run(
                        List.of(args),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void aGoodLabelIsToldWithItsCodeKeyAndDay() {
        assertThat(run(vectors.get(0).get("text").asText(), "--keys", keys.toString()))
                .isEqualTo(Command.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("genuine ").contains("key=3fa2 signed=2026-11-24");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("签名有效");
    }

    @Test
    void everyOtherVectorIsBadInput() {
        for (JsonNode vector : vectors) {
            String reason = vector.get("expected").get("reason").asText();
            int status = run("--keys", keys.toString(), vector.get("text").asText());
            assertThat(status).as(reason).isEqualTo(reason.equals("genuine") ? Command.DONE : Command.BAD_INPUT);
            assertThat(out.toString(StandardCharsets.UTF_8)
                            .lines()
                            .reduce((a, b) -> b)
                            .orElseThrow())
                    .startsWith(reason);
        }
    }

    @Test
    void wrongUseAndUnreadableKeysAreToldApart() throws IOException {
        assertThat(run("text")).isEqualTo(Command.WRONG_USE);
        assertThat(run("text", "--key", "x")).isEqualTo(Command.WRONG_USE);
        assertThat(run("text", "--keys", folder.resolve("none").toString())).isEqualTo(Command.BAD_INPUT);
        Files.writeString(keys, "{\"format\":\"other\",\"keys\":[]}");
        assertThat(run("text", "--keys", keys.toString())).isEqualTo(Command.BAD_INPUT);
        Files.writeString(keys, "{\"format\":\"" + PublishedKeys.FORMAT + "\",\"keys\":[{\"id\":\"00aa\"}]}");
        assertThat(run("text", "--keys", keys.toString())).isEqualTo(Command.BAD_INPUT);
        Files.writeString(keys, "no json");
        assertThat(run("text", "--keys", keys.toString())).isEqualTo(Command.BAD_INPUT);
        assertThat(out.size()).isZero();
    }
}
