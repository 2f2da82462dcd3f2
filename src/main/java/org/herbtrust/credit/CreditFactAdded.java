package org.herbtrust.credit;

import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.MerchantId;

/**
 * News: a file has one more fact. Fired inside the transaction that entered it, after the grade.
 *
 * @param fact its number, such as {@code F0000123}
 */
public record CreditFactAdded(MerchantId merchant, String fact, FactType type) {}
