package org.herbtrust.ledger.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What others need to check a signature: {@code name+key id+base64(type, public key)}, as note tools write it.
 *
 * @param name of the key, without blanks and plus signs
 * @param publicKey the 32 bytes of the Ed25519 key in hexadecimal
 */
public record VerifierKey(String name, Kind kind, String publicKey) {

    private static final int KEY_BYTES = 32;
    private static final int TIME_BYTES = 8;
    private static final int SIGNATURE_BYTES = 64;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Z}\\p{Cntrl}]{1,200}");

    /** What a key signs; the byte stands in its id, so that a key of one kind never passes for the other. */
    public enum Kind {
        /** A note as it stands (C2SP signed-note). */
        NOTE(1),
        /** That a tree head was seen at a time, and only grew since the one seen before (C2SP tlog-cosignature). */
        COSIGNATURE(4);

        private final byte type;

        Kind(int type) {
            this.type = (byte) type;
        }
    }

    public VerifierKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a key's name has no blanks and no plus sign: " + name);
        }
        if (HexFormat.of().parseHex(publicKey).length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has " + KEY_BYTES + " bytes");
        }
    }

    static VerifierKey of(String name, Kind kind, byte[] publicKey) {
        return new VerifierKey(name, kind, HexFormat.of().formatHex(publicKey));
    }

    /** @throws IllegalArgumentException if it isn't such a line, or its id isn't that of its key */
    public static VerifierKey parse(String line) {
        String[] parts = line.strip().split("\\+", 3);
        if (parts.length == 3) {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            for (Kind kind : Kind.values()) {
                if (typed.length == 1 + KEY_BYTES && typed[0] == kind.type) {
                    VerifierKey key = of(parts[0], kind, Arrays.copyOfRange(typed, 1, typed.length));
                    if (HexFormat.of().formatHex(key.id()).equals(parts[1])) {
                        return key;
                    }
                }
            }
        }
        throw new IllegalArgumentException("不是验证公钥 (not a verifier key, name+id+key): " + line.strip());
    }

    /** Whether the note carries a good signature of this key. Signatures of others are not looked at. */
    public boolean signed(SignedNote note) {
        return switch (kind) {
            case NOTE -> note.signatures().stream().anyMatch(line -> signedBy(line, note.textBytes()));
            case COSIGNATURE -> seenAt(note).isPresent();
        };
    }

    /** When this witness saw the tree head, by a good cosignature under it. */
    public Optional<Instant> seenAt(SignedNote note) {
        if (kind != Kind.COSIGNATURE) {
            return Optional.empty();
        }
        return note.signatures().stream()
                .filter(line -> isMine(line) && line.signature().length == TIME_BYTES + SIGNATURE_BYTES)
                .filter(line -> isTime(seconds(line)))
                .filter(line -> verifies(cosigned(time(line), note), afterTime(line)))
                .map(VerifierKey::time)
                .max(Instant::compareTo);
    }

    /**
     * This key's good signature under the note.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SignedNote.Line lineIn(SignedNote note) {
        return note.signatures().stream()
                .filter(line -> signed(new SignedNote(note.text(), List.of(line))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no signature of " + name));
    }

    private boolean signedBy(SignedNote.Line line, byte[] text) {
        return isMine(line) && verifies(text, line.signature());
    }

    private boolean isMine(SignedNote.Line line) {
        return line.name().equals(name) && Arrays.equals(line.keyId(), id());
    }

    private static Instant time(SignedNote.Line line) {
        return Instant.ofEpochSecond(seconds(line));
    }

    private static long seconds(SignedNote.Line line) {
        return ByteBuffer.wrap(line.signature()).getLong();
    }

    /** Anybody can write anything into a line; a time that can't be one is no signature. */
    private static boolean isTime(long seconds) {
        return seconds >= 0 && seconds <= Instant.MAX.getEpochSecond();
    }

    private static byte[] afterTime(SignedNote.Line line) {
        return Arrays.copyOfRange(line.signature(), TIME_BYTES, line.signature().length);
    }

    /** What a witness puts its key to: the time it looked, and the text of the tree head. */
    static byte[] cosigned(Instant at, SignedNote note) {
        return ("cosignature/v1\ntime " + at.getEpochSecond() + "\n" + note.text()).getBytes(StandardCharsets.UTF_8);
    }

    private boolean verifies(byte[] message, byte[] signed) {
        try {
            byte[] encoded = join(X509_PREFIX, HexFormat.of().parseHex(publicKey));
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    /** The first four bytes of the hash over name and key. */
    byte[] id() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            sha256.update(kind.type);
            return Arrays.copyOf(sha256.digest(HexFormat.of().parseHex(publicKey)), 4);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** As note tools write it. */
    @Override
    public String toString() {
        byte[] typed = join(new byte[] {kind.type}, HexFormat.of().parseHex(publicKey));
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
