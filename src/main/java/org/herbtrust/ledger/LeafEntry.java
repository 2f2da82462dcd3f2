package org.herbtrust.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a leaf says: that at this time a fact with this hash was recorded about this subject. Never personal data: a
 * subject is an identifier of the market, and where a person stands behind it, a salted hash.
 */
record LeafEntry(LeafKind kind, String subject, Hash sha256, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,300}");

    LeafEntry {
        if (!SUBJECT.matcher(subject).matches()) {
            throw new IllegalArgumentException(
                    "a leaf's subject is 1 to 300 printable ASCII characters without blanks: " + subject);
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Canonical JSON (RFC 8785): names sorted, no blanks. */
    String text() {
        String quoted = subject.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"at\":\"%s\",\"kind\":\"%s\",\"sha256\":\"%s\",\"subject\":\"%s\"}"
                .formatted(at, kind.name(), HexFormat.of().formatHex(sha256.bytes()), quoted);
    }

    /** The way back from {@link #text}. */
    static LeafEntry parse(String text) {
        try {
            JsonNode entry = JSON.readTree(text);
            return new LeafEntry(
                    LeafKind.valueOf(entry.path("kind").asText()),
                    entry.path("subject").asText(),
                    Hash.of(HexFormat.of().parseHex(entry.path("sha256").asText())),
                    Instant.parse(entry.path("at").asText()));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("not an entry of the ledger: " + text, damaged);
        }
    }

    LoggedLeaf at(long index) {
        return new LoggedLeaf(index, kind, subject, HexFormat.of().formatHex(sha256.bytes()), at);
    }
}
