package org.herbtrust.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private final AnswerCache cache = new AnswerCache();

    @BeforeEach
    void hears() {
        cache.heard(System.nanoTime());
    }

    @Test
    void anAnswerIsForgottenWhenWhatItRestsOnChangesAndOnlyThen() {
        cache.keep("zh A", answer("LOT1", "M000001"), cache.mark());
        cache.forget(Set.of("LOT2", "M000002"));
        assertThat(cache.find("zh A")).isPresent();
        cache.forget(Set.of("M000001"));
        assertThat(cache.find("zh A")).isEmpty();
    }

    @Test
    void everythingIsForgottenAtOnce() {
        cache.keep("zh A", answer("LOT1"), cache.mark());
        cache.forget(Set.of(AnswerCache.EVERYTHING));
        assertThat(cache.find("zh A")).isEmpty();
    }

    @Test
    void anAnswerThatWasOvertakenByNewsIsNotKept() {
        AnswerCache.Mark before = cache.mark();
        cache.forget(Set.of("LOT1"));
        cache.keep("zh A", answer("LOT1"), before);
        assertThat(cache.find("zh A")).isEmpty();
        cache.keep("zh B", answer("LOT2"), before);
        assertThat(cache.find("zh B")).isPresent();
    }

    @Test
    void newsThatNobodyRemembersAnyMoreAreTakenForTheWorst() {
        AnswerCache.Mark before = cache.mark();
        for (int i = 0; i < 1_100; i++) {
            cache.forget(Set.of("LOT" + i));
        }
        cache.keep("zh A", answer("UNTOUCHED"), before);
        assertThat(cache.find("zh A")).isEmpty();
    }

    @Test
    void whoHearsNothingAnswersNothing() {
        cache.keep("zh A", answer("LOT1"), cache.mark());
        cache.heard(System.nanoTime() - 5_000_000_000L);
        assertThat(cache.find("zh A")).isEmpty();
        cache.heard(System.nanoTime());
        assertThat(cache.find("zh A")).isPresent();
    }

    @Test
    void bothFormsSayTheSameUnderOneTag() throws IOException {
        AnswerCache.Kept answer = answer("LOT1");
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.gzipped())).readAllBytes();
        assertThat(unpacked).isEqualTo(answer.body());
        assertThat(answer.etag())
                .matches("W/\"[\\w-]{22}\"")
                .isEqualTo(answer("LOT2").etag());
    }

    private static AnswerCache.Kept answer(String... restsOn) {
        byte[] body = "<p>药信</p>".getBytes(StandardCharsets.UTF_8);
        return AnswerCache.formed(body, Set.of(restsOn), AnswerCache.fingerprint(body));
    }
}
