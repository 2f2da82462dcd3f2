package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.herbtrust.kernel.Refused;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T02:00:00Z"));

    private final RateLimit limit = new RateLimit(new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private void pass(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    @Test
    void soManyAtOnceAreAllowedAndTheNextIsToldHowLongToWait() {
        for (int i = 0; i < 6; i++) {
            limit.count("scan", "a", 6, MINUTE);
        }
        Refused refused = catchThrowableOfType(Refused.class, () -> limit.count("scan", "a", 6, MINUTE));
        assertThat(refused.reason()).isEqualTo(Refusal.TOO_MANY_REQUESTS);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(10));
    }

    @Test
    void afterTheTimeToWaitExactlyOneMoreIsAllowed() {
        for (int i = 0; i < 6; i++) {
            limit.count("scan", "a", 6, MINUTE);
        }
        pass(Duration.ofSeconds(10));
        limit.count("scan", "a", 6, MINUTE);
        assertThat(catchThrowableOfType(Refused.class, () -> limit.count("scan", "a", 6, MINUTE)))
                .isNotNull();
    }

    @Test
    void overAnHourNoMoreThanTheRateAndOneBurstGetThrough() {
        int allowed = 0;
        for (int second = 0; second < 3600; second++) {
            if (catchThrowableOfType(Refused.class, () -> limit.count("scan", "a", 6, MINUTE)) == null) {
                allowed++;
            }
            pass(Duration.ofSeconds(1));
        }
        assertThat(allowed).isBetween(6 * 60, 6 * 60 + 6);
    }

    @Test
    void callersAndThingsAreCountedApart() {
        limit.count("scan", "a", 1, MINUTE);
        assertThatCode(() -> {
                    limit.count("scan", "b", 1, MINUTE);
                    limit.count("complaint", "a", 1, MINUTE);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aClockThatIsTurnedBackLocksNobodyOut() {
        limit.count("scan", "a", 1, MINUTE);
        pass(Duration.ofDays(-30));
        assertThatCode(() -> limit.count("scan", "a", 1, MINUTE)).doesNotThrowAnyException();
    }
}
