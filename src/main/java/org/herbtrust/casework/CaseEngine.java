package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.Effect;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.WorkingDays;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;

/**
 * The one engine of all procedures. A step is: looked up in the data, checked against the course of the case, written down,
 * put into effect, and turned into a document, all in one transaction.
 */
@ApplicationScoped
class CaseEngine {

    @Inject
    CaseFiles files;

    @Inject
    Casebooks books;

    @Inject
    CasePapers papers;

    @Inject
    CaseEffects effects;

    @Inject
    CaseFolder folder;

    @Inject
    Merchants merchants;

    @Inject
    Credit credit;

    @Inject
    Inspections inspections;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Clock clock;

    /** Opens a case in the hands of a person; what the system does by itself at once is done with it. */
    Stepped open(Opening opening, Actor actor, Consumer<CaseId> also) {
        LocalDate today = today();
        Casebook book = books.inForce(today);
        Casebook.Procedure procedure = book.procedures().get(opening.procedure());
        own(opening.merchant(), actor);
        if (!procedure.openBy().contains(actor.role())) {
            throw new Refused(
                    CaseworkRefusal.WRONG_ROLE,
                    "“%s”不能由%s提出 (not opened by a %s)"
                            .formatted(
                                    procedure.title().zh(),
                                    actor.role().title().zh(),
                                    actor.role().title().en()));
        }
        CaseId id = insert(book, procedure, opening, CaseState.OPENED, today);
        also.accept(id);
        files.moved(id, Move.OPEN, CaseState.OPENED, clock.instant(), today, actor, null);
        CaseFiles.Row row = files.find(id).orElseThrow();
        Stepped opened = new Stepped(row, book, procedure, Effect.NONE, procedure.openingPaper(), Said.NOTHING);
        finish(opened, Move.OPEN, null, actor);
        automatic(id);
        return opened.with(files.find(id).orElseThrow());
    }

    /** What a rule proposes; nobody has taken it up yet, and no document is made. */
    CaseId propose(Opening opening, Casebook book) {
        Casebook.Procedure procedure = book.procedures().get(opening.procedure());
        LocalDate today = today();
        CaseId id = files.insert(opening, CaseState.PROPOSED, book.version(), clock.instant(), today);
        Course course = Course.at(procedure, CaseState.PROPOSED, today, List.of());
        files.awaits(id, counted(() -> course.dueOn(calendar.days())), Optional.empty());
        return id;
    }

    /** Whether a procedure could do anything to somebody of that standing. */
    static boolean mayEffect(Effect effect, Standing standing) {
        if (effect == Effect.EXIT) {
            return standing.mayBecome(Standing.EXITED) && standing != Standing.BLACKLISTED;
        }
        return effect != Effect.BLACKLIST || standing.mayBecome(Standing.BLACKLISTED);
    }

    /**
     * Takes a step.
     *
     * @throws Refused if it is not open, not the actor's, too early, too late, or lacks something
     */
    Stepped step(CaseId id, Move move, Said said, Actor actor) {
        CaseFiles.Row row = files.locked(id).orElseThrow(() -> unknown(id));
        own(row.merchant(), actor);
        Casebook book = books.version(row.policyVersion());
        Casebook.Procedure procedure = book.procedures().get(row.procedure());
        LocalDate today = today();
        Course course = course(row, procedure);
        WorkingDays days = calendar.days();
        counted(() -> course.against(move, actor.role(), actor.account(), today, days))
                .ifPresent(o -> {
                    throw new Refused(CaseworkRefusal.of(o.why()), o.detail());
                });
        Casebook.Step step = procedure.step(move).orElseThrow();
        CaseState to = step.to().orElse(row.state());
        if (step.effect() == Effect.CORRECTED || move == Move.FIND_UNCORRECTED) {
            visited(row, course, said);
        }
        step.appoints().ifPresent(next -> appoint(id, course, next, said, today));
        if (move == Move.PROPOSE_DECISION) {
            decide(row, course, procedure, step, said);
        }
        files.moved(id, move, to, clock.instant(), today, actor, said.note());
        if (to != row.state()) {
            files.stands(id, to, today);
        }
        String number = null;
        if (move == Move.CONFIRM_DECISION) {
            number = papers.number(procedure.series());
            files.decided(id, number, today);
        }
        if (move == Move.SERVE_DECISION) {
            publishable(row, book, today);
        }
        Stepped stepped = new Stepped(files.find(id).orElseThrow(), book, procedure, step.effect(), step.paper(), said);
        effects.take(step.effect(), stepped, actor);
        if (move == Move.SERVE_DECISION) {
            effects.take(procedure.effect(), stepped, actor);
        }
        stepped = stepped.with(files.find(id).orElseThrow());
        finish(stepped, move, number, actor);
        return stepped.with(files.find(id).orElseThrow());
    }

    /** Takes the steps of a case that the system makes by itself, as long as there are any today. */
    int automatic(CaseId id) {
        int taken = 0;
        for (boolean more = true; more; ) {
            CaseFiles.Row row = files.locked(id).orElseThrow(() -> unknown(id));
            Casebook.Procedure procedure =
                    books.version(row.policyVersion()).procedures().get(row.procedure());
            List<Move> moves = counted(() -> course(row, procedure).automatic(today(), calendar.days()));
            more = !moves.isEmpty();
            if (more) {
                step(id, moves.get(0), Said.maybe("系统自动办理"), Actor.system());
                taken++;
            }
        }
        return taken;
    }

    Course course(CaseFiles.Row row, Casebook.Procedure procedure) {
        return new Course(
                procedure,
                row.state(),
                row.since(),
                row.appointedOn(),
                row.removeOn(),
                folder.kinds(row.id()),
                files.moves(row.id()).stream()
                        .map(m -> new Course.Taken(m.move(), m.to(), m.day(), m.login()))
                        .toList());
    }

    /** Growers and merchants have business with their own cases only. */
    static void own(MerchantId merchant, Actor actor) {
        if (actor.merchant().isPresent() && !actor.merchant().get().equals(merchant)) {
            throw new Refused(CaseworkRefusal.NOT_YOURS, "只能查看和办理本人的案件 (only your own cases)");
        }
    }

    static Refused unknown(CaseId id) {
        return new Refused(CaseworkRefusal.UNKNOWN, "没有案件%s (no such case)".formatted(id));
    }

    /** Counts days; a year without a calendar is a refusal that names it. */
    static <T> T counted(Supplier<T> days) {
        try {
            return days.get();
        } catch (WorkingDays.NoCalendar none) {
            throw new Refused(CaseworkRefusal.NO_CALENDAR, none.getMessage());
        }
    }

    /** The document of the step, then what the case waits for. */
    private void finish(Stepped s, Move move, String number, Actor actor) {
        Course course = course(s.row(), s.procedure());
        papers.make(s, move, course, number, actor);
        WorkingDays days = calendar.days();
        // if a day of what comes next cannot be counted the step is refused now, and the case can be read for ever
        counted(() -> course.next(days));
        files.awaits(
                s.row().id(),
                s.row().state().isOver() ? Optional.empty() : counted(() -> course.dueOn(days)),
                counted(() -> course.wakesOn(days)).filter(d -> !d.equals(LocalDate.MAX)));
    }

    private CaseId insert(
            Casebook book, Casebook.Procedure procedure, Opening opening, CaseState state, LocalDate today) {
        MerchantView merchant = merchants.get(opening.merchant());
        if (!mayEffect(procedure.effect(), merchant.standing())) {
            throw new Refused(
                    CaseworkRefusal.STANDING,
                    "%s现为“%s” (its standing is %s)"
                            .formatted(
                                    opening.merchant(),
                                    merchant.standing().title().zh(),
                                    merchant.standing().title().en()));
        }
        if (book.ground(opening.ground(), opening.procedure(), today).isEmpty()) {
            throw new Refused(
                    CaseworkRefusal.UNKNOWN_GROUND, "“%s”不是本程序的理由 (not a ground)".formatted(opening.ground()));
        }
        List<String> known =
                credit.facts(opening.merchant()).stream().map(Fact::id).toList();
        for (String fact : opening.creditFacts()) {
            if (!known.contains(fact)) {
                throw new Refused(CaseworkRefusal.UNKNOWN_FACT, "档案中没有记录%s (no such fact)".formatted(fact));
            }
        }
        opening.against().ifPresent(decision -> disputed(decision, opening));
        boolean needsSubject =
                opening.procedure() == ProcedureKind.REPAIR || opening.procedure() == ProcedureKind.OBJECTION;
        if (needsSubject && opening.creditFacts().isEmpty() && opening.against().isEmpty()) {
            throw new Refused(
                    CaseworkRefusal.UNKNOWN_FACT, "请选择申请针对的信用记录或处理决定 (choose the records or the decision it is about)");
        }
        files.lockMerchant(opening.merchant());
        if (files.isOpen(opening.merchant(), opening.procedure())) {
            throw new Refused(
                    CaseworkRefusal.OPEN_ALREADY,
                    "%s已有“%s”案件在办 (one is open already)"
                            .formatted(opening.merchant(), procedure.title().zh()));
        }
        return files.insert(opening, state, book.version(), clock.instant(), today);
    }

    private void disputed(CaseId decision, Opening opening) {
        boolean fits = files.find(decision)
                .filter(d -> d.merchant().equals(opening.merchant())
                        && d.state() == CaseState.EFFECTIVE
                        && (d.procedure() == ProcedureKind.EXIT || d.procedure() == ProcedureKind.BLACKLIST))
                .isPresent();
        if (!fits) {
            throw new Refused(
                    CaseworkRefusal.UNKNOWN_DECISION,
                    "%s不是该商户已生效的退出或黑名单决定 (not a decision in force about this merchant)".formatted(decision));
        }
    }

    /** A verification rests on a visit to this merchant after the order, by an official. */
    private void visited(CaseFiles.Row row, Course course, Said said) {
        LocalDate ordered = course.taken().stream()
                .filter(t -> t.move() == Move.SERVE_NOTICE)
                .map(Course.Taken::day)
                .findFirst()
                .orElse(course.since());
        Optional<VisitView> visit = Optional.ofNullable(said.visit()).flatMap(inspections::visit);
        boolean fits = visit.filter(v -> v.merchant().equals(row.merchant())
                        && v.kind() != VisitKind.SELF
                        && !v.day().isBefore(ordered))
                .isPresent();
        if (!fits) {
            throw new Refused(
                    CaseworkRefusal.MISSING_VISIT,
                    "请选择整改通知送达后对该商户的复查记录 (name a visit to this merchant after the order)");
        }
    }

    private void appoint(CaseId id, Course course, Move next, Said said, LocalDate today) {
        LocalDate day = said.day();
        LocalDate first = course.procedure()
                .step(next)
                .flatMap(Casebook.Step::notBefore)
                .map(after -> counted(() -> after.period().lastDay(today, calendar.days()))
                        .plusDays(1))
                .orElse(today);
        if (day == null || day.isBefore(first) || !counted(() -> calendar.days().isWorkingDay(day))) {
            throw new Refused(
                    CaseworkRefusal.TOO_EARLY, "请指定%s或以后的工作日 (name a working day from %s on)".formatted(first, first));
        }
        files.appointed(id, day);
    }

    private void decide(CaseFiles.Row row, Course course, Casebook.Procedure procedure, Casebook.Step step, Said said) {
        Decision decision = said.decision();
        Optional<Integer> term = procedure.term().map(t -> {
            int months = decision.termMonths() == null ? t.usualMonths() : decision.termMonths();
            if (months < t.leastMonths() || months > t.mostMonths()) {
                throw new Refused(
                        CaseworkRefusal.TERM,
                        "期限应为%d到%d个月 (the term is %d to %d months)"
                                .formatted(t.leastMonths(), t.mostMonths(), t.leastMonths(), t.mostMonths()));
            }
            return months;
        });
        boolean granted = procedure.refusal().isEmpty() || decision.granted();
        if (granted && procedure.refusal().isPresent()) {
            row.hits().filter(hits -> !hits.isEmpty()).ifPresent(hits -> {
                throw new Refused(
                        CaseworkRefusal.HIT, "核查未通过，不能准予：%s (a check stands against it)".formatted(hits.get(0)));
            });
            // the case must have come to its state by that move: a notice from before a return does not count
            if (step.grantNeeds().isPresent()
                    && course.taken().stream()
                            .noneMatch(t -> t.move() == step.grantNeeds().get() && t.to() == row.state())) {
                throw new Refused(
                        CaseworkRefusal.ILLEGAL_STEP,
                        "须先办理“%s” (first: %s)"
                                .formatted(
                                        procedure
                                                .step(step.grantNeeds().get())
                                                .orElseThrow()
                                                .text()
                                                .zh(),
                                        step.grantNeeds().get()));
            }
        }
        files.proposed(row.id(), new Decision(decision.reasons(), term.orElse(null), granted), term);
    }

    private void publishable(CaseFiles.Row row, Casebook book, LocalDate today) {
        LocalDate by =
                counted(() -> book.publishWithin().lastDay(row.decidedOn().orElseThrow(), calendar.days()));
        files.published(
                row.id(),
                today,
                by.isBefore(today) ? today : by,
                row.termMonths().map(today::plusMonths));
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
