package org.herbtrust.label;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.LabelKey;
import org.herbtrust.label.rules.SignatureCheck;
import org.herbtrust.label.rules.SignedCode;
import org.herbtrust.platform.Chance;
import org.herbtrust.platform.Database;

/**
 * The keys that sign labels. The public halves are published with the days on which they sign; the private ones lie in files
 * that only their owner can read, and nowhere else.
 */
@ApplicationScoped
public class LabelKeys {

    private static final int LONGEST_REASON = 200;
    /** Ids are drawn at random out of 65,536: this many tries fail only when nearly all are in use. */
    private static final int MOST_DRAWS = 100;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    Chance chance;

    @Inject
    Event<LabelKeyRevoked> news;

    @ConfigProperty(name = "herbtrust.data.dir", defaultValue = "data")
    String dataDirectory;

    /** Where the private keys are; the usual place is {@code label-keys} in the data directory. All nodes share one folder. */
    @ConfigProperty(name = "herbtrust.label.keys-dir")
    Optional<String> keysDirectory;

    /** Signs addresses of labels with one key, on one day. */
    static final class Signer {
        private final String keyId;
        private final LocalDate day;
        private final PrivateKeyFile key;

        private Signer(String keyId, LocalDate day, PrivateKeyFile key) {
            this.keyId = keyId;
            this.day = day;
            this.key = key;
        }

        String keyId() {
            return keyId;
        }

        byte[] sign(String address) {
            return key.sign(SignedCode.toBeSigned(address, keyId, day));
        }
    }

    /** All that were ever used, the newest first: what is published. */
    public List<LabelKey> all() {
        return database.query("select * from label_key order by made_at desc, id", LabelKeys::key);
    }

    /** The one that signs now. */
    public Optional<LabelKey> current() {
        return database.one("select * from label_key where valid_until is null and revoked_on is null", LabelKeys::key);
    }

    /** What can be said of a scanned text by its signature alone. */
    public SignatureCheck check(String text) {
        return SignatureCheck.of(text, all());
    }

    /**
     * A new key signs from now on; the labels of the one before it stay valid.
     *
     * @return the new key
     */
    @Transactional
    public LabelKey rotate(Actor actor) {
        mayManage(actor);
        LocalDate today = Market.dayOf(clock.instant());
        database.update("update label_key set valid_until = ? where valid_until is null", today);
        return make(today, actor.account());
    }

    /**
     * No label that was ever signed with this key is to be trusted any more; for a key that may be in other hands.
     *
     * @param reason published beside the key
     */
    @Transactional
    public void revoke(String id, String reason, Actor actor) {
        mayManage(actor);
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("请填写吊销原因，最多" + LONGEST_REASON + "个字 (a reason is needed)");
        }
        LocalDate today = Market.dayOf(clock.instant());
        int revoked = database.update("""
                update label_key set revoked_on = ?, revoked_by = ?, revocation = ?, valid_until = coalesce(valid_until, ?)
                where id = ? and revoked_on is null
                """, today, actor.account(), why, today, id);
        if (revoked == 0) {
            throw new Refused(LabelRefusal.UNKNOWN_KEY, "没有此密钥，或已吊销 (no such key, or revoked already): " + id);
        }
        news.fire(new LabelKeyRevoked(id));
    }

    private static void mayManage(Actor actor) {
        if (!actor.is(Role.ADMIN)) {
            throw new Refused(LabelRefusal.NOT_YOURS, "签名密钥由系统管理员管理 (the administrator manages signing keys)");
        }
    }

    /** The signer of that day; makes the first key. In the caller's transaction. */
    Signer signer(LocalDate day) {
        LabelKey key = current().orElseGet(() -> make(day, "system"));
        return new Signer(key.id(), day, PrivateKeyFile.read(file(key.id())));
    }

    private LabelKey make(LocalDate day, String login) {
        KeyPair pair = PrivateKeyFile.generate();
        Instant now = clock.instant();
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            LabelKey fresh =
                    LabelKey.of("%04x".formatted(chance.nextLong() & 0xFFFF), (ECPublicKey) pair.getPublic(), day);
            int made = database.update("""
                    insert into label_key (id, x, y, valid_from, made_by, made_at) values (?, ?, ?, ?, ?, ?)
                    on conflict do nothing
                    """, fresh.id(), fresh.x(), fresh.y(), fresh.validFrom(), login, now);
            if (made == 1) {
                // if the transaction fails now, a file is left that no row knows: it signs nothing
                PrivateKeyFile.write(file(fresh.id()), pair.getPrivate());
                return fresh;
            }
            Optional<LabelKey> another = current();
            if (another.isPresent()) {
                return another.get(); // made by someone else at the same moment
            }
        }
        throw new IllegalStateException("no id is free for a new label key");
    }

    private Path file(String id) {
        return keysDirectory
                .map(Path::of)
                .orElse(Path.of(dataDirectory, "label-keys"))
                .resolve(id + ".pem");
    }

    private static LabelKey key(ResultSet row) throws SQLException {
        return new LabelKey(
                row.getString("id"),
                row.getString("x"),
                row.getString("y"),
                row.getObject("valid_from", LocalDate.class),
                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)),
                Optional.ofNullable(row.getObject("revoked_on", LocalDate.class)),
                Optional.ofNullable(row.getString("revocation")));
    }

    /**
     * The text of a label's QR code, with its signature where the batch is signed.
     *
     * @param signature in hex
     */
    static String content(LabelBatch batch, ShortCode code, String signature) {
        return batch.signingKey()
                .map(key -> SignedCode.of(
                                batch.address(code),
                                key,
                                batch.packedOn(),
                                HexFormat.of().parseHex(signature))
                        .text())
                .orElseGet(() -> batch.address(code));
    }
}
