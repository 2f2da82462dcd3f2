package org.herbtrust.verify;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** For measuring: a request with the parameter {@code anew} is not answered from memory, and is like any other beside that. */
@ApplicationScoped
class AnswersAnew {

    /** Before scans are answered. */
    private static final int FIRST = 390;

    private static final long LONG_AGO_NANOS = Duration.ofMinutes(1).toNanos();

    @Inject
    AnswerCache cache;

    void register(@Observes Filters filters) {
        filters.register(
                exchange -> {
                    String query = exchange.request().query();
                    if (query != null && query.startsWith("anew=")) {
                        // as if no news had been heard: nothing is answered from memory, and nothing else is otherwise
                        cache.heard(System.nanoTime() - LONG_AGO_NANOS);
                    }
                    exchange.next();
                },
                FIRST);
    }
}
