package org.herbtrust.bench;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The least that this server can answer, on the event loop: what answers are measured against. */
@ApplicationScoped
class Hello {

    static final String PATH = "/bench/hello";

    void register(@Observes Router router) {
        router.get(PATH).handler(exchange -> exchange.response()
                .putHeader("Content-Type", "text/plain;charset=utf-8")
                .end("hello"));
    }
}
