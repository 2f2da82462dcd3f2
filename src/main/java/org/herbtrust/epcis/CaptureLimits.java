package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.herbtrust.platform.Problem;

/**
 * Refuses a document that says of itself that it is too large before a byte of it is read, and tells the limit: the HTTP
 * server's own limit would answer with nothing.
 */
@Singleton
final class CaptureLimits {

    /** After requests have their names, before anything is read. */
    private static final int EARLY = 9_000;

    private static final long MOST_BYTES_DISCARDED = 100_000_000;

    void register(@Observes Filters filters) {
        filters.register(CaptureLimits::look, EARLY);
    }

    private static void look(RoutingContext request) {
        String path = request.request().path();
        int limit = path.startsWith("/epcis/capture")
                ? EpcisDocument.MOST_BYTES
                : path.startsWith("/epcis/events") ? EventsResource.MOST_BYTES_OF_AN_EVENT : 0;
        if (limit > 0 && HttpMethod.POST.equals(request.request().method()) && length(request) > limit) {
            refuse(request, limit);
        } else {
            request.next();
        }
    }

    private static long length(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private static void refuse(RoutingContext request, int limit) {
        Refusal reason = Refusal.TOO_LARGE;
        ObjectNode problem = Json.object();
        problem.put("type", "/problems/" + reason.code())
                .put("title", reason.title().zh() + " " + reason.title().en())
                .put("status", reason.status())
                .put("detail", "最大" + limit + "字节 (at most " + limit + " bytes)");
        request.response()
                .setStatusCode(reason.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("GS1-EPCIS-Capture-Limit", Integer.toString(EpcisDocument.MOST_EVENTS))
                .putHeader("GS1-EPCIS-Capture-File-Size-Limit", Integer.toString(EpcisDocument.MOST_BYTES))
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.write(problem));
        if (length(request) <= MOST_BYTES_DISCARDED) {
            // a client that is still sending would take a closed connection for a fault and never see the answer
            request.request().resume();
        } else {
            request.request().connection().close();
        }
    }
}
