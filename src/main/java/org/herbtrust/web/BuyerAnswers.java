package org.herbtrust.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.SignedCode;
import org.herbtrust.platform.Languages;
import org.herbtrust.platform.RateLimit;
import org.herbtrust.verify.AnswerCache;

/**
 * Stands before the pages of scans, on the event loop: tells who asks too often to wait, takes the scan down, answers at once
 * what was answered before, and has drawn what wasn't. Whatever is no code on record goes on to {@link BuyerPages}.
 */
@ApplicationScoped
class BuyerAnswers {

    private static final String PAGE = "/v/";
    private static final String SCAN_FORM = "/scan";
    private static final String SIGNATURE = "s";
    private static final String PLACE = "place";
    private static final int AFTER_LANGUAGE = 380;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What anybody may ask without signing in and what leads to the database. */
    private static final List<String> LIMITED =
            List.of(PAGE, "/api/v1/verify/", "/api/v1/scan", SCAN_FORM, "/01/", "/00/", "/414/", "/.well-known/");

    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html;charset=utf-8");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Accept-Language, Cookie, Accept-Encoding");
    private static final CharSequence NOINDEX = HttpHeaders.createOptimized("noindex");

    @Inject
    AnswerCache cache;

    @Inject
    AnswerPages pages;

    @Inject
    ScanNotes notes;

    @Inject
    RateLimit limit;

    /**
     * Scans and look-ups of one address in a minute. Generous: a market's visitors share the address of its wireless network.
     */
    @ConfigProperty(name = "herbtrust.scan.most-per-minute", defaultValue = "600")
    int mostPerMinute;

    void register(@Observes Filters filters) {
        filters.register(this::answer, AFTER_LANGUAGE);
    }

    private void answer(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String path = request.path();
        if (LIMITED.stream().anyMatch(path::startsWith)) {
            try {
                limit.count("scan", ScanNotes.address(request), mostPerMinute, MINUTE);
            } catch (Refused tooOften) {
                refuse(exchange, tooOften);
                return;
            }
            if (path.startsWith(PAGE)
                    && request.method().equals(HttpMethod.GET)
                    && answered(exchange, path.substring(PAGE.length()))) {
                return;
            }
        }
        exchange.next();
    }

    /** A scan is noted where it is answered. */
    private boolean answered(RoutingContext exchange, String text) {
        if (!ShortCode.looksLike(text) || asksFor(exchange, PLACE).isPresent()) {
            return false;
        }
        ShortCode code;
        try {
            code = new ShortCode(text);
        } catch (IllegalArgumentException mistyped) {
            return false;
        }
        Optional<String> signature = signature(exchange);
        Locale language = Languages.of(exchange);
        Optional<AnswerCache.Kept> kept = cache.find(key(code.value(), signature, language));
        if (kept.isPresent()) {
            write(exchange, code, kept.get());
        } else {
            exchange.vertx()
                    .executeBlocking(() -> pages.known(code, signature, language), false)
                    // what fails here fails there again, and is told in the usual form
                    .onComplete(drawn -> Optional.ofNullable(drawn.result())
                            .flatMap(page -> page)
                            .ifPresentOrElse(page -> write(exchange, code, page), exchange::next));
        }
        return true;
    }

    /**
     * The page in that language is the same for everybody who asks with that signature or with none; other parameters, such as
     * applications add to any address, change nothing.
     */
    static String key(String code, Optional<String> signature, Locale language) {
        return language.getLanguage() + ' ' + code + signature.map(s -> ' ' + s).orElse("");
    }

    /** What stands behind {@code ?s=}, if it is meant as a signature. */
    static Optional<String> signature(RoutingContext exchange) {
        return asksFor(exchange, SIGNATURE).filter(SignedCode::isSignature);
    }

    private static Optional<String> asksFor(RoutingContext exchange, String parameter) {
        return exchange.request().query() == null
                ? Optional.empty()
                : exchange.queryParam(parameter).stream().findFirst();
    }

    private void write(RoutingContext exchange, ShortCode code, AnswerCache.Kept answer) {
        notes.note(exchange.request(), code);
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.ETAG, answer.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE)
                .putHeader(HttpHeaders.VARY, VARY)
                .putHeader("X-Robots-Tag", NOINDEX);
        if (answer.etag().equals(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, HTML)
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, Languages.of(exchange).toLanguageTag());
        String accepts = exchange.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepts != null && accepts.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP).end(Buffer.buffer(answer.gzipped()));
        } else {
            response.end(Buffer.buffer(answer.body()));
        }
    }

    private static void refuse(RoutingContext exchange, Refused tooOften) {
        long seconds =
                tooOften.retryAfter().map(w -> w.plusMillis(999).toSeconds()).orElse(1L);
        HttpServerResponse response = exchange.response()
                .setStatusCode(tooOften.reason().status())
                .putHeader("Retry-After", Long.toString(Math.max(1, seconds)))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String path = exchange.request().path();
        if (path.startsWith(PAGE) || path.equals(SCAN_FORM)) {
            boolean english = Languages.ENGLISH.equals(Languages.of(exchange));
            response.putHeader(HttpHeaders.CONTENT_TYPE, HTML)
                    .end("<!doctype html><html lang=\"" + (english ? "en" : "zh-CN")
                            + "\"><meta charset=\"utf-8\"><title>429</title><p>"
                            + (english
                                    ? "Too many scans from your network. Please try again in " + seconds + " s."
                                    : "您所在的网络查询过于频繁，请" + seconds + "秒后再试。")
                            + "</p></html>");
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("type", "/problems/" + tooOften.reason().code())
                        .put(
                                "title",
                                tooOften.reason().title().zh() + " "
                                        + tooOften.reason().title().en())
                        .put("status", tooOften.reason().status())
                        .put("detail", tooOften.getMessage())
                        .toBuffer());
    }
}
