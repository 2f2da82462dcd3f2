package org.herbtrust.casework.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.FindingClass;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;

/** One version of the procedures: everything about them that a lawyer may argue about, as dated data. */
public record Casebook(
        String version,
        String sha256,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        Period publishWithin,
        List<Ground> grounds,
        Map<ProcedureKind, Procedure> procedures,
        Map<DocumentKind, String> documents) {

    public Casebook {
        grounds = List.copyOf(grounds);
        procedures = Map.copyOf(procedures);
        documents = Map.copyOf(documents);
    }

    /** What is served. */
    public enum DocumentKind {
        NOTICE,
        DECISION,
        ANSWER,
        ORDER
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
     * @param effect what its decision does when it is served
     * @param term months for which the decision holds, where it has a term
     * @param refusal what the answer says if the request is refused; empty for procedures that are no request
     */
    public record Procedure(
            ProcedureKind kind,
            Text title,
            String series,
            Set<Role> openBy,
            Effect effect,
            Optional<Term> term,
            Text measure,
            Optional<Text> refusal,
            List<Step> steps) {

        public Procedure {
            openBy = Set.copyOf(openBy);
            steps = List.copyOf(steps);
        }

        Optional<Step> step(Move move) {
            return steps.stream().filter(s -> s.move() == move).findFirst();
        }
    }

    /** How long a decision holds. */
    public record Term(int usualMonths, int leastMonths, int mostMonths) {
        public Term {
            if (leastMonths < 1 || usualMonths < leastMonths || mostMonths < usualMonths) {
                throw new IllegalArgumentException("term needs 1 <= least <= usual <= most");
            }
        }
    }

    /**
     * A move of a procedure.
     *
     * @param to empty where the case stays where it is
     * @param within how long after the case came to its state this must have been done
     * @param otherThan moves that the same person must not have made
     */
    public record Step(
            Move move,
            Set<CaseState> from,
            Optional<CaseState> to,
            Set<Role> by,
            Optional<Period> within,
            Optional<After> notBefore,
            Optional<After> notAfter,
            List<Move> otherThan,
            Effect effect,
            Text text,
            String basis,
            String verified) {

        public Step {
            from = Set.copyOf(from);
            by = Set.copyOf(by);
            otherThan = List.copyOf(otherThan);
        }
    }

    /** A period after an earlier move; it does not bind if {@code unless} was made. */
    public record After(Move move, Period period, Optional<Move> unless) {}

    public Optional<Ground> ground(String id, ProcedureKind kind, LocalDate day) {
        return grounds.stream()
                .filter(g -> g.id().equals(id) && g.procedures().contains(kind) && g.isInForce(day))
                .findFirst();
    }
}
