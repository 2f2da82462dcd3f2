package org.herbtrust.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Tells the browser what our pages never do, on every answer: pages, files and errors alike. */
@ApplicationScoped
class SecurityHeaders {

    // wasm-unsafe-eval is for the barcode reader, blob: for the photo and the worker that it is read in.
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final List<String> NO_FORMS = List.of(
            "/v/",
            "/api/",
            "/epcis",
            "/log/",
            "/q/",
            "/01/",
            "/00/",
            "/414/",
            "/.well-known/",
            "/islands/",
            "/feeds/",
            "/app.webmanifest",
            "/sw.js");

    private static final int BEFORE_EVERYTHING = 400;

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, BEFORE_EVERYTHING);
    }

    private static void add(RoutingContext exchange) {
        MultiMap headers = exchange.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=()");
        if (!exchange.request().path().startsWith("/q/")) {
            headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        }
        if (hasNoForms(exchange.request().path())) {
            exchange.addHeadersEndHandler(
                    written -> dropFormToken(exchange.response().headers()));
        }
        exchange.next();
    }

    // What everybody gets the same carries no token of one browser: it could not be cached.
    private static boolean hasNoForms(String path) {
        return NO_FORMS.stream().anyMatch(path::startsWith);
    }

    private static void dropFormToken(MultiMap headers) {
        List<String> kept = headers.getAll("Set-Cookie").stream()
                .filter(cookie -> !cookie.startsWith("csrf-token="))
                .toList();
        headers.remove("Set-Cookie");
        headers.add("Set-Cookie", kept);
    }
}
