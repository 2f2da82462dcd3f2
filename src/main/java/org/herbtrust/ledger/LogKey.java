package org.herbtrust.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log's Ed25519 key and name (its origin), and the signed notes that it makes (C2SP signed-note). Its file holds two
 * lines: the signer {@code PRIVATE+KEY+name+id+seed} and the verifier {@code name+id+key}, as note tools write them.
 */
final class LogKey {

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Z}\\p{Cntrl}]{1,200}");
    private static final Pattern SIGNATURE_LINE = Pattern.compile("\u2014 (\\S+) ([A-Za-z0-9+/]+=*)");

    private final String name;
    private final PrivateKey privateKey;
    private final byte[] seed;
    private final byte[] publicBytes;

    private LogKey(String name, byte[] seed, byte[] publicBytes) throws GeneralSecurityException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a log's name has no blanks and no plus sign: " + name);
        }
        this.name = name;
        this.seed = seed;
        this.publicBytes = publicBytes;
        this.privateKey =
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(join(PKCS8_PREFIX, seed)));
    }

    static LogKey generate(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new LogKey(
                    name,
                    lastOf(pair.getPrivate().getEncoded()),
                    lastOf(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads the key, or makes one under this name where there is no file yet: readable by its owner only. */
    static LogKey at(Path file, String nameIfNew) {
        try {
            if (!Files.exists(file)) {
                LogKey fresh = generate(nameIfNew);
                Path directory = file.toAbsolutePath().getParent();
                Files.createDirectories(directory);
                var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                Path draft = Files.createTempFile(directory, "ledger-key", ".new", ownerOnly);
                Files.writeString(draft, fresh.signer() + "\n" + fresh.verifier() + "\n");
                try {
                    Files.move(draft, file);
                } catch (FileAlreadyExistsException another) {
                    Files.delete(draft);
                }
            }
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8), file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the ledger's key cannot be read or made: " + file, unreadable);
        }
    }

    private static LogKey parse(List<String> lines, Path file) {
        try {
            String[] signer = lines.get(0).split("\\+", 5);
            String[] verifier = lines.get(1).split("\\+", 3);
            LogKey key = new LogKey(
                    signer[2],
                    keyBytes(Base64.getDecoder().decode(signer[4])),
                    keyBytes(Base64.getDecoder().decode(verifier[2])));
            String probe = "probe\n";
            if (!key.verifier().equals(lines.get(1)) || !verifies(key.sign(probe), key.verifier())) {
                throw new IllegalStateException("the two lines don't belong together");
            }
            return key;
        } catch (GeneralSecurityException | RuntimeException damaged) {
            throw new IllegalStateException("not a ledger key (two lines: signer, verifier): " + file, damaged);
        }
    }

    String name() {
        return name;
    }

    /** What others need to check the log: {@code name+key id+base64(type, public key)}. */
    String verifier() {
        return name + "+" + HexFormat.of().formatHex(keyId(name, publicBytes)) + "+"
                + Base64.getEncoder().encodeToString(join(new byte[] {ED25519}, publicBytes));
    }

    private String signer() {
        return "PRIVATE+KEY+" + name + "+" + HexFormat.of().formatHex(keyId(name, publicBytes)) + "+"
                + Base64.getEncoder().encodeToString(join(new byte[] {ED25519}, seed));
    }

    /** @param text ends in a newline */
    String sign(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a note's text ends in a newline");
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = join(keyId(name, publicBytes), signature.sign());
            return text + "\n\u2014 " + name + " " + Base64.getEncoder().encodeToString(signed) + "\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the note carries a good signature by the key of this verifier line. Signatures of others are not looked at. */
    static boolean verifies(String note, String verifier) {
        int blank = note.lastIndexOf("\n\n");
        String[] key = verifier.split("\\+", 3);
        if (blank < 0 || key.length != 3) {
            return false;
        }
        byte[] text = note.substring(0, blank + 1).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] publicBytes = keyBytes(Base64.getDecoder().decode(key[2]));
            byte[] id = keyId(key[0], publicBytes);
            if (!HexFormat.of().formatHex(id).equals(key[1])) {
                return false;
            }
            PublicKey publicKey = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(join(X509_PREFIX, publicBytes)));
            for (String line : note.substring(blank + 2).lines().toList()) {
                Matcher m = SIGNATURE_LINE.matcher(line);
                if (!m.matches() || !m.group(1).equals(key[0])) {
                    continue;
                }
                byte[] signed = Base64.getDecoder().decode(m.group(2));
                if (signed.length > 4 && Arrays.equals(signed, 0, 4, id, 0, 4)) {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initVerify(publicKey);
                    signature.update(text);
                    return signature.verify(signed, 4, signed.length - 4);
                }
            }
            return false;
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            return false;
        }
    }

    private static byte[] keyId(String name, byte[] publicBytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            sha256.update(ED25519);
            return Arrays.copyOf(sha256.digest(publicBytes), 4);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] keyBytes(byte[] typed) {
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        return lastOf(typed);
    }

    private static byte[] lastOf(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
