package org.herbtrust.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;

/**
 * A recall with what is known of the goods.
 *
 * @param lots the root and all that came from it
 * @param stillHeld who has how much of those lots now
 * @param inTransit on its way between merchants
 * @param sold gone to buyers whom the market doesn't know
 */
public record RecallView(
        long id,
        HoldId hold,
        ShortCode root,
        Optional<MaterialCode> material,
        Text notice,
        String cause,
        Instant startedAt,
        Optional<Instant> closedAt,
        List<ShortCode> lots,
        List<LotView.Holder> stillHeld,
        Kilograms inTransit,
        Kilograms sold) {}
