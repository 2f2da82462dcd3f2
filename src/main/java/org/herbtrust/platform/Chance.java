package org.herbtrust.platform;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The one source of random numbers for codes and ids: cryptographic, so that nobody guesses a label; but for a block of
 * work that is given a seed, on the same thread. The demonstration market comes out the same from the same seed that way.
 */
@Singleton
public class Chance implements RandomGenerator {

    private static final ThreadLocal<RandomGenerator> SEEDED = new ThreadLocal<>();

    private final SecureRandom secure = new SecureRandom();

    @Override
    public long nextLong() {
        RandomGenerator seeded = SEEDED.get();
        return seeded != null ? seeded.nextLong() : secure.nextLong();
    }

    /** A random (version 4) UUID. */
    public UUID nextUuid() {
        long most = (nextLong() & ~0xF000L) | 0x4000L;
        long least = (nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    /** Runs the work with that generator. Not for anything that a request from outside can reach. */
    public static <T> T seeded(RandomGenerator generator, Supplier<T> work) {
        RandomGenerator before = SEEDED.get();
        SEEDED.set(generator);
        try {
            return work.get();
        } finally {
            if (before == null) {
                SEEDED.remove();
            } else {
                SEEDED.set(before);
            }
        }
    }
}
