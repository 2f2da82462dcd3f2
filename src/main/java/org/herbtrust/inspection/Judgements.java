package org.herbtrust.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.herbtrust.inspection.rules.ItemVerdict;
import org.herbtrust.inspection.rules.Judgement;
import org.herbtrust.inspection.rules.Judging;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.material.Materials;
import org.herbtrust.material.TestItem;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.material.ViolationType;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.trace.HoldId;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.Trace;

/** Judges the reports of laboratories and draws the consequences: hold, time for a retest, confirmation. Behind {@link Inspections}. */
@ApplicationScoped
class Judgements {

    private static final int LONGEST_REASON = 2000;
    private static final int MOST_AT_ONCE = 500;

    @Inject
    Samples samples;

    @Inject
    SampleCustody custody;

    @Inject
    Fingerprint fingerprint;

    @Inject
    Materials materials;

    @Inject
    Trace trace;

    @Inject
    Event<ResultJudged> resultJudged;

    @Inject
    Event<ResultConfirmed> resultConfirmed;

    @Inject
    Clock clock;

    void requestRetest(SampleId id, String reason, Actor actor) {
        SampleView sample = locked(id);
        if (!actor.merchant().equals(Optional.of(sample.merchant()))) {
            Inspections.requireRole(actor, Role.REGULATOR, Role.OFFICE, Role.INSPECTOR, Role.ADMIN);
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

    void closeRetest(SampleId id, boolean firstStands, String reason, Actor actor) {
        Inspections.requireRole(actor, Role.REGULATOR, Role.ADMIN);
        SampleView sample = locked(id);
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("请填写理由，最多" + LONGEST_REASON + "字 (a reason is needed)");
        }
        if (sample.state() != SampleState.RETEST_ASKED) {
            throw new Refused(InspectionRefusal.RETEST_NOT_ASKED, "该样品没有待完成的复验 (no retest is open)");
        }
        Instant now = clock.instant();
        samples.closeRetest(id, firstStands, why, now, actor);
        if (firstStands) {
            confirm(sample, Outcome.FAIL, worstFailure(sample), now);
        } else {
            samples.hold(id)
                    .ifPresent(hold ->
                            trace.release(hold, "无法复验，原结果不作依据：" + why + " (cannot be tested again)", Actor.system()));
            samples.confirm(id, Outcome.INCOMPLETE, now, Market.dayOf(now));
        }
    }

    int closeWindows(Instant now) {
        List<SampleId> ended = samples.windowsEndedBefore(Market.dayOf(now), MOST_AT_ONCE);
        for (SampleId id : ended) {
            SampleView sample = samples.find(id).orElseThrow();
            confirm(sample, Outcome.FAIL, worstFailure(sample), now);
        }
        return ended.size();
    }

    /** How a report would come out; nothing is kept. Refuses what {@link #report} would refuse. */
    Outcome preview(SampleId id, boolean retest, LabReport report) {
        SampleView sample = samples.find(id)
                .orElseThrow(
                        () -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有样品%s (no such sample)".formatted(id)));
        requireStage(sample, retest);
        custody.requireIntact(id, retest ? SamplePart.RETEST : SamplePart.TEST);
        requireReportDay(report, sample, Market.dayOf(clock.instant()));
        return judge(sample, sample.results(), report).overall();
    }

    /** Judges the reports of a sample again; those of the time before figures were kept are left out. */
    List<Inspections.Rejudged> rejudge(SampleId id) {
        SampleView sample = samples.find(id)
                .orElseThrow(
                        () -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有样品%s (no such sample)".formatted(id)));
        List<List<Measured>> figures = samples.figures(id);
        List<Inspections.Rejudged> judged = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            ResultView then = sample.results().get(i);
            if (!figures.get(i).isEmpty()) {
                LabReport report =
                        new LabReport(then.lab(), then.reportNo(), then.reportedOn(), figures.get(i), then.variant());
                judged.add(new Inspections.Rejudged(
                        then.reportNo(),
                        then.retest(),
                        then.verdict(),
                        judge(sample, sample.results().subList(0, i), report).overall()));
            }
        }
        return judged;
    }

    Verdict report(SampleId id, boolean retest, LabReport report, Actor actor) {
        Inspections.requireRole(actor, Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN);
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
        Judgement judgement = judge(sample, sample.results(), report);
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

    /** @param before reports on the sample that were in when this one came */
    private Judgement judge(SampleView sample, List<ResultView> before, LabReport report) {
        List<Refused.FieldError> unknown = new ArrayList<>();
        for (int i = 0; i < report.measured().size(); i++) {
            String item = report.measured().get(i).item();
            if (materials.item(item, sample.sampledOn()).isEmpty()) {
                unknown.add(
                        new Refused.FieldError("/measured/" + i + "/item", "没有检验项目“" + item + "” (unknown test item)"));
            }
        }
        if (!unknown.isEmpty()) {
            throw new Refused(InspectionRefusal.ITEM_UNKNOWN, "有检验项目不在目录中 (some test items are not known)", unknown);
        }
        report.variant().ifPresent(form -> requireForm(sample, form));
        Optional<String> form = sample.variant().or(report::variant);
        Set<String> ofForms = form.isPresent()
                ? Set.of()
                : materials.limitsOfForms(sample.material(), sample.sampledOn()).stream()
                        .map(Limit::item)
                        .collect(Collectors.toSet());
        return Judging.judge(
                report.measured(),
                materials.limitsInForce(sample.material(), form, sample.sampledOn()),
                ofForms,
                required(sample, before, report.variant()),
                sample.sampledOn());
    }

    /** What a report has to settle; if it is the first to name the trade form, also what was judged without by other limits. */
    private Set<String> required(SampleView sample, List<ResultView> before, Optional<String> named) {
        Set<String> open = unsettled(sample, before);
        if (sample.variant().isPresent() || named.isEmpty()) {
            return open;
        }
        Set<String> ofForm = materials.limitsOfForms(sample.material(), sample.sampledOn()).stream()
                .filter(limit -> limit.variant().equals(named))
                .map(Limit::item)
                .collect(Collectors.toSet());
        Set<String> otherwise = new TreeSet<>();
        for (ResultView report : before) {
            Set<String> items = report.items().stream().map(ItemResult::item).collect(Collectors.toSet());
            if (report.variant().equals(named)) {
                otherwise.removeAll(items);
            } else {
                otherwise.addAll(items);
            }
        }
        otherwise.retainAll(ofForm);
        open.addAll(otherwise);
        return open;
    }

    private void requireForm(SampleView sample, String form) {
        Inspections.requireForm(materials, sample.material(), form, sample.sampledOn());
        if (sample.variant().filter(known -> !known.equals(form)).isPresent()) {
            throw new Refused(
                    InspectionRefusal.VARIANT_UNKNOWN,
                    "样品登记的规格是“%s” (the sample was taken as another trade form)"
                            .formatted(sample.variant().get()));
        }
    }

    /**
     * What a further report has to settle: items that were ordered, or reported before, and whose last figure did not pass. A
     * retest that leaves out what failed must not lift the hold, nor may a second report forget what the first could not judge.
     */
    static Set<String> unsettled(SampleView sample, List<ResultView> before) {
        Set<String> open = new TreeSet<>(sample.ordered());
        for (ResultView report : before) {
            Set<String> failing = new TreeSet<>();
            for (ItemResult item : report.items()) {
                if (item.outcome() == Outcome.FAIL || item.outcome() == Outcome.INCOMPLETE) {
                    failing.add(item.item());
                }
            }
            report.items().forEach(item -> open.remove(item.item()));
            open.addAll(failing);
        }
        return open;
    }

    private ItemResult itemResult(ItemVerdict verdict, LocalDate day) {
        TestItem item = materials.item(verdict.measured().item(), day).orElseThrow();
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
        List<ResultView> results = sample.results();
        int at = IntStream.range(0, results.size())
                .filter(i -> results.get(i).retest() == retest)
                .max()
                .orElseThrow();
        ResultView last = results.get(at);
        Set<String> missing = required(sample, results.subList(0, at), last.variant());
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
}
