package org.herbtrust.casework.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.WorkingDays;

/**
 * The course of one case: what has been done, hence what may be done next. No step can be skipped, for a move is possible
 * only from the states that its row names.
 *
 * @param since the day on which the case came to its state
 * @param appointed the day that was named for a hearing, the last one if there were several
 * @param endsOn the day on which the decision's term is over
 * @param evidence the kinds of files that are in the case
 * @param taken in the order in which it was done
 */
public record Course(
        Casebook.Procedure procedure,
        CaseState state,
        LocalDate since,
        Optional<LocalDate> appointed,
        Optional<LocalDate> endsOn,
        Set<EvidenceKind> evidence,
        List<Taken> taken) {

    public Course {
        evidence = evidence.isEmpty() ? Set.of() : Set.copyOf(evidence);
        taken = List.copyOf(taken);
    }

    /** A case of which nothing is known but its state. */
    public static Course at(Casebook.Procedure procedure, CaseState state, LocalDate since, List<Taken> taken) {
        return new Course(procedure, state, since, Optional.empty(), Optional.empty(), Set.of(), taken);
    }

    /** A move that was made, by whom, and where the case stood after it. */
    public record Taken(Move move, CaseState to, LocalDate day, String login) {}

    /** Why a move cannot be made. */
    public record Obstacle(Why why, String detail) {}

    /** The kinds of obstacles. */
    public enum Why {
        ILLEGAL_STEP,
        WRONG_ROLE,
        SAME_PERSON,
        TOO_EARLY,
        TOO_LATE,
        MISSING_DOCUMENT
    }

    /**
     * A move that is open.
     *
     * @param from the first day on which it may be made
     * @param dueOn the last day on which it should have been made (or may be made); empty where no period runs
     * @param missing kinds of evidence that must be filed first
     * @param automatic whether the system makes it by itself
     */
    public record Next(
            Move move,
            Text text,
            Set<Role> by,
            LocalDate from,
            Optional<LocalDate> dueOn,
            String basis,
            List<EvidenceKind> missing,
            boolean automatic) {}

    /** What stands against a move, or nothing. Roles come first: nobody learns of a case what is none of theirs. */
    public Optional<Obstacle> against(Move move, Role role, String login, LocalDate today, WorkingDays calendar) {
        Optional<Casebook.Step> known = open(move);
        if (known.isEmpty()) {
            return Optional.of(new Obstacle(
                    Why.ILLEGAL_STEP,
                    "案件现为“%s”，不能进行此步骤 (not a step of a case that is %s)"
                            .formatted(state.title().zh(), state.title().en())));
        }
        Casebook.Step step = known.get();
        boolean bySystem = step.automatic() && role == Role.ADMIN;
        if (!bySystem && !step.by().contains(role)) {
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
        List<EvidenceKind> missing = missing(step);
        if (!missing.isEmpty()) {
            return Optional.of(new Obstacle(
                    Why.MISSING_DOCUMENT,
                    "案卷中缺少：%s (missing: %s)"
                            .formatted(
                                    missing.stream().map(k -> k.title().zh()).collect(Collectors.joining("、")),
                                    missing.stream().map(k -> k.title().en()).collect(Collectors.joining(", ")))));
        }
        return Optional.empty();
    }

    /** What may happen next, by whom, from when and by when, in the order of the procedure. */
    public List<Next> next(WorkingDays calendar) {
        return procedure.steps().stream()
                .filter(this::isOpen)
                .map(s -> new Next(
                        s.move(),
                        s.text(),
                        s.by(),
                        first(s, calendar),
                        due(s, calendar),
                        s.basis(),
                        missing(s),
                        s.automatic()))
                .toList();
    }

    /** The moves that the system should make by itself today. */
    public List<Move> automatic(LocalDate today, WorkingDays calendar) {
        return procedure.steps().stream()
                .filter(s -> s.automatic() && isOpen(s) && !today.isBefore(first(s, calendar)))
                .map(Casebook.Step::move)
                .toList();
    }

    /** The first day on which the system will have something to do by itself, if nobody does anything before. */
    public Optional<LocalDate> wakesOn(WorkingDays calendar) {
        return procedure.steps().stream()
                .filter(s -> s.automatic() && isOpen(s))
                .map(s -> first(s, calendar))
                .min(Comparator.naturalOrder());
    }

    /** The day after which the case is overdue. */
    public Optional<LocalDate> dueOn(WorkingDays calendar) {
        return procedure.steps().stream()
                .filter(s -> isOpen(s) && !isDone(s))
                .flatMap(s -> s.within().stream())
                .map(w -> w.lastDay(since, calendar))
                .min(Comparator.naturalOrder());
    }

    /** The last day for a move that is open: for what a notice says. */
    public Optional<LocalDate> dueOn(Move move, WorkingDays calendar) {
        return open(move).flatMap(step -> due(step, calendar));
    }

    /** The first day for a move that is open. */
    public Optional<LocalDate> from(Move move, WorkingDays calendar) {
        return open(move).map(step -> first(step, calendar));
    }

    public boolean wasMade(Move move) {
        return taken.stream().anyMatch(t -> t.move() == move);
    }

    private Optional<Casebook.Step> open(Move move) {
        return procedure.step(move).filter(this::isOpen);
    }

    private boolean isOpen(Casebook.Step step) {
        return step.from().contains(state)
                && !(step.onceOnly() && isDone(step))
                && step.undoes().map(this::stands).orElse(true)
                && !(isUndone(step.move()) && stands(step.move()));
    }

    private boolean isUndone(Move move) {
        return procedure.steps().stream().anyMatch(s -> s.undoes().equals(Optional.of(move)));
    }

    /** Whether a move was made and not taken back since. */
    private boolean stands(Move move) {
        Set<Move> undoing = procedure.steps().stream()
                .filter(s -> s.undoes().equals(Optional.of(move)))
                .map(Casebook.Step::move)
                .collect(Collectors.toSet());
        return taken.stream()
                .map(Taken::move)
                .filter(m -> m == move || undoing.contains(m))
                .reduce((first, second) -> second)
                .filter(m -> m == move)
                .isPresent();
    }

    /** Whether it was made since the case came to this state; only a step that leaves the case where it is can have been. */
    private boolean isDone(Casebook.Step step) {
        for (int i = taken.size() - 1; i >= 0 && taken.get(i).to() == state; i--) {
            if (taken.get(i).move() == step.move()) {
                return step.to().isEmpty();
            }
        }
        return false;
    }

    private List<EvidenceKind> missing(Casebook.Step step) {
        Set<EvidenceKind> needed = EnumSet.noneOf(EvidenceKind.class);
        needed.addAll(step.needs());
        needed.removeAll(evidence);
        return List.copyOf(needed);
    }

    private LocalDate first(Casebook.Step step, WorkingDays calendar) {
        LocalDate first = since;
        if (step.move() == Move.END_TERM) {
            return endsOn.orElse(LocalDate.MAX);
        }
        if (step.notBefore().isPresent()) {
            Casebook.After after = step.notBefore().get();
            boolean waived = after.unless().map(this::wasMade).orElse(false);
            first = waived
                    ? since
                    : end(after, calendar).map(d -> d.plusDays(1)).orElse(since);
        }
        if (step.before().isPresent()) {
            Casebook.After before = step.before().get();
            Optional<LocalDate> due = dueOn(before.move(), calendar);
            first = due.map(d -> before.period().lastStart(d, since, calendar)).orElse(LocalDate.MAX);
        }
        if (step.appointed() && appointed.isPresent() && appointed.get().isAfter(first)) {
            first = appointed.get();
        }
        return first;
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
}
