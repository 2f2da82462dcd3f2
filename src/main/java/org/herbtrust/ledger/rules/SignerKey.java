package org.herbtrust.ledger.rules;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** An Ed25519 key that signs notes, or cosigns tree heads; never printed except by {@link #lines}. */
public final class SignerKey {

    private static final int KEY_BYTES = 32;
    private static final String MARK = "PRIVATE+KEY+";
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey privateKey;

    private SignerKey(VerifierKey verifier, byte[] seed) throws GeneralSecurityException {
        this.verifier = verifier;
        this.seed = seed.clone();
        this.privateKey = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(VerifierKey.join(PKCS8_PREFIX, seed)));
    }

    public static SignerKey generate(String name, VerifierKey.Kind kind) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SignerKey(
                    VerifierKey.of(name, kind, lastOf(pair.getPublic().getEncoded())),
                    lastOf(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Reads the two lines of a key file: {@code PRIVATE+KEY+name+id+seed} and the verifier.
     *
     * @throws IllegalArgumentException if they are no such lines or don't belong together
     */
    public static SignerKey parse(List<String> lines) {
        try {
            String[] signer = lines.get(0).strip().split("\\+", 5);
            VerifierKey verifier = VerifierKey.parse(lines.get(1));
            byte[] typed = Base64.getDecoder().decode(signer[4]);
            if (typed.length != 1 + KEY_BYTES) {
                throw new IllegalArgumentException("the seed of an Ed25519 key has 32 bytes");
            }
            SignerKey key = new SignerKey(verifier, Arrays.copyOfRange(typed, 1, typed.length));
            SignedNote probe = new SignedNote("probe\n", List.of());
            SignedNote signed = verifier.kind() == VerifierKey.Kind.NOTE
                    ? key.countersign(probe)
                    : key.cosign(probe, Instant.EPOCH);
            if (!key.lines().get(0).equals(lines.get(0).strip()) || !verifier.signed(signed)) {
                throw new IllegalArgumentException("the two lines don't belong together");
            }
            return key;
        } catch (GeneralSecurityException | IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("not a key (two lines: signer, verifier)", damaged);
        }
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** The two lines of a key file; the first one is secret. */
    public List<String> lines() {
        String[] parts = verifier.toString().split("\\+", 3);
        byte type = Base64.getDecoder().decode(parts[2])[0];
        return List.of(
                MARK + parts[0] + "+" + parts[1] + "+"
                        + Base64.getEncoder().encodeToString(VerifierKey.join(new byte[] {type}, seed)),
                verifier.toString());
    }

    /** @param text ends in a newline */
    public SignedNote sign(String text) {
        return countersign(new SignedNote(text, List.of()));
    }

    /** The same note with this key's signature under it. */
    public SignedNote countersign(SignedNote note) {
        return note.with(SignedNote.Line.of(verifier.name(), verifier.id(), signature(note.textBytes())));
    }

    /**
     * The same tree head with this witness's cosignature under it.
     *
     * @param seenAt when the witness looked, to the second
     */
    public SignedNote cosign(SignedNote head, Instant seenAt) {
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(seenAt.getEpochSecond()).array();
        byte[] signature = signature(VerifierKey.cosigned(seenAt, head));
        return head.with(SignedNote.Line.of(verifier.name(), verifier.id(), VerifierKey.join(time, signature)));
    }

    private byte[] signature(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] lastOf(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }
}
