package org.herbtrust.ledger;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proofs for those who have no client that computes them from tiles. */
@Path("/api/v1/log")
@PermitAll
@Tag(name = "Transparency log")
class ProofResource {

    @Inject
    Ledger ledger;

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
    @Path("/proof")
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
}
