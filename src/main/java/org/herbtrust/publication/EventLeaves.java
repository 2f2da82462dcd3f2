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
import org.herbtrust.epcis.EventsCaptured;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;

/**
 * Every captured event is committed to the ledger: by its CBV event hash where its id is one, else by the SHA-256 of its
 * body as JSON with sorted names. The hash is that of the content, whatever the id claims. A declaration that an event is
 * wrong has the event's id and hash, so it is always committed by its body, as a leaf of its own. The subject is the
 * event's id, or the hash of an id that isn't plain ASCII.
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
        Map<String, byte[]> events = new LinkedHashMap<>();
        Map<String, byte[]> declarations = new LinkedHashMap<>();
        for (CapturedEvent captured : news.events()) {
            byte[] hash = hash(captured);
            String id = captured.event().eventId();
            (isDeclaration(captured) ? declarations : events)
                    .put(PLAIN.matcher(id).matches() ? id : HexFormat.of().formatHex(hash), hash);
        }
        ledger.appendAll(LeafKind.EVENT, events);
        ledger.appendAll(LeafKind.EVENT, declarations);
    }

    private static boolean isDeclaration(CapturedEvent captured) {
        return captured.event().errorDeclaration().isPresent();
    }

    private byte[] hash(CapturedEvent captured) {
        Matcher content = EVENT_HASH.matcher(captured.hash());
        boolean byHash = EVENT_HASH.matcher(captured.event().eventId()).matches() && !isDeclaration(captured);
        return byHash && content.matches()
                ? HexFormat.of().parseHex(content.group(1))
                : hash(captured.event().body());
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
