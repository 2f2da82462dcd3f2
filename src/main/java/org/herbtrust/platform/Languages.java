package org.herbtrust.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** Which of the two languages a reader gets: {@code ?lang}, then the cookie, then Accept-Language, then Chinese. */
public final class Languages {

    public static final String COOKIE = "lang";
    public static final Locale CHINESE = Locale.forLanguageTag("zh-CN");
    public static final Locale ENGLISH = Locale.ENGLISH;

    private static final int LONGEST_REMEMBERED = 100;

    /** Browsers send few different headers, and reading one takes longer than the rest of a small answer. */
    private static final Cache<String, Locale> REMEMBERED =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private Languages() {}

    public static Locale of(RoutingContext request) {
        List<String> asked = request.queryParam("lang");
        if (!asked.isEmpty()) {
            return of(asked.get(0));
        }
        Cookie cookie = request.request().getCookie(COOKIE);
        if (cookie != null) {
            return of(cookie.getValue());
        }
        String header = request.request().getHeader("Accept-Language");
        if (header == null) {
            return CHINESE;
        }
        return header.length() > LONGEST_REMEMBERED ? preferred(header) : REMEMBERED.get(header, Languages::preferred);
    }

    private static Locale preferred(String header) {
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), List.of(Locale.CHINESE, ENGLISH));
            return best == null ? CHINESE : of(best.getLanguage());
        } catch (IllegalArgumentException malformed) {
            return CHINESE;
        }
    }

    /** English for {@code en…}, else Chinese. */
    public static Locale of(String tag) {
        return tag.toLowerCase(Locale.ROOT).startsWith("en") ? ENGLISH : CHINESE;
    }
}
