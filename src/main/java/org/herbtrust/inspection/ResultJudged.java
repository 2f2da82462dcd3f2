package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.ViolationClass;

/** A report was judged; a fail does not count against anyone yet, see {@link ResultConfirmed}. {@code day}: of sampling. */
public record ResultJudged(
        SampleId sampleId,
        VisitId visitId,
        MerchantId merchant,
        ShortCode lot,
        boolean retest,
        Outcome verdict,
        Optional<ViolationClass> worst,
        LocalDate day,
        Instant recordedAt) {}
