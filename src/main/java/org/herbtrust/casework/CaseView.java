package org.herbtrust.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * A case for those who may see it.
 *
 * @param dueOn the day after which the next step is overdue
 * @param overdue whether that day has passed
 * @param decision the decision's number once two people took it
 * @param against the decision that it is about, for a request or an objection about one
 * @param appointedOn the day of the hearing
 * @param hits what the last check found, empty if it found nothing; absent before a check and for the party
 * @param lifted since when the decision holds no more, before its term
 * @param next what happens next, who must act, from when and by when
 */
public record CaseView(
        CaseId id,
        MerchantId merchant,
        ProcedureKind procedure,
        CaseState state,
        String policyVersion,
        Text ground,
        String groundId,
        String basis,
        String facts,
        List<String> creditFacts,
        Instant openedAt,
        Optional<LocalDate> dueOn,
        boolean overdue,
        Optional<Proposed> proposed,
        Optional<Taken> decision,
        Optional<CaseId> against,
        Optional<LocalDate> appointedOn,
        Optional<List<String>> hits,
        Optional<Lifted> lifted,
        List<Moved> moves,
        List<Document> documents,
        List<Course.Next> next) {

    public CaseView {
        moves = List.copyOf(moves);
        documents = List.copyOf(documents);
        next = List.copyOf(next);
        creditFacts = List.copyOf(creditFacts);
    }

    /** The decision as somebody proposed it. */
    public record Proposed(String reasons, Optional<Integer> termMonths, boolean granted) {}

    /** The decision as taken; the later days once it was served. */
    public record Taken(
            String number,
            LocalDate decidedOn,
            Optional<LocalDate> publishFrom,
            Optional<LocalDate> publishBy,
            Optional<LocalDate> removeOn) {}

    /** A step that was taken, by whom. */
    public record Moved(Move move, CaseState to, Instant at, String login, String name, Optional<String> note) {}

    /**
     * A document as it was made, to the letter.
     *
     * @param kind its id in the procedures, such as {@code NOTICE}
     * @param sha256 of its PDF; of its text where no PDF was kept
     */
    public record Document(
            long id,
            String kind,
            String title,
            String number,
            String text,
            String sha256,
            Casebook.Audience audience,
            boolean pdf,
            Instant madeAt) {}

    /** When and by what a decision was ended or quashed. */
    public record Lifted(LocalDate on, String by) {}

    /** The last document of that kind. */
    public Optional<Document> document(String kind) {
        return documents.stream().filter(d -> d.kind().equals(kind)).reduce((first, second) -> second);
    }
}
