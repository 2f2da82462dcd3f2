package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;

/**
 * A sample and what has come of it.
 *
 * @param results first reports and retest, oldest first
 * @param retestUntil last day to ask for a retest, once a report failed
 */
public record SampleView(
        SampleId id,
        VisitId visit,
        MerchantId merchant,
        ShortCode lot,
        MaterialCode material,
        Optional<String> variant,
        int packages,
        int opened,
        List<String> sealNumbers,
        List<String> samplers,
        Set<String> ordered,
        Instant takenAt,
        LocalDate sampledOn,
        SampleState state,
        List<ResultView> results,
        Optional<LocalDate> retestUntil,
        Optional<Instant> retestAskedAt,
        Optional<Instant> confirmedAt) {}
