package org.herbtrust.trace;

import java.time.Instant;
import java.time.LocalDate;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.kernel.Market;
import org.herbtrust.merchant.MerchantView;

/**
 * An event as somebody's doing.
 *
 * @param holder whose event it is
 */
record Occurrence(CapturedEvent captured, MerchantView holder) {

    long seq() {
        return captured.seq();
    }

    Instant time() {
        return captured.event().eventTime();
    }

    LocalDate day() {
        return Market.dayOf(time());
    }

    /** When this market was told. */
    LocalDate toldOn() {
        return Market.dayOf(captured.recordTime());
    }
}
