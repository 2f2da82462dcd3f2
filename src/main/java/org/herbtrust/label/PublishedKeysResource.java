package org.herbtrust.label;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where anybody fetches the keys of signed labels, to check them without asking again. */
@Path(PublishedKeys.PATH)
@PermitAll
class PublishedKeysResource {

    @Inject
    LabelKeys keys;

    @GET
    public Response keys() {
        return Response.ok(PublishedKeys.of(keys.all()), MediaType.APPLICATION_JSON_TYPE)
                .header("Access-Control-Allow-Origin", "*")
                // a revocation is known within a quarter of an hour wherever there is a network
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=900")
                .build();
    }
}
