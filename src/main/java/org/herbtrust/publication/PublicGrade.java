package org.herbtrust.publication;

import java.time.LocalDate;
import org.herbtrust.kernel.Text;

/**
 * A grade as it is published: the letter and what it rests on, never the number behind it.
 *
 * @param grade A, B, C, D or NOT_ENOUGH
 * @param since the day since which it stands
 * @param pending whether another grade waits for a person's confirmation; which one isn't told
 * @param explanationSha256 hex; what the leaf in the ledger commits to
 */
public record PublicGrade(
        String grade,
        Text title,
        LocalDate asOf,
        LocalDate since,
        boolean pending,
        boolean underObjection,
        String policyVersion,
        String explanationSha256,
        Long ledgerIndex) {}
