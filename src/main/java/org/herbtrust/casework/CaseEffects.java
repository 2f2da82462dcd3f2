package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Effect;
import org.herbtrust.casework.rules.Hit;
import org.herbtrust.casework.rules.Move;
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
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.merchant.StandingEntry;

/** What steps do outside of their case: to standings, to facts, to other decisions. In the transaction of the step. */
@ApplicationScoped
class CaseEffects {

    private static final String SOURCE_QUASHED = "source-quashed";

    @Inject
    CaseFiles files;

    @Inject
    Clearance clearance;

    @Inject
    AdmissionFiles admissions;

    @Inject
    Merchants merchants;

    @Inject
    Credit credit;

    @Inject
    Event<ObjectionMarked> marked;

    @Inject
    Event<DecisionLifted> lifted;

    @Inject
    Clock clock;

    void take(Effect effect, Stepped s, Actor actor) {
        CaseFiles.Row row = s.row();
        LocalDate today = today();
        boolean granted = row.granted().orElse(false);
        switch (effect) {
            case NONE -> {}
            case ADMIT -> {
                if (granted) {
                    admissions.admitted(row, actor);
                } else {
                    endApplication(row, actor);
                }
            }
            case WITHDRAW_APPLICATION -> endApplication(row, actor);
            case CHECK -> check(s, today);
            case SUSPEND -> stands(row.merchant(), Standing.SUSPENDED, row.id().toString(), actor);
            case RESUME -> {
                if (isSuspendedBy(row)) {
                    stands(row.merchant(), Standing.ADMITTED, row.id().toString(), actor);
                }
            }
            case EXIT ->
                stands(row.merchant(), Standing.EXITED, row.decisionNo().orElseThrow(), actor);
            case BLACKLIST ->
                stands(row.merchant(), Standing.BLACKLISTED, row.decisionNo().orElseThrow(), actor);
            case UNLIST -> {
                unlist(row, actor);
                fireLifted(row, DecisionLifted.Cause.TERM_OVER, row.decisionNo().orElseThrow(), today);
            }
            case ORDER_TO_CORRECT -> credit.add(order(row, today), actor);
            case CORRECTED -> {
                enter(row, FactStatus.CORRECTED, "整改经复查确认，案件" + row.id(), actor);
                correctedOrder(row, actor);
            }
            case REPAIR -> {
                if (granted) {
                    String by = row.decisionNo().orElseThrow();
                    enter(row, FactStatus.REPAIRED, "信用修复，" + by, actor);
                    liftAll(row, CaseState.ENDED, DecisionLifted.Cause.REPAIRED, by, actor);
                }
            }
            case MARK_OBJECTION -> {
                enter(row, FactStatus.UNDER_OBJECTION, "异议案件" + row.id(), actor);
                fireMarked(row, true, today);
            }
            case UNMARK_OBJECTION -> {
                if (row.state() == CaseState.DISMISSED && wasMarked(row)) {
                    enter(row, FactStatus.OBJECTION_REJECTED, "异议撤回，案件" + row.id(), actor);
                    fireMarked(row, false, today);
                }
            }
            case SETTLE_OBJECTION -> settle(row, granted, today, actor);
        }
    }

    private void settle(CaseFiles.Row row, boolean upheld, LocalDate today, Actor actor) {
        String by = row.decisionNo().orElseThrow();
        FactStatus status = !upheld
                ? FactStatus.OBJECTION_REJECTED
                : row.groundId().equals(SOURCE_QUASHED) ? FactStatus.QUASHED : FactStatus.EXCLUDED;
        enter(row, status, "异议答复，" + by, actor);
        fireMarked(row, false, today);
        if (upheld) {
            liftAll(row, CaseState.QUASHED, DecisionLifted.Cause.QUASHED, by, actor);
        }
    }

    /** The decision that was asked against, and those of whose facts none is left. */
    private void liftAll(CaseFiles.Row request, CaseState state, DecisionLifted.Cause cause, String by, Actor actor) {
        Set<CaseId> fallen = new LinkedHashSet<>();
        request.against().ifPresent(fallen::add);
        if (!request.creditFacts().isEmpty()) {
            LocalDate today = today();
            Set<String> gone = credit.facts(request.merchant()).stream()
                    .filter(f -> f.takenAway(today).isPresent())
                    .map(Fact::id)
                    .collect(Collectors.toSet());
            files.restingOn(request.merchant(), request.creditFacts()).stream()
                    .filter(d -> gone.containsAll(d.creditFacts()))
                    .forEach(d -> fallen.add(d.id()));
        }
        for (CaseId decision : fallen) {
            files.locked(decision)
                    .filter(d -> d.state() == CaseState.EFFECTIVE)
                    .ifPresent(d -> lift(d, state, cause, by, actor));
        }
    }

    /** The checks of an application or a request; a decision that grants against a hit is refused. */
    private void check(Stepped s, LocalDate today) {
        CaseFiles.Row row = s.row();
        List<Hit> hits = row.procedure() == ProcedureKind.ADMISSION
                ? clearance.ofAdmission(row.merchant(), today)
                : clearance.ofRepair(row, s.book(), today);
        if (!hits.isEmpty() && row.granted().orElse(false) && row.state() == CaseState.DECIDED) {
            throw new Refused(
                    CaseworkRefusal.HIT,
                    "核查未通过，不能准予：%s (a check stands against it)"
                            .formatted(hits.get(0).line()));
        }
        files.checked(row.id(), hits.stream().map(Hit::line).toList());
    }

    private void endApplication(CaseFiles.Row row, Actor actor) {
        if (merchants.get(row.merchant()).standing() == Standing.APPLIED) {
            stands(
                    row.merchant(),
                    Standing.EXITED,
                    row.decisionNo().orElse(row.id().toString()),
                    actor);
        }
    }

    /** A decision holds no more: its standing is undone, and everybody above is told. */
    private void lift(CaseFiles.Row decision, CaseState state, DecisionLifted.Cause cause, String by, Actor actor) {
        LocalDate today = today();
        files.lifted(decision.id(), state, today, by);
        if (cause == DecisionLifted.Cause.QUASHED) {
            restore(decision, by, actor);
        } else {
            unlist(decision, actor);
        }
        fireLifted(decision, cause, by, today);
    }

    /** As if the decision had not been: the standing from before it, if nothing else changed it since. */
    private void restore(CaseFiles.Row decision, String by, Actor actor) {
        List<StandingEntry> history = merchants.history(decision.merchant());
        StandingEntry last = history.isEmpty() ? null : history.get(history.size() - 1);
        if (last == null || !last.decisionNo().equals(decision.decisionNo().orElse(null))) {
            return;
        }
        if (last.to() == Standing.BLACKLISTED) {
            stands(decision.merchant(), Standing.EXITED, by, actor);
        }
        // a suspension was for the time until the decision, and the decision is gone
        if (last.from() == Standing.ADMITTED || last.from() == Standing.SUSPENDED) {
            stands(decision.merchant(), Standing.ADMITTED, by, actor);
        }
    }

    /** Off the market's blacklist, unless another decision keeps it there; re-entry may be applied for. */
    private void unlist(CaseFiles.Row decision, Actor actor) {
        boolean another = files.inForce(decision.merchant(), today()).stream()
                .anyMatch(r -> !r.id().equals(decision.id()) && r.procedure() == ProcedureKind.BLACKLIST);
        if (merchants.get(decision.merchant()).standing() == Standing.BLACKLISTED && !another) {
            stands(decision.merchant(), Standing.EXITED, decision.decisionNo().orElseThrow() + "（期满或解除）", actor);
        }
    }

    private boolean isSuspendedBy(CaseFiles.Row row) {
        List<StandingEntry> history = merchants.history(row.merchant());
        return merchants.get(row.merchant()).standing() == Standing.SUSPENDED
                && history.get(history.size() - 1).decisionNo().equals(row.id().toString());
    }

    private boolean wasMarked(CaseFiles.Row row) {
        return files.moves(row.id()).stream().anyMatch(m -> m.to() == CaseState.MARKED);
    }

    /** The order is a fact too; adding what is there already tells its number. */
    private void correctedOrder(CaseFiles.Row row, Actor actor) {
        files.moves(row.id()).stream()
                .filter(m -> m.move() == Move.SERVE_NOTICE)
                .findFirst()
                .ifPresent(order -> {
                    String fact = credit.add(order(row, order.day()), Actor.system());
                    credit.enter(fact, FactStatus.CORRECTED, today(), "整改经复查确认，案件" + row.id(), entering(actor));
                });
    }

    private static CreditFact order(CaseFiles.Row row, LocalDate day) {
        return CreditFact.of(row.merchant(), FactType.ORDER_TO_CORRECT, day, "case:" + row.id());
    }

    private void fireMarked(CaseFiles.Row row, boolean underObjection, LocalDate today) {
        List<String> numbers = Stream.concat(
                        row.against().flatMap(files::find).flatMap(CaseFiles.Row::decisionNo).stream(),
                        row.creditFacts().isEmpty()
                                ? Stream.empty()
                                : files.restingOn(row.merchant(), row.creditFacts()).stream()
                                        .flatMap(r -> r.decisionNo().stream()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        marked.fire(new ObjectionMarked(row.id(), row.merchant(), row.creditFacts(), numbers, underObjection, today));
    }

    private void fireLifted(CaseFiles.Row decision, DecisionLifted.Cause cause, String by, LocalDate today) {
        lifted.fire(new DecisionLifted(
                decision.id(), decision.merchant(), decision.decisionNo().orElseThrow(), cause, by, today));
    }

    private void stands(MerchantId merchant, Standing standing, String decisionNo, Actor actor) {
        merchants.changeStanding(merchant, standing, decisionNo, actor);
    }

    private void enter(CaseFiles.Row row, FactStatus status, String reason, Actor actor) {
        for (String fact : row.creditFacts()) {
            credit.enter(fact, status, today(), reason, entering(actor));
        }
    }

    /** A party's own step may touch its file only as the system's doing. */
    private static Actor entering(Actor actor) {
        return actor.is(Role.REGULATOR, Role.OFFICE, Role.ADMIN) ? actor : Actor.system();
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
