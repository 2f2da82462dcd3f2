package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rule table applied to a file (steps 7 and 8): which rows fire on a day, and on which facts. */
final class FactRules {

    private FactRules() {}

    /** A row that fired; of a requirement, on the facts that were too few. */
    record Fired(Policy.Rule rule, List<Fact> facts) {}

    /** @param facts usable on that day; none that was taken away */
    static List<Fired> fire(Policy policy, List<Fact> facts, LocalDate asOf) {
        List<Fired> fired = new ArrayList<>();
        for (Policy.Rule rule : policy.rules()) {
            if (rule.isInForce(asOf)) {
                fire(policy, rule, facts, asOf).ifPresent(fired::add);
            }
        }
        return fired;
    }

    static Optional<Fired> fire(Policy policy, Policy.Rule rule, List<Fact> facts, LocalDate asOf) {
        List<Fact> matching = matching(policy, rule, facts, asOf);
        if (rule.kind() == Policy.RuleKind.REQUIRE) {
            return matching.size() < rule.count() ? Optional.of(new Fired(rule, matching)) : Optional.empty();
        }
        if (rule.sameAct()) {
            Map<String, List<Fact>> byAct = matching.stream()
                    .filter(f -> f.act().isPresent())
                    .collect(Collectors.groupingBy(f -> f.act().get(), TreeMap::new, Collectors.toList()));
            matching = byAct.values().stream()
                    .filter(same -> same.size() >= rule.count())
                    .flatMap(List::stream)
                    .sorted(Fact.BY_DAY)
                    .toList();
        }
        return matching.size() >= rule.count() ? Optional.of(new Fired(rule, matching)) : Optional.empty();
    }

    /** The requirements that are met, with the facts that meet them. */
    static List<Fired> met(Policy policy, List<Fact> facts, LocalDate asOf) {
        List<Fired> met = new ArrayList<>();
        for (Policy.Rule rule : policy.rules()) {
            List<Fact> matching = rule.kind() == Policy.RuleKind.REQUIRE && rule.isInForce(asOf)
                    ? matching(policy, rule, facts, asOf)
                    : List.of();
            if (!matching.isEmpty() && matching.size() >= rule.count()) {
                met.add(new Fired(rule, matching));
            }
        }
        return met;
    }

    private static List<Fact> matching(Policy policy, Policy.Rule rule, List<Fact> facts, LocalDate asOf) {
        return facts.stream()
                .filter(f -> matches(policy, rule, f, asOf))
                .sorted(Fact.BY_DAY)
                .toList();
    }

    private static boolean matches(Policy policy, Policy.Rule rule, Fact f, LocalDate asOf) {
        return rule.types().contains(f.type())
                && rule.atLeast()
                        .map(least -> f.worst().map(w -> w.isAtLeast(least)).orElse(false))
                        .orElse(true)
                && !(rule.open() && f.isCorrected(asOf))
                && lastDay(policy, rule, f).map(last -> !asOf.isAfter(last)).orElse(true);
    }

    /** The last day on which the row can still count the fact; empty for ever. */
    static Optional<LocalDate> lastDay(Policy policy, Policy.Rule rule, Fact f) {
        Optional<LocalDate> last = rule.windowMonths().map(f.occurredOn()::plusMonths);
        if (rule.inDisplayPeriod()) {
            LocalDate display = displayEnds(policy, f).minusDays(1);
            last = Optional.of(last.filter(l -> l.isBefore(display)).orElse(display));
        }
        return last;
    }

    /** The first day on which a fact is displayed no longer: as its document says, else by its class. */
    static LocalDate displayEnds(Policy policy, Fact f) {
        return f.expiresOn().orElseGet(() -> f.occurredOn()
                .plusMonths(policy.display()
                        .get(f.displayClass().orElse(policy.displayOf().getOrDefault(f.type(), DisplayClass.ORDINARY)))
                        .maximumMonths())
                .plusDays(1));
    }
}
