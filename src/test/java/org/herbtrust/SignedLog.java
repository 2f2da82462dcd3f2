package org.herbtrust;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The transparency log as a stranger sees it who has nothing but its addresses: checks signature and inclusion by the text
 * of C2SP signed-note and RFC 6962, with none of the application's own code.
 */
final class SignedLog {

    private SignedLog() {}

    /** What the log says at this index, once its signature and the proof of inclusion are found good. */
    static String entryProvenAt(long index) throws GeneralSecurityException {
        String note = given().get("/log/checkpoint").asString();
        requireSigned(note, given().get("/log/key").asString().strip());
        List<String> lines = note.lines().toList();
        long size = Long.parseLong(lines.get(1));
        byte[] root = Base64.getDecoder().decode(lines.get(2));
        JsonPath proof = given().get("/api/v1/log/proof?index=" + index + "&size=" + size)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String entry = proof.getString("entry");
        byte[] hash = sha256(new byte[] {0}, entry.getBytes(StandardCharsets.UTF_8));
        long node = index;
        long last = size - 1;
        for (String beside : proof.getList("hashes", String.class)) {
            byte[] other = Base64.getDecoder().decode(beside);
            if (node % 2 == 1 || node == last) {
                hash = sha256(new byte[] {1}, other, hash);
                while (node % 2 == 0 && node != 0) {
                    node /= 2;
                    last /= 2;
                }
            } else {
                hash = sha256(new byte[] {1}, hash, other);
            }
            node /= 2;
            last /= 2;
        }
        if (last != 0 || !Arrays.equals(hash, root)) {
            throw new AssertionError("leaf " + index + " is not in the tree of the checkpoint:\n" + note);
        }
        return entry;
    }

    private static void requireSigned(String note, String key) throws GeneralSecurityException {
        int blank = note.lastIndexOf("\n\n");
        byte[] typed = Base64.getDecoder().decode(key.split("\\+", 3)[2]);
        byte[] x509 = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(typed, 1, 33));
        String line = note.substring(blank + 2).strip();
        byte[] signed = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
        signature.update(note.substring(0, blank + 1).getBytes(StandardCharsets.UTF_8));
        if (!signature.verify(signed, 4, signed.length - 4)) {
            throw new AssertionError("not signed by the log's key:\n" + note);
        }
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
