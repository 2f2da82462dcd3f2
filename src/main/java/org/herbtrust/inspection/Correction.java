package org.herbtrust.inspection;

import java.time.LocalDate;
import org.herbtrust.kernel.MerchantId;

/**
 * A correction that was ordered and not yet found done.
 *
 * @param overdue whether its last day has passed
 */
public record Correction(VisitId visit, MerchantId merchant, LocalDate foundOn, LocalDate dueOn, boolean overdue) {}
