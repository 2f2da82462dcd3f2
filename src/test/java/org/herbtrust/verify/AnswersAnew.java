package org.herbtrust.verify;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;

/** For measuring: has every answer forgotten before a request with the parameter {@code anew}, which changes nothing else. */
@ApplicationScoped
class AnswersAnew {

    /** Before scans are answered. */
    private static final int FIRST = 390;

    @Inject
    AnswerCache cache;

    void register(@Observes Filters filters) {
        filters.register(
                exchange -> {
                    String query = exchange.request().query();
                    if (query != null && query.startsWith("anew=")) {
                        cache.forget(Set.of(AnswerCache.EVERYTHING));
                    }
                    exchange.next();
                },
                FIRST);
    }
}
