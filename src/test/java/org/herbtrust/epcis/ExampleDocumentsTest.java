package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GS1's example documents and those of the profile are valid. */
class ExampleDocumentsTest {

    static final Path ROOT = Path.of("src/test/resources/epcis");

    static Stream<Path> documents() throws IOException {
        return Stream.concat(EventHashTest.files(ROOT.resolve("JSON")), EventHashTest.files(ROOT.resolve("XML")))
                .filter(p -> p.toString().matches(".*\\.(jsonld|json|xml)"))
                // capture jobs and answers to queries are not for capture
                .filter(p ->
                        !p.toString().contains("CaptureJob") && !p.toString().contains("QueryDocument"));
    }

    static Stream<Path> ours() throws IOException {
        return EventHashTest.files(Path.of("traceability-schema/epcis/examples"));
    }

    @ParameterizedTest
    @MethodSource({"documents", "ours"})
    void are_valid(Path file) throws IOException {
        MediaKind kind = file.toString().endsWith(".xml") ? MediaKind.XML : MediaKind.JSON;
        EpcisDocument document = EpcisDocument.forCapture(Files.readAllBytes(file), kind);
        for (int i = 0; i < document.events().size(); i++) {
            EventReading reading =
                    EventReading.of(document.events().get(i), document.namespaces(), document.pointerOf(i));
            assertThat(reading.errors()).as(file.toString()).isEmpty();
            EpcisEvent again = EventReading.stored(reading.body());
            assertThat(again).isEqualTo(reading.event().orElseThrow());
            assertThat(EventReading.hashOf(reading.body(), Namespaces.GS1)).isEqualTo(reading.hash());
        }
    }
}
