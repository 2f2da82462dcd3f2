package org.herbtrust.trace.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Text;

/**
 * Who may sell to whom: the chain of the national platform runs one way, from the field to the stall.
 *
 * @param seller kind of entity
 * @param buyers kinds that it may sell to
 * @param validTo last day on which it holds; empty: until further notice
 */
public record SaleRule(
        String seller, Set<String> buyers, LocalDate validFrom, Optional<LocalDate> validTo, Text text, String source) {

    public SaleRule {
        buyers = Set.copyOf(buyers);
    }

    private boolean inForce(LocalDate day) {
        return !day.isBefore(validFrom) && validTo.filter(day::isAfter).isEmpty();
    }

    /**
     * The rule that forbids the sale; empty if it may be.
     *
     * <p>Of a seller that no rule names, nothing may be sold: a kind that was forgotten must not pass for one that is free.
     */
    public static Optional<SaleRule> against(List<SaleRule> rules, String seller, String buyer, LocalDate day) {
        Optional<SaleRule> rule = rules.stream()
                .filter(r -> r.seller().equals(seller) && r.inForce(day))
                .findFirst();
        if (rule.isEmpty()) {
            return rules.stream().noneMatch(r -> r.inForce(day))
                    ? Optional.empty() // before the market had rules
                    : Optional.of(new SaleRule(
                            seller,
                            Set.of(),
                            LocalDate.MIN,
                            Optional.empty(),
                            Text.of("没有允许该类主体销售的规则", "no rule lets this kind of entity sell"),
                            "—"));
        }
        return rule.filter(r -> !r.buyers().contains(buyer));
    }
}
