package org.herbtrust.inspection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herbtrust.kernel.MerchantId;

/** Stands for merchants in what is published of one draw; without the key nobody can tell who is who. */
final class MerchantCodes {

    private static final int BYTES = 8;

    private final SecretKeySpec key;

    MerchantCodes(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    String of(MerchantId merchant) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal(merchant.toString().getBytes(StandardCharsets.US_ASCII));
            return "P-" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The code of the stratum at that place, from 0. */
    static String ofStratum(int place) {
        return "S-%03d".formatted(place + 1);
    }
}
