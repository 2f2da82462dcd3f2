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
 * @param root the lot asked for; of a recall of an entity or a material the first of the lots
 * @param sold gone to buyers whom the market doesn't know and not come back
 * @param ended what buyers read since it was withdrawn
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
        Kilograms sold,
        HoldScope.Level level,
        Optional<Text> ended) {}
