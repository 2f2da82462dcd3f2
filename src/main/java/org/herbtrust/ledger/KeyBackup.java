package org.herbtrust.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.herbtrust.ledger.rules.SignerKey;

/**
 * A copy of a signing key that only its passphrase opens: PBKDF2-HMAC-SHA256, then AES-256-GCM; a few lines of text that
 * can be printed. The verifier stands in it in the clear, and is covered by the seal.
 */
final class KeyBackup {

    private static final String MARK = "herbtrust-key-backup/v1";

    /** What OWASP's Password Storage Cheat Sheet asks of PBKDF2-HMAC-SHA256 (2023). */
    private static final int ITERATIONS = 600_000;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SHORTEST_PASSPHRASE = 12;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private KeyBackup() {}

    /** @throws IllegalStateException if the passphrase is too short to protect a key */
    static String seal(SignerKey key, char[] passphrase) {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            throw new IllegalStateException(
                    "口令至少%d个字符 (a passphrase has at least %1$d characters)".formatted(SHORTEST_PASSPHRASE));
        }
        byte[] random = new byte[SALT + NONCE];
        new SecureRandom().nextBytes(random);
        String salt = Base64.getEncoder().encodeToString(Arrays.copyOf(random, SALT));
        String nonce = Base64.getEncoder().encodeToString(Arrays.copyOfRange(random, SALT, SALT + NONCE));
        String head = String.join("\n", MARK, key.verifier().toString(), ITERATIONS + " " + salt + " " + nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, passphrase, ITERATIONS, salt, nonce, head)
                    .doFinal(String.join("\n", key.lines()).getBytes(StandardCharsets.UTF_8));
            return head + "\n" + Base64.getEncoder().encodeToString(sealed) + "\n";
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** @throws IllegalStateException if it is no such copy, was altered, or the passphrase is another */
    static SignerKey open(String copy, char[] passphrase) {
        List<String> lines = copy.strip().lines().toList();
        String[] how = lines.size() == 4 ? lines.get(2).split(" ", -1) : new String[0];
        if (how.length != 3 || !lines.get(0).equals(MARK)) {
            throw new IllegalStateException("不是密钥备份 (not a backup of a key)");
        }
        try {
            int iterations = Math.min(Integer.parseInt(how[0]), MOST_ITERATIONS);
            String head = String.join("\n", lines.subList(0, 3));
            byte[] opened = cipher(Cipher.DECRYPT_MODE, passphrase, iterations, how[1], how[2], head)
                    .doFinal(Base64.getDecoder().decode(lines.get(3)));
            return SignerKey.parse(
                    new String(opened, StandardCharsets.UTF_8).lines().toList());
        } catch (AEADBadTagException wrong) {
            throw new IllegalStateException("口令不对，或备份被改动 (another passphrase, or the copy was altered)", wrong);
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new IllegalStateException("密钥备份已损坏 (the copy is damaged)", damaged);
        }
    }

    private static Cipher cipher(int mode, char[] passphrase, int iterations, String salt, String nonce, String head)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, Base64.getDecoder().decode(salt), iterations, 256);
        byte[] secret = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(secret, "AES"),
                new GCMParameterSpec(TAG_BITS, Base64.getDecoder().decode(nonce)));
        cipher.updateAAD(head.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
