package org.herbtrust.credit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * How far a what-if has come, and what it found.
 *
 * @param of merchants to look at
 * @param found empty until it is finished
 */
public record WhatIfView(
        PolicyDraftId draft, Instant startedAt, int done, int of, boolean failed, Optional<Found> found) {

    /**
     * What would have been otherwise.
     *
     * @param movedNow merchants that would have another grade today
     * @param movedEver merchants that would have had another grade at the end of some month of the last twelve
     * @param changesInForce how often a grade changed from month to month under the policy in force
     * @param changesOfDraft and how often it would have under the draft
     * @param from moves of today by grade now and grade then
     * @param merchants those that would have another grade today or had one; at most as many as are shown
     */
    public record Found(
            int merchants,
            int movedNow,
            int better,
            int worse,
            int movedEver,
            int changesInForce,
            int changesOfDraft,
            List<Count> from,
            List<Moved> moved) {}

    public record Count(Grade now, Grade then, int merchants) {}

    /**
     * One merchant that would be graded otherwise.
     *
     * @param months ends of months, of the last twelve and today, on which the grades differ
     */
    public record Moved(MerchantId merchant, Grade now, Grade then, int months, Text why) {}
}
