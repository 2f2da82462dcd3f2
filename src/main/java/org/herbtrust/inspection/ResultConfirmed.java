package org.herbtrust.inspection;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.ViolationClass;

/**
 * A sample's verdict stands: a pass at once or on retest, a fail when the time for a retest is over or the retest agrees.
 * Fired once a sample, in the same transaction.
 *
 * @param verdict PASS or FAIL
 * @param worst class of the gravest failed item, for a FAIL
 * @param day of sampling
 * @param knownOn the day from which it counts
 */
public record ResultConfirmed(
        SampleId sampleId,
        VisitId visitId,
        MerchantId merchant,
        ShortCode lot,
        Outcome verdict,
        Optional<ViolationClass> worst,
        LocalDate day,
        LocalDate knownOn) {}
