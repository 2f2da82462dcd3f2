package org.herbtrust.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
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

    @Inject
    AnswerCache cache;

    @Inject
    ObjectMapper json;

    @GET
    @Path("/{code: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What a scan of this code is answered",
            description =
                    "A short code in any spelling, a code of the national platform, an EAN-13, an element string or a"
                            + " percent-encoded Digital Link. Always 200: what the code is worth stands in verdict.")
    public Response verify(@PathParam("code") String code, @Context Request request) throws JsonProcessingException {
        String key = "json " + code;
        AnswerCache.Kept answer = cache.find(key).orElse(null);
        if (answer == null) {
            AnswerCache.Mark mark = cache.mark();
            Verification.Told told = verification.tell(code);
            byte[] body = json.writeValueAsBytes(told.answer());
            answer = AnswerCache.formed(body, told.restsOn(), AnswerCache.fingerprint(body));
            if (told.mayBeKept()) {
                cache.keep(key, answer, mark);
            }
        }
        EntityTag tag = answer.entityTag();
        Response.ResponseBuilder same = request.evaluatePreconditions(tag);
        return (same != null ? same : Response.ok(answer.body()))
                .tag(tag)
                // to be asked again each time: a hold must show at once
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
