package org.herbtrust.label;

import java.time.Instant;
import java.time.LocalDate;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/**
 * News: a named person has found that a label was copied. Fired in the same transaction, and once
 * a label unless the finding is withdrawn.
 *
 * @param merchant on whose label the copies were made
 * @param byMerchant whether that merchant itself made or used the copies; if not, it is the one who was harmed
 * @param happenedOn the day of the first scan that one package can't explain
 */
public record CopyConfirmed(
        ShortCode label, MerchantId merchant, boolean byMerchant, LocalDate happenedOn, Instant knownAt) {}
