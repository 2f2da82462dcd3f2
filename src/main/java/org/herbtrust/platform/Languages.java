package org.herbtrust.platform;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** Which of the two languages a reader gets: {@code ?lang}, then the cookie, then Accept-Language, then Chinese. */
public final class Languages {

    public static final String COOKIE = "lang";
    public static final Locale CHINESE = Locale.forLanguageTag("zh-CN");
    public static final Locale ENGLISH = Locale.ENGLISH;

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
        if (header != null) {
            try {
                Locale best = Locale.lookup(Locale.LanguageRange.parse(header), List.of(Locale.CHINESE, ENGLISH));
                return best == null ? CHINESE : of(best.getLanguage());
            } catch (IllegalArgumentException malformed) {
                return CHINESE;
            }
        }
        return CHINESE;
    }

    /** English for {@code en…}, else Chinese. */
    public static Locale of(String tag) {
        return tag.toLowerCase(Locale.ROOT).startsWith("en") ? ENGLISH : CHINESE;
    }
}
