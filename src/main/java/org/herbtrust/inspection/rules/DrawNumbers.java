package org.herbtrust.inspection.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Random numbers that anybody can compute again: SHA-256 in counter mode.
 *
 * <p>The key is {@code SHA-256(UTF-8(algorithm) ‖ 0x00 ‖ seed ‖ roster hash ‖ SHA-256(UTF-8(witness)))}. Block {@code i} of a
 * stream is {@code SHA-256(key ‖ UTF-8(stream name) ‖ 0x00 ‖ i)} with {@code i} as eight bytes, most significant first,
 * counted from 0; it gives four numbers of 64 bits, unsigned and most significant byte first. Streams of different names
 * don't influence each other: how many merchants are drawn in one stratum changes nothing in the next.
 */
final class DrawNumbers {

    private static final int HASH_BYTES = 32;

    private final byte[] key;
    private final byte[] stream;
    private final MessageDigest sha = sha256();
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long blocks;

    private DrawNumbers(byte[] key, String stream) {
        this.key = key;
        this.stream = stream.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] key(String algorithm, byte[] seed, byte[] rosterSha256, String witness) {
        if (seed.length != HASH_BYTES || rosterSha256.length != HASH_BYTES) {
            throw new IllegalArgumentException("种子和名册摘要各为32字节 (seed and roster hash have 32 bytes each)");
        }
        MessageDigest sha = sha256();
        sha.update(algorithm.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        sha.update(seed);
        sha.update(rosterSha256);
        sha.update(sha256().digest(witness.getBytes(StandardCharsets.UTF_8)));
        return sha.digest();
    }

    static DrawNumbers stream(byte[] key, String name) {
        return new DrawNumbers(key, name);
    }

    /** From 0 to {@code n - 1}, each equally likely: numbers at or above the last whole multiple of n are passed over. */
    int below(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("below what? " + n);
        }
        // 2^64 mod n; numbers under it are passed over instead of those above: as many, and simpler without a sign
        long passedOver = Long.remainderUnsigned(-n, n);
        long number;
        do {
            number = next();
        } while (Long.compareUnsigned(number, passedOver) < 0);
        return (int) Long.remainderUnsigned(number, n);
    }

    /**
     * The first {@code count} of a Fisher–Yates shuffle of the list: for i = 0, 1, …, the i-th and the (i + below(size −
     * i))-th change places.
     */
    <T> List<T> draw(List<T> from, int count) {
        List<T> shuffled = new ArrayList<>(from);
        int drawn = Math.min(count, shuffled.size());
        for (int i = 0; i < drawn; i++) {
            int j = i + below(shuffled.size() - i);
            T chosen = shuffled.get(j);
            shuffled.set(j, shuffled.get(i));
            shuffled.set(i, chosen);
        }
        return List.copyOf(shuffled.subList(0, drawn));
    }

    private long next() {
        if (!block.hasRemaining()) {
            sha.update(key);
            sha.update(stream);
            sha.update((byte) 0);
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, blocks++));
            block = ByteBuffer.wrap(sha.digest());
        }
        return block.getLong();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
