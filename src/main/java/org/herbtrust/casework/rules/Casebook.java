package org.herbtrust.casework.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.FindingClass;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;

/**
 * One version of the procedures: everything about them that a lawyer may argue about, as dated data.
 *
 * @param repairAfterMonths months after a fact's document from which its repair may be granted, by display class
 * @param papers the documents that steps make, by their id
 */
public record Casebook(
        String version,
        String sha256,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        Period publishWithin,
        DirectAdmission directAdmission,
        Map<DisplayClass, Integer> repairAfterMonths,
        List<Ground> grounds,
        Map<ProcedureKind, Procedure> procedures,
        Map<String, Paper> papers) {

    public Casebook {
        repairAfterMonths = Map.copyOf(repairAfterMonths);
        grounds = List.copyOf(grounds);
        procedures = Map.copyOf(procedures);
        papers = Map.copyOf(papers);
    }

    /** Who may read a document of a case. */
    public enum Audience {
        /** Those who work on the case. */
        OFFICIALS,
        /** The party as well: what was served on it or said by it. */
        PARTY,
        /** Everybody, such as the notice of an application. */
        PUBLIC
    }

    /**
     * A document that a step makes.
     *
     * @param title may hold {@code {procedure}}
     * @param suffix after the procedure's series, so that each kind is numbered by itself; may be empty
     * @param addressed whether it begins with the party's name
     * @param body paragraphs, parted by empty lines, with names in braces to be filled in
     */
    public record Paper(String id, String title, String suffix, Audience audience, boolean addressed, String body) {}

    /**
     * Whether the office may admit an applicant without a case, as it does for those who traded here before the register
     * was kept.
     */
    public record DirectAdmission(LocalDate validFrom, Optional<LocalDate> validTo, String basis) {
        public boolean isInForce(LocalDate day) {
            return !day.isBefore(validFrom)
                    && validTo.map(end -> !day.isAfter(end)).orElse(true);
        }
    }

    /**
     * A reason that may ground a case.
     *
     * @param when lets a rule propose a case; empty where only a person can see it
     * @param verified how sure the basis is: V, H, M, L; OURS for a rule of the market
     */
    public record Ground(
            String id,
            Set<ProcedureKind> procedures,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            Text text,
            String basis,
            String verified,
            Optional<When> when) {

        public Ground {
            procedures = Set.copyOf(procedures);
        }

        public boolean isInForce(LocalDate day) {
            return !day.isBefore(validFrom)
                    && validTo.map(end -> !day.isAfter(end)).orElse(true);
        }
    }

    /** Facts of the credit file that propose a ground. */
    public record When(Set<FactType> types, Optional<FindingClass> atLeast, int count, int windowMonths) {
        public When {
            types = Set.copyOf(types);
        }
    }

    /**
     * A procedure.
     *
     * @param series how its decisions are numbered: {@code series〔year〕n号}
     * @param openingPaper the document that is made when a case is opened
     * @param effect what its decision does when it is served
     * @param term months for which the decision holds, where it has a term
     * @param refusal what the answer says if the request is refused; empty for procedures that are no request
     */
    public record Procedure(
            ProcedureKind kind,
            Text title,
            String series,
            Set<Role> openBy,
            String openingPaper,
            Effect effect,
            Optional<Term> term,
            Text measure,
            Optional<Text> refusal,
            List<Step> steps) {

        public Procedure {
            openBy = Set.copyOf(openBy);
            steps = List.copyOf(steps);
        }

        public Optional<Step> step(Move move) {
            return steps.stream().filter(s -> s.move() == move).findFirst();
        }
    }

    /**
     * How long a decision holds.
     *
     * @param repairMonths after how many months its early end may be granted
     */
    public record Term(int usualMonths, int leastMonths, int mostMonths, int repairMonths) {
        public Term {
            if (leastMonths < 1 || usualMonths < leastMonths || mostMonths < usualMonths || repairMonths > mostMonths) {
                throw new IllegalArgumentException("term needs 1 <= least <= usual <= most, and repair <= most");
            }
        }
    }

    /**
     * A move of a procedure.
     *
     * @param to empty where the case stays where it is
     * @param within how long after the case came to its state this must have been done
     * @param before it may be made from so long before another move is due: a reminder
     * @param otherThan moves that the same person must not have made
     * @param needs kinds of evidence that must be in the case
     * @param grantNeeds for a proposed decision: the move without which a request cannot be granted
     * @param undoes the move that it takes back: open only while that stands, which then cannot be made again
     * @param onceOnly whether it can be made once only while the case stays in a state
     * @param automatic whether the system makes it by itself as soon as it may; never a decision
     * @param appoints the move for which whoever makes it names a day
     * @param appointed whether it cannot be made before the day that was named
     * @param paper the document that it makes
     */
    public record Step(
            Move move,
            Set<CaseState> from,
            Optional<CaseState> to,
            Set<Role> by,
            Optional<Period> within,
            Optional<After> notBefore,
            Optional<After> notAfter,
            Optional<After> before,
            List<Move> otherThan,
            List<EvidenceKind> needs,
            Optional<Move> grantNeeds,
            Optional<Move> undoes,
            boolean onceOnly,
            boolean automatic,
            Optional<Move> appoints,
            boolean appointed,
            Effect effect,
            String paper,
            Text text,
            String basis,
            String verified) {

        public Step {
            from = Set.copyOf(from);
            by = Set.copyOf(by);
            otherThan = List.copyOf(otherThan);
            needs = List.copyOf(needs);
        }
    }

    /** A period after (or before the end of) another move; it does not bind if {@code unless} was made. */
    public record After(Move move, Period period, Optional<Move> unless) {}

    public Optional<Ground> ground(String id, ProcedureKind kind, LocalDate day) {
        return grounds.stream()
                .filter(g -> g.id().equals(id) && g.procedures().contains(kind) && g.isInForce(day))
                .findFirst();
    }
}
