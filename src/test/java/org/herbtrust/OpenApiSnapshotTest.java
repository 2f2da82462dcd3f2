package org.herbtrust;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Whoever changes the REST API sees the change in a file that is reviewed, and so do those who rely on it. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenApiSnapshotTest {

    private static final Path REVIEWED = Path.of("traceability-schema", "openapi.yaml");
    private static final Path RUNNING = Path.of("target", "openapi.yaml");

    /** Where tests put resources of their own. */
    private static final String ONLY_IN_TESTS = "/test/";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Test
    void the_running_application_offers_the_API_that_was_reviewed() throws IOException {
        String running = normal(
                given().get("/q/openapi").then().statusCode(200).extract().asString());
        String reviewed = Files.exists(REVIEWED) ? normal(Files.readString(REVIEWED)) : "";
        if (!running.equals(reviewed)) {
            Files.writeString(RUNNING, running);
            throw new AssertionError(
                    """
                    The REST API is not the one in %s. First difference:
                    %s
                    Compare %s with it. If the change is meant: cp %s %s
                    """.formatted(REVIEWED, firstDifference(reviewed, running), RUNNING, RUNNING, REVIEWED));
        }
    }

    /** Keys in order, and without what depends on where and as which version the application runs. */
    private static String normal(String openapi) throws JsonProcessingException {
        JsonNode document = YAML.readTree(openapi);
        if (document instanceof ObjectNode fields) {
            fields.remove("servers");
            if (fields.path("paths") instanceof ObjectNode paths) {
                paths.remove(paths.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(path -> path.startsWith(ONLY_IN_TESTS))
                        .toList());
            }
            if (fields.path("info") instanceof ObjectNode info) {
                info.remove("version");
            }
        }
        return YAML.writeValueAsString(YAML.treeToValue(document, Object.class));
    }

    private static String firstDifference(String reviewed, String running) {
        List<String> before = reviewed.lines().toList();
        List<String> now = running.lines().toList();
        int line = IntStream.range(0, Math.min(before.size(), now.size()))
                .filter(i -> !before.get(i).equals(now.get(i)))
                .findFirst()
                .orElse(Math.min(before.size(), now.size()));
        return "line %d%n  reviewed: %s%n  running:  %s"
                .formatted(
                        line + 1,
                        line < before.size() ? before.get(line) : "(end)",
                        line < now.size() ? now.get(line) : "(end)");
    }
}
