package org.herbtrust.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/**
 * The service worker, at the root so that it may serve the pages that work without a network. Its first line names the files
 * of this build, so a new build is a new worker; never cached, or phones would stay with an old one.
 */
@Path("/sw.js")
@PermitAll
class ServiceWorkerScript {

    /** Pages that phones keep, each with a worker of its own. */
    private static final List<String> KEPT = List.of("/field", "/goods");

    @Inject
    ObjectMapper json;

    @GET
    @Produces("text/javascript")
    public Response script() throws JsonProcessingException {
        List<String> files = Assets.all();
        String build = json.writeValueAsString(
                Map.of("version", Integer.toHexString(files.hashCode()), "pages", KEPT, "files", files));
        return Response.ok("const HERBTRUST = " + build + ";\nimportScripts(\"" + Assets.url("src/sw.ts") + "\");\n")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
