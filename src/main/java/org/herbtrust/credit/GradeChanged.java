package org.herbtrust.credit;

import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.MerchantId;

/**
 * News: another grade stands published. Fired inside the transaction that published it.
 *
 * @param from empty for a first grade
 */
public record GradeChanged(
        MerchantId merchant, Optional<Grade> from, Grade to, LocalDate asOf, String explanationSha256) {}
