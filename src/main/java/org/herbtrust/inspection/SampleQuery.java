package org.herbtrust.inspection;

import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;

/** What to list; an empty part restricts nothing. {@code openOnly}: neither passed nor confirmed. */
public record SampleQuery(Optional<MerchantId> merchant, Optional<ShortCode> lot, boolean openOnly) {}
