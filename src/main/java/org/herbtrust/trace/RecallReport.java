package org.herbtrust.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;

/**
 * Where recalled goods are, or were last, and how much of them is accounted for.
 *
 * @param lines a lot and an entity that has or had it, those with most to account for first
 */
public record RecallReport(RecallView recall, HoldScope.Level level, String subject, List<Line> lines, Totals totals) {

    public RecallReport {
        lines = List.copyOf(lines);
    }

    /** What was found when recalled goods were counted. */
    public enum Outcome {
        FOUND(Text.of("在库封存", "found in stock and sealed")),
        RETURNED(Text.of("买方退回", "given back by buyers")),
        CONSUMED(Text.of("确认已用完", "used up, as buyers confirm")),
        DESTROYED(Text.of("确认已销毁", "destroyed, as was seen"));

        private final Text title;

        Outcome(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    /**
     * One lot at one entity.
     *
     * @param holder the last that is known to have had the goods
     * @param inStock by the books
     * @param onTheWay sent by it and not received
     * @param sold to buyers whom the market doesn't know, less what they gave back
     * @param destroyed by the books
     * @param used in making other lots, which have lines of their own
     * @param lost on the way to it
     * @param counts the last count of each kind
     */
    public record Line(
            ShortCode lot,
            Optional<MaterialCode> material,
            MerchantId holder,
            Kilograms inStock,
            Kilograms onTheWay,
            Kilograms sold,
            Kilograms destroyed,
            Kilograms used,
            Kilograms lost,
            List<Count> counts) {

        public Line {
            counts = List.copyOf(counts);
        }

        public Kilograms counted(Outcome outcome) {
            return counts.stream()
                    .filter(c -> c.outcome() == outcome)
                    .map(Count::kg)
                    .findFirst()
                    .orElse(Kilograms.ZERO);
        }

        /** All that once was here and did not go into other lots. */
        public Kilograms toAccountFor() {
            return inStock.plus(onTheWay).plus(sold).plus(destroyed).plus(lost);
        }

        /** What somebody counted, and what the books say was destroyed. */
        public Kilograms accountedFor() {
            Kilograms counted = destroyed;
            for (Outcome outcome : Outcome.values()) {
                counted = counted.plus(counted(outcome));
            }
            return counted.isMoreThan(toAccountFor()) ? toAccountFor() : counted;
        }

        /** Of which nobody knows yet. */
        public Kilograms unknown() {
            return toAccountFor().minus(accountedFor());
        }
    }

    /** @param by account */
    public record Count(Outcome outcome, Kilograms kg, String note, Instant at, String by) {}

    /** Over all lines. */
    public record Totals(
            Kilograms inStock,
            Kilograms onTheWay,
            Kilograms sold,
            Kilograms destroyed,
            Kilograms lost,
            Kilograms found,
            Kilograms returned,
            Kilograms consumed,
            Kilograms confirmedDestroyed,
            Kilograms toAccountFor,
            Kilograms accountedFor,
            Kilograms unknown) {}
}
