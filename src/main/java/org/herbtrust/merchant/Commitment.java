package org.herbtrust.merchant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The credit commitment (信用承诺) in the market's standard form: signed before admission and public, so that a breach is
 * an accepted ground for constraint (city plan; 亳政秘〔2016〕307号).
 *
 * @param version of the form
 * @param sha256 hex, of the text's UTF-8 bytes: what was signed stays provable
 */
public record Commitment(String version, String text, String sha256) {

    /** The form in use. Old versions stay in the folder: signatures name them. */
    public static final String CURRENT = "1.0";

    /** Reads a version of the form. */
    public static Commitment version(String version) {
        if (!version.matches("\\d+\\.\\d+")) {
            throw new IllegalArgumentException("not a version of the commitment: " + version);
        }
        String path = "/traceability-schema/policy/commitment-" + version + ".txt";
        try (InputStream form = Commitment.class.getResourceAsStream(path)) {
            if (form == null) {
                throw new IllegalArgumentException("没有这一版信用承诺书 (no such version of the commitment): " + version);
            }
            byte[] bytes = form.readAllBytes();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Commitment(version, new String(bytes, StandardCharsets.UTF_8), hash);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
