package org.herbtrust.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.material.ViolationClass;

/**
 * The answer to a recorded report.
 *
 * @param missing items that were ordered and not reported
 * @param held whether the goods are on hold because of it
 * @param retestUntil last day to ask for a retest; only after a first report that failed
 */
public record Verdict(
        SampleId sample,
        Outcome overall,
        List<ItemResult> items,
        Set<String> missing,
        Optional<ViolationClass> worst,
        boolean held,
        Optional<LocalDate> retestUntil) {}
