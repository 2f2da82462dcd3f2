package org.herbtrust.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.verify.Answer;
import org.herbtrust.verify.AnswerCache;
import org.herbtrust.verify.Verification;

/**
 * Draws answers. The packages of a batch differ in a code and a number, so their page is drawn once, with gaps where these
 * stand, and then only filled in: what is said in it was read anew all the same, and is another page if it changed.
 */
@ApplicationScoped
class AnswerPages {

    /** Characters that no text of ours has: Unicode leaves them to private use. */
    private static final char CODE = '\uE000';

    private static final char GROUPED = '\uE001';
    private static final char SERIAL = '\uE002';

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Cache<Key, Form> forms = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Form form) -> form.bytes() + 500)
            // the minute is on the page
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    @Inject
    Verification verification;

    @Inject
    AnswerCache cache;

    @Inject
    Provinces provinces;

    private record Key(Object likeness, String language) {}

    /** @param gaps what stands behind each piece but the last */
    private record Form(List<byte[]> pieces, String gaps, String print) {

        static Form of(String page) {
            List<byte[]> pieces = new ArrayList<>();
            StringBuilder gaps = new StringBuilder();
            int from = 0;
            for (int i = 0; i < page.length(); i++) {
                char c = page.charAt(i);
                if (c == CODE || c == GROUPED || c == SERIAL) {
                    pieces.add(page.substring(from, i).getBytes(StandardCharsets.UTF_8));
                    gaps.append(c);
                    from = i + 1;
                }
            }
            pieces.add(page.substring(from).getBytes(StandardCharsets.UTF_8));
            return new Form(pieces, gaps.toString(), AnswerCache.fingerprint(page.getBytes(StandardCharsets.UTF_8)));
        }

        int bytes() {
            return pieces.stream().mapToInt(piece -> piece.length).sum();
        }

        byte[] filledFor(Answer answer) {
            byte[] code = answer.code().getBytes(StandardCharsets.UTF_8);
            byte[] grouped = answer.shownCode().getBytes(StandardCharsets.UTF_8);
            byte[] serial = answer.goods().serial().getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream page = new ByteArrayOutputStream(bytes() + 16 * pieces.size());
            page.writeBytes(pieces.get(0));
            for (int i = 0; i < gaps.length(); i++) {
                page.writeBytes(
                        switch (gaps.charAt(i)) {
                            case CODE -> code;
                            case GROUPED -> grouped;
                            default -> serial;
                        });
                page.writeBytes(pieces.get(i + 1));
            }
            return page.toByteArray();
        }
    }

    /**
     * The page of a code that is on record, kept for the next who asks; empty if there is nothing of that code. Waits for the
     * database.
     */
    Optional<AnswerCache.Kept> known(ShortCode code, Optional<String> signature, Locale language) {
        AnswerCache.Mark mark = cache.mark();
        Verification.Told told = verification.tell(code.value(), signature);
        if (!told.answer().isKnown()) {
            return Optional.empty();
        }
        AnswerCache.Kept page = page(told, language);
        if (told.mayBeKept()) {
            cache.keep(BuyerAnswers.key(code.value(), signature, language), page, mark);
        }
        return Optional.of(page);
    }

    AnswerCache.Kept page(Verification.Told told, Locale language) {
        Answer answer = told.answer();
        if (!answer.isKnown() || answer.goods().serial() == null) {
            byte[] body = drawn(answer, language).getBytes(StandardCharsets.UTF_8);
            return AnswerCache.formed(body, told.restsOn(), AnswerCache.fingerprint(body));
        }
        Form form = told.likeness()
                .map(likeness -> forms.get(new Key(likeness, language.getLanguage()), key -> form(answer, language)))
                .orElseGet(() -> form(answer, language));
        return AnswerCache.formed(
                form.filledFor(answer),
                told.restsOn(),
                form.print() + answer.code() + answer.goods().serial().replace('/', '-'));
    }

    private Form form(Answer answer, Locale language) {
        return Form.of(drawn(
                answer.ofPackage(String.valueOf(CODE), String.valueOf(GROUPED), String.valueOf(SERIAL)), language));
    }

    private String drawn(Answer answer, Locale language) {
        return BuyerPages.Templates.answer(answer, provinces.all())
                .setLocale(language)
                .render();
    }
}
