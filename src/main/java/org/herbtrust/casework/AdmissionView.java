package org.herbtrust.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What an applicant showed and signed. For officials and the applicant.
 *
 * @param signatureSha256 binds text, signer, entity and time; a leaf of the ledger
 */
public record AdmissionView(
        CaseId caseId,
        String licenceNo,
        Optional<LocalDate> licenceUntil,
        Optional<AdmissionRequest.Lease> lease,
        Optional<String> stall,
        String scope,
        List<Behind> people,
        String commitmentVersion,
        String commitmentSha256,
        String signedBy,
        Instant signedAt,
        String signatureSha256) {

    /** A person behind the entity; nothing of its number is kept that could be read. */
    public record Behind(Post post, String name, LocalDate since) {}
}
