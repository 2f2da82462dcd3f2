package org.herbtrust.credit;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.MerchantId;

/**
 * A grade as anyone may see it. It has no score: a number about a person is never published.
 *
 * @param since the day since which this grade stands
 * @param pending whether another grade waits for a person's confirmation; which one is not told
 * @param explanationSha256 hex, of the explanation's bytes; what the ledger holds
 * @param logIndex where the ledger has it, once it does (within about a second)
 */
public record GradeView(
        MerchantId merchant,
        Grade grade,
        LocalDate asOf,
        LocalDate since,
        boolean pending,
        boolean underObjection,
        String policyVersion,
        String policySha256,
        String explanationSha256,
        Optional<Long> logIndex) {}
