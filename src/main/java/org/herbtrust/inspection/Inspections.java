package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.herbtrust.inspection.rules.ItemVerdict;
import org.herbtrust.inspection.rules.Judgement;
import org.herbtrust.inspection.rules.Judging;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.inspection.rules.SamplePackages;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.material.Material;
import org.herbtrust.material.Materials;
import org.herbtrust.material.TestItem;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.material.ViolationType;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.HoldId;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** Visits, samples, results and retests. */
@ApplicationScoped
public class Inspections {

    /** Phones' clocks are a little off. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    /** An inspector's phone may have been without a network, but not for longer. */
    private static final Duration OLDEST = Duration.ofDays(400);

    private static final int LONGEST_REASON = 2000;
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_LOTS = 5000;

    @Inject
    Visits visits;

    @Inject
    Samples samples;

    @Inject
    Fingerprint fingerprint;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Trace trace;

    @Inject
    Labels labels;

    @Inject
    SampleCustody custody;

    @Inject
    Event<VisitRecorded> visitRecorded;

    @Inject
    Event<ResultJudged> resultJudged;

    @Inject
    Event<ResultConfirmed> resultConfirmed;

    @Inject
    Clock clock;

    /**
     * Keeps a visit. The same visit sent again is answered the same and kept once.
     *
     * @throws Refused if the role may not record this kind, the merchant, a lot or a violation is unknown, a patrol is
     *     supervised by its own patroller, the time cannot be right, or the id stands for other content
     */
    @Transactional
    public VisitId record(Visit visit, Actor inspector) {
        Instant now = clock.instant();
        byte[] content = fingerprint.of(visit, inspector);
        Optional<byte[]> known = visits.fingerprint(visit.id());
        if (known.isPresent()) {
            requireSame(known.get(), content, visit.id().toString());
            return visit.id();
        }
        requireRecorder(visit, inspector);
        requirePlausible(visit.occurredAt(), now);
        if (merchants.find(visit.merchant()).isEmpty()) {
            throw new Refused(
                    InspectionRefusal.MERCHANT_UNKNOWN,
                    "没有经营者%s (no merchant %s)".formatted(visit.merchant(), visit.merchant()));
        }
        LocalDate day = Market.dayOf(visit.occurredAt());
        List<ViolationType> violations = violationsOf(visit, day);
        requireQuestions(visit, day);
        if (visit.correctBy().filter(by -> by.isBefore(day)).isPresent()) {
            throw new Refused(InspectionRefusal.TIME_WRONG, "整改期限早于检查日 (correction due before the visit)");
        }
        requireEarlierVisit(visit, inspector);
        if (!visits.add(visit, violations, day, now, inspector, content)) {
            // somebody was faster: a second arrival at the same moment
            requireSame(
                    visits.fingerprint(visit.id()).orElseThrow(),
                    content,
                    visit.id().toString());
            return visit.id();
        }
        visitRecorded.fire(new VisitRecorded(
                visit.id(),
                visit.merchant(),
                inspector.account(),
                visit.kind(),
                day,
                count(visit, violations, ViolationClass.CRITICAL),
                count(visit, violations, ViolationClass.SERIOUS),
                count(visit, violations, ViolationClass.MINOR),
                visit.occurredAt(),
                now));
        return visit.id();
    }

    /**
     * Keeps a sample. The same sample sent again is answered the same and kept once. Its lot may be named by a label that
     * was scanned on the spot.
     *
     * @throws Refused without two samplers and three seals that were never used before, with too few packages opened (0211), if the lot is unknown or not
     *     with the merchant that was visited, or if the id stands for other content
     */
    @Transactional
    public SampleId sample(SampleTaken sample, Actor actor) {
        requireRole(actor, Role.INSPECTOR, Role.REGULATOR, Role.ADMIN);
        Instant now = clock.instant();
        byte[] content = fingerprint.of(sample, actor);
        Optional<byte[]> known = samples.fingerprint(sample.id());
        if (known.isPresent()) {
            requireSame(known.get(), content, sample.id().toString());
            return sample.id();
        }
        requirePlausible(sample.takenAt(), now);
        VisitView visit = visit(sample.visit()).orElseThrow(() -> visitUnknown(sample.visit()));
        if (visit.kind() == VisitKind.SELF) {
            throw new Refused(InspectionRefusal.NOT_A_SAMPLING, "自检中不能抽取监督样品 (no official sample in a self-check)");
        }
        LotView lot = lot(labels.find(sample.lot()).map(LabelView::lot).orElse(sample.lot()));
        boolean there = lot.maker().equals(visit.merchant())
                || lot.holders().stream().anyMatch(h -> h.merchant().equals(visit.merchant()));
        if (!there) {
            throw new Refused(
                    InspectionRefusal.LOT_ELSEWHERE,
                    "批次%s不在%s处 (the lot is not with this merchant)".formatted(sample.lot(), visit.merchant()));
        }
        Material material = lot.material()
                .flatMap(materials::find)
                .orElseThrow(() -> new Refused(
                        InspectionRefusal.LOT_UNKNOWN, "该批次未登记药材品种，不能抽检 (the lot's material is not known)"));
        requireSampling(sample, material);
        LocalDate day = Market.dayOf(sample.takenAt());
        if (samples.add(sample, lot.code(), visit.merchant(), material.code(), day, now, actor, content)) {
            custody.seal(sample.id(), sample.sealNumbers());
        } else {
            requireSame(
                    samples.fingerprint(sample.id()).orElseThrow(),
                    content,
                    sample.id().toString());
        }
        return sample.id();
    }

    /**
     * Judges a laboratory's first report by the limits in force on the day of sampling. A fail holds the lot and
     * everything made from it, and opens the time for a retest. An incomplete report may be followed by another.
     *
     * @throws Refused if the sample is unknown, has a result of other content, or an item or unit is unknown
     */
    @Transactional
    public Verdict result(
            SampleId id, String lab, String reportNo, LocalDate reportedOn, List<Measured> measured, Actor actor) {
        return report(id, false, new LabReport(lab, reportNo, reportedOn, measured), actor);
    }

    /**
     * The merchant objects to a failed result, or an official notes that it did.
     *
     * @throws Refused if nothing failed, the time is over, or it was asked for already
     */
    @Transactional
    public void requestRetest(SampleId id, String reason, Actor actor) {
        SampleView sample = locked(id);
        if (!actor.merchant().equals(Optional.of(sample.merchant()))) {
            requireRole(actor, Role.REGULATOR, Role.OFFICE, Role.INSPECTOR, Role.ADMIN);
        }
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("请填写复验理由，最多" + LONGEST_REASON + "字 (a reason is needed)");
        }
        if (sample.state() == SampleState.RETEST_ASKED) {
            throw new Refused(InspectionRefusal.RETEST_ASKED, "该样品已申请复验 (a retest was asked for already)");
        }
        Instant now = clock.instant();
        LocalDate until = sample.retestUntil()
                .orElseThrow(() -> new Refused(
                        InspectionRefusal.NO_FAILED_RESULT, "该样品没有不合格结果 (the sample has no failed result)"));
        if (sample.state() != SampleState.FAILED_OPEN || Market.dayOf(now).isAfter(until)) {
            throw new Refused(
                    InspectionRefusal.RETEST_TOO_LATE,
                    "复验申请期限已于%s届满 (the time for a retest ended on %s)".formatted(until, until));
        }
        samples.addRetest(id, why, now, actor);
    }

    /**
     * Judges the report of a retest: a pass lifts the hold, a fail stands from now on.
     *
     * @throws Refused if no retest was asked for, or it has a result of other content
     */
    @Transactional
    public Verdict retestResult(
            SampleId id, String lab, String reportNo, LocalDate reportedOn, List<Measured> measured, Actor actor) {
        return report(id, true, new LabReport(lab, reportNo, reportedOn, measured), actor);
    }

    /**
     * Confirms failed results whose time for a retest is over without anyone asking.
     *
     * @return how many; at most 500 at once, so call again until none are left
     */
    @Transactional
    public int closeWindows(Instant now) {
        List<SampleId> ended = samples.windowsEndedBefore(Market.dayOf(now), MOST_AT_ONCE);
        for (SampleId id : ended) {
            SampleView sample = samples.find(id).orElseThrow();
            confirm(sample, Outcome.FAIL, worstFailure(sample), now);
        }
        return ended.size();
    }

    public Optional<VisitView> visit(VisitId id) {
        return visits.find(id);
    }

    /** Newest first. */
    public Page<VisitView> visits(VisitQuery query, String cursor, Integer limit) {
        return visits.list(query, cursor, limit);
    }

    public Optional<SampleView> sample(SampleId id) {
        return samples.find(id);
    }

    /** Newest first. */
    public Page<SampleView> samples(SampleQuery query, String cursor, Integer limit) {
        return samples.list(query, cursor, limit);
    }

    /** Reports on samples of the lot itself, oldest first, also those that are not public yet. */
    public List<ResultView> resultsOf(ShortCode lot) {
        return samples.results(List.of(lot));
    }

    /** Reports on samples of several lots, such as a lot and those it came from; at most 5000 lots. */
    public List<ResultView> resultsOf(Collection<ShortCode> lots) {
        if (lots.size() > MOST_LOTS) {
            throw new IllegalArgumentException("too many lots at once: " + lots.size());
        }
        return lots.isEmpty() ? List.of() : samples.results(lots);
    }

    /** Corrections that are due by the end of that day and not yet found done, the oldest first: the next-day list. */
    public List<Correction> correctionsDue(LocalDate until) {
        return visits.open(until, Market.dayOf(clock.instant()), MOST_AT_ONCE);
    }

    /** How a report would come out; nothing is kept. Refuses what {@link #result} would refuse. */
    Outcome preview(SampleId id, boolean retest, LabReport report) {
        SampleView sample = samples.find(id)
                .orElseThrow(
                        () -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有样品%s (no such sample)".formatted(id)));
        requireStage(sample, retest);
        custody.requireIntact(id, retest ? SamplePart.RETEST : SamplePart.TEST);
        requireReportDay(report, sample, Market.dayOf(clock.instant()));
        return judge(sample, report).overall();
    }

    /**
     * A kept report judged again, by the limits of its sampling day as the catalogue has them now.
     *
     * @param again the same as {@code then} for as long as nobody has changed the past
     */
    public record Rejudged(String reportNo, boolean retest, Outcome then, Outcome again) {
        public boolean same() {
            return then == again;
        }
    }

    /** Judges the reports of a sample again; those of the time before figures were kept are left out. */
    public List<Rejudged> rejudge(SampleId id) {
        SampleView sample = samples.find(id)
                .orElseThrow(
                        () -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有样品%s (no such sample)".formatted(id)));
        List<List<Measured>> figures = samples.figures(id);
        List<Rejudged> judged = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            ResultView then = sample.results().get(i);
            if (!figures.get(i).isEmpty()) {
                LabReport report = new LabReport(then.lab(), then.reportNo(), then.reportedOn(), figures.get(i));
                judged.add(new Rejudged(
                        then.reportNo(),
                        then.retest(),
                        then.verdict(),
                        judge(sample, report).overall()));
            }
        }
        return judged;
    }

    // ---- inside

    private Verdict report(SampleId id, boolean retest, LabReport report, Actor actor) {
        requireRole(actor, Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN);
        SampleView sample = locked(id);
        byte[] content = fingerprint.of(report, actor);
        Optional<byte[]> last = samples.lastFingerprint(id, retest);
        if (last.isPresent() && Arrays.equals(last.get(), content)) {
            return verdictOf(sample, retest);
        }
        requireStage(sample, retest);
        custody.requireIntact(id, retest ? SamplePart.RETEST : SamplePart.TEST);
        Instant now = clock.instant();
        LocalDate today = Market.dayOf(now);
        requireReportDay(report, sample, today);
        Judgement judgement = judge(sample, report);
        List<ItemResult> items = judgement.items().stream()
                .map(v -> itemResult(v, sample.sampledOn()))
                .toList();
        Optional<ViolationClass> worst =
                items.stream().flatMap(i -> i.severity().stream()).min(Comparator.naturalOrder());
        boolean failed = judgement.overall() == Outcome.FAIL;
        Optional<LocalDate> until = failed && !retest
                ? Optional.of(materials.period("retest-window", today).lastDayFrom(today))
                : Optional.empty();
        samples.addResult(
                id,
                retest,
                report,
                judgement.overall(),
                failed ? worst : Optional.empty(),
                items,
                until,
                now,
                actor,
                content);
        if (failed && !retest) {
            HoldId hold = trace.hold(
                    sample.lot(),
                    HoldReason.FAILED_RESULT,
                    "检验不合格，报告%s，%s (failed test)".formatted(report.reportNo(), report.lab()),
                    Actor.system());
            samples.addHold(id, hold);
        }
        resultJudged.fire(new ResultJudged(
                id,
                sample.visit(),
                sample.merchant(),
                sample.lot(),
                retest,
                judgement.overall(),
                failed ? worst : Optional.empty(),
                sample.sampledOn(),
                now));
        if (judgement.overall() == Outcome.PASS) {
            samples.hold(id)
                    .ifPresent(hold -> trace.release(
                            hold, "复验合格，报告%s (passed on retest)".formatted(report.reportNo()), Actor.system()));
            confirm(sample, Outcome.PASS, Optional.empty(), now);
        } else if (failed && retest) {
            confirm(sample, Outcome.FAIL, worst, now);
        }
        return verdict(id, judgement.overall(), items, judgement.missing(), failed ? worst : Optional.empty(), until);
    }

    private static void requireReportDay(LabReport report, SampleView sample, LocalDate today) {
        if (report.reportedOn().isAfter(today) || report.reportedOn().isBefore(sample.sampledOn())) {
            throw new Refused(
                    InspectionRefusal.TIME_WRONG,
                    "报告日期应在抽样日%s与今日之间 (the report is dated between sampling and today)".formatted(sample.sampledOn()));
        }
    }

    private Judgement judge(SampleView sample, LabReport report) {
        List<Refused.FieldError> unknown = new ArrayList<>();
        for (int i = 0; i < report.measured().size(); i++) {
            String item = report.measured().get(i).item();
            if (materials.item(item).isEmpty()) {
                unknown.add(
                        new Refused.FieldError("/measured/" + i + "/item", "没有检验项目“" + item + "” (unknown test item)"));
            }
        }
        if (!unknown.isEmpty()) {
            throw new Refused(InspectionRefusal.ITEM_UNKNOWN, "有检验项目不在目录中 (some test items are not known)", unknown);
        }
        return Judging.judge(
                report.measured(),
                materials.limitsInForce(sample.material(), sample.variant(), sample.sampledOn()),
                sample.ordered(),
                sample.sampledOn());
    }

    private ItemResult itemResult(ItemVerdict verdict, LocalDate day) {
        TestItem item = materials.item(verdict.measured().item()).orElseThrow();
        boolean failed = verdict.outcome() == Outcome.FAIL;
        // a violation type that was not in force on that day cannot have been committed; the fail is then serious
        Optional<ViolationClass> severity = failed
                ? Optional.of(materials
                        .violation(item.violation(), day)
                        .map(ViolationType::severity)
                        .orElse(ViolationClass.SERIOUS))
                : Optional.empty();
        return new ItemResult(
                item.code(),
                item.name(),
                verdict.measured().display(),
                verdict.limit().map(l -> l.requirement()),
                verdict.outcome(),
                verdict.clause(),
                verdict.toBeVerified(),
                failed ? Optional.of(item.violation()) : Optional.empty(),
                severity,
                verdict.reason());
    }

    private Verdict verdictOf(SampleView sample, boolean retest) {
        ResultView last = sample.results().stream()
                .filter(r -> r.retest() == retest)
                .reduce((first, second) -> second)
                .orElseThrow();
        Set<String> missing = new TreeSet<>(sample.ordered());
        last.items().forEach(i -> missing.remove(i.item()));
        return verdict(
                sample.id(),
                last.verdict(),
                last.items(),
                missing,
                last.worst(),
                retest ? Optional.empty() : sample.retestUntil());
    }

    private Verdict verdict(
            SampleId id,
            Outcome overall,
            List<ItemResult> items,
            Set<String> missing,
            Optional<ViolationClass> worst,
            Optional<LocalDate> until) {
        return new Verdict(id, overall, items, missing, worst, overall == Outcome.FAIL, until);
    }

    private void confirm(SampleView sample, Outcome verdict, Optional<ViolationClass> worst, Instant now) {
        LocalDate knownOn = Market.dayOf(now);
        samples.confirm(sample.id(), verdict, now, knownOn);
        resultConfirmed.fire(new ResultConfirmed(
                sample.id(),
                sample.visit(),
                sample.merchant(),
                sample.lot(),
                verdict,
                worst,
                sample.sampledOn(),
                knownOn));
    }

    private static Optional<ViolationClass> worstFailure(SampleView sample) {
        return sample.results().stream().flatMap(r -> r.worst().stream()).min(Comparator.naturalOrder());
    }

    private SampleView locked(SampleId id) {
        if (!samples.lock(id)) {
            throw new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有样品%s (no such sample)".formatted(id));
        }
        return samples.find(id).orElseThrow();
    }

    private static void requireStage(SampleView sample, boolean retest) {
        boolean open = sample.confirmedAt().isEmpty();
        if (retest) {
            if (!open && sample.retestAskedAt().isPresent()) {
                throw new Refused(InspectionRefusal.RESULT_KNOWN, "该样品的复验已有结果 (the retest has a result already)");
            }
            if (sample.state() != SampleState.RETEST_ASKED) {
                throw new Refused(InspectionRefusal.RETEST_NOT_ASKED, "该样品未申请复验 (no retest was asked for)");
            }
        } else if (sample.state() != SampleState.AWAITING_RESULT && sample.state() != SampleState.INCOMPLETE) {
            throw new Refused(
                    InspectionRefusal.RESULT_KNOWN,
                    "该样品已有检验结果：%s (the sample has a result already)"
                            .formatted(sample.state().title().zh()));
        }
    }

    private void requireSampling(SampleTaken sample, Material material) {
        sample.ordered().stream()
                .filter(item -> materials.item(item).isEmpty())
                .findFirst()
                .ifPresent(item -> {
                    throw new Refused(InspectionRefusal.ITEM_UNKNOWN, "没有检验项目“%s” (unknown test item)".formatted(item));
                });
        sample.variant()
                .filter(v -> !materials.variants(material.code()).contains(v))
                .ifPresent(v -> {
                    throw new Refused(
                            InspectionRefusal.VARIANT_UNKNOWN,
                            "%s没有规格“%s”，可选%s (not a trade form of it)"
                                    .formatted(material.zh(), v, materials.variants(material.code())));
                });
        if (sample.samplers().size() < 2) {
            throw new Refused(InspectionRefusal.TWO_SAMPLERS, "监督抽样应由两名以上人员进行 (two samplers or more take a sample)");
        }
        if (sample.sealNumbers().size() < SamplePart.NEEDED) {
            throw new Refused(
                    InspectionRefusal.NO_SEAL,
                    "样品一式三份，请依次登记检验、复验、留样的封签号 (three parts, a seal each: test, retest, retained)");
        }
        int needed = SamplePackages.toOpen(sample.packages(), material.precious());
        if (sample.opened() < needed || sample.opened() > sample.packages()) {
            throw new Refused(
                    InspectionRefusal.TOO_FEW_OPENED,
                    "%d件应至少开启%d件，不超过总件数 (of %d packages %d at least are opened: 0211)"
                            .formatted(sample.packages(), needed, sample.packages(), needed));
        }
    }

    private List<ViolationType> violationsOf(Visit visit, LocalDate day) {
        List<ViolationType> found = new ArrayList<>();
        List<Refused.FieldError> unknown = new ArrayList<>();
        for (int i = 0; i < visit.findings().size(); i++) {
            Finding finding = visit.findings().get(i);
            Optional<ViolationType> type = materials.violation(finding.violation(), day);
            if (type.isEmpty()) {
                unknown.add(new Refused.FieldError(
                        "/findings/" + i + "/violation", "违规目录中没有“" + finding.violation() + "” (unknown violation)"));
            }
            type.ifPresent(found::add);
            finding.lot().ifPresent(this::lot);
        }
        if (!unknown.isEmpty()) {
            throw new Refused(
                    InspectionRefusal.VIOLATION_UNKNOWN, "有违规类型不在目录中 (some violations are not known)", unknown);
        }
        return found;
    }

    private void requireQuestions(Visit visit, LocalDate day) {
        Set<String> known = new HashSet<>();
        materials.checklist(visit.kind().name(), day).forEach(c -> known.add(c.code()));
        visit.checklist().keySet().stream()
                .filter(code -> !known.contains(code))
                .findFirst()
                .ifPresent(code -> {
                    throw new Refused(
                            InspectionRefusal.CHECK_UNKNOWN,
                            "“%s”不在%s检查表中 (not a question of this checklist)"
                                    .formatted(code, visit.kind().title().zh()));
                });
    }

    private void requireRecorder(Visit visit, Actor actor) {
        if (!visit.kind().mayBeRecordedBy(actor.role())) {
            throw new Refused(
                    InspectionRefusal.NOT_YOUR_KIND,
                    "%s不能记录%s (not yours to record)"
                            .formatted(
                                    actor.role().title().zh(),
                                    visit.kind().title().zh()));
        }
        if (visit.kind() == VisitKind.SELF && !actor.merchant().equals(Optional.of(visit.merchant()))) {
            throw new Refused(
                    InspectionRefusal.NOT_YOUR_MERCHANT, "自检只能由本户记录 (a self-check is by the merchant itself)");
        }
    }

    private void requireEarlierVisit(Visit visit, Actor actor) {
        Optional<VisitView> earlier = visit.follows().map(id -> visit(id).orElseThrow(() -> visitUnknown(id)));
        if (earlier.filter(e -> !e.merchant().equals(visit.merchant())).isPresent()) {
            throw new Refused(InspectionRefusal.FOLLOWS_OTHER, "所复查的检查不属于该经营者 (the earlier visit was elsewhere)");
        }
        if (visit.kind() == VisitKind.SUPERVISION) {
            Optional<String> patroller =
                    earlier.map(VisitView::inspector).or(() -> visits.lastPatroller(visit.merchant()));
            if (patroller.equals(Optional.of(actor.account()))) {
                throw new Refused(
                        InspectionRefusal.OWN_PATROL,
                        "督查应由巡查人以外的人进行 (supervision is by someone other than the patroller)");
            }
        }
    }

    private LotView lot(ShortCode code) {
        return trace.find(code)
                .orElseThrow(() ->
                        new Refused(InspectionRefusal.LOT_UNKNOWN, "没有批次%s (no such lot)".formatted(code.grouped())));
    }

    private static int count(Visit visit, List<ViolationType> violations, ViolationClass severity) {
        int sum = 0;
        for (int i = 0; i < violations.size(); i++) {
            if (violations.get(i).severity() == severity) {
                sum += visit.findings().get(i).count();
            }
        }
        return sum;
    }

    private static void requirePlausible(Instant occurredAt, Instant now) {
        if (occurredAt.isAfter(now.plus(CLOCK_SKEW)) || occurredAt.isBefore(now.minus(OLDEST))) {
            throw new Refused(
                    InspectionRefusal.TIME_WRONG,
                    "时间应在过去%d天之内 (the time lies within the past %d days): %s"
                            .formatted(OLDEST.toDays(), OLDEST.toDays(), occurredAt));
        }
    }

    private static void requireRole(Actor actor, Role... roles) {
        if (!actor.is(roles)) {
            throw new Refused(
                    InspectionRefusal.NOT_YOUR_KIND,
                    "%s无权进行此操作 (not yours to do)".formatted(actor.role().title().zh()));
        }
    }

    private static void requireSame(byte[] known, byte[] sent, String id) {
        if (!Arrays.equals(known, sent)) {
            throw new Refused(
                    InspectionRefusal.RECORDED_OTHERWISE,
                    "编号%s已用于其他内容；更正请另立记录 (this id stands for other content; correct it by another record)"
                            .formatted(id));
        }
    }

    private static Refused visitUnknown(VisitId id) {
        return new Refused(InspectionRefusal.VISIT_UNKNOWN, "没有检查记录%s (no such visit)".formatted(id));
    }
}
