package org.herbtrust.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.herbtrust.inspection.ResultConfirmed;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;

/** A result that stands is committed to the ledger: who holds the lot later cannot have had another one. */
@ApplicationScoped
class ResultLeaves {

    @Inject
    Ledger ledger;

    void commit(@Observes ResultConfirmed news) {
        String sentence = "{\"day\":\"%s\",\"lot\":\"%s\",\"sample\":\"%s\",\"verdict\":\"%s\"}"
                .formatted(news.day(), news.lot(), news.sampleId(), news.verdict());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sentence.getBytes(StandardCharsets.UTF_8));
            ledger.append(LeafKind.RESULT, news.sampleId().toString(), hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
