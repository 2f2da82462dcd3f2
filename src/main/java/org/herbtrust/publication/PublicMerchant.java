package org.herbtrust.publication;

import java.time.LocalDate;
import java.util.List;
import org.herbtrust.kernel.Text;
import org.herbtrust.publication.rules.Party;

/**
 * A market entity as anyone may look it up.
 *
 * @param records what is published about it today, newest first; empty in lists
 */
public record PublicMerchant(
        Party party,
        String kind,
        Text kindTitle,
        String standing,
        Text standingTitle,
        String scope,
        LocalDate admittedOn,
        Commitment commitment,
        PublicGrade grade,
        List<PublicRecord> records) {

    /** The credit commitment that was signed before admission: public by its nature. */
    public record Commitment(String version, String sha256) {}
}
