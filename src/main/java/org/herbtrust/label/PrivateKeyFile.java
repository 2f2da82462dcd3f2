package org.herbtrust.label;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.herbtrust.kernel.Refused;

/** A private key on P-256 in a PEM file (PKCS #8) that only its owner can read. */
final class PrivateKeyFile {

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;

    private PrivateKeyFile(PrivateKey key) {
        this.key = key;
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void write(Path file, PrivateKey key) {
        String pem = BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n"
                + END + "\n";
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            // written beside and renamed, so that a crash never leaves half a key
            Path beside = Files.createTempFile(
                    folder,
                    "key-",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, pem, StandardCharsets.US_ASCII);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("a signing key can't be kept in " + file, e);
        }
    }

    /** @throws Refused if it is not there: it was made on another machine, or not restored with the database */
    static PrivateKeyFile read(Path file) {
        try {
            String body = Files.readString(file, StandardCharsets.US_ASCII)
                    .replace(BEGIN, "")
                    .replace(END, "")
                    .replaceAll("\\s", "");
            return new PrivateKeyFile(KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))));
        } catch (NoSuchFileException missing) {
            throw new Refused(
                    LabelRefusal.KEY_NOT_HERE,
                    "当前签名密钥的文件不在本机，请管理员恢复或更换密钥 (the signing key's file is missing: restore it or rotate the key)");
        } catch (IOException e) {
            throw new UncheckedIOException("a signing key can't be read from " + file, e);
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new IllegalStateException("not a private key in PEM: " + file, damaged);
        }
    }

    /** Safe for many threads. */
    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
