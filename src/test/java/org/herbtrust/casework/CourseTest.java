package org.herbtrust.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.Course.Taken;
import org.herbtrust.casework.rules.Course.Why;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.Period;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The course of cases by the procedures that are shipped, without a database. */
class CourseTest {

    private static final WorkingDays CHINA = WorkingDays.china();
    private static final Casebook BOOK = book();
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    @ParameterizedTest
    @EnumSource(ProcedureKind.class)
    void every_state_that_is_not_over_has_somebody_who_must_act_by_a_day(ProcedureKind kind) {
        Casebook.Procedure procedure = BOOK.procedures().get(kind);
        Stream<CaseState> reached =
                procedure.steps().stream().flatMap(s -> s.to().stream()).distinct();

        assertThat(reached.filter(s -> !s.isOver())).allSatisfy(state -> {
            Course course = Course.at(procedure, state, MONDAY, List.of());
            assertThat(course.next(CHINA))
                    .filteredOn(n -> !n.automatic())
                    .isNotEmpty()
                    .allSatisfy(n -> assertThat(n.by()).isNotEmpty());
            assertThat(course.dueOn(CHINA)).isPresent();
        });
    }

    @ParameterizedTest
    @EnumSource(ProcedureKind.class)
    void no_procedure_decides_over_anybody_without_two_people(ProcedureKind kind) {
        assertThat(BOOK.procedures().get(kind).steps())
                .filteredOn(s -> s.move() == Move.CONFIRM_DECISION)
                .allSatisfy(s -> assertThat(s.otherThan()).contains(Move.PROPOSE_DECISION));
        assertThat(BOOK.procedures().get(kind).steps())
                .filteredOn(s -> s.to().equals(Optional.of(CaseState.EFFECTIVE)))
                .allSatisfy(s -> assertThat(s.from()).containsExactly(CaseState.DECIDED));
        assertThat(BOOK.procedures().get(kind).steps())
                .filteredOn(s -> s.to().equals(Optional.of(CaseState.DECIDED)))
                .extracting(Casebook.Step::move)
                .allMatch(m -> m == Move.CONFIRM_DECISION);
    }

    @Test
    void a_role_is_told_first_then_the_person_then_the_day_then_the_papers() {
        Casebook.Procedure admission = BOOK.procedures().get(ProcedureKind.ADMISSION);
        Course opened = Course.at(admission, CaseState.OPENED, MONDAY, List.of());

        assertThat(why(opened, Move.SERVE_DECISION, Role.OFFICE, "a", MONDAY)).contains(Why.ILLEGAL_STEP);
        assertThat(why(opened, Move.ACCEPT, Role.MERCHANT, "a", MONDAY)).contains(Why.WRONG_ROLE);
        assertThat(why(opened, Move.ACCEPT, Role.OFFICE, "a", MONDAY)).contains(Why.MISSING_DOCUMENT);
        Course withLicence = new Course(
                admission,
                CaseState.OPENED,
                MONDAY,
                Optional.empty(),
                Optional.empty(),
                Set.of(EvidenceKind.LICENCE),
                List.of());
        assertThat(why(withLicence, Move.ACCEPT, Role.OFFICE, "a", MONDAY)).isEmpty();
        Course proposed = Course.at(
                admission,
                CaseState.DECISION_PROPOSED,
                MONDAY,
                List.of(new Taken(Move.PROPOSE_DECISION, CaseState.DECISION_PROPOSED, MONDAY, "a")));
        assertThat(why(proposed, Move.CONFIRM_DECISION, Role.OFFICE, "a", MONDAY))
                .contains(Why.SAME_PERSON);
        assertThat(why(proposed, Move.CONFIRM_DECISION, Role.OFFICE, "b", MONDAY))
                .isEmpty();
    }

    @Test
    void an_administrator_does_for_the_system_what_is_automatic_and_nothing_else() {
        Course objection =
                Course.at(BOOK.procedures().get(ProcedureKind.OBJECTION), CaseState.OPENED, MONDAY, List.of());

        assertThat(objection.automatic(MONDAY, CHINA)).containsExactly(Move.MARK);
        assertThat(why(objection, Move.MARK, Role.ADMIN, "system", MONDAY)).isEmpty();
        assertThat(why(objection, Move.DISMISS, Role.ADMIN, "system", MONDAY)).contains(Why.WRONG_ROLE);
    }

    @Test
    void once_the_correction_is_reported_the_case_waits_for_the_visit() {
        Casebook.Procedure warning = BOOK.procedures().get(ProcedureKind.WARNING);
        List<Taken> taken =
                new ArrayList<>(List.of(new Taken(Move.SERVE_NOTICE, CaseState.NOTICE_SERVED, MONDAY, "inspector")));
        Course ordered = Course.at(warning, CaseState.NOTICE_SERVED, MONDAY, taken);
        assertThat(ordered.dueOn(CHINA)).contains(LocalDate.parse("2026-03-11"));
        assertThat(ordered.wakesOn(CHINA)).contains(LocalDate.parse("2026-03-09"));

        taken.add(new Taken(Move.RECORD_STATEMENT, CaseState.NOTICE_SERVED, MONDAY.plusDays(4), "party"));
        taken.add(new Taken(Move.REMIND, CaseState.NOTICE_SERVED, MONDAY.plusDays(7), "system"));
        Course reported = Course.at(warning, CaseState.NOTICE_SERVED, MONDAY, taken);

        assertThat(reported.dueOn(CHINA)).contains(LocalDate.parse("2026-03-18"));
        assertThat(reported.automatic(LocalDate.parse("2026-03-20"), CHINA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-11, 2, 2026-03-02, 2026-03-09", // Wednesday back to Monday
        "2026-03-10, 2, 2026-03-02, 2026-03-08", // Tuesday: from Sunday, of which nothing is counted
        "2026-02-27, 5, 2026-02-01, 2026-02-13", // over the Spring Festival: the 14th is worked, 15 to 23 are off
        "2026-03-04, 9, 2026-03-02, 2026-03-02" // never before the case came to its state
    })
    void a_reminder_comes_so_many_working_days_before_the_end(
            LocalDate end, int days, LocalDate earliest, LocalDate start) {
        assertThat(new Period(days, Period.Unit.WORKING).lastStart(end, earliest, CHINA))
                .isEqualTo(start);
    }

    @Test
    void every_move_and_every_state_is_used_by_some_procedure() {
        List<Casebook.Step> steps = BOOK.procedures().values().stream()
                .flatMap(p -> p.steps().stream())
                .toList();
        assertThat(steps).extracting(Casebook.Step::move).contains(Move.values());
        assertThat(Stream.concat(
                        Stream.of(CaseState.PROPOSED, CaseState.QUASHED, CaseState.OPENED),
                        steps.stream().flatMap(s -> s.to().stream())))
                .contains(CaseState.values());
        assertThat(Arrays.stream(EvidenceKind.values()).map(k -> k.title().zh()))
                .doesNotHaveDuplicates();
    }

    private static Optional<Why> why(Course course, Move move, Role role, String login, LocalDate day) {
        return course.against(move, role, login, day, CHINA).map(Course.Obstacle::why);
    }

    private static Casebook book() {
        try (InputStream in = CourseTest.class.getResourceAsStream("/traceability-schema/policy/casework-1.0.yaml")) {
            return CasebookFile.read("casework-1.0.yaml", in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
