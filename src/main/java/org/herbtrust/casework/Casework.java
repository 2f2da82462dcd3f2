package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.Grounds;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Page;

/**
 * The procedures that bind a merchant, or that it may ask for. Each command is one step: who may take it, when, and with which
 * documents is the procedure's data. Applications come in by {@link Admissions}, files by {@link CaseFolder}.
 */
@ApplicationScoped
public class Casework {

    /** How far ahead a deadline counts as near. */
    private static final int SOON_DAYS = 2;

    /** The ground for an exit that a failed verification proposes. */
    private static final String NOT_COMPLIED = "order-not-complied";

    private static final int MOST_FACTS = 50;
    private static final int LONGEST_FACTS = 4000;

    @Inject
    CaseEngine engine;

    @Inject
    CaseFiles files;

    @Inject
    CaseFolder folder;

    @Inject
    Casebooks books;

    @Inject
    Merchants merchants;

    @Inject
    Credit credit;

    @Inject
    Ledger ledger;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Event<CaseDecided> decided;

    @Inject
    Clock clock;

    /**
     * Opens a case; whoever opens it is its investigator. An objection is marked at once.
     *
     * @throws Refused for a role that may not open it, a ground that is none of this procedure's, facts of another file, or
     *     a case of the kind that is open already
     */
    @Transactional
    public CaseId open(Opening opening, Actor actor) {
        if (opening.procedure() == ProcedureKind.ADMISSION) {
            throw new IllegalArgumentException("准入申请须附执照、租赁合同和信用承诺 (an application comes with its papers)");
        }
        return engine.open(opening, actor, id -> {}).row().id();
    }

    /**
     * Looks for grounds in the facts of a file and proposes a case for each that is not before somebody already. The rules
     * propose; a person opens.
     */
    @Transactional
    public List<CaseId> propose(MerchantId merchant) {
        LocalDate today = today();
        Casebook book = books.inForce(today);
        List<CaseId> proposed = new ArrayList<>();
        for (Grounds.Proposal p : Grounds.proposed(book, credit.facts(merchant), today)) {
            Casebook.Procedure procedure = book.procedures().get(p.procedure());
            List<String> facts = p.facts().stream().map(Fact::id).toList();
            files.lockMerchant(merchant);
            if (!CaseEngine.mayEffect(
                            procedure.effect(), merchants.get(merchant).standing())
                    || files.isOpen(merchant, p.procedure())
                    || files.isKnown(merchant, p.procedure(), p.ground().id(), facts)) {
                continue;
            }
            String said = p.facts().stream()
                    .map(f -> "%s %s（%s）"
                            .formatted(f.occurredOn(), f.type().title().zh(), f.id()))
                    .collect(Collectors.joining("；"));
            List<String> most = facts.subList(Math.max(0, facts.size() - MOST_FACTS), facts.size());
            proposed.add(engine.propose(
                    new Opening(
                            merchant,
                            p.procedure(),
                            p.ground().id(),
                            said.length() > LONGEST_FACTS ? said.substring(0, LONGEST_FACTS) : "信用档案记载：" + said,
                            most),
                    book));
        }
        return proposed;
    }

    /** A person takes up what a rule proposed, and is the case's investigator from then on. */
    @Transactional
    public CaseView takeUp(CaseId id, Actor actor) {
        return view(engine.step(id, Move.OPEN, Said.NOTHING, actor), actor);
    }

    /** The office takes a request or an application up: its papers are there. */
    @Transactional
    public CaseView accept(CaseId id, Actor actor) {
        return view(engine.step(id, Move.ACCEPT, Said.NOTHING, actor), actor);
    }

    /** The checks are made and written down: of exits and lists for an application, of terms and open cases for a repair. */
    @Transactional
    public CaseView check(CaseId id, String note, Actor actor) {
        return view(engine.step(id, Move.CHECK, Said.maybe(note), actor), actor);
    }

    /** Puts the notice of an application up for the public. */
    @Transactional
    public CaseView postNotice(CaseId id, Actor actor) {
        return view(engine.step(id, Move.POST_NOTICE, Said.NOTHING, actor), actor);
    }

    /** Records the talk that comes before an order to correct. */
    @Transactional
    public CaseView talk(CaseId id, String record, Actor actor) {
        return view(engine.step(id, Move.TALK, Said.words(record, "约谈情况 (record of the talk)"), actor), actor);
    }

    /** Serves the prior notice (or, in guidance, the order to correct); its text is made now and kept as it is. */
    @Transactional
    public CaseView serveNotice(CaseId id, Actor actor) {
        return view(engine.step(id, Move.SERVE_NOTICE, Said.NOTHING, actor), actor);
    }

    /** Reminds the party of what it must do soon; the system does so by itself before the time lapses. */
    @Transactional
    public CaseView remind(CaseId id, Actor actor) {
        return view(engine.step(id, Move.REMIND, Said.NOTHING, actor), actor);
    }

    /** Records what the party says in its defence; by the party itself, or by the office for what came on paper. */
    @Transactional
    public CaseView recordStatement(CaseId id, String statement, Actor actor) {
        return view(engine.step(id, Move.RECORD_STATEMENT, Said.words(statement, "陈述 (statement)"), actor), actor);
    }

    /**
     * The party waives the rest of the time that it has for a statement.
     *
     * @param note where the office records it: which paper says so
     */
    @Transactional
    public CaseView waive(CaseId id, String note, Actor actor) {
        return view(engine.step(id, Move.WAIVE, Said.words(note, "说明 (note)"), actor), actor);
    }

    @Transactional
    public CaseView askHearing(CaseId id, String note, Actor actor) {
        return view(engine.step(id, Move.ASK_HEARING, Said.maybe(note), actor), actor);
    }

    /**
     * Calls the hearing; the party has at least the days that the procedure names.
     *
     * @param day a working day
     * @param place where, and what the party should bring
     */
    @Transactional
    public CaseView callHearing(CaseId id, LocalDate day, String place, Actor actor) {
        return view(
                engine.step(id, Move.CALL_HEARING, new Said(Said.needed(place, "地点 (place)"), null, day, null), actor),
                actor);
    }

    /** The actor chairs the hearing, and may therefore not be the investigator. */
    @Transactional
    public CaseView holdHearing(CaseId id, String record, Actor actor) {
        return view(
                engine.step(id, Move.HOLD_HEARING, Said.words(record, "听证记录 (record of the hearing)"), actor), actor);
    }

    /** Stops a party's trade until its case is decided; not by the one who opened it. Takes effect at once. */
    @Transactional
    public CaseView suspend(CaseId id, String reason, Actor actor) {
        return view(engine.step(id, Move.SUSPEND, Said.words(reason, "理由 (reason)"), actor), actor);
    }

    @Transactional
    public CaseView liftSuspension(CaseId id, String reason, Actor actor) {
        return view(engine.step(id, Move.LIFT_SUSPENSION, Said.words(reason, "理由 (reason)"), actor), actor);
    }

    /** Marks what a merchant objects to, where the system has not done so at its filing. */
    @Transactional
    public CaseView mark(CaseId id, Actor actor) {
        return view(engine.step(id, Move.MARK, Said.NOTHING, actor), actor);
    }

    /**
     * A visit has shown that what was ordered is done.
     *
     * @param visit recorded after the order was served
     */
    @Transactional
    public CaseView verify(CaseId id, VisitId visit, String note, Actor actor) {
        return view(engine.step(id, Move.VERIFY, seen(visit, note), actor), actor);
    }

    /** A visit has shown that what was ordered is not done, and its time is over: an exit is proposed, which people decide. */
    @Transactional
    public CaseView findUncorrected(CaseId id, VisitId visit, String note, Actor actor) {
        Stepped s = engine.step(id, Move.FIND_UNCORRECTED, seen(visit, note), actor);
        MerchantId merchant = s.row().merchant();
        Casebook book = books.inForce(today());
        Casebook.Procedure exit = book.procedures().get(ProcedureKind.EXIT);
        files.lockMerchant(merchant);
        if (book.ground(NOT_COMPLIED, ProcedureKind.EXIT, today()).isPresent()
                && CaseEngine.mayEffect(exit.effect(), merchants.get(merchant).standing())
                && !files.isOpen(merchant, ProcedureKind.EXIT)) {
            String facts = "责令整改案件%s逾期未改，经复查确认：%s".formatted(id, s.said().note());
            engine.propose(
                    new Opening(
                            merchant,
                            ProcedureKind.EXIT,
                            NOT_COMPLIED,
                            facts.substring(0, Math.min(LONGEST_FACTS, facts.length())),
                            s.row().creditFacts()),
                    book);
        }
        return view(s, actor);
    }

    private static Said seen(VisitId visit, String note) {
        return new Said(Said.needed(note, "复查情况 (what was seen)"), visit, null, null);
    }

    /**
     * Proposes the decision. Nothing is decided yet: another person must confirm.
     *
     * @throws Refused before the time for a statement or a notice is over, for a term out of the procedure's range, and for
     *     a grant against which a check stands
     */
    @Transactional
    public CaseView proposeDecision(CaseId id, Decision decision, Actor actor) {
        return view(
                engine.step(id, Move.PROPOSE_DECISION, new Said(decision.reasons(), null, null, decision), actor),
                actor);
    }

    /** The second person does not agree yet. */
    @Transactional
    public CaseView returnDecision(CaseId id, String note, Actor actor) {
        return view(engine.step(id, Move.RETURN_DECISION, Said.words(note, "理由 (reason)"), actor), actor);
    }

    /** A second person confirms: the decision is taken, numbered and written. It binds once it is served. */
    @Transactional
    public CaseView confirmDecision(CaseId id, Actor actor) {
        return view(engine.step(id, Move.CONFIRM_DECISION, Said.NOTHING, actor), actor);
    }

    /** Serves the decision; from now on it holds: the standing changes, the publication's days run, the ledger has it. */
    @Transactional
    public CaseView serve(CaseId id, Actor actor) {
        Stepped s = engine.step(id, Move.SERVE_DECISION, Said.NOTHING, actor);
        CaseFiles.Row row = s.row();
        // the document that carries the decision's number, not the receipt of its service
        CaseView.Document document = files.documents(id).stream()
                .filter(d -> d.number().equals(row.decisionNo().orElseThrow()))
                .findFirst()
                .orElseThrow();
        ledger.append(
                LeafKind.DECISION, id + "/" + row.procedure(), HexFormat.of().parseHex(document.sha256()));
        List<CaseFiles.MoveRow> moves = files.moves(id);
        Casebook.Ground ground = s.ground();
        decided.fire(new CaseDecided(
                id,
                row.merchant(),
                row.procedure(),
                row.decisionNo().orElseThrow(),
                ground.id(),
                ground.text(),
                ground.basis(),
                row.granted().orElse(true),
                row.decidedOn().orElseThrow(),
                row.publishFrom().orElseThrow(),
                row.publishBy().orElseThrow(),
                row.removeOn(),
                List.of(
                        last(moves, Move.PROPOSE_DECISION).login(),
                        last(moves, Move.CONFIRM_DECISION).login()),
                document.sha256()));
        return view(s, actor);
    }

    @Transactional
    public CaseView dismiss(CaseId id, String reason, Actor actor) {
        return view(engine.step(id, Move.DISMISS, Said.words(reason, "理由 (reason)"), actor), actor);
    }

    /**
     * A case with all that was done in it.
     *
     * @throws Refused unless the actor works for the market or a regulator, or the case is its own
     */
    @Transactional
    public CaseView get(CaseId id, Actor actor) {
        CaseFiles.Row row = files.find(id).orElseThrow(() -> CaseEngine.unknown(id));
        CaseEngine.own(row.merchant(), actor);
        folder.worksOn(row, actor);
        return view(row, books.version(row.policyVersion()), actor);
    }

    /** Cases, the newest first; a merchant sees its own only. */
    @Transactional
    public Page<CaseSummary> list(CaseQuery query, String cursor, Integer limit, Actor actor) {
        CaseQuery mine = query;
        if (actor.merchant().isPresent()) {
            query.merchant().ifPresent(m -> CaseEngine.own(m, actor));
            mine = new CaseQuery(query.state(), query.procedure(), actor.merchant(), query.overdue());
        }
        int size = Page.size(limit);
        LocalDate today = today();
        long before = cursor == null || cursor.isBlank()
                ? Long.MAX_VALUE
                : CaseId.fromString(cursor).value();
        List<CaseFiles.Row> rows = files.list(mine, today, before, size + 1);
        List<CaseSummary> shown =
                rows.stream().limit(size).map(r -> summary(r, today)).toList();
        return new Page<>(shown, rows.size() > size ? shown.get(size - 1).id().toString() : null);
    }

    /** The grounds that may open a procedure today. */
    public List<Casebook.Ground> grounds(ProcedureKind procedure) {
        LocalDate today = today();
        return books.inForce(today).grounds().stream()
                .filter(g -> g.procedures().contains(procedure) && g.isInForce(today))
                .toList();
    }

    /** Open cases whose step is overdue or due within days, the most urgent first; for officials. */
    @Transactional
    public List<CaseView> deadlines(int days, Actor actor) {
        if (actor.merchant().isPresent()) {
            throw new Refused(CaseworkRefusal.NOT_YOURS, "只能查看和办理本人的案件 (only your own cases)");
        }
        return files.byDue(today().plusDays(Math.max(0, Math.min(days, 60))), Page.MOST).stream()
                .map(row -> view(row, books.version(row.policyVersion()), actor))
                .toList();
    }

    /** How many cases are open, near their deadline, and overdue. */
    public Workload workload() {
        LocalDate today = today();
        return new Workload(files.workload(today, today.plusDays(SOON_DAYS)));
    }

    private static CaseSummary summary(CaseFiles.Row r, LocalDate today) {
        return new CaseSummary(
                r.id(),
                r.merchant(),
                r.procedure(),
                r.state(),
                r.groundId(),
                r.dueOn(),
                r.dueOn().map(today::isAfter).orElse(false),
                r.decisionNo());
    }

    private static CaseFiles.MoveRow last(List<CaseFiles.MoveRow> moves, Move move) {
        return moves.stream()
                .filter(m -> m.move() == move)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private CaseView view(Stepped s, Actor actor) {
        return view(s.row(), s.book(), actor);
    }

    private CaseView view(CaseFiles.Row row, Casebook book, Actor actor) {
        Casebook.Procedure procedure = book.procedures().get(row.procedure());
        Casebook.Ground ground = books.ground(row);
        boolean party = actor.merchant().isPresent();
        return new CaseView(
                row.id(),
                row.merchant(),
                row.procedure(),
                row.state(),
                row.policyVersion(),
                ground.text(),
                ground.id(),
                ground.basis(),
                row.facts(),
                row.creditFacts(),
                row.openedAt(),
                row.dueOn(),
                row.dueOn().map(today()::isAfter).orElse(false),
                // what is proposed is not the party's to read before it is decided
                row.reasons()
                        .filter(r -> !party || row.decisionNo().isPresent())
                        .map(r -> new CaseView.Proposed(
                                r, row.termMonths(), row.granted().orElse(true))),
                row.decisionNo()
                        .map(no -> new CaseView.Taken(
                                no, row.decidedOn().orElseThrow(), row.publishFrom(), row.publishBy(), row.removeOn())),
                row.against(),
                row.appointedOn(),
                party ? Optional.empty() : row.hits(),
                row.liftedOn().map(on -> new CaseView.Lifted(on, row.liftedBy().orElseThrow())),
                files.moves(row.id()).stream()
                        .map(m -> new CaseView.Moved(
                                m.move(),
                                m.to(),
                                m.at(),
                                m.login(),
                                m.name(),
                                party && isInternal(m.move()) ? Optional.empty() : m.note()))
                        .toList(),
                files.documents(row.id()).stream()
                        .filter(d -> !party || d.audience() != Casebook.Audience.OFFICIALS)
                        .toList(),
                next(row, procedure));
    }

    /** What was said among those who decide. */
    private static boolean isInternal(Move move) {
        return move == Move.PROPOSE_DECISION || move == Move.RETURN_DECISION || move == Move.CHECK;
    }

    private List<Course.Next> next(CaseFiles.Row row, Casebook.Procedure procedure) {
        return CaseEngine.counted(() -> engine.course(row, procedure).next(calendar.days()));
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
