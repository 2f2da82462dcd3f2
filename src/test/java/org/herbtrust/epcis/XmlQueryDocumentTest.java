package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** Answers in XML: valid by GS1's schema, and saying the same as the JSON. */
class XmlQueryDocumentTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void every_example_of_gs1_comes_back_valid_and_with_the_same_hash() throws Exception {
        Schema schema = schema();
        for (Path file : ExampleDocumentsTest.documents().toList()) {
            EpcisDocument document = EventHashTest.document(file);
            List<EventReading> sent = document.events().stream()
                    .map(e -> EventReading.of(e, document.namespaces(), ""))
                    .toList();
            for (CbvFormat words : CbvFormat.values()) {
                byte[] xml = XmlQueryDocument.of(captured(sent), "q", NOW, EpcFormat.NO_PREFERENCE, words);
                String text = new String(xml, StandardCharsets.UTF_8);
                try {
                    schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
                } catch (SAXException e) {
                    throw new AssertionError(file + ": " + e.getMessage() + "\n" + text, e);
                }
                EpcisDocument back = EpcisDocument.read(xml, MediaKind.XML);
                assertThat(back.events().stream()
                                .map(e -> EventReading.hashOf(e, back.namespaces()))
                                .toList())
                        .as(file + "\n" + text)
                        .isEqualTo(sent.stream().map(EventReading::hash).toList());
            }
        }
    }

    @Test
    void names_that_are_no_names_of_elements_and_marks_in_texts_do_no_harm() throws Exception {
        String json = """
                {"@context": [{"ex": "https://ns.example.com/"}], "type": "ObjectEvent", "action": "OBSERVE",
                 "eventTime": "2026-01-01T00:00:00Z", "eventTimeZoneOffset": "+00:00",
                 "epcList": ["https://example.com/a?b=1&c=2"],
                 "ex:1st": "a & b < c ]]> d", "ex:list": [1, 2.50, true, {"ex:in": "x", "@type": "y"}],
                 "https://other.example.com/v#full": "by its full name"}
                """;
        EventReading reading = EventReading.of((ObjectNode) Json.stored(json), Namespaces.GS1, "");
        assertThat(reading.errors()).isEmpty();
        byte[] xml =
                XmlQueryDocument.of(captured(List.of(reading)), "q", NOW, EpcFormat.NO_PREFERENCE, CbvFormat.WEB_URI);
        schema().newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
        EpcisDocument back = EpcisDocument.read(xml, MediaKind.XML);
        assertThat(back.events().get(0).toString())
                .contains("a & b < c ]]> d", "[1,2.50,true,{\"ex:in\":\"x\"}]", "by its full name", "b=1&c=2");
    }

    private static List<CapturedEvent> captured(List<EventReading> readings) {
        List<CapturedEvent> events = new ArrayList<>();
        for (EventReading reading : readings) {
            events.add(new CapturedEvent(events.size(), reading.event().orElseThrow(), NOW, reading.hash(), false));
        }
        return events;
    }

    private static Schema schema() throws SAXException, IOException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        return factory.newSchema(Path.of("src/test/resources/epcis/XSD/EPCglobal-epcis-query-2_0.xsd")
                .toFile());
    }
}
