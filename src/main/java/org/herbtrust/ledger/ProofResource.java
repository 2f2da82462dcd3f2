package org.herbtrust.ledger;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.ledger.rules.TreeHead;

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

    @GET
    @Path("/checkpoints/{size}")
    @Produces(LogResource.PLAIN)
    @Operation(summary = "The signed tree head of exactly that size, with its cosignatures")
    public Response checkpoint(@PathParam("size") long size) {
        return note(ledger.checkpointAt(size));
    }

    @GET
    @Path("/cosigned")
    @Produces(LogResource.PLAIN)
    @Operation(summary = "The newest signed tree head that at least so many witnesses have cosigned")
    public Response cosigned(@QueryParam("witnesses") @DefaultValue("1") int witnesses) {
        return note(ledger.cosigned(Math.max(1, witnesses)));
    }

    @POST
    @Path("/cosignatures")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(LogResource.PLAIN)
    @Operation(
            summary = "Hand in cosignatures (C2SP tlog-cosignature) under a checkpoint of this log",
            description =
                    "The body is the checkpoint's text, an empty line and signature lines. Only witnesses that the"
                            + " operator has registered count. The answer is the checkpoint with all cosignatures.")
    public Response cosign(String note) {
        SignedNote signed = SignedNote.parse(note);
        ledger.addCosignatures(signed);
        return note(ledger.checkpointAt(TreeHead.of(signed).size()));
    }

    /** A key of the log. */
    public record Key(String verifier, Instant since) {}

    @GET
    @Path("/keys")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "All keys that have ever signed this log, the oldest first")
    public List<Key> keys() {
        return ledger.keysOverTime().entrySet().stream()
                .map(key -> new Key(key.getKey(), key.getValue()))
                .toList();
    }

    private static Response note(Optional<Checkpoint> checkpoint) {
        Checkpoint found =
                checkpoint.orElseThrow(() -> new Refused(LedgerRefusal.NOT_IN_TREE, "没有这样的检查点 (no such checkpoint)"));
        return Response.ok(found.note())
                .header("Access-Control-Allow-Origin", "*")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
