package org.herbtrust.ledger;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.rules.TilePath;

/** The log as any client of C2SP tlog-tiles reads it. */
@Path("/log")
@PermitAll
@Tag(name = "Transparency log")
class LogResource {

    static final String PLAIN = "text/plain; charset=utf-8";

    @Inject
    Ledger ledger;

    @GET
    @Path("/checkpoint")
    @Produces(PLAIN)
    @Operation(summary = "The newest signed tree head (C2SP tlog-checkpoint)")
    public Response checkpoint() {
        return Response.ok(ledger.checkpoint().note())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=1")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    @GET
    @Path("/key")
    @Produces(PLAIN)
    @Operation(
            summary = "The verifier key of the log, in the format of note tools",
            description = "One line; two while keys change: both sign then.")
    public Response key() {
        return Response.ok(String.join("\n", ledger.verifierKeys()) + "\n")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    @GET
    @Path("/tile/{level: \\d|[1-5]\\d|6[0-3]}/{index: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Hashes of a tile (C2SP tlog-tiles): tile/<L>/<N>[.p/<W>]")
    public Response tile(@PathParam("level") int level, @PathParam("index") String index) {
        return immutable(TilePath.parse(index).flatMap(path -> ledger.tile(level, path)));
    }

    @GET
    @Path("/tile/entries/{index: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Entries of a tile (C2SP tlog-tiles): tile/entries/<N>[.p/<W>]")
    public Response entries(@PathParam("index") String index) {
        return immutable(TilePath.parse(index).flatMap(ledger::entryBundle));
    }

    private static Response immutable(Optional<byte[]> bytes) {
        return bytes.map(b -> Response.ok(b)
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                        .header("Access-Control-Allow-Origin", "*")
                        .build())
                .orElseThrow(() -> new Refused(
                        LedgerRefusal.NOT_IN_TREE, "账本没有这一块 (no such tile at the present size of the tree)"));
    }
}
