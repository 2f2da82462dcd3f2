package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.Checkpoint;
import org.herbtrust.ledger.Hash;
import org.herbtrust.ledger.InclusionProof;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.ledger.LoggedLeaf;
import org.herbtrust.ledger.rules.MerkleTree;
import org.herbtrust.ledger.rules.SignedNote;
import org.herbtrust.platform.Refusal;

/** "Verify this": for everybody who wants to see that a published record was not altered, and how to check it at home. */
@Path("/ledger")
@PermitAll
@Blocking
class LedgerPages {

    private static final int LONGEST_QUESTION = 300;

    @Inject
    Pages pages;

    @Inject
    Ledger ledger;

    @ConfigProperty(name = "herbtrust.public-url")
    String publicUrl;

    /**
     * What is shown of one record.
     *
     * @param holds whether the entry is in the signed tree, computed again for this page
     */
    record Shown(LoggedLeaf leaf, InclusionProof proof, Checkpoint checkpoint, List<String> signers, boolean holds) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance ledger(
                Checkpoint newest, List<String> keys, String asked, List<LoggedLeaf> found, String url);

        static native TemplateInstance leaf(Shown shown, String url);
    }

    @GET
    public Response ledger(@QueryParam("about") String about) {
        String asked = about == null ? "" : about.strip();
        if (asked.length() > LONGEST_QUESTION) {
            throw new IllegalArgumentException("编号最长300个字符 (an identifier has at most 300 characters)");
        }
        if (asked.matches("\\d{1,18}") && ledger.leafAt(Long.parseLong(asked)).isPresent()) {
            return pages.next("/ledger/" + asked);
        }
        List<LoggedLeaf> found = asked.isEmpty() ? List.of() : ledger.about(asked);
        return pages.html(Templates.ledger(ledger.checkpoint(), ledger.verifierKeys(), asked, found, publicUrl));
    }

    @GET
    @Path("{index: \\d{1,18}}")
    public Response leaf(@PathParam("index") long index) {
        LoggedLeaf leaf = ledger.leafAt(index)
                .orElseThrow(() -> new Refused(Refusal.NOT_FOUND, "账本还没有这一条 (the ledger has no such record yet)"));
        Checkpoint newest = ledger.checkpoint();
        InclusionProof proof = ledger.proofOf(index, newest.size());
        boolean holds = MerkleTree.includes(
                proof.leafHash().bytes(),
                index,
                proof.size(),
                proof.hashes().stream().map(Hash::bytes).toList(),
                newest.rootHash().bytes());
        List<String> signers = SignedNote.parse(newest.note()).signatures().stream()
                .map(SignedNote.Line::name)
                .distinct()
                .toList();
        return pages.html(Templates.leaf(new Shown(leaf, proof, newest, signers, holds), publicUrl));
    }
}
