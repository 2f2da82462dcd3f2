package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What time alone brings about in a file: display periods end, and a commitment is kept for another year. */
public final class Aging {

    private static final Set<FactType> ADVERSE = EnumSet.of(
            FactType.TRACE_BALANCE_EXCEEDED,
            FactType.TRACE_UNLABELLED_SALE,
            FactType.TRACE_CLONED_LABEL,
            FactType.TRACE_UNTRACED_OVER_ALLOWANCE,
            FactType.ORDER_TO_CORRECT,
            FactType.AUTHORITY_WARNING,
            FactType.AUTHORITY_FINE,
            FactType.AUTHORITY_CONFISCATION,
            FactType.AUTHORITY_STOP_ORDER,
            FactType.LICENCE_REVOKED,
            FactType.CRIME,
            FactType.OFFICIAL_LISTING,
            FactType.OBSTRUCTION,
            FactType.OBSTRUCTION_DECIDED,
            FactType.COMPLAINT_SUBSTANTIATED,
            FactType.COMMITMENT_BROKEN);

    private Aging() {}

    /** A fact whose display period is over. */
    public record Expired(String factId, LocalDate on) {}

    /** Facts of an authority whose display period has ended by that day and of which the file does not say so yet. */
    public static List<Expired> expired(Policy policy, List<Fact> facts, LocalDate asOf) {
        List<Expired> expired = new ArrayList<>();
        for (Fact f : facts) {
            boolean displayed = f.displayClass().isPresent() || f.expiresOn().isPresent();
            boolean said = f.entries().stream()
                    .anyMatch(
                            e -> e.status() == FactStatus.EXPIRED || e.status().takesAway());
            LocalDate on = FactRules.displayEnds(policy, f);
            if (displayed && !said && !on.isAfter(asOf)) {
                expired.add(new Expired(f.id(), on));
            }
        }
        return expired;
    }

    /**
     * Anniversaries of the commitment that stands, by that day, with nothing against the merchant in the year before and not
     * yet in the file.
     */
    public static List<LocalDate> commitmentKept(List<Fact> facts, LocalDate asOf) {
        List<LocalDate> kept = new ArrayList<>();
        facts.stream()
                .filter(f -> f.type() == FactType.COMMITMENT_MADE
                        && f.isKnown(asOf)
                        && f.takenAway(asOf).isEmpty())
                .map(Fact::occurredOn)
                .min(LocalDate::compareTo)
                .ifPresent(made -> {
                    int years = 1;
                    for (LocalDate day = made.plusYears(1); !day.isAfter(asOf); day = made.plusYears(++years)) {
                        if (wasKept(facts, made.plusYears(years - 1), day, asOf)) {
                            kept.add(day);
                        }
                    }
                });
        return kept;
    }

    private static boolean wasKept(List<Fact> facts, LocalDate from, LocalDate to, LocalDate asOf) {
        return facts.stream()
                .filter(f -> f.isKnown(asOf) && f.takenAway(asOf).isEmpty())
                .noneMatch(f -> isOf(f, to) || (isAdverse(f) && isWithin(f, from, to)));
    }

    private static boolean isOf(Fact f, LocalDate year) {
        return f.type() == FactType.COMMITMENT_KEPT && f.occurredOn().equals(year);
    }

    private static boolean isWithin(Fact f, LocalDate from, LocalDate to) {
        return !f.occurredOn().isBefore(from) && f.occurredOn().isBefore(to);
    }

    private static boolean isAdverse(Fact f) {
        return ADVERSE.contains(f.type())
                || f.worst().filter(w -> w.isAtLeast(FindingClass.SERIOUS)).isPresent();
    }
}
