package org.herbtrust.epcis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.platform.Database;

/** What was sent, byte for byte, with its hash: the evidence behind the events. */
@ApplicationScoped
class Documents {

    @Inject
    Database database;

    /** A document with what is known of its arrival. */
    static final class Original {
        private final byte[] bytes;
        private final String sha256;
        private final MediaKind kind;
        private final Instant receivedAt;
        private final String account;

        Original(byte[] bytes, String sha256, MediaKind kind, Instant receivedAt, String account) {
            this.bytes = bytes;
            this.sha256 = sha256;
            this.kind = kind;
            this.receivedAt = receivedAt;
            this.account = account;
        }

        byte[] bytes() {
            return bytes;
        }

        /** In hexadecimal digits. */
        String sha256() {
            return sha256;
        }

        MediaKind kind() {
            return kind;
        }

        Instant receivedAt() {
            return receivedAt;
        }

        /** Of whoever sent it. */
        String account() {
            return account;
        }
    }

    long put(byte[] bytes, MediaKind kind, Actor actor, Instant now) {
        return database.insert("""
                insert into epcis_document (sha256, media, bytes, received_at, account) values (?, ?, ?, ?, ?) returning id
                """, sha256(bytes), kind, bytes, now, actor.account());
    }

    /** Takes a document back that turned out to bring nothing, in the transaction in which it was put. */
    void forget(long id) {
        database.update("delete from epcis_document where id = ?", id);
    }

    Optional<Original> ofJob(UUID job) {
        return one("d.id = (select j.document_id from epcis_capture_job j where j.id = ?)", job);
    }

    /** Empty also for an event that a page or a command of this market made: nobody sent a document then. */
    Optional<Original> ofEvent(String eventId) {
        return one("""
                d.id = (select e.document_id from epcis_event e where e.event_id = ?
                        order by e.is_declaration desc limit 1)
                """, eventId);
    }

    private Optional<Original> one(String where, Object value) {
        return database.one(
                "select d.bytes, d.sha256, d.media, d.received_at, d.account from epcis_document d where " + where,
                row -> new Original(
                        row.getBytes(1),
                        HexFormat.of().formatHex(row.getBytes(2)),
                        MediaKind.valueOf(row.getString(3)),
                        Database.instant(row, "received_at"),
                        row.getString(5)),
                value);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
