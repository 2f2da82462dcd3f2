package org.herbtrust.inspection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands for an inspector in what is published of a draw: a login name is half of a way in and no business of the public. */
final class InspectorCode {

    private static final int BYTES = 6;

    private InspectorCode() {}

    static String of(String account) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("herbtrust-inspector\n" + account).getBytes(StandardCharsets.UTF_8));
            return "J-" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
