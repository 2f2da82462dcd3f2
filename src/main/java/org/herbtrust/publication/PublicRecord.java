package org.herbtrust.publication;

import java.time.LocalDate;
import org.herbtrust.kernel.Text;
import org.herbtrust.publication.rules.Party;

/**
 * A record as anyone may read it: gone through the privacy gate.
 *
 * @param id stable for ever
 * @param removeOn null while there is no end
 * @param asOf the day for which this answer holds
 * @param underObjection somebody said that it is wrong, and that isn't decided yet
 * @param reply what the party says to it, null if nothing
 * @param ledgerIndex of its leaf; null for about a second after publication
 * @param sha256 what the leaf commits to, hex
 */
public record PublicRecord(
        long id,
        RecordKind kind,
        Text kindTitle,
        Party party,
        String decisionNo,
        Text what,
        Text ground,
        String body,
        LocalDate decidedOn,
        LocalDate publishFrom,
        LocalDate removeOn,
        LocalDate asOf,
        String policyVersion,
        boolean underObjection,
        String reply,
        Long ledgerIndex,
        String sha256) {}
