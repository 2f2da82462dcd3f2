package org.herbtrust.casework.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.herbtrust.credit.rules.Fact;

/** Which grounds the facts of a credit file propose. A proposal only: a person opens the case, two people decide it. */
public final class Grounds {

    private Grounds() {}

    /** A ground and the facts for it. */
    public record Proposal(ProcedureKind procedure, Casebook.Ground ground, List<Fact> facts) {}

    /** Facts that were taken away or are under objection propose nothing. */
    public static List<Proposal> proposed(Casebook book, List<Fact> facts, LocalDate today) {
        List<Fact> standing = facts.stream()
                .filter(f -> f.isKnown(today) && f.takenAway(today).isEmpty() && !f.isUnderObjection(today))
                .sorted(Comparator.comparing(Fact::occurredOn).thenComparing(Fact::id))
                .toList();
        List<Proposal> proposals = new ArrayList<>();
        for (Casebook.Ground ground : book.grounds()) {
            if (ground.when().isEmpty() || !ground.isInForce(today)) {
                continue;
            }
            Casebook.When when = ground.when().get();
            List<Fact> matching = standing.stream()
                    .filter(f -> when.types().contains(f.type())
                            && !f.occurredOn().plusMonths(when.windowMonths()).isBefore(today)
                            && when.atLeast()
                                    .map(least -> f.worst()
                                            .map(w -> w.isAtLeast(least))
                                            .orElse(false))
                                    .orElse(true))
                    .toList();
            if (matching.size() >= when.count()) {
                ground.procedures().stream()
                        .sorted()
                        .forEach(procedure -> proposals.add(new Proposal(procedure, ground, matching)));
            }
        }
        return proposals;
    }
}
