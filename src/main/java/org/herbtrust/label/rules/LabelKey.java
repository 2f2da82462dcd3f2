package org.herbtrust.label.rules;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;

/**
 * The public half of a key that signs labels, as it is published.
 *
 * @param id four hexadecimal digits, as in the labels
 * @param x of the point on P-256, base64url, as in a JSON web key
 * @param validFrom first day on which it signs
 * @param validUntil last day on which it signed; empty while it is in use. Its labels stay valid
 * @param revokedOn since when nothing that it ever signed is to be trusted: whoever has the key can write any day
 */
public record LabelKey(
        String id,
        String x,
        String y,
        LocalDate validFrom,
        Optional<LocalDate> validUntil,
        Optional<LocalDate> revokedOn,
        Optional<String> revocationReason) {

    private static final int COORDINATE_BYTES = 32;

    public LabelKey {
        if (!id.matches("[0-9a-f]{4}")) {
            throw new IllegalArgumentException("a key's id has four hexadecimal digits: " + id);
        }
        coordinate(x);
        coordinate(y);
    }

    /** A new key, good from that day on. */
    public static LabelKey of(String id, ECPublicKey key, LocalDate validFrom) {
        return new LabelKey(
                id,
                written(key.getW().getAffineX()),
                written(key.getW().getAffineY()),
                validFrom,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it may sign, or may have signed, on that day. */
    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && validUntil.filter(day::isAfter).isEmpty();
    }

    /** @throws IllegalArgumentException if the point is not on the curve */
    PublicKey publicKey() {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            ECPoint point = new ECPoint(coordinate(x), coordinate(y));
            return KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException notAPoint) {
            throw new IllegalArgumentException("not a point of P-256: key " + id, notAPoint);
        }
    }

    private static BigInteger coordinate(String base64url) {
        byte[] bytes = Base64.getUrlDecoder().decode(base64url);
        if (bytes.length != COORDINATE_BYTES) {
            throw new IllegalArgumentException("a coordinate has 32 bytes: " + base64url);
        }
        return new BigInteger(1, bytes);
    }

    private static String written(BigInteger coordinate) {
        byte[] bytes = new byte[COORDINATE_BYTES];
        byte[] number = coordinate.toByteArray();
        int length = Math.min(number.length, COORDINATE_BYTES);
        System.arraycopy(number, number.length - length, bytes, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
