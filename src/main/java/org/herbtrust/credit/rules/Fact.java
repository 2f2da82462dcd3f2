package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One dated fact about one merchant with all that became of it.
 *
 * @param id stable, unique; also breaks ties, so that the order of rows never matters
 * @param occurredOn the day of the visit, or the day of the decision's document
 * @param knownOn the day the market learned of it; never used before
 * @param critical findings of that class, 0 to 999; of a failed sample 1 in its worst class
 * @param act what was done, as a short code, where a rule counts the same act twice
 * @param expiresOn the first day on which an authority's fact is no longer valid, where its document says so
 */
public record Fact(
        String id,
        FactType type,
        LocalDate occurredOn,
        LocalDate knownOn,
        int critical,
        int serious,
        int minor,
        Optional<String> inspector,
        Optional<DisplayClass> displayClass,
        Optional<String> act,
        Optional<LocalDate> expiresOn,
        List<Entry> entries) {

    private static final int MOST_FINDINGS = 999;

    static final Comparator<Fact> BY_DAY =
            Comparator.comparing(Fact::occurredOn).thenComparing(Fact::id);

    public Fact {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("a fact has an id");
        }
        if (critical < 0
                || serious < 0
                || minor < 0
                || critical > MOST_FINDINGS
                || serious > MOST_FINDINGS
                || minor > MOST_FINDINGS) {
            throw new IllegalArgumentException(
                    "findings from 0 to " + MOST_FINDINGS + ": " + critical + "/" + serious + "/" + minor);
        }
        if (knownOn.isBefore(occurredOn)) {
            throw new IllegalArgumentException("known on " + knownOn + " before it happened on " + occurredOn);
        }
        entries = List.copyOf(entries);
    }

    /**
     * What became of the fact.
     *
     * @param sequence the order of entries of one day
     * @param effectiveOn the day from which it holds, known or not
     */
    public record Entry(int sequence, FactStatus status, LocalDate effectiveOn, LocalDate knownOn) {

        LocalDate usableOn() {
            return effectiveOn.isAfter(knownOn) ? effectiveOn : knownOn;
        }
    }

    /** A visit or sample with its findings, nothing else known of it. */
    public static Fact observation(
            String id, FactType type, LocalDate day, int critical, int serious, int minor, Optional<String> inspector) {
        return new Fact(
                id,
                type,
                day,
                day,
                critical,
                serious,
                minor,
                inspector,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same fact as if it had been known the day it happened: for asking what a past grade would be with what is known today. */
    public Fact asKnownAtOnce() {
        return new Fact(
                id,
                type,
                occurredOn,
                occurredOn,
                critical,
                serious,
                minor,
                inspector,
                displayClass,
                act,
                expiresOn,
                entries.stream()
                        .map(e -> new Entry(e.sequence(), e.status(), e.effectiveOn(), e.effectiveOn()))
                        .toList());
    }

    /** The same without what became of it later. */
    Fact asKnownOn(LocalDate asOf) {
        if (entries.stream().noneMatch(e -> e.usableOn().isAfter(asOf))) {
            return this;
        }
        return new Fact(
                id,
                type,
                occurredOn,
                knownOn,
                critical,
                serious,
                minor,
                inspector,
                displayClass,
                act,
                expiresOn,
                known(asOf));
    }

    /** The same with one thing more that became of it, known the day it took effect. */
    Fact with(FactStatus status, LocalDate day) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(new Entry(Integer.MAX_VALUE, status, day, day));
        return new Fact(
                id, type, occurredOn, knownOn, critical, serious, minor, inspector, displayClass, act, expiresOn, more);
    }

    /** Both happened and known by the end of that day. */
    public boolean isKnown(LocalDate asOf) {
        return !knownOn.isAfter(asOf);
    }

    boolean isClean() {
        return critical == 0 && serious == 0 && minor == 0;
    }

    public Optional<FindingClass> worst() {
        if (critical > 0) {
            return Optional.of(FindingClass.CRITICAL);
        }
        if (serious > 0) {
            return Optional.of(FindingClass.SERIOUS);
        }
        return minor > 0 ? Optional.of(FindingClass.MINOR) : Optional.empty();
    }

    /** The status that takes the fact away, if one was known by then. */
    public Optional<FactStatus> takenAway(LocalDate asOf) {
        return known(asOf).stream()
                .map(Entry::status)
                .filter(FactStatus::takesAway)
                .findFirst();
    }

    public boolean isUnderObjection(LocalDate asOf) {
        Optional<FactStatus> last = known(asOf).stream()
                .map(Entry::status)
                .filter(s -> s == FactStatus.UNDER_OBJECTION || s == FactStatus.OBJECTION_REJECTED)
                .reduce((first, second) -> second);
        return last.filter(s -> s == FactStatus.UNDER_OBJECTION).isPresent();
    }

    public boolean isCorrected(LocalDate asOf) {
        Optional<FactStatus> last = known(asOf).stream()
                .map(Entry::status)
                .filter(s -> s == FactStatus.CORRECTED || s == FactStatus.REOPENED)
                .reduce((first, second) -> second);
        return last.filter(s -> s == FactStatus.CORRECTED).isPresent();
    }

    private List<Entry> known(LocalDate asOf) {
        return entries.stream()
                .filter(e -> !e.usableOn().isAfter(asOf))
                .sorted(Comparator.comparing(Entry::usableOn).thenComparing(Entry::sequence))
                .toList();
    }
}
