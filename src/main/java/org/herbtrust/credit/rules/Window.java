package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The observations that count, as days go by: each enters when it becomes known and leaves when it is too old. Looking at one
 * more day costs what is in the window, however long the file.
 */
final class Window {

    private final Policy policy;
    private final List<Fact> waiting;
    private final List<Fact> inside = new ArrayList<>();
    private int next;
    private LocalDate lastVisit = LocalDate.MIN;

    /** @param facts of one merchant, in any order; others than observations are not looked at */
    Window(Policy policy, Collection<Fact> facts) {
        this.policy = policy;
        this.waiting = facts.stream()
                .filter(f -> policy.observed(f.type()).weight() > 0)
                .sorted(Comparator.comparing(Fact::knownOn).thenComparing(Fact.BY_DAY))
                .toList();
    }

    /** @param day not before the one of the last call */
    void advanceTo(LocalDate day) {
        while (next < waiting.size() && waiting.get(next).isKnown(day)) {
            Fact f = waiting.get(next++);
            inside.add(-1 - Collections.binarySearch(inside, f, Fact.BY_DAY), f);
            if (policy.observed(f.type()).independent() && f.occurredOn().isAfter(lastVisit)) {
                lastVisit = f.occurredOn();
            }
        }
        int gone = 0;
        while (gone < inside.size() && !Index.isInWindow(policy, inside.get(gone), day)) {
            gone++;
        }
        inside.subList(0, gone).clear();
    }

    /** By day. */
    List<Fact> facts() {
        return inside;
    }

    /** How many became known so far, in the window or gone from it. */
    int known() {
        return next;
    }

    /** A visit of before that only became known since is none. */
    boolean wasVisitedAfter(LocalDate day) {
        return lastVisit.isAfter(day);
    }

    /** Visits of their own, at most one a day: two inspectors together at a stall are one visit. */
    int independentVisits() {
        int visits = 0;
        LocalDate last = null;
        for (Fact f : inside) {
            if (policy.observed(f.type()).independent() && !f.occurredOn().equals(last)) {
                visits++;
                last = f.occurredOn();
            }
        }
        return visits;
    }
}
