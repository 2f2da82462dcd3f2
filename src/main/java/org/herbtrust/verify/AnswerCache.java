package org.herbtrust.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ws.rs.core.EntityTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Answers as they went out, for those who ask next. Each knows what it rests on, and is forgotten when one of these changes:
 * at once for what this replica did, and as soon as the news is heard for what others did ({@link AnswerNews}). Who hasn't
 * heard for more than a second answers nothing from here.
 *
 * <p>May be asked where nothing may wait.
 */
public final class AnswerCache {

    /** Concerns every answer. */
    static final String EVERYTHING = "*";

    /** What isn't told as news, such as one more step of the goods, shows within this time. */
    private static final Duration OLDEST = Duration.ofSeconds(60);

    private static final long LONGEST_SILENCE_NANOS = Duration.ofMillis(1_200).toNanos();

    /** About 15 KB each with both forms. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int NEWS_REMEMBERED = 1_000;

    private final Cache<String, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String key, Kept answer) -> answer.body().length * 4 / 3 + 500)
            .expireAfterWrite(OLDEST)
            .build();

    private final Deque<Forgotten> forgotten = new ArrayDeque<>();
    private long generation;
    private volatile long heardAt = System.nanoTime() - 2 * LONGEST_SILENCE_NANOS;

    /** An answer in the forms in which it goes out; packed when somebody first wants it so. */
    public static final class Kept {
        private final byte[] body;
        private final String etag;
        private final Set<String> restsOn;
        private volatile byte[] gzipped;

        private Kept(byte[] body, String etag, Set<String> restsOn) {
            this.body = body;
            this.etag = etag;
            this.restsOn = restsOn;
        }

        public byte[] body() {
            return body;
        }

        /** The same, for those who accept it. */
        public byte[] gzipped() {
            if (gzipped == null) {
                gzipped = AnswerCache.gzipped(body);
            }
            return gzipped;
        }

        /** Quoted, weak: the same for both forms. */
        public String etag() {
            return etag;
        }

        public EntityTag entityTag() {
            return new EntityTag(etag.substring(etag.indexOf('"') + 1, etag.length() - 1), true);
        }

        boolean restsOnAny(Collection<String> subjects) {
            return subjects.contains(EVERYTHING) || !Collections.disjoint(restsOn, subjects);
        }
    }

    /** Taken before the first fact of an answer is read. */
    public record Mark(long generation) {}

    private record Forgotten(long generation, Set<String> subjects) {}

    /** What may be answered without asking anybody. */
    public Optional<Kept> find(String key) {
        return System.nanoTime() - heardAt > LONGEST_SILENCE_NANOS
                ? Optional.empty()
                : Optional.ofNullable(kept.getIfPresent(key));
    }

    public synchronized Mark mark() {
        return new Mark(generation);
    }

    /**
     * An answer as it goes out, without keeping it.
     *
     * @param print another for another body
     */
    public static Kept formed(byte[] body, Set<String> restsOn, String print) {
        return new Kept(body, "W/\"" + print + "\"", Set.copyOf(restsOn));
    }

    /**
     * Keeps an answer, unless something that it rests on changed while it was put together.
     *
     * @param mark from before
     */
    public void keep(String key, Kept answer, Mark mark) {
        synchronized (this) {
            boolean overtaken = forgotten.stream()
                            .anyMatch(f -> f.generation() > mark.generation() && answer.restsOnAny(f.subjects()))
                    || (forgotten.size() == NEWS_REMEMBERED
                            && forgotten.getFirst().generation() > mark.generation() + 1);
            if (!overtaken) {
                kept.put(key, answer);
            }
        }
    }

    /** Drops what rests on any of these. */
    synchronized void forget(Set<String> subjects) {
        generation++;
        forgotten.addLast(new Forgotten(generation, subjects));
        if (forgotten.size() > NEWS_REMEMBERED) {
            forgotten.removeFirst();
        }
        kept.asMap().values().removeIf(answer -> answer.restsOnAny(subjects));
    }

    /**
     * The news up to that moment were heard and applied.
     *
     * @param nanos {@link System#nanoTime} from before they were asked for
     */
    void heard(long nanos) {
        heardAt = nanos;
    }

    private static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    public static String fingerprint(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
