package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.Effect;
import org.herbtrust.casework.rules.Grounds;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.Period;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditFact;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.WorkingDays;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Page;

/** The procedures that bind a merchant. */
@ApplicationScoped
public class Casework {

    private static final int LONGEST_NOTE = 4000;

    private final WorkingDays calendar = WorkingDays.china();

    @Inject
    CaseFiles files;

    @Inject
    Casebooks books;

    @Inject
    Merchants merchants;

    @Inject
    Credit credit;

    @Inject
    Ledger ledger;

    @Inject
    Event<CaseDecided> decided;

    @Inject
    Clock clock;

    /** How the market signs its documents. */
    @ConfigProperty(name = "herbtrust.market.name", defaultValue = "中药材市场管理办公室")
    String marketName;

    /**
     * Opens a case; whoever opens it is its investigator.
     *
     * @throws Refused for a role that may not open it, a ground that is none of this procedure's, facts of another file, or
     *     a case of the kind that is open already
     */
    @Transactional
    public CaseId open(Opening opening, Actor actor) {
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
        Instant now = clock.instant();
        files.moved(id, Move.OPEN, CaseState.OPENED, now, today, actor, null);
        files.stands(id, CaseState.OPENED, today, due(procedure, CaseState.OPENED, id, today));
        return id;
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
            if (!mayEffect(procedure.effect(), merchants.get(merchant).standing())
                    || files.isOpen(merchant, p.procedure())
                    || files.isKnown(merchant, p.procedure(), p.ground().id(), facts)) {
                continue;
            }
            String said = p.facts().stream()
                    .map(f -> "%s %s（%s）"
                            .formatted(f.occurredOn(), f.type().title().zh(), f.id()))
                    .collect(Collectors.joining("；"));
            List<String> most = facts.subList(Math.max(0, facts.size() - 50), facts.size());
            CaseId id = files.insert(
                    new Opening(
                            merchant,
                            p.procedure(),
                            p.ground().id(),
                            said.length() > 4000 ? said.substring(0, 4000) : "信用档案记载：" + said,
                            most),
                    CaseState.PROPOSED,
                    book.version(),
                    clock.instant(),
                    today);
            files.stands(id, CaseState.PROPOSED, today, due(procedure, CaseState.PROPOSED, id, today));
            proposed.add(id);
        }
        return proposed;
    }

    /** A person takes up what a rule proposed, and is the case's investigator from then on. */
    @Transactional
    public CaseView takeUp(CaseId id, Actor actor) {
        return view(step(id, Move.OPEN, actor, null));
    }

    /** Serves the prior notice (or, in guidance, the order to correct); its text is made now and kept as it is. */
    @Transactional
    public CaseView serveNotice(CaseId id, Actor actor) {
        Stepped s = step(id, Move.SERVE_NOTICE, actor, null);
        boolean order = s.row().procedure() == ProcedureKind.WARNING;
        document(
                s,
                order ? Casebook.DocumentKind.ORDER : Casebook.DocumentKind.NOTICE,
                number(s.procedure().series() + "告"));
        return view(s);
    }

    /** Records what the party says in its defence; by the party itself, or by the office for what came on paper. */
    @Transactional
    public CaseView recordStatement(CaseId id, String statement, Actor actor) {
        return view(step(id, Move.RECORD_STATEMENT, actor, needed(statement, "陈述 (statement)")));
    }

    /**
     * The party waives the rest of the time that it has for a statement.
     *
     * @param note where the office records it: which paper says so
     */
    @Transactional
    public CaseView waive(CaseId id, String note, Actor actor) {
        return view(step(id, Move.WAIVE, actor, needed(note, "说明 (note)")));
    }

    @Transactional
    public CaseView askHearing(CaseId id, String note, Actor actor) {
        return view(step(id, Move.ASK_HEARING, actor, optional(note)));
    }

    /** The actor chairs the hearing, and may therefore not be the investigator. */
    @Transactional
    public CaseView holdHearing(CaseId id, String record, Actor actor) {
        return view(step(id, Move.HOLD_HEARING, actor, needed(record, "听证记录 (record of the hearing)")));
    }

    /** Marks the facts that a merchant objects to. */
    @Transactional
    public CaseView mark(CaseId id, Actor actor) {
        return view(step(id, Move.MARK, actor, null));
    }

    /** A visit has shown that what was ordered is done. */
    @Transactional
    public CaseView verify(CaseId id, String note, Actor actor) {
        return view(step(id, Move.VERIFY, actor, needed(note, "复查情况 (what was seen)")));
    }

    /**
     * Proposes the decision. Nothing is decided yet: another person must confirm.
     *
     * @throws Refused before the time for a statement is over, or for a term out of the procedure's range
     */
    @Transactional
    public CaseView proposeDecision(CaseId id, Decision decision, Actor actor) {
        Stepped s = step(id, Move.PROPOSE_DECISION, actor, decision.reasons());
        Optional<Integer> term = s.procedure().term().map(t -> {
            int months = decision.termMonths() == null ? t.usualMonths() : decision.termMonths();
            if (months < t.leastMonths() || months > t.mostMonths()) {
                throw new Refused(
                        CaseworkRefusal.TERM,
                        "期限应为%d到%d个月 (the term is %d to %d months)"
                                .formatted(t.leastMonths(), t.mostMonths(), t.leastMonths(), t.mostMonths()));
            }
            return months;
        });
        boolean request = s.procedure().refusal().isPresent();
        files.proposed(id, new Decision(decision.reasons(), term.orElse(null), !request || decision.granted()), term);
        return view(s);
    }

    /** The second person does not agree yet. */
    @Transactional
    public CaseView returnDecision(CaseId id, String note, Actor actor) {
        return view(step(id, Move.RETURN_DECISION, actor, needed(note, "理由 (reason)")));
    }

    /** A second person confirms: the decision is taken, numbered and written. It binds once it is served. */
    @Transactional
    public CaseView confirmDecision(CaseId id, Actor actor) {
        Stepped s = step(id, Move.CONFIRM_DECISION, actor, null);
        String number = number(s.procedure().series());
        files.decided(id, number, today());
        boolean request = s.procedure().refusal().isPresent();
        document(s, request ? Casebook.DocumentKind.ANSWER : Casebook.DocumentKind.DECISION, number);
        return view(s);
    }

    /** Serves the decision; from now on it holds: the standing changes, the publication's days run, the ledger has it. */
    @Transactional
    public CaseView serve(CaseId id, Actor actor) {
        LocalDate today = today();
        Stepped s = step(id, Move.SERVE_DECISION, actor, null);
        Optional<LocalDate> removeOn = s.row().termMonths().map(today::plusMonths);
        LocalDate publishBy =
                lastDay(s.book().publishWithin(), s.row().decidedOn().orElseThrow());
        files.published(id, today, publishBy.isBefore(today) ? today : publishBy, removeOn);
        CaseFiles.Row row = s.row();
        CaseView.Document document =
                files.documents(id).stream().reduce((first, second) -> second).orElseThrow();
        ledger.append(
                LeafKind.DECISION, id + "/" + row.procedure(), HexFormat.of().parseHex(document.sha256()));
        List<CaseFiles.MoveRow> moves = files.moves(id);
        List<String> actors = List.of(
                last(moves, Move.PROPOSE_DECISION).login(),
                last(moves, Move.CONFIRM_DECISION).login());
        if (row.granted().orElse(true)) {
            effect(s.procedure().effect(), s, actor);
        }
        Casebook.Ground ground = ground(s.book(), row);
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
                today,
                publishBy,
                removeOn,
                actors,
                document.sha256()));
        return view(s);
    }

    @Transactional
    public CaseView dismiss(CaseId id, String reason, Actor actor) {
        return view(step(id, Move.DISMISS, actor, needed(reason, "理由 (reason)")));
    }

    /**
     * A case with all that was done in it.
     *
     * @throws Refused unless the actor works for the market or a regulator, or the case is its own
     */
    @Transactional
    public CaseView get(CaseId id, Actor actor) {
        CaseFiles.Row row = files.find(id).orElseThrow(() -> unknown(id));
        own(row.merchant(), actor);
        return view(row, books.version(row.policyVersion()));
    }

    /** Cases, the newest first; a merchant sees its own only. */
    @Transactional
    public Page<CaseSummary> list(CaseQuery query, String cursor, Integer limit, Actor actor) {
        CaseQuery mine = query;
        if (actor.merchant().isPresent()) {
            query.merchant().ifPresent(m -> own(m, actor));
            mine = new CaseQuery(query.state(), query.procedure(), actor.merchant(), query.overdue());
        }
        int size = Page.size(limit);
        LocalDate today = today();
        long before = cursor == null || cursor.isBlank()
                ? Long.MAX_VALUE
                : CaseId.fromString(cursor).value();
        List<CaseFiles.Row> rows = files.list(mine, today, before, size + 1);
        List<CaseSummary> shown = rows.stream()
                .limit(size)
                .map(r -> new CaseSummary(
                        r.id(),
                        r.merchant(),
                        r.procedure(),
                        r.state(),
                        r.groundId(),
                        r.dueOn(),
                        r.dueOn().map(today::isAfter).orElse(false),
                        r.decisionNo()))
                .toList();
        return new Page<>(shown, rows.size() > size ? shown.get(size - 1).id().toString() : null);
    }

    /** The grounds that may open a procedure today. */
    public List<Casebook.Ground> grounds(ProcedureKind procedure) {
        LocalDate today = today();
        return books.inForce(today).grounds().stream()
                .filter(g -> g.procedures().contains(procedure) && g.isInForce(today))
                .toList();
    }

    /** A case after a step, with the rules that it runs under. */
    private record Stepped(CaseFiles.Row row, Casebook book, Casebook.Procedure procedure) {}

    private Stepped step(CaseId id, Move move, Actor actor, String note) {
        CaseFiles.Row row = files.locked(id).orElseThrow(() -> unknown(id));
        own(row.merchant(), actor);
        Casebook book = books.version(row.policyVersion());
        Casebook.Procedure procedure = book.procedures().get(row.procedure());
        LocalDate today = today();
        Course course = course(row, procedure);
        try {
            course.against(move, actor.role(), actor.account(), today, calendar).ifPresent(o -> {
                throw new Refused(CaseworkRefusal.of(o.why()), o.detail());
            });
        } catch (WorkingDays.NoCalendar none) {
            throw new Refused(CaseworkRefusal.NO_CALENDAR, none.getMessage());
        }
        Casebook.Step step = procedure.steps().stream()
                .filter(s -> s.move() == move)
                .findFirst()
                .orElseThrow();
        CaseState to = step.to().orElse(row.state());
        files.moved(id, move, to, clock.instant(), today, actor, note);
        if (to != row.state()) {
            files.stands(id, to, today, due(procedure, to, id, today));
        }
        Stepped stepped = new Stepped(files.find(id).orElseThrow(), book, procedure);
        effect(step.effect(), stepped, actor);
        return stepped;
    }

    private void effect(Effect effect, Stepped s, Actor actor) {
        CaseFiles.Row row = s.row();
        LocalDate today = today();
        switch (effect) {
            case NONE -> {}
            case EXIT ->
                merchants.changeStanding(
                        row.merchant(), Standing.EXITED, row.decisionNo().orElseThrow(), actor);
            case BLACKLIST ->
                merchants.changeStanding(
                        row.merchant(), Standing.BLACKLISTED, row.decisionNo().orElseThrow(), actor);
            case ORDER_TO_CORRECT ->
                credit.add(CreditFact.of(row.merchant(), FactType.ORDER_TO_CORRECT, today, "case:" + row.id()), actor);
            case CORRECTED -> enter(row, FactStatus.CORRECTED, "整改经复查确认，案件" + row.id(), actor);
            case MARK_OBJECTION -> enter(row, FactStatus.UNDER_OBJECTION, "异议案件" + row.id(), actor);
            case REPAIR -> {
                if (row.granted().orElse(false)) {
                    enter(row, FactStatus.REPAIRED, "信用修复，" + row.decisionNo().orElseThrow(), actor);
                }
            }
            case SETTLE_OBJECTION ->
                enter(
                        row,
                        row.granted().orElse(false) ? FactStatus.EXCLUDED : FactStatus.OBJECTION_REJECTED,
                        "异议答复，" + row.decisionNo().orElseThrow(),
                        actor);
        }
    }

    private void enter(CaseFiles.Row row, FactStatus status, String reason, Actor actor) {
        Actor entering = actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN) ? actor : Actor.system();
        for (String fact : row.creditFacts()) {
            credit.enter(fact, status, today(), reason, entering);
        }
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
        files.lockMerchant(opening.merchant());
        if (files.isOpen(opening.merchant(), opening.procedure())) {
            throw new Refused(
                    CaseworkRefusal.OPEN_ALREADY,
                    "%s已有“%s”案件在办 (one is open already)"
                            .formatted(opening.merchant(), procedure.title().zh()));
        }
        return files.insert(opening, state, book.version(), clock.instant(), today);
    }

    private static boolean mayEffect(Effect effect, Standing standing) {
        if (effect == Effect.EXIT) {
            return standing.mayBecome(Standing.EXITED) && standing != Standing.BLACKLISTED;
        }
        return effect != Effect.BLACKLIST || standing.mayBecome(Standing.BLACKLISTED);
    }

    private Course course(CaseFiles.Row row, Casebook.Procedure procedure) {
        return new Course(
                procedure,
                row.state(),
                row.since(),
                files.moves(row.id()).stream()
                        .map(m -> new Course.Taken(m.move(), m.day(), m.login()))
                        .toList());
    }

    private Optional<LocalDate> due(Casebook.Procedure procedure, CaseState state, CaseId id, LocalDate since) {
        try {
            return new Course(procedure, state, since, List.of()).dueOn(calendar);
        } catch (WorkingDays.NoCalendar none) {
            throw new Refused(CaseworkRefusal.NO_CALENDAR, none.getMessage() + "：" + id);
        }
    }

    private LocalDate lastDay(Period period, LocalDate from) {
        try {
            return period.lastDay(from, calendar);
        } catch (WorkingDays.NoCalendar none) {
            throw new Refused(CaseworkRefusal.NO_CALENDAR, none.getMessage());
        }
    }

    private String number(String series) {
        int year = today().getYear();
        return "%s〔%d〕%d号".formatted(series, year, files.nextNumber(series, year));
    }

    private void document(Stepped s, Casebook.DocumentKind kind, String number) {
        CaseFiles.Row row = files.find(s.row().id()).orElseThrow();
        MerchantView merchant = merchants.get(row.merchant());
        Casebook.Ground ground = ground(s.book(), row);
        List<CaseFiles.MoveRow> moves = files.moves(row.id());
        String measure = row.granted().orElse(true)
                ? s.procedure().measure().zh()
                : s.procedure().refusal().orElse(s.procedure().measure()).zh();
        Map<String, String> fields = new HashMap<>();
        fields.put("market", marketName);
        fields.put("title", s.procedure().title().zh());
        fields.put("number", number);
        fields.put("merchant", merchant.name());
        fields.put("merchantId", row.merchant().toString());
        fields.put("uscc", merchant.uscc().value());
        fields.put("facts", row.facts());
        fields.put("ground", ground.text().zh());
        fields.put("basis", ground.basis());
        fields.put("opener", nameOf(moves, Move.OPEN));
        fields.put("day", today().toString());
        fields.put("reasons", row.reasons().orElse(""));
        fields.put(
                "measure",
                measure.replace(
                        "{months}", row.termMonths().map(String::valueOf).orElse("")));
        fields.put("proposer", nameOf(moves, Move.PROPOSE_DECISION));
        fields.put("confirmer", nameOf(moves, Move.CONFIRM_DECISION));
        fields.put(
                "statement",
                moves.stream()
                        .filter(m -> m.move() == Move.RECORD_STATEMENT)
                        .flatMap(m -> m.note().stream())
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("期限内未提出。"));
        String text = CasebookFile.FIELD
                .matcher(s.book().documents().get(kind))
                .replaceAll(field -> Matcher.quoteReplacement(fields.get(field.group(1))));
        files.keep(row.id(), kind, number, text, sha256(text), clock.instant());
    }

    private static String nameOf(List<CaseFiles.MoveRow> moves, Move move) {
        return moves.stream()
                .filter(m -> m.move() == move)
                .reduce((first, second) -> second)
                .map(CaseFiles.MoveRow::name)
                .orElse("");
    }

    private static CaseFiles.MoveRow last(List<CaseFiles.MoveRow> moves, Move move) {
        return moves.stream()
                .filter(m -> m.move() == move)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static Casebook.Ground ground(Casebook book, CaseFiles.Row row) {
        return book.grounds().stream()
                .filter(g -> g.id().equals(row.groundId()))
                .findFirst()
                .orElseThrow();
    }

    private CaseView view(Stepped s) {
        return view(files.find(s.row().id()).orElseThrow(), s.book());
    }

    private CaseView view(CaseFiles.Row row, Casebook book) {
        Casebook.Procedure procedure = book.procedures().get(row.procedure());
        Casebook.Ground ground = ground(book, row);
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
                row.reasons()
                        .map(r -> new CaseView.Proposed(
                                r, row.termMonths(), row.granted().orElse(true))),
                row.decisionNo()
                        .map(no -> new CaseView.Taken(
                                no, row.decidedOn().orElseThrow(), row.publishFrom(), row.publishBy(), row.removeOn())),
                files.moves(row.id()).stream()
                        .map(m -> new CaseView.Moved(m.move(), m.to(), m.at(), m.login(), m.name(), m.note()))
                        .toList(),
                files.documents(row.id()),
                course(row, procedure).next(calendar));
    }

    /** Growers and merchants have business with their own cases only. */
    private static void own(MerchantId merchant, Actor actor) {
        if (actor.merchant().isPresent() && !actor.merchant().get().equals(merchant)) {
            throw new Refused(CaseworkRefusal.NOT_YOURS, "只能查看和办理本人的案件 (only your own cases)");
        }
    }

    private static Refused unknown(CaseId id) {
        return new Refused(CaseworkRefusal.UNKNOWN, "没有案件%s (no such case)".formatted(id));
    }

    private static String needed(String text, String what) {
        String t = optional(text);
        if (t == null) {
            throw new IllegalArgumentException("请填写" + what);
        }
        return t;
    }

    private static String optional(String text) {
        String t = text == null ? "" : text.strip();
        if (t.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("最多" + LONGEST_NOTE + "字 (at most " + LONGEST_NOTE + " characters)");
        }
        return t.isEmpty() ? null : t;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
