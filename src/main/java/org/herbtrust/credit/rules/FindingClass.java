package org.herbtrust.credit.rules;

/** How grave a finding is, the gravest first: fake or adulterated goods, a limit exceeded, a matter of storage or layout. */
public enum FindingClass {
    CRITICAL,
    SERIOUS,
    MINOR;

    public boolean isAtLeast(FindingClass other) {
        return compareTo(other) <= 0;
    }
}
