package org.herbtrust.inspection.rules;

import org.herbtrust.kernel.Text;

/** How much looking a merchant needs: the class of risk that decides its share of a plan. For inspectors, never public. */
public enum RiskTier {
    A(Text.of("低风险", "low risk")),
    B(Text.of("一般风险", "usual risk")),
    C(Text.of("较高风险", "raised risk")),
    D(Text.of("高风险", "high risk"));

    private final Text title;

    RiskTier(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }

    /** The one that needs more looking. */
    public RiskTier worse(RiskTier other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
