package org.herbtrust.material;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.Text;

/**
 * A proposal to replace a file of the catalogue.
 *
 * @param sha256 hex, of the proposed text; what the ledger holds once it is approved
 * @param effectiveOn the first day on which it would hold
 * @param decidedBy account of the second person
 */
public record DraftView(
        long id,
        String file,
        String sha256,
        LocalDate effectiveOn,
        String why,
        Instant draftedAt,
        String draftedBy,
        State state,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        String reason) {

    /** Where a draft stands. */
    public enum State {
        PROPOSED(Text.of("待另一人审批", "waits for a second person")),
        APPROVED(Text.of("已批准", "approved")),
        REJECTED(Text.of("未批准", "turned down"));

        private final Text title;

        State(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }
}
