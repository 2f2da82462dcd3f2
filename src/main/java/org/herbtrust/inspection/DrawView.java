package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * A public draw.
 *
 * @param commitment hex SHA-256 of the seed, told before the roster was frozen
 * @param commitmentIndex where the ledger has it, once it does; the roster's and the result's after it
 * @param revealBy last day to tell the seed; a draw whose seed was not told by then is broken and stays on the list
 * @param seed hex, once it was told
 * @param visits in the order of the draw
 */
public record DrawView(
        long id,
        String purpose,
        long plan,
        State state,
        String commitment,
        Instant committedAt,
        Optional<Long> commitmentIndex,
        Optional<String> rosterSha256,
        Optional<Instant> frozenAt,
        Optional<Long> rosterIndex,
        Optional<LocalDate> revealBy,
        Optional<String> seed,
        Optional<String> witness,
        Optional<Instant> revealedAt,
        Optional<Long> resultIndex,
        int merchants,
        int inspectors,
        List<Drawn> visits) {

    /** How far a draw is. */
    public enum State {
        COMMITTED(Text.of("已承诺种子", "seed committed")),
        FROZEN(Text.of("名册已冻结", "roster frozen")),
        DRAWN(Text.of("已抽取", "drawn")),
        BROKEN(Text.of("逾期未公开种子，作废", "broken: the seed was not told in time"));

        private final Text title;

        State(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    /**
     * One visit to make.
     *
     * @param stratum by name; like the merchant and the accounts for officials only, while codes are public
     * @param codes of the inspectors
     * @param inspectors accounts
     * @param done whether one of them has been there since, within the plan's time
     * @param byOthers whether somebody else has: that is a visit, and not the one that was drawn
     */
    public record Drawn(
            int no,
            String stratum,
            String stratumCode,
            MerchantId merchant,
            String merchantCode,
            List<String> codes,
            List<String> inspectors,
            boolean done,
            boolean byOthers) {}

    /** Who has been visited, for the public: in the order of their numbers, so that nothing is told of lines or strata. */
    public List<MerchantId> visited() {
        return visits.stream()
                .filter(Drawn::done)
                .map(Drawn::merchant)
                .sorted(Comparator.comparingLong(MerchantId::value))
                .toList();
    }
}
