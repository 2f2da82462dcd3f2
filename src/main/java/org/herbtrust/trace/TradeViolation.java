package org.herbtrust.trace;

import java.time.Instant;
import java.time.LocalDate;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * News: the traced data themselves show that a merchant broke a rule of trade. Unlike {@link TraceFlagged} it is a fact, not
 * a question, and counts for the merchant's credit. Fired once for each, in the same transaction.
 *
 * @param reference names the violation for ever, such as the id of the event or the merchant and period of the balance
 * @param happenedOn the legal day on which it happened, or the last day of the period in which it did
 * @param knownAt when it was found
 * @param detail shown to the merchant: figures and where they come from
 */
public record TradeViolation(
        MerchantId merchant, Kind kind, String reference, LocalDate happenedOn, Instant knownAt, Text detail) {

    /** What was broken. */
    public enum Kind {
        /** Sold more than was harvested, bought and made. */
        BALANCE_EXCEEDED(Text.of("数量不平衡", "quantities do not balance")),
        /** Goods sold without the label that they must carry. */
        UNLABELLED_SALE(Text.of("无追溯标签销售", "sale without a label")),
        /** More goods without known origin than the allowance. */
        UNTRACED_OVER_ALLOWANCE(Text.of("无来源进货超出允许比例", "untraced intake over the allowance"));

        private final Text title;

        Kind(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }
}
