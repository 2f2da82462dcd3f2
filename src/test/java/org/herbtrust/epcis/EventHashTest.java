package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventHashTest {

    private static final Path VECTORS = Path.of("src/test/resources/epcis/event-hash");
    private static final Path SAME_HASH = Path.of("src/test/resources/epcis/XML/WithEventHashID");

    static Stream<Path> vectors() throws IOException {
        return files(VECTORS).filter(p -> p.toString().matches(".*\\.(jsonld|xml)"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void the_text_before_hashing_is_that_of_the_standard(Path file) throws IOException {
        assertThat(preHashes(file)).containsExactlyElementsOf(lines(file, ".prehashes"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void the_hash_is_that_of_the_standard(Path file) throws IOException {
        assertThat(hashes(file)).containsExactlyElementsOf(lines(file, ".hashes"));
    }

    @Test
    void spelling_order_and_syntax_do_not_change_the_hash() throws IOException {
        List<String> hashes = files(SAME_HASH)
                // the second has another eventTimeZoneOffset, which is part of the event
                .filter(p -> !p.toString().endsWith("_2.xml"))
                .flatMap(p -> hashes(p).stream())
                .toList();
        assertThat(hashes).hasSize(6).allMatch(h -> h.equals(hashes.get(0)), hashes.get(0));
    }

    static Stream<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    static EpcisDocument document(Path file) {
        try {
            MediaKind kind = file.toString().endsWith(".xml") ? MediaKind.XML : MediaKind.JSON;
            return EpcisDocument.read(Files.readAllBytes(file), kind);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<String> hashes(Path file) {
        EpcisDocument document = document(file);
        return document.events().stream()
                .map(e -> EventReading.hashOf(e, document.namespaces()))
                .toList();
    }

    private static List<String> preHashes(Path file) {
        EpcisDocument document = document(file);
        return document.events().stream()
                .map(e -> EventReading.preHashOf(e, document.namespaces()))
                .toList();
    }

    private static List<String> lines(Path file, String extension) throws IOException {
        String name = file.getFileName().toString();
        Path expected = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + extension);
        return Files.readAllLines(expected, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
