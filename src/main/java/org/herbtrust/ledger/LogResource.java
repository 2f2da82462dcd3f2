package org.herbtrust.ledger;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.rules.TilePath;

/** The log as any client of C2SP tlog-tiles reads it, and proofs for those who have no such client. */
@Path("/")
@PermitAll
@Tag(name = "Transparency log")
class LogResource {

    private static final String PLAIN = "text/plain; charset=utf-8";

    @Inject
    Ledger ledger;

    @GET
    @Path("log/checkpoint")
    @Produces(PLAIN)
    @Operation(summary = "The newest signed tree head (C2SP tlog-checkpoint)")
    public Response checkpoint() {
        return Response.ok(ledger.checkpoint().note())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=1")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    @GET
    @Path("log/key")
    @Produces(PLAIN)
    @Operation(summary = "The verifier key of the log, in the format of note tools")
    public Response key() {
        return Response.ok(ledger.verifierKey() + "\n")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    @GET
    @Path("log/tile/{level: \\d|[1-5]\\d|6[0-3]}/{index: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Hashes of a tile (C2SP tlog-tiles): tile/<L>/<N>[.p/<W>]")
    public Response tile(@PathParam("level") int level, @PathParam("index") String index) {
        return immutable(TilePath.parse(index).flatMap(path -> ledger.tile(level, path)));
    }

    @GET
    @Path("log/tile/entries/{index: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Entries of a tile (C2SP tlog-tiles): tile/entries/<N>[.p/<W>]")
    public Response entries(@PathParam("index") String index) {
        return immutable(TilePath.parse(index).flatMap(ledger::entryBundle));
    }

    /** Hashes are base64; {@code consistency} is there where {@code from} was asked for. */
    public record Proof(
            long index,
            long size,
            String entry,
            Hash leafHash,
            List<Hash> hashes,
            Hash rootHash,
            String checkpoint,
            Consistency consistency) {}

    public record Consistency(long from, long size, List<Hash> hashes) {}

    @GET
    @Path("api/v1/log/proof")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Inclusion proof of a leaf",
            description =
                    "size defaults to the newest checkpoint's; with from, the consistency proof between the two sizes"
                            + " is added. checkpoint is the newest signed note.")
    public Response proof(
            @QueryParam("index") Long index, @QueryParam("size") Long size, @QueryParam("from") Long from) {
        if (index == null) {
            throw new IllegalArgumentException("请给出序号 (index is needed)");
        }
        Checkpoint checkpoint = ledger.checkpoint();
        InclusionProof proof = ledger.proofOf(index, size == null ? checkpoint.size() : size);
        Consistency consistency =
                from == null ? null : new Consistency(from, proof.size(), ledger.consistency(from, proof.size()));
        Proof answer = new Proof(
                proof.index(),
                proof.size(),
                proof.entry(),
                proof.leafHash(),
                proof.hashes(),
                proof.rootHash(),
                checkpoint.note(),
                consistency);
        return Response.ok(answer).header("Access-Control-Allow-Origin", "*").build();
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
