package org.herbtrust.platform;

import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;

/** Whom the server takes the caller for; a phone that was without a network asks before it sends anything. */
@Path("/api/v1/session")
@Tag(name = "session", description = "当前登录 · who is signed in")
class SessionResource {

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    /** @param serverTime for the caller to see how wrong its clock is */
    record Session(String account, String name, Role role, MerchantId merchant, Instant serverTime) {}

    @GET
    @Authenticated
    @Operation(summary = "Who is signed in, and what time it is here")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Session.class)))
    public Response session() {
        Actor me = actor.get();
        return Response.ok(new Session(
                        me.account(), me.name(), me.role(), me.merchant().orElse(null), clock.instant()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
