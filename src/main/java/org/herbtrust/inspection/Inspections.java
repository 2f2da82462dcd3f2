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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.material.ViolationType;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** Visits, samples, results and retests. */
@ApplicationScoped
public class Inspections {

    /** Phones' clocks are a little off. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    /** An inspector's phone may have been without a network, but not for longer. */
    static final Duration OLDEST = Duration.ofDays(400);

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
    Judgements judgements;

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
     * @throws Refused without two samplers and three seals that were never used before, with too few packages opened or too little taken (0211), if the lot is unknown or not
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
        LocalDate day = Market.dayOf(sample.takenAt());
        Material material = lot.material()
                .flatMap(code -> materials.find(code, day))
                .orElseThrow(() -> new Refused(
                        InspectionRefusal.LOT_UNKNOWN, "该批次未登记药材品种，不能抽检 (the lot's material is not known)"));
        requireSampling(sample, material, day);
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
        return result(id, lab, reportNo, reportedOn, measured, Optional.empty(), actor);
    }

    /**
     * As above, with the trade form that the laboratory has found, for goods that were sampled without one.
     *
     * @param variant one of the material's, or {@value SampleTaken#OTHER_FORM}
     */
    @Transactional
    public Verdict result(
            SampleId id,
            String lab,
            String reportNo,
            LocalDate reportedOn,
            List<Measured> measured,
            Optional<String> variant,
            Actor actor) {
        return judgements.report(id, false, new LabReport(lab, reportNo, reportedOn, measured, variant), actor);
    }

    /**
     * The merchant objects to a failed result, or an official notes that it did.
     *
     * @throws Refused if nothing failed, the time is over, or it was asked for already
     */
    @Transactional
    public void requestRetest(SampleId id, String reason, Actor actor) {
        judgements.requestRetest(id, reason, actor);
    }

    /**
     * Judges the report of a retest: a pass of all that failed lifts the hold, a fail stands from now on. A report without an
     * item that failed before is incomplete and changes nothing.
     *
     * @throws Refused if no retest was asked for, or it has a result of other content
     */
    @Transactional
    public Verdict retestResult(
            SampleId id, String lab, String reportNo, LocalDate reportedOn, List<Measured> measured, Actor actor) {
        return retestResult(id, lab, reportNo, reportedOn, measured, Optional.empty(), actor);
    }

    /** As above, with the trade form that the laboratory has found. */
    @Transactional
    public Verdict retestResult(
            SampleId id,
            String lab,
            String reportNo,
            LocalDate reportedOn,
            List<Measured> measured,
            Optional<String> variant,
            Actor actor) {
        return judgements.report(id, true, new LabReport(lab, reportNo, reportedOn, measured, variant), actor);
    }

    /**
     * Ends a retest that was asked for and will not be made.
     *
     * @param firstStands the merchant withdrew or did not what the retest needs: the first result stands from now on. If not, the
     *     retest is impossible through no fault of the merchant, such as a broken seal: no result stands, and the hold is lifted
     * @throws Refused if no retest is open, or the role may not
     */
    @Transactional
    public void closeRetest(SampleId id, boolean firstStands, String reason, Actor actor) {
        judgements.closeRetest(id, firstStands, reason, actor);
    }

    /**
     * Confirms failed results whose time for a retest is over without anyone asking.
     *
     * @return how many; at most 500 at once, so call again until none are left
     */
    @Transactional
    public int closeWindows(Instant now) {
        return judgements.closeWindows(now);
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

    /** Codes of the items that the next report on a sample has to settle: ordered, failed or not judged so far. */
    public Set<String> unsettled(SampleView sample) {
        return Judgements.unsettled(sample, sample.results());
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
        return judgements.rejudge(id);
    }

    // ---- inside

    private void requireSampling(SampleTaken sample, Material material, LocalDate day) {
        sample.ordered().stream()
                .filter(item -> materials.item(item).isEmpty())
                .findFirst()
                .ifPresent(item -> {
                    throw new Refused(InspectionRefusal.ITEM_UNKNOWN, "没有检验项目“%s” (unknown test item)".formatted(item));
                });
        sample.variant().ifPresent(v -> requireForm(materials, material.code(), v, day));
        if (sample.samplers().size() < 2) {
            throw new Refused(InspectionRefusal.TWO_SAMPLERS, "监督抽样应由两名以上人员进行 (two samplers or more take a sample)");
        }
        if (sample.sealNumbers().size() < SamplePart.NEEDED) {
            throw new Refused(
                    InspectionRefusal.NO_SEAL,
                    "样品一式三份，请依次登记检验、复验、留样的封签号 (three parts, a seal each: test, retest, retained)");
        }
        if (sample.isTooLittle()) {
            throw new Refused(
                    InspectionRefusal.TOO_LITTLE_TAKEN,
                    "最终取样量%s克不足一次检验用量%s克的%d倍 (less than %d times what one test needs: 0211)"
                            .formatted(
                                    sample.finalAmountG().get(),
                                    sample.testNeedG().get(),
                                    SampleTaken.PARTS,
                                    SampleTaken.PARTS));
        }
        int needed = SamplePackages.toOpen(sample.packages(), material.precious());
        if (sample.opened() < needed || sample.opened() > sample.packages()) {
            throw new Refused(
                    InspectionRefusal.TOO_FEW_OPENED,
                    "%d件应至少开启%d件，不超过总件数 (of %d packages %d at least are opened: 0211)"
                            .formatted(sample.packages(), needed, sample.packages(), needed));
        }
    }

    static void requireForm(Materials materials, MaterialCode material, String form, LocalDate day) {
        List<String> forms = materials.variants(material, day);
        if (!form.equals(SampleTaken.OTHER_FORM) && !forms.contains(form)) {
            throw new Refused(
                    InspectionRefusal.VARIANT_UNKNOWN,
                    "没有规格“%s”，可选%s或“%s” (not a trade form of it)".formatted(form, forms, SampleTaken.OTHER_FORM));
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

    static void requireRole(Actor actor, Role... roles) {
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
