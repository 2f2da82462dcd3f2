package org.herbtrust.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.herbtrust.kernel.Refused;

/**
 * How often one caller may ask for one thing: so many at once, and as many again spread evenly over the window.
 *
 * <p>The generic cell rate algorithm: for each caller one instant is kept, the time at which its allowance is whole again.
 * Counted in memory, by replica: with n replicas a caller may get up to n times as much. Callers that are forgotten because
 * there are too many of them begin with a whole allowance; a limit protects the service, it decides nothing.
 */
@ApplicationScoped
public class RateLimit {

    /** Callers remembered: about 20 MB at most. */
    private static final int MOST_CALLERS = 200_000;

    /** No window is longer, so that what is forgotten after this time is never missed. */
    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    private final Cache<Caller, AtomicReference<Instant>> wholeAgain = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(LONGEST_WINDOW)
            .build();

    private final Clock clock;

    @Inject
    RateLimit(Clock clock) {
        this.clock = clock;
    }

    private record Caller(String what, String who) {}

    /**
     * Counts one request.
     *
     * @param what is asked for; limits of different things are counted apart
     * @param who asks: an address, an account, or what else tells callers apart; held in memory only
     * @param most requests in a window, 1 or more
     * @param window at most an hour
     * @throws Refused {@link Refusal#TOO_MANY_REQUESTS} with the time to wait; the refused request is not counted
     */
    public void count(String what, String who, int most, Duration window) {
        if (most < 1 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("a limit of " + most + " in " + window);
        }
        Instant now = clock.instant();
        Duration each = window.dividedBy(most);
        AtomicReference<Instant> whole = wholeAgain.get(new Caller(what, who), caller -> new AtomicReference<>(now));
        while (true) {
            Instant before = whole.get();
            // a clock that was turned back far (time travel of tests) must not lock a caller out
            Instant base = before.isBefore(now) || before.isAfter(now.plus(window)) ? now : before;
            Duration wait = Duration.between(now.plus(window), base.plus(each));
            if (!wait.isNegative() && !wait.isZero()) {
                throw Refused.forNow(
                        Refusal.TOO_MANY_REQUESTS,
                        "请求过于频繁，请%d秒后再试 (too many requests: try again in %1$d s)"
                                .formatted(Math.max(1, wait.plusMillis(999).toSeconds())),
                        wait);
            }
            if (whole.compareAndSet(before, base.plus(each))) {
                return;
            }
        }
    }
}
