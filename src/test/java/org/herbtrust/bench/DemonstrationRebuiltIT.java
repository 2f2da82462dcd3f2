package org.herbtrust.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lots of the demonstration market are what its events say, to the byte, and stay so when they are written anew. */
class DemonstrationRebuiltIT {

    @TempDir
    Path folder;

    @Test
    void theLotsOfTheDemonstrationMarketAreRebuiltToTheSameBytes() throws Exception {
        try (RunningApplication application = RunningApplication.start(folder, "-Xmx512m")) {
            JsonNode rebuilt =
                    application.json(application.asAdmin("/api/v1/admin/trace/rebuild?keep=true", new byte[0]));

            assertThat(rebuilt.path("events").asLong()).isGreaterThan(1_000);
            assertThat(rebuilt.path("digestAfter").asText())
                    .hasSize(64)
                    .isEqualTo(rebuilt.path("digestBefore").asText());
            assertThat(application
                            .json(application.asAdmin("/api/v1/admin/trace/digest", null))
                            .path("sha256")
                            .asText())
                    .isEqualTo(rebuilt.path("digestAfter").asText());
        }
    }
}
