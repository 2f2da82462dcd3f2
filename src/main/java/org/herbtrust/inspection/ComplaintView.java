package org.herbtrust.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.ViolationClass;

/**
 * A complaint and what became of it, for officials.
 *
 * @param receipt what the complainant asks for the answer with
 * @param code as scanned; {@code lot} and {@code merchant} as linked last
 * @param hasContact whether the complainant left a way to be reached and it was not erased
 * @param dueOn last day to answer
 * @param answer what the complainant is told
 */
public record ComplaintView(
        long id,
        ShortCode receipt,
        ComplaintKind about,
        String words,
        ShortCode code,
        Optional<ShortCode> lot,
        Optional<MerchantId> merchant,
        LocalDate happenedOn,
        Optional<String> photoSha256,
        Instant receivedAt,
        boolean hasContact,
        LocalDate dueOn,
        State state,
        Optional<String> answer,
        List<Step> steps) {

    /** Where a complaint stands; follows from its steps. */
    public enum State {
        RECEIVED(Text.of("已收到，待处理", "received")),
        IN_WORK(Text.of("核查中", "being looked into")),
        UPHELD(Text.of("属实，已处理", "found true")),
        NOT_UPHELD(Text.of("查无实据", "not found true")),
        DISMISSED(Text.of("不予受理", "not taken up"));

        private final Text title;

        State(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }

        public boolean isOver() {
            return this != RECEIVED && this != IN_WORK;
        }
    }

    /** What an official did. */
    public record Step(
            Kind kind,
            String note,
            Optional<VisitId> visit,
            Optional<ViolationClass> weight,
            Instant at,
            String login) {}

    /** The kinds of steps. */
    public enum Kind {
        TAKEN(Text.of("受理", "taken up")),
        LINKED(Text.of("关联批次或商户", "linked to goods or a merchant")),
        CONTACT_READ(Text.of("查看联系方式", "contact read")),
        CONTACT_ERASED(Text.of("删除联系方式", "contact erased")),
        UPHELD(Text.of("认定属实", "found true")),
        NOT_UPHELD(Text.of("认定不实", "not found true")),
        DISMISSED(Text.of("不予受理", "not taken up"));

        private final Text title;

        Kind(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }

        boolean isOutcome() {
            return this == UPHELD || this == NOT_UPHELD || this == DISMISSED;
        }
    }
}
