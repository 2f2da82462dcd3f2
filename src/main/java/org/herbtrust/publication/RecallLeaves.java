package org.herbtrust.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Collectors;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.LotsHeld;

/** A recall is committed to the ledger with the lots it covers, so that nobody can say later that it was shorter. */
@ApplicationScoped
class RecallLeaves {

    @Inject
    Ledger ledger;

    void commit(@Observes LotsHeld news) {
        if (news.reason() != HoldReason.RECALL) {
            return;
        }
        String lots = news.lots().stream().map(ShortCode::value).collect(Collectors.joining(","));
        try {
            ledger.append(
                    LeafKind.RECALL,
                    "recall:" + news.lots().get(0),
                    MessageDigest.getInstance("SHA-256")
                            .digest((news.at() + "|" + lots).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
