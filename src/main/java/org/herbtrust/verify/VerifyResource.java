package org.herbtrust.verify;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The answer of a scan for programs. */
@Path("/api/v1/verify")
@PermitAll
@Tag(name = "Verification")
class VerifyResource {

    @Inject
    Verification verification;

    @GET
    @Path("/{code: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What a scan of this code is answered",
            description =
                    "A short code in any spelling, a code of the national platform, an EAN-13, an element string or a"
                            + " percent-encoded Digital Link. Always 200: what the code is worth stands in verdict.")
    public Response verify(@PathParam("code") String code) {
        return Response.ok(verification.answer(code))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
