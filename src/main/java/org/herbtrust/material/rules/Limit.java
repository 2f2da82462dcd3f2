package org.herbtrust.material.rules;

import java.math.BigDecimal;
import java.util.Optional;
import org.herbtrust.kernel.Text;

/**
 * One requirement on one test item, as it stands in an edition of the pharmacopoeia.
 *
 * @param item code of the test item, such as {@code so2}
 * @param limit in {@code unit}; for {@link Operator#NOT_DETECTED} the limit of quantification, or zero
 *     where whatever is found fails
 * @param method general chapter with the test, such as {@code 通则2331}
 * @param source where the figure comes from: monograph or general requirement
 * @param scope {@code *}, {@code nature:plant}, {@code group:NAME} or a material code: the narrower outranks the wider
 * @param variant trade form that the row is for (青翘, 山药片); empty for all
 * @param verified whether the figure was checked against the edition's text; if not, verdicts by it are 待核
 */
public record Limit(
        String item,
        Text name,
        Unit unit,
        Operator operator,
        BigDecimal limit,
        String method,
        String edition,
        String source,
        String scope,
        Optional<String> variant,
        Validity validity,
        boolean verified) {

    public Limit {
        if (limit == null || limit.signum() < 0) {
            throw new IllegalArgumentException("a limit is not negative: " + limit);
        }
        if (limit.signum() == 0 && operator == Operator.AT_LEAST) {
            throw new IllegalArgumentException("at least nothing is no requirement: " + item);
        }
        if (method.isBlank() || edition.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a limit names its method, edition and source: " + item);
        }
    }

    /** As a person reads it: {@code ≤ 150 mg/kg}, {@code 不得检出（< 0.05 mg/kg）}. */
    public Text requirement() {
        if (operator == Operator.NOT_DETECTED && limit.signum() == 0) {
            return operator.title();
        }
        String amount = limit.toPlainString() + " " + unit.sign();
        return switch (operator) {
            case AT_MOST -> Text.of("≤ " + amount, "≤ " + amount);
            case AT_LEAST -> Text.of("≥ " + amount, "≥ " + amount);
            case NOT_DETECTED -> Text.of("不得检出（< " + amount + "）", "not detected (< " + amount + ")");
        };
    }

    /** The same, still to be compared with the printed text. */
    public Limit unverified() {
        return new Limit(item, name, unit, operator, limit, method, edition, source, scope, variant, validity, false);
    }

    /** What a report cites: edition, source and method. */
    public String clause() {
        return edition + " " + source + " " + method;
    }

    /** Whether two rows speak of the same goods on some day with the same rank: then nobody can say which holds. */
    public boolean contradicts(Limit other) {
        return item.equals(other.item)
                && operator == other.operator
                && variant.equals(other.variant)
                && precedence() == other.precedence()
                && validity.overlaps(other.validity);
    }

    /** How narrow the row's scope is; the higher outranks. */
    int precedence() {
        int scopeRank = "*".equals(scope) ? 0 : scope.startsWith("nature:") ? 2 : scope.startsWith("group:") ? 4 : 6;
        return scopeRank + (variant.isPresent() ? 1 : 0);
    }
}
