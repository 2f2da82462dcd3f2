package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.material.ViolationClass;

/**
 * News: a buyer's complaint was looked into and found true. Fired once a complaint, in the same transaction.
 *
 * @param complaint its receipt number
 * @param weight how grave what was found is
 * @param happenedOn the day of the purchase or scan that was complained of
 */
public record ComplaintUpheld(
        String complaint, MerchantId merchant, ViolationClass weight, LocalDate happenedOn, Instant knownAt) {}
