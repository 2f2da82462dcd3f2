package org.herbtrust.platform;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.herbtrust.kernel.Market;

/**
 * The one clock of the application. It shows the computer's time, but for a block of work that is said to happen at
 * another moment on the same thread: that is how the demonstration market gets its past and how tests travel.
 *
 * <p>Cut to microseconds, which is what PostgreSQL keeps: what is read back equals what was written.
 */
@Singleton
public class MarketClock extends Clock {

    private static final ThreadLocal<Instant> ELSEWHEN = new ThreadLocal<>();

    @Override
    public Instant instant() {
        Instant elsewhen = ELSEWHEN.get();
        return elsewhen != null ? elsewhen : Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether the work of this thread is said to happen at another moment: what is kept for others must not come of it. */
    public static boolean isElsewhen() {
        return ELSEWHEN.get() != null;
    }

    /** Runs the work as if it were that moment. Not for anything that a request from outside can reach. */
    public static <T> T at(Instant moment, Supplier<T> work) {
        Instant before = ELSEWHEN.get();
        ELSEWHEN.set(moment.truncatedTo(ChronoUnit.MICROS));
        try {
            return work.get();
        } finally {
            if (before == null) {
                ELSEWHEN.remove();
            } else {
                ELSEWHEN.set(before);
            }
        }
    }

    /** Runs the work as if it were that moment. */
    public static void at(Instant moment, Runnable work) {
        at(moment, () -> {
            work.run();
            return null;
        });
    }

    @Override
    public ZoneId getZone() {
        return Market.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("legal days have one zone; use instant() with the zone you need");
    }
}
