package org.herbtrust.inspection;

import java.math.BigDecimal;
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
 * @param precheck how the goods looked before they were opened; empty if nothing was noted
 * @param finalAmountG grams of the mixed sample, if it was weighed
 * @param testNeedG grams that one test needs, if it was noted
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
        String precheck,
        Optional<BigDecimal> finalAmountG,
        Optional<BigDecimal> testNeedG,
        SampleState state,
        List<ResultView> results,
        Optional<LocalDate> retestUntil,
        Optional<Instant> retestAskedAt,
        Optional<Instant> confirmedAt) {}
