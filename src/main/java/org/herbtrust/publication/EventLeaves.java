package org.herbtrust.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EventsCaptured;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;

/**
 * Every captured event is committed to the ledger: by its CBV event hash where that is its id, else by the SHA-256 of its
 * body as JSON with sorted names. The subject is the event's id, or the hash of an id that isn't plain ASCII.
 */
@ApplicationScoped
class EventLeaves {

    private static final Pattern EVENT_HASH = Pattern.compile("ni:///sha-256;([0-9a-f]{64})(\\?.*)?");
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,300}");

    @Inject
    Ledger ledger;

    private final ObjectMapper sorted =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    void commit(@Observes EventsCaptured news) {
        Map<String, byte[]> leaves = new LinkedHashMap<>();
        for (CapturedEvent captured : news.events()) {
            EpcisEvent event = captured.event();
            byte[] hash = hash(event);
            String id = event.eventId();
            leaves.put(PLAIN.matcher(id).matches() ? id : HexFormat.of().formatHex(hash), hash);
        }
        ledger.appendAll(LeafKind.EVENT, leaves);
    }

    private byte[] hash(EpcisEvent event) {
        Matcher own = EVENT_HASH.matcher(event.eventId());
        return own.matches() ? HexFormat.of().parseHex(own.group(1)) : hash(event.body());
    }

    byte[] hash(ObjectNode body) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(sorted.writeValueAsBytes(sorted.treeToValue(body, TreeMap.class)));
        } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
