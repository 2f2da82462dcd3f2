package org.herbtrust.credit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.Text;

/**
 * A version of the policy: shipped, or drafted here and perhaps approved.
 *
 * @param draft empty of a shipped version
 * @param file the text that the hash is of
 * @param logIndex where the ledger has its hash
 */
public record PolicyVersion(
        Optional<PolicyDraftId> draft,
        String version,
        String sha256,
        LocalDate validFrom,
        State state,
        String file,
        Optional<String> draftedBy,
        Optional<Instant> draftedAt,
        Optional<String> approvedBy,
        Optional<Instant> approvedAt,
        Optional<Long> logIndex) {

    /** What became of it. */
    public enum State {
        SHIPPED(Text.of("随系统提供", "shipped")),
        DRAFT(Text.of("待另一人批准", "waits for a second person")),
        APPROVED(Text.of("已批准", "approved")),
        WITHDRAWN(Text.of("已撤回", "withdrawn"));

        private final Text title;

        State(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }
}
