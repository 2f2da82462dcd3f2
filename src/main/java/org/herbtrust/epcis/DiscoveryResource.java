package org.herbtrust.epcis;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the repository as a whole can do, for a client that knows only its address. */
@Path("/epcis")
@Tag(name = "EPCIS 2.0")
@Blocking
class DiscoveryResource {

    @OPTIONS
    @PermitAll
    public Response options() {
        return Wire.limits(Response.fromResponse(Wire.options("OPTIONS"))).build();
    }
}
