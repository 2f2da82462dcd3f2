package org.herbtrust.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;

/** 32 bytes of SHA-256, written in base64 as the log's formats write them. */
public record Hash(String base64) {

    private static final int BYTES = 32;

    public Hash {
        if (Base64.getDecoder().decode(base64).length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes: " + base64);
        }
    }

    public static Hash of(byte[] bytes) {
        return new Hash(Base64.getEncoder().encodeToString(bytes));
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    @JsonValue
    @Override
    public String toString() {
        return base64;
    }
}
