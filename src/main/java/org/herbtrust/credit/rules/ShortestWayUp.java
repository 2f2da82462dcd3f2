package org.herbtrust.credit.rules;

import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.CLEAN_VISITS;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.COMMITMENT;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.CORRECTION;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.EXPIRY;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.REPAIR;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.herbtrust.kernel.Text;

/**
 * The earliest day on which the grade would be better, and the least that has to be done for it. Nothing is argued: each
 * candidate file is graded anew, so that what is promised to a merchant comes true if the market stays as it is and the
 * inspectors who come are neither lenient nor strict.
 */
final class ShortestWayUp {

    private static final int MOST_VISITS = 24;
    private static final int MOST_DAYS = 40;

    /** From D to A, each after a rest of its own. */
    private static final int MOST_MOVES = 3;

    private final Policy policy;
    private final Function<LocalDate, MarketView> market;
    private final Grading.File file;
    private final Tiers.Standing tiers;
    private final Tiers.Standing atRest;
    private final Grade now;
    private final LocalDate asOf;
    private final boolean fromTheStart;

    ShortestWayUp(
            Policy policy,
            Function<LocalDate, MarketView> market,
            Grading.File file,
            List<Fact> facts,
            Tiers.Standing tiers,
            Grade now,
            LocalDate asOf) {
        this.policy = policy;
        LocalDate thisQuarter = MarketView.quarterOf(asOf);
        this.market = quarter -> market.apply(quarter.isAfter(thisQuarter) ? thisQuarter : quarter);
        this.file = file;
        this.tiers = tiers;
        this.atRest = Tiers.atRest(policy, this.market, facts, asOf);
        this.now = now;
        this.asOf = asOf;
        // a dispute makes two files of one, and before anything was seen there is nothing to go on from
        this.fromTheStart = file.facts().stream().anyMatch(f -> f.isUnderObjection(asOf))
                || facts.stream().noneMatch(f -> policy.observed(f.type()).weight() > 0);
    }

    private record Plan(Set<Explanation.WayUp.Kind> acts, LocalDate day, int visits, Grade to) {}

    /** The ways, each with whether it would be enough alone. */
    List<Explanation.WayUp> marked(List<Explanation.WayUp> ways) {
        return ways.stream()
                .map(way -> {
                    LocalDate day = way.notBefore().filter(d -> d.isAfter(asOf)).orElse(asOf.plusDays(1));
                    Set<Explanation.WayUp.Kind> acts = way.kind() == CLEAN_VISITS || way.kind() == EXPIRY
                            ? EnumSet.noneOf(Explanation.WayUp.Kind.class)
                            : EnumSet.of(way.kind());
                    return way.marked(isBetter(
                            grade(acts, way.factIds(), day, way.visits().orElse(0))));
                })
                .toList();
    }

    Optional<Explanation.Shortest> find(List<FactRules.Fired> fired) {
        Set<Explanation.WayUp.Kind> possible = possible(fired);
        Plan best = null;
        for (LocalDate day : days(fired)) {
            for (Set<Explanation.WayUp.Kind> acts : subsets(possible)) {
                Optional<Plan> plan = fewestVisits(acts, day);
                if (plan.isPresent() && (best == null || EASIER.compare(plan.get(), best) < 0)) {
                    best = plan.get();
                }
            }
            if (best != null) {
                return Optional.of(told(best));
            }
        }
        return Optional.empty();
    }

    private static final Comparator<Plan> EASIER = Comparator.comparing(Plan::day)
            .thenComparing(Plan::visits)
            .thenComparing(p -> p.acts().size())
            .thenComparing(p -> p.acts().toString());

    /** What of the three acts could make a difference at all. */
    private Set<Explanation.WayUp.Kind> possible(List<FactRules.Fired> fired) {
        Set<Explanation.WayUp.Kind> possible = EnumSet.noneOf(Explanation.WayUp.Kind.class);
        for (FactRules.Fired f : fired) {
            boolean required = f.rule().kind() == Policy.RuleKind.REQUIRE;
            if (required && f.rule().types().contains(FactType.COMMITMENT_MADE)) {
                possible.add(COMMITMENT);
            }
            if (!required && f.rule().open()) {
                possible.add(CORRECTION);
            }
            if (!required && f.facts().stream().anyMatch(x -> x.displayClass().isPresent())) {
                possible.add(REPAIR);
            }
        }
        return possible;
    }

    private static List<Set<Explanation.WayUp.Kind>> subsets(Set<Explanation.WayUp.Kind> of) {
        List<Set<Explanation.WayUp.Kind>> subsets = new ArrayList<>();
        subsets.add(EnumSet.noneOf(Explanation.WayUp.Kind.class));
        for (Explanation.WayUp.Kind act : of) {
            for (Set<Explanation.WayUp.Kind> smaller : List.copyOf(subsets)) {
                Set<Explanation.WayUp.Kind> larger = EnumSet.copyOf(
                        Stream.concat(smaller.stream(), Stream.of(act)).toList());
                subsets.add(larger);
            }
        }
        return subsets;
    }

    /** Days on which something changes by itself, or may be asked for; tomorrow is the first. */
    private List<LocalDate> days(List<FactRules.Fired> fired) {
        TreeSet<LocalDate> days = new TreeSet<>();
        LocalDate tomorrow = asOf.plusDays(1);
        days.add(tomorrow);
        for (int moves = 1; moves <= MOST_MOVES; moves++) {
            long rest = (long) moves * policy.tiers().minDays();
            days.add(tiers.since().plusDays(rest));
            days.add(tomorrow.plusDays(rest));
        }
        for (FactRules.Fired f : fired) {
            for (Fact fact : f.facts()) {
                FactRules.lastDay(policy, f.rule(), fact).ifPresent(last -> days.add(last.plusDays(1)));
                if (fact.displayClass().isPresent()) {
                    days.add(repairableOn(fact));
                }
            }
        }
        // older findings leave the index one by one; looking every quarter until all of them are gone is near enough
        for (int months = 3; months <= policy.index().windowMonths() + 3; months += 3) {
            days.add(tomorrow.plusMonths(months));
        }
        return days.tailSet(tomorrow).stream().limit(MOST_DAYS).toList();
    }

    private LocalDate repairableOn(Fact f) {
        return f.occurredOn()
                .plusMonths(policy.display().get(f.displayClass().orElseThrow()).minimumMonths());
    }

    /** One more clean visit never lowers a grade, so the fewest can be halved down to. */
    private Optional<Plan> fewestVisits(Set<Explanation.WayUp.Kind> acts, LocalDate day) {
        Grade most = grade(acts, List.of(), day, MOST_VISITS);
        if (!isBetter(most)) {
            return Optional.empty();
        }
        int few = 0;
        int enough = MOST_VISITS;
        Grade to = most;
        while (few < enough) {
            int middle = (few + enough) / 2;
            Grade then = grade(acts, List.of(), day, middle);
            if (isBetter(then)) {
                enough = middle;
                to = then;
            } else {
                few = middle + 1;
            }
        }
        return Optional.of(new Plan(acts, day, enough, to));
    }

    private boolean isBetter(Grade then) {
        return then.isLetter() && (now == Grade.NOT_ENOUGH || then.isBetterThan(now));
    }

    /**
     * What would be published on that day.
     *
     * @param only facts that are acted on, or empty for all that can be
     */
    private Grade grade(Set<Explanation.WayUp.Kind> acts, List<String> only, LocalDate day, int visits) {
        List<Fact> then = new ArrayList<>();
        for (Fact f : file.facts()) {
            boolean meant = only.isEmpty() || only.contains(f.id());
            if (meant
                    && acts.contains(REPAIR)
                    && f.displayClass().isPresent()
                    && !repairableOn(f).isAfter(day)) {
                then.add(f.with(FactStatus.REPAIRED, day));
            } else if (meant && acts.contains(CORRECTION) && !f.isClean()) {
                then.add(f.with(FactStatus.CORRECTED, asOf));
            } else {
                then.add(f);
            }
        }
        if (acts.contains(COMMITMENT)) {
            then.add(Fact.observation("~commitment", FactType.COMMITMENT_MADE, asOf, 0, 0, 0, Optional.empty()));
        }
        Optional<String> inspector = market.apply(MarketView.quarterOf(asOf))
                .middleInspector(policy.index().inspector());
        for (LocalDate on : visitDays(day, visits)) {
            then.add(Fact.observation("~visit" + then.size(), FactType.VISIT, on, 0, 0, 0, inspector));
        }
        Grading.File hypothetical = new Grading.File(
                file.merchant(), then, Optional.of(new Explanation.Previous(now, asOf)), file.confirmations());
        return (fromTheStart
                        ? Grading.verdict(policy, market, hypothetical, day)
                        : Grading.goOn(policy, market, hypothetical, atRest, asOf, day))
                .published();
    }

    /** Spread evenly from tomorrow to that day: a tier rises one step at a time, and not without a visit. */
    private List<LocalDate> visitDays(LocalDate day, int visits) {
        long days = ChronoUnit.DAYS.between(asOf, day);
        List<LocalDate> on = new ArrayList<>();
        for (int n = 1; n <= visits; n++) {
            on.add(asOf.plusDays(Math.max(1, days * n / visits)));
        }
        return on;
    }

    private Explanation.Shortest told(Plan plan) {
        List<Explanation.WayUp> steps = new ArrayList<>();
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        for (Explanation.WayUp.Kind act : plan.acts()) {
            step(
                    steps,
                    zh,
                    en,
                    act,
                    Optional.empty(),
                    switch (act) {
                        case COMMITMENT -> Text.of("签署信用承诺", "sign the credit commitment");
                        case CORRECTION -> Text.of("完成整改并经复查确认", "correct what is open and have it checked again");
                        default -> Text.of("申请信用修复并获准", "apply for credit repair and be granted it");
                    });
        }
        if (plan.visits() > 0) {
            step(
                    steps,
                    zh,
                    en,
                    CLEAN_VISITS,
                    Optional.of(plan.visits()),
                    Text.of(
                            "此前间隔接受" + plan.visits() + "次检查且没有问题（按尺度居中的检查员计）",
                            plan.visits() + " clean visit(s) by middling inspectors, spread out, by then"));
        }
        if (steps.isEmpty()) {
            step(steps, zh, en, EXPIRY, Optional.empty(), Text.of("不发生新的问题", "no new findings"));
        }
        return new Explanation.Shortest(
                plan.to(),
                plan.day(),
                steps,
                visitDays(plan.day(), plan.visits()),
                Text.of(
                        String.join("，", zh) + "，最早" + plan.day() + "可升为“"
                                + plan.to().title().zh() + "”。",
                        String.join(", ", en) + ": " + plan.to().title().en() + " from " + plan.day()
                                + " at the earliest."));
    }

    private static void step(
            List<Explanation.WayUp> steps,
            List<String> zh,
            List<String> en,
            Explanation.WayUp.Kind kind,
            Optional<Integer> visits,
            Text text) {
        steps.add(Explanation.WayUp.of(kind, visits, Optional.empty(), List.of(), text));
        zh.add(text.zh());
        en.add(text.en());
    }
}
