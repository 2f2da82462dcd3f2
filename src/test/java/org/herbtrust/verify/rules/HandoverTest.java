package org.herbtrust.verify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private static final ShortCode LOT = ShortCode.random(new Random(1));
    private static final MerchantId GROWER = new MerchantId(1);
    private static final MerchantId PROCESSOR = new MerchantId(2);
    private static final MerchantId SELLER = new MerchantId(3);
    private static final MerchantId COMPETITOR = new MerchantId(4);

    private static final Handover HARVEST = step(1, Handover.What.HARVESTED, null, GROWER);
    private static final Handover TO_PROCESSOR = step(2, Handover.What.RECEIVED, GROWER, PROCESSOR);
    private static final Handover DRYING = step(3, Handover.What.PROCESSED, null, PROCESSOR);
    private static final Handover TO_SELLER = step(4, Handover.What.RECEIVED, PROCESSOR, SELLER);
    private static final Handover TO_COMPETITOR = step(5, Handover.What.RECEIVED, PROCESSOR, COMPETITOR);
    private static final Handover PACKED_BY_SELLER = step(6, Handover.What.PACKED, null, SELLER);
    private static final Handover PACKED_BY_COMPETITOR = step(7, Handover.What.PACKED, null, COMPETITOR);

    private static final List<Handover> ALL =
            List.of(PACKED_BY_COMPETITOR, HARVEST, TO_COMPETITOR, DRYING, TO_SELLER, PACKED_BY_SELLER, TO_PROCESSOR);

    @Test
    void onlyTheWayToTheSellerIsTold() {
        assertThat(Handover.leadingTo(Optional.of(SELLER), ALL, 100))
                .containsExactly(HARVEST, TO_PROCESSOR, DRYING, TO_SELLER, PACKED_BY_SELLER);
    }

    @Test
    void theCompetitorsLabelTellsTheCompetitorsWay() {
        assertThat(Handover.leadingTo(Optional.of(COMPETITOR), ALL, 100))
                .containsExactly(HARVEST, TO_PROCESSOR, DRYING, TO_COMPETITOR, PACKED_BY_COMPETITOR);
    }

    @Test
    void ofALongWayTheNewestStepsAreTold() {
        assertThat(Handover.leadingTo(Optional.of(SELLER), ALL, 2)).containsExactly(TO_SELLER, PACKED_BY_SELLER);
    }

    @Test
    void withoutASellerTheMakingIsToldAndWhoTradedWithTheMakers() {
        assertThat(Handover.leadingTo(Optional.empty(), ALL, 100))
                .containsExactly(HARVEST, TO_PROCESSOR, DRYING)
                .doesNotContain(TO_COMPETITOR, TO_SELLER);
    }

    private static Handover step(int second, Handover.What what, MerchantId from, MerchantId by) {
        return new Handover(
                what,
                Optional.empty(),
                LOT,
                Optional.ofNullable(from),
                Optional.ofNullable(by),
                Instant.ofEpochSecond(second),
                "event-" + second);
    }
}
