package org.herbtrust.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Names each request, so that the lines that it leaves in the log can be found from an answer, and the other way round.
 *
 * <p>A caller's name is taken over if it is harmless, else one is made: whatever is in the header ends in log files. For
 * all of HTTP and not for REST only, as pages, static files and health checks are asked about too.
 */
@Singleton
final class RequestId {

    static final String HEADER = "X-Request-Id";

    /** Under this name in log lines ({@code %X{requestId}}) and in JSON logs. */
    static final String LOG_FIELD = "requestId";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Before everything else that may answer. */
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(RequestId::name, FIRST);
    }

    private static void name(RoutingContext request) {
        String id = of(request.request().getHeader(HEADER));
        request.response().putHeader(HEADER, id);
        MDC.put(LOG_FIELD, id);
        request.next();
    }

    static String of(String given) {
        return given != null && HARMLESS.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
