package org.herbtrust.credit.rules.backtest;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * One row of a history.
 *
 * @param id empty where the history has none
 * @param critical findings of that class, from 0; what is above 999 counts as 999
 * @param bad the outcome of this same visit, which is foretold from earlier ones
 * @param routine whether it was an ordinary visit: re-inspections and the like are known but not foretold
 * @param inspector empty where unknown
 * @param stratum the group that the merchant is compared with, empty for the whole market
 */
public record Visit(
        String id,
        String entity,
        LocalDate date,
        LocalDate knownOn,
        int critical,
        int serious,
        int minor,
        boolean bad,
        boolean routine,
        String inspector,
        String stratum) {

    private static final int MOST_FINDINGS = 999;

    /** By content alone, so that the order of the rows in a file leaves no trace. */
    static final Comparator<Visit> ORDER = Comparator.comparing(Visit::date)
            .thenComparing(Visit::entity)
            .thenComparing(Visit::id)
            .thenComparing(Visit::knownOn)
            .thenComparing(Visit::routine)
            .thenComparing(Visit::inspector)
            .thenComparing(Visit::stratum)
            .thenComparing(Visit::critical)
            .thenComparing(Visit::serious)
            .thenComparing(Visit::minor)
            .thenComparing(Visit::bad);

    public Visit {
        if (entity.isBlank()) {
            throw new IllegalArgumentException("entity_id is empty");
        }
        if (critical < 0 || serious < 0 || minor < 0) {
            throw new IllegalArgumentException("findings from 0: " + critical + "/" + serious + "/" + minor);
        }
        if (knownOn.isBefore(date)) {
            throw new IllegalArgumentException("known_on " + knownOn + " is before date " + date);
        }
        critical = Math.min(critical, MOST_FINDINGS);
        serious = Math.min(serious, MOST_FINDINGS);
        minor = Math.min(minor, MOST_FINDINGS);
    }

    /** Happened and known before that day. */
    boolean isKnownBefore(LocalDate day) {
        return knownOn.isBefore(day);
    }
}
