package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.inspection.ComplaintUpheld;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.ResultConfirmed;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitRecorded;
import org.herbtrust.inspection.VisitSuperseded;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.material.ViolationClass;

/** Visits and confirmed results become facts in the transaction that records them. */
@ApplicationScoped
class InspectionNews {

    @Inject
    Credit credit;

    @Inject
    CreditFile file;

    @Inject
    CreditWarnings warnings;

    @Inject
    Inspections inspections;

    @Inject
    Clock clock;

    /** Its code in the catalogue of violations. */
    private static final String OBSTRUCTION = "obstruction";

    void visited(@Observes VisitRecorded news) {
        boolean clean = news.criticals() == 0 && news.serious() == 0 && news.minors() == 0;
        Optional<FactType> type = typeOf(news.kind(), clean);
        if (type.isEmpty()) {
            return;
        }
        LocalDate day = notAfterToday(news.day());
        if (type.get() == FactType.REINSPECTION && news.criticals() == 0 && news.serious() == 0) {
            credit.correctedBy(news.merchant(), day, foundCorrectedBy(news.visitId()), Actor.system());
        }
        Optional<VisitView> visit = inspections.visit(news.visitId());
        if (visit.filter(InspectionNews::wasObstructed).isPresent()) {
            credit.enter(
                    CreditFact.of(news.merchant(), FactType.OBSTRUCTION, day, "obstruction:" + news.visitId()),
                    Actor.system());
        }
        if (clean && visit.flatMap(this::corrected).isPresent()) {
            credit.enter(
                    CreditFact.of(news.merchant(), FactType.CORRECTION_IN_TIME, day, "corrected:" + news.visitId()),
                    Actor.system());
        }
        credit.enter(
                CreditFact.observed(
                        news.merchant(),
                        type.get(),
                        day,
                        news.criticals(),
                        news.serious(),
                        news.minors(),
                        news.inspector(),
                        "visit:" + news.visitId()),
                Actor.system());
    }

    /**
     * A record that was corrected by another counts no longer, in nothing that came of it; the other one has come in just
     * before.
     */
    void superseded(@Observes VisitSuperseded news) {
        String reason = "由记录" + news.by() + "更正";
        Set<String> earlier = Stream.of("visit:", "obstruction:", "corrected:")
                .flatMap(source -> file.factFrom(source + news.earlier()).stream())
                .collect(Collectors.toSet());
        // first what it had closed: the entries below grade anew
        credit.reopen(news.merchant(), foundCorrectedBy(news.earlier()), reason, Actor.system());
        inspections
                .visit(news.by())
                .filter(by -> by.kind() == VisitKind.FOLLOW_UP && by.merchant().equals(news.merchant()))
                .filter(by -> by.findings().stream().allMatch(f -> f.severity() == ViolationClass.MINOR))
                .ifPresent(by -> credit.correctedBy(
                        news.merchant(), notAfterToday(by.day()), foundCorrectedBy(by.id()), Actor.system()));
        credit.facts(news.merchant()).stream()
                .filter(fact -> earlier.contains(fact.id()))
                .filter(fact ->
                        fact.entries().stream().noneMatch(e -> e.status().takesAway()))
                .forEach(fact -> credit.enter(
                        fact.id(), FactStatus.SUPERSEDED, Market.dayOf(clock.instant()), reason, Actor.system()));
    }

    private static String foundCorrectedBy(VisitId followUp) {
        return "复查合格 " + followUp;
    }

    /** Comes only once the time for a retest is over or the retest agrees, so it may count. */
    void confirmed(@Observes ResultConfirmed news) {
        boolean failed = news.verdict() == Outcome.FAIL;
        LocalDate today = Market.dayOf(clock.instant());
        inspections.sample(news.sampleId()).ifPresent(sample -> warnings.confirmed(news, sample, today));
        ViolationClass worst = failed ? news.worst().orElse(ViolationClass.SERIOUS) : null;
        credit.enter(
                CreditFact.observed(
                        news.merchant(),
                        failed ? FactType.SAMPLE_FAILED : FactType.SAMPLE_PASSED,
                        notAfterToday(news.day()),
                        worst == ViolationClass.CRITICAL ? 1 : 0,
                        worst == ViolationClass.SERIOUS ? 1 : 0,
                        worst == ViolationClass.MINOR ? 1 : 0,
                        null,
                        "sample:" + news.sampleId()),
                Actor.system());
    }

    /** Found true by a person; two of them within the period of the policy weigh. */
    void upheld(@Observes ComplaintUpheld news) {
        credit.enter(
                CreditFact.observed(
                        news.merchant(),
                        FactType.COMPLAINT_SUBSTANTIATED,
                        notAfterToday(news.happenedOn()),
                        news.weight() == ViolationClass.CRITICAL ? 1 : 0,
                        news.weight() == ViolationClass.SERIOUS ? 1 : 0,
                        news.weight() == ViolationClass.MINOR ? 1 : 0,
                        null,
                        "complaint:" + news.complaint()),
                Actor.system());
    }

    private static boolean wasObstructed(VisitView visit) {
        return visit.findings().stream().anyMatch(f -> f.violation().equals(OBSTRUCTION));
    }

    /** The visit whose orders this follow-up found carried out, by the day that was set for them. */
    private Optional<VisitView> corrected(VisitView followUp) {
        return followUp.kind() != VisitKind.FOLLOW_UP
                ? Optional.empty()
                : followUp.follows().flatMap(inspections::visit).filter(earlier -> earlier.correctBy()
                        .filter(by -> !followUp.day().isAfter(by))
                        .isPresent());
    }

    /**
     * A visit that only took samples and noted nothing is no check of the stall: its result will count. What a merchant says
     * about itself is no inspection.
     */
    private static Optional<FactType> typeOf(VisitKind kind, boolean clean) {
        return switch (kind) {
            case PATROL, SUPERVISION -> Optional.of(FactType.VISIT);
            case SAMPLING -> clean ? Optional.empty() : Optional.of(FactType.VISIT);
            case COMPLAINT -> Optional.of(FactType.COMPLAINT_VISIT);
            case FOLLOW_UP -> Optional.of(FactType.REINSPECTION);
            case SELF -> Optional.empty();
        };
    }

    /** A phone's clock may be ahead of ours around midnight. */
    private LocalDate notAfterToday(LocalDate day) {
        LocalDate today = Market.dayOf(clock.instant());
        return day.isAfter(today) ? today : day;
    }
}
