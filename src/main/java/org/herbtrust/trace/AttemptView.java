package org.herbtrust.trace;

import java.time.Instant;
import java.util.List;
import org.herbtrust.kernel.MerchantId;

/**
 * Something that was tried and refused.
 *
 * @param reason code of the refusal, such as {@code lot-balance-exceeded}
 * @param lots codes of the lots that it was about
 */
public record AttemptView(
        long id, String reason, MerchantId merchant, String account, List<String> lots, String detail, Instant at) {}
