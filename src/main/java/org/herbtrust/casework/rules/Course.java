package org.herbtrust.casework.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.WorkingDays;

/**
 * The course of one case: what has been done, hence what may be done next. No step can be skipped, for a move is possible
 * only from the states that its row names.
 *
 * @param taken in the order in which it was done
 */
public record Course(Casebook.Procedure procedure, CaseState state, LocalDate since, List<Taken> taken) {

    public Course {
        taken = List.copyOf(taken);
    }

    /** A move that was made, and by whom. */
    public record Taken(Move move, LocalDate day, String login) {}

    /** Why a move cannot be made. */
    public record Obstacle(Why why, String detail) {}

    /** The kinds of obstacles. */
    public enum Why {
        ILLEGAL_STEP,
        WRONG_ROLE,
        SAME_PERSON,
        TOO_EARLY,
        TOO_LATE
    }

    /**
     * A move that is open.
     *
     * @param from the first day on which it may be made
     * @param dueOn the last day on which it should have been made (or may be made); empty where no period runs
     */
    public record Next(Move move, Text text, Set<Role> by, LocalDate from, Optional<LocalDate> dueOn, String basis) {}

    /** What stands against a move, or nothing. Roles come first: nobody learns of a case what is none of theirs. */
    public Optional<Obstacle> against(Move move, Role role, String login, LocalDate today, WorkingDays calendar) {
        Optional<Casebook.Step> known = procedure.step(move);
        if (known.isEmpty() || !known.get().from().contains(state)) {
            return Optional.of(new Obstacle(
                    Why.ILLEGAL_STEP,
                    "案件现为“%s”，不能进行此步骤 (not a step of a case that is %s)"
                            .formatted(state.title().zh(), state.title().en())));
        }
        Casebook.Step step = known.get();
        if (!step.by().contains(role)) {
            return Optional.of(new Obstacle(
                    Why.WRONG_ROLE,
                    "此步骤不能由%s办理 (not for a %s)"
                            .formatted(role.title().zh(), role.title().en())));
        }
        for (Move other : step.otherThan()) {
            if (taken.stream().anyMatch(t -> t.move() == other && t.login().equals(login))) {
                return Optional.of(new Obstacle(
                        Why.SAME_PERSON,
                        "须由另一人办理：您已办理过本案的前一环节 (another person must do this: you did %s)".formatted(other)));
            }
        }
        LocalDate first = first(step, calendar);
        if (today.isBefore(first)) {
            return Optional.of(
                    new Obstacle(Why.TOO_EARLY, "期限未满，最早%s可办理 (too early: from %s)".formatted(first, first)));
        }
        Optional<LocalDate> last = last(step, calendar);
        if (last.isPresent() && today.isAfter(last.get())) {
            return Optional.of(new Obstacle(
                    Why.TOO_LATE, "期限已于%s届满 (too late: the last day was %s)".formatted(last.get(), last.get())));
        }
        return Optional.empty();
    }

    /** What may happen next, by whom, from when and by when, in the order of the procedure. */
    public List<Next> next(WorkingDays calendar) {
        return procedure.steps().stream()
                .filter(s -> s.from().contains(state))
                .map(s -> new Next(s.move(), s.text(), s.by(), first(s, calendar), due(s, calendar), s.basis()))
                .toList();
    }

    /** The day after which the case is overdue. */
    public Optional<LocalDate> dueOn(WorkingDays calendar) {
        return procedure.steps().stream()
                .filter(s -> s.from().contains(state))
                .flatMap(s -> s.within().stream())
                .map(w -> w.lastDay(since, calendar))
                .min(Comparator.naturalOrder());
    }

    private LocalDate first(Casebook.Step step, WorkingDays calendar) {
        if (step.notBefore().isEmpty()) {
            return since;
        }
        Casebook.After after = step.notBefore().get();
        boolean waived = after.unless().map(this::wasMade).orElse(false);
        return waived ? since : end(after, calendar).map(d -> d.plusDays(1)).orElse(since);
    }

    private Optional<LocalDate> last(Casebook.Step step, WorkingDays calendar) {
        return step.notAfter().flatMap(after -> end(after, calendar));
    }

    private Optional<LocalDate> due(Casebook.Step step, WorkingDays calendar) {
        Optional<LocalDate> last = last(step, calendar);
        return last.isPresent() ? last : step.within().map(w -> w.lastDay(since, calendar));
    }

    private Optional<LocalDate> end(Casebook.After after, WorkingDays calendar) {
        return taken.stream()
                .filter(t -> t.move() == after.move())
                .reduce((first, second) -> second)
                .map(t -> after.period().lastDay(t.day(), calendar));
    }

    private boolean wasMade(Move move) {
        return taken.stream().anyMatch(t -> t.move() == move);
    }
}
