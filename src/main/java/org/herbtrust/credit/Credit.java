package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.credit.rules.Aging;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.Grading;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafId;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Page;

/** Credit files and the grades that follow from them. */
@ApplicationScoped
public class Credit {

    /** What only somebody with an authority's document before them may enter. */
    private static final Set<FactType> OF_AUTHORITIES = EnumSet.of(
            FactType.AUTHORITY_WARNING,
            FactType.AUTHORITY_FINE,
            FactType.AUTHORITY_CONFISCATION,
            FactType.AUTHORITY_STOP_ORDER,
            FactType.LICENCE_REVOKED,
            FactType.CRIME,
            FactType.OFFICIAL_LISTING,
            FactType.OBSTRUCTION_DECIDED);

    @Inject
    CreditFile file;

    @Inject
    Policies policies;

    @Inject
    MarketViews markets;

    @Inject
    Regrading regrading;

    @Inject
    CreditWarnings warnings;

    @Inject
    Merchants merchants;

    @Inject
    Ledger ledger;

    @Inject
    Event<GradeChanged> gradeChanged;

    @Inject
    Event<CreditFactAdded> factAdded;

    @Inject
    Clock clock;

    /**
     * Puts a fact into the file and grades anew. The same source with the same content a second time changes nothing.
     *
     * @return the fact's number, such as {@code F0000123}
     * @throws Refused for a day in the future, a source that has another fact, or a role that may not enter such a fact
     */
    @Transactional
    public String add(CreditFact fact, Actor actor) {
        boolean allowed = OF_AUTHORITIES.contains(fact.type())
                ? actor.is(Role.REGULATOR, Role.ADMIN)
                : actor.is(Role.REGULATOR, Role.ADMIN, Role.OFFICE, Role.INSPECTOR);
        if (!allowed) {
            throw new Refused(
                    CreditRefusal.NOT_YOURS_TO_ENTER,
                    "“%s”不能由%s录入 (not entered by this role)"
                            .formatted(
                                    fact.type().title().zh(),
                                    actor.role().title().zh()));
        }
        return enter(fact, actor);
    }

    /** The number of the fact that came from that source, such as {@code F0000123}. */
    public Optional<String> factFrom(String source) {
        return file.from(source).map(CreditFile::factId);
    }

    /** For news from below, which comes on the account of whoever caused it. */
    String enter(CreditFact fact, Actor actor) {
        merchants.get(fact.merchant());
        LocalDate today = today();
        if (fact.occurredOn().isAfter(today)) {
            throw new Refused(CreditRefusal.IN_THE_FUTURE, "日期%s晚于今天 (after today)".formatted(fact.occurredOn()));
        }
        file.lock(fact.merchant());
        Optional<Long> added = file.insert(fact, today, clock.instant(), actor);
        if (added.isEmpty()) {
            return file.same(fact)
                    .map(CreditFile::factId)
                    .orElseThrow(() -> new Refused(
                            CreditRefusal.SOURCE_TAKEN, "来源“%s”已有不同内容 (another fact)".formatted(fact.source())));
        }
        markets.learned(today);
        publish(fact.merchant(), today, true);
        String number = CreditFile.factId(added.get());
        factAdded.fire(new CreditFactAdded(fact.merchant(), number, fact.type()));
        return number;
    }

    /**
     * Enters what became of a fact: quashed, repaired, under objection, corrected … and grades anew.
     *
     * @param fact such as {@code F0000123}
     * @param effectiveOn the day of the document that says so; at most today
     */
    @Transactional
    public void enter(String fact, FactStatus status, LocalDate effectiveOn, String reason, Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(CreditRefusal.NOT_YOURS_TO_ENTER, "须由监管人员或市场办公室录入 (regulator or office only)");
        }
        if (reason == null || reason.isBlank() || reason.length() > 1000) {
            throw new IllegalArgumentException("请填写理由，最多1000字 (a reason of 1 to 1000 characters)");
        }
        LocalDate today = today();
        if (effectiveOn.isAfter(today)) {
            throw new Refused(CreditRefusal.IN_THE_FUTURE, "日期%s晚于今天 (after today)".formatted(effectiveOn));
        }
        if (status == FactStatus.EXPIRED) {
            throw new IllegalArgumentException("公示期满由系统记录 (expiry comes by itself)");
        }
        long id = number(fact);
        MerchantId merchant = file.merchantOf(id)
                .orElseThrow(() -> new Refused(CreditRefusal.UNKNOWN_FACT, "没有记录%s (no such fact)".formatted(fact)));
        file.lock(merchant);
        boolean gone = file.facts(merchant).stream()
                .filter(f -> f.id().equals(fact))
                .flatMap(f -> f.entries().stream())
                .anyMatch(e -> e.status().takesAway());
        if (gone) {
            throw new Refused(CreditRefusal.ALREADY_GONE, "记录%s已不再有效 (taken away already)".formatted(fact));
        }
        file.insertEntry(id, status, effectiveOn, today, reason.strip(), clock.instant(), actor);
        markets.learned(effectiveOn);
        publish(merchant, today, true);
    }

    /**
     * The same without a procedure around it. What an authority decided then leaves the file on a regulator's word only, and is
     * repaired no sooner than the law lets it be; a case has its own people and periods.
     */
    @Transactional
    public void enterByHand(String fact, FactStatus status, LocalDate effectiveOn, String reason, Actor actor) {
        file.merchantOf(number(fact)).stream()
                .flatMap(merchant -> file.facts(merchant).stream())
                .filter(f -> f.id().equals(fact) && OF_AUTHORITIES.contains(f.type()) && status.takesAway())
                .forEach(f -> requireMayTakeAway(f, status, effectiveOn, actor));
        enter(fact, status, effectiveOn, reason, actor);
    }

    private void requireMayTakeAway(Fact fact, FactStatus status, LocalDate on, Actor actor) {
        if (!actor.is(Role.REGULATOR, Role.ADMIN)) {
            throw new Refused(
                    CreditRefusal.NOT_YOURS_TO_ENTER,
                    "行政机关的决定须由监管人员更正 (only a regulator takes away what an authority decided)");
        }
        fact.displayClass().filter(c -> status == FactStatus.REPAIRED).ifPresent(c -> {
            int months = policies.inForce(on).display().get(c).minimumMonths();
            if (on.isBefore(fact.occurredOn().plusMonths(months))) {
                throw new Refused(
                        CreditRefusal.NOT_REPAIRABLE_YET,
                        "自文书之日起满%d个月方可修复 (repair after that many months)".formatted(months));
            }
        });
    }

    /**
     * Puts a better record in the place of one that was wrong. The old one stays in the file, marked as superseded.
     *
     * @param fact the one that was wrong, such as {@code F0000123}
     * @return the new fact's number
     * @throws Refused as {@link #add} and {@link #enter(String, FactStatus, LocalDate, String, Actor)} do, or if both are not of
     *     one merchant
     */
    @Transactional
    public String supersede(String fact, CreditFact better, String reason, Actor actor) {
        MerchantId merchant = file.merchantOf(number(fact))
                .orElseThrow(() -> new Refused(CreditRefusal.UNKNOWN_FACT, "没有记录%s (no such fact)".formatted(fact)));
        if (!merchant.equals(better.merchant())) {
            throw new Refused(CreditRefusal.OTHER_MERCHANT, "%s是%s的记录 (of another merchant)".formatted(fact, merchant));
        }
        String number = add(better, actor);
        enter(fact, FactStatus.SUPERSEDED, today(), reason, actor);
        return number;
    }

    /** A clean re-inspection closes what was open before it. */
    void correctedBy(MerchantId merchant, LocalDate day, String reason, Actor actor) {
        file.lock(merchant);
        LocalDate today = today();
        for (Fact f : file.facts(merchant)) {
            boolean open = (f.critical() > 0 || f.serious() > 0)
                    && (f.type() == FactType.VISIT
                            || f.type() == FactType.COMPLAINT_VISIT
                            || f.type() == FactType.REINSPECTION)
                    && f.occurredOn().isBefore(day)
                    && f.entries().stream()
                            .noneMatch(e -> e.status() == FactStatus.CORRECTED
                                    || e.status().takesAway());
            if (open) {
                file.insertEntry(number(f.id()), FactStatus.CORRECTED, day, today, reason, clock.instant(), actor);
            }
        }
    }

    /** The grade that stands; not enough visits where there is no file yet. */
    @Transactional
    public GradeView gradeOf(MerchantId merchant) {
        return file.current(merchant).map(this::view).orElseGet(() -> {
            merchants.get(merchant);
            Explanation e = explain(merchant, today(), file.facts(merchant), Optional.empty());
            return new GradeView(
                    merchant,
                    e.published(),
                    e.asOf(),
                    e.asOf(),
                    false,
                    false,
                    e.policyVersion(),
                    e.policySha256(),
                    HexFormat.of().formatHex(ExplanationJson.sha256(ExplanationJson.bytes(e))),
                    Optional.empty());
        });
    }

    /** The grades that stand, by merchant number; with {@code pendingOnly} those that wait for a person. */
    @Transactional
    public Page<GradeView> grades(Optional<Grade> grade, boolean pendingOnly, String cursor, Integer limit) {
        int size = Page.size(limit);
        long after = cursor == null || cursor.isBlank()
                ? 0
                : MerchantId.fromString(cursor).value();
        List<CreditFile.Row> rows = file.standing(grade, pendingOnly, after, size + 1);
        List<GradeView> views = rows.stream().limit(size).map(this::view).toList();
        return new Page<>(
                views, rows.size() > size ? views.get(size - 1).merchant().toString() : null);
    }

    /**
     * Why the grade that stands is what it is, as the bytes that were hashed (canonical JSON).
     *
     * @throws Refused unless the merchant itself, a regulator or the market office asks
     */
    @Transactional
    public String explanation(MerchantId merchant, Actor actor) {
        mayRead(merchant, actor);
        return file.current(merchant)
                .map(CreditFile.Row::explanation)
                .orElseGet(() -> text(explain(merchant, today(), file.facts(merchant), Optional.empty())));
    }

    /**
     * What the grade was on a past day, computed again.
     *
     * @param asKnownNow whether what became known later counts as if it had been known then
     */
    @Transactional
    public String explanation(MerchantId merchant, LocalDate asOf, boolean asKnownNow, Actor actor) {
        mayRead(merchant, actor);
        if (asOf.isAfter(today())) {
            throw new Refused(CreditRefusal.IN_THE_FUTURE, "日期%s晚于今天 (after today)".formatted(asOf));
        }
        List<Fact> facts = file.facts(merchant);
        // where a grade was published on that very day, it is computed again from the one that stood before it
        Optional<Explanation.Previous> previous = file.published(merchant, asOf)
                .filter(row -> row.asOf().equals(asOf))
                .map(row -> previous(merchant, row))
                .orElseGet(() -> previous(merchant, asOf.minusDays(1)));
        return text(explain(
                merchant,
                asOf,
                asKnownNow ? facts.stream().map(Fact::asKnownAtOnce).toList() : facts,
                previous));
    }

    /** Grades anew as of a day and publishes, whether or not the grade moves. */
    @Transactional
    public GradeView regrade(MerchantId merchant, LocalDate asOf) {
        file.lock(merchant);
        publish(merchant, asOf, true);
        return view(file.current(merchant).orElseThrow());
    }

    /**
     * Grades everybody as of today, each in a transaction of its own; publishes only what moved, for decay alone is no news.
     *
     * @return how many grades moved
     */
    public int regradeAll() {
        LocalDate today = today();
        return regrading
                .over(today, merchant -> {
                    file.lock(merchant);
                    age(merchant, today);
                    return publish(merchant, today, false);
                })
                .moved();
    }

    /** Enters what time alone has brought about: display periods that ended, a commitment kept for another year. */
    private void age(MerchantId merchant, LocalDate today) {
        List<Fact> facts = file.facts(merchant);
        for (Aging.Expired over : Aging.expired(policies.inForce(today), facts, today)) {
            file.insertEntry(
                    number(over.factId()),
                    FactStatus.EXPIRED,
                    over.on(),
                    today,
                    FactStatus.EXPIRED.title().zh(),
                    clock.instant(),
                    Actor.system());
        }
        for (LocalDate kept : Aging.commitmentKept(facts, today)) {
            file.insert(
                    CreditFact.of(merchant, FactType.COMMITMENT_KEPT, kept, "kept:" + merchant + ":" + kept),
                    today,
                    clock.instant(),
                    Actor.system());
        }
    }

    /**
     * A regulator confirms the grade that waits, having read its explanation.
     *
     * @param explanationSha256 hex, of the explanation that was read
     * @throws Refused if nothing waits, or if the reasons have moved since
     */
    @Transactional
    public GradeView confirm(MerchantId merchant, String explanationSha256, Actor actor) {
        if (!actor.is(Role.REGULATOR)) {
            throw new Refused(CreditRefusal.NOT_YOURS_TO_ENTER, "评级由监管人员确认 (a regulator confirms)");
        }
        file.lock(merchant);
        CreditFile.Row row = file.current(merchant)
                .filter(r -> r.pending().isPresent())
                .orElseThrow(() ->
                        new Refused(CreditRefusal.NOTHING_PENDING, "%s没有待确认的评级 (nothing waits)".formatted(merchant)));
        if (!row.explanationSha256().equals(explanationSha256)) {
            throw new Refused(CreditRefusal.EXPLANATION_MOVED, "请重新查看评级依据后确认 (read the explanation again)");
        }
        Explanation read = explain(merchant, row.asOf(), file.facts(merchant), previous(merchant, row));
        List<String> facts = read.fired().stream()
                .filter(f -> f.needsConfirmation())
                .flatMap(f -> f.factIds().stream())
                .distinct()
                .sorted()
                .toList();
        Grade grade = row.pending().get();
        file.insertConfirmation(
                merchant,
                grade,
                read.letter() == Grade.D && grade == Grade.D,
                facts,
                today(),
                explanationSha256,
                actor,
                clock.instant());
        publish(merchant, today(), true);
        return view(file.current(merchant).orElseThrow());
    }

    /** The facts of a file, oldest first, for those who may read it. */
    @Transactional
    public List<Fact> facts(MerchantId merchant, Actor actor) {
        mayRead(merchant, actor);
        return file.facts(merchant);
    }

    /** For casework, which looks for grounds on behalf of the market. */
    @Transactional
    public List<Fact> facts(MerchantId merchant) {
        return file.facts(merchant);
    }

    /** Publishes a new grade row if asked to or if something moved; tells whether the grade moved. */
    private boolean publish(MerchantId merchant, LocalDate asOf, boolean always) {
        enterCommitment(merchant, asOf);
        Optional<CreditFile.Row> before = file.current(merchant);
        List<Fact> facts = file.facts(merchant);
        if (asOf.equals(today())) {
            warnings.learned(merchant, facts, asOf);
        }
        Explanation e = explain(merchant, asOf, facts, before.map(Credit::previous));
        boolean moved = before.map(b -> b.grade() != e.published()).orElse(true);
        boolean news = moved
                || !before.get().pending().equals(e.pending())
                || before.get().underObjection() != e.underObjection()
                || !before.get().policySha256().equals(e.policySha256());
        if (!always && !news) {
            return false;
        }
        String text = text(e);
        byte[] hash = ExplanationJson.sha256(text.getBytes(StandardCharsets.UTF_8));
        String hex = HexFormat.of().formatHex(hash);
        LeafId leaf = ledger.append(LeafKind.GRADE, merchant + "/" + asOf + "/" + e.published(), hash);
        file.insertGrade(e, moved ? asOf : before.get().since(), text, hex, Optional.of(leaf), clock.instant());
        if (moved) {
            gradeChanged.fire(new GradeChanged(merchant, before.map(CreditFile.Row::grade), e.published(), asOf, hex));
        }
        return moved;
    }

    /** The commitment is signed in the register of merchants; here it is a fact like others. */
    private void enterCommitment(MerchantId merchant, LocalDate asOf) {
        MerchantView view = merchants.get(merchant);
        if (view.commitmentVersion().isEmpty()) {
            return;
        }
        String source =
                "commitment:" + merchant + ":" + view.commitmentVersion().get();
        if (!file.hasSource(source)) {
            LocalDate day = view.admittedOn().filter(d -> !d.isAfter(asOf)).orElse(asOf);
            file.insert(
                    CreditFact.of(merchant, FactType.COMMITMENT_MADE, day, source),
                    asOf,
                    clock.instant(),
                    Actor.system());
        }
    }

    private Explanation explain(
            MerchantId merchant, LocalDate asOf, List<Fact> facts, Optional<Explanation.Previous> previous) {
        Policy policy = policies.inForce(asOf);
        MerchantKind kind = merchants.get(merchant).kind();
        return Grading.grade(
                policy,
                quarter -> markets.on(policy, kind, quarter),
                new Grading.File(merchant, facts, previous, file.confirmations(merchant, asOf)),
                asOf);
    }

    private static String text(Explanation e) {
        return new String(ExplanationJson.bytes(e), StandardCharsets.UTF_8);
    }

    private static Explanation.Previous previous(CreditFile.Row row) {
        return new Explanation.Previous(row.grade(), row.since());
    }

    private Optional<Explanation.Previous> previous(MerchantId merchant, LocalDate day) {
        return file.published(merchant, day).map(Credit::previous);
    }

    /** What stood before that row. */
    private Optional<Explanation.Previous> previous(MerchantId merchant, CreditFile.Row row) {
        return file.before(merchant, row.id()).map(Credit::previous);
    }

    private void mayRead(MerchantId merchant, Actor actor) {
        boolean own = actor.merchant().equals(Optional.of(merchant));
        if (!own && !actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN)) {
            throw new Refused(CreditRefusal.NOT_YOURS_TO_SEE, "评级依据只向本人、监管人员和市场办公室公开 (not yours to see)");
        }
        merchants.get(merchant);
    }

    private GradeView view(CreditFile.Row row) {
        return new GradeView(
                row.merchant(),
                row.grade(),
                row.asOf(),
                row.since(),
                row.pending().isPresent(),
                row.underObjection(),
                row.policyVersion(),
                row.policySha256(),
                row.explanationSha256(),
                row.leaf().flatMap(ledger::indexOf));
    }

    private static long number(String fact) {
        String t = fact == null ? "" : fact.strip();
        if (!t.matches("F\\d{7,15}")) {
            throw new IllegalArgumentException("记录编号形如 F0000123 (a fact's number looks like F0000123): " + fact);
        }
        return Long.parseLong(t.substring(1));
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
