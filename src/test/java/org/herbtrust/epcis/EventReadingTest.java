package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.herbtrust.kernel.Refused.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an event means does not depend on how its sender abbreviates. */
class EventReadingTest {

    @ParameterizedTest
    @CsvSource({
        "h, https://ns.herbtrust.org/tcm/, h:untraced",
        "ex, https://example.com/, https://ns.herbtrust.org/tcm/untraced",
        "tcm, https://ns.herbtrust.org/tcm/, tcm:untraced",
    })
    void fieldsOfTheExtensionAreKnownByTheirNamespace(String prefix, String namespace, String field) {
        EventReading reading = read(prefix, namespace, field);

        assertThat(reading.errors()).isEmpty();
        assertThat(reading.body().at("/ilmd/tcm:untraced").asBoolean()).isTrue();
        assertThat(reading.hash())
                .isEqualTo(read("tcm", "https://ns.herbtrust.org/tcm/", "tcm:untraced")
                        .hash());
        assertThat(EventReading.stored(reading.body())
                        .body()
                        .at("/ilmd/tcm:untraced")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theExtensionsOwnPrefixStandsForNothingElse() {
        assertThat(read("tcm", "https://example.com/tcm/", "tcm:untraced").errors())
                .extracting(FieldError::pointer)
                .containsExactly("/@context/0/tcm");
    }

    private static EventReading read(String prefix, String namespace, String field) {
        ObjectNode event = EpcisRestTest.event("https://example.com/things/1");
        event.put("action", "ADD");
        event.putArray("@context").addObject().put(prefix, namespace);
        event.putObject("ilmd").put(field, true);
        return EventReading.of(event, Namespaces.GS1, "");
    }
}
