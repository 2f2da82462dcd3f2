package org.herbtrust.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.kernel.Actor;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.ledger.LoggedLeaf;
import org.junit.jupiter.api.Test;

/** The log commits to what an event says, not to what its id claims. */
@QuarkusTest
class EventLeavesTest {

    @Inject
    Epcis epcis;

    @Inject
    Ledger ledger;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void anIdThatClaimsAHashIsCommittedByTheHashThatItHas() {
        String claimed = UUID.randomUUID().toString().replace("-", "").repeat(2);
        ObjectNode event = event().put("eventID", "ni:///sha-256;" + claimed + "?ver=CBV2.0");

        CapturedEvent captured = epcis.capture(event, Actor.system());

        assertThat(leaves(captured))
                .extracting(LoggedLeaf::sha256)
                .containsExactly(captured.hash().substring(14, 78))
                .doesNotContain(claimed);
    }

    @Test
    void aDeclarationIsALeafOfItsOwn() {
        ObjectNode event = event();
        CapturedEvent captured = epcis.capture(event.deepCopy(), Actor.system());
        event.putObject("errorDeclaration").put("declarationTime", "2026-11-24T00:00:00Z");

        epcis.capture(event, Actor.system());

        assertThat(leaves(captured)).extracting(LoggedLeaf::sha256).hasSize(2).doesNotHaveDuplicates();
    }

    private List<LoggedLeaf> leaves(CapturedEvent captured) {
        while (ledger.sequenceNow() > 0) {
            // until all is in
        }
        return ledger.about(captured.event().eventId());
    }

    private ObjectNode event() {
        ObjectNode event = json.createObjectNode();
        event.put("type", "ObjectEvent")
                .put("action", "OBSERVE")
                .put("eventTime", "2026-05-01T10:00:00+08:00")
                .put("eventTimeZoneOffset", "+08:00")
                .putArray("epcList")
                .add("https://example.com/logged/" + UUID.randomUUID());
        return event;
    }
}
