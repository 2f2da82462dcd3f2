package org.herbtrust.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.herbtrust.platform.Languages;

/** Remembers the language that a reader switched to with {@code ?lang=}. */
@ApplicationScoped
class Language {

    private static final int AFTER_SECURITY_HEADERS = 390;

    void register(@Observes Filters filters) {
        filters.register(Language::remember, AFTER_SECURITY_HEADERS);
    }

    private static void remember(RoutingContext exchange) {
        List<String> asked = exchange.queryParam("lang");
        if (!asked.isEmpty()) {
            exchange.response()
                    .addCookie(Cookie.cookie(
                                    Languages.COOKIE, Languages.of(asked.get(0)).getLanguage())
                            .setPath("/")
                            .setHttpOnly(true)
                            .setSameSite(CookieSameSite.LAX)
                            .setMaxAge(Duration.ofDays(365).toSeconds()));
        }
        exchange.next();
    }
}
