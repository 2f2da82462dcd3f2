package org.herbtrust.credit.rules.backtest;

/** Ways to foretell the next visit: the index of the policy, and what it must beat to be worth its trouble. */
public enum Method {
    /** The index of the policy. */
    INDEX("index"),
    /** The outcome of the last day on which the merchant was visited. */
    LAST_VISIT("lastVisit"),
    /** The share of bad visits so far. */
    LIFETIME_RATE("lifetimeRate"),
    /** The same, drawn towards the market's rate as far as the likelihood of earlier histories says. */
    BETA_BINOMIAL("betaBinomial");

    private final String key;

    Method(String key) {
        this.key = key;
    }

    /** Its name in the report. */
    public String key() {
        return key;
    }
}
