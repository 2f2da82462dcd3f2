package org.herbtrust.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Short texts that a copy of the database must not tell, such as how to reach somebody who complained: AES-256-GCM with a key
 * derived from the installation's secret, which lies beside the database and not in it. Also marks that only this installation
 * can make. Who loses the secret loses what was sealed.
 */
@ApplicationScoped
public class SealedText {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();

    @ConfigProperty(name = "herbtrust.secret")
    String secret;

    private SecretKeySpec sealing;
    private SecretKeySpec marking;

    @PostConstruct
    void deriveKeys() {
        sealing = new SecretKeySpec(derived(secret, "seal"), "AES");
        marking = new SecretKeySpec(derived(secret, "mark"), "HmacSHA256");
    }

    /** @param about what the text belongs to, such as {@code complaint 17}: moved elsewhere it cannot be opened */
    public byte[] seal(String text, String about) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), about);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if it was sealed with another key, for something else, or was altered */
    public String open(byte[] sealed, String about) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, rest, about), StandardCharsets.UTF_8);
    }

    /** Shows that a text was given out by this installation and not changed since: hex, 32 characters. */
    public String mark(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(marking);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    public boolean isMarked(String text, String mark) {
        return MessageDigest.isEqual(
                mark(text).getBytes(StandardCharsets.US_ASCII), mark.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] content, String about) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException notOurs) {
            throw new IllegalStateException("a sealed text cannot be opened: another key, or altered", notOurs);
        }
    }

    private static byte[] derived(String secret, String use) {
        return HexFormat.of().parseHex(Evidence.sha256((use + "\n" + secret).getBytes(StandardCharsets.UTF_8)));
    }
}
