package org.herbtrust.credit.rules;

import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.CLEAN_VISITS;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.COMMITMENT;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.CORRECTION;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.EXPIRY;
import static org.herbtrust.credit.rules.Explanation.WayUp.Kind.REPAIR;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.herbtrust.kernel.Text;

/** What would lift the grade: an exact search over clean visits, expiry days, corrections and repairs. */
final class WaysUp {

    private static final int MOST_VISITS = 24;

    private WaysUp() {}

    static List<Explanation.WayUp> of(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            Tiers.Standing tiers,
            Grade letter,
            List<FactRules.Fired> fired,
            LocalDate asOf) {
        List<Explanation.WayUp> ways = new ArrayList<>();
        Grade worst = letter;
        for (FactRules.Fired f : fired) {
            worst = Grade.worse(worst, f.rule().cap());
        }
        for (FactRules.Fired f : fired) {
            if (f.rule().cap() == worst || f.rule().kind() == Policy.RuleKind.REQUIRE) {
                past(policy, f, facts, asOf, ways);
            }
        }
        if (!tiers.enough()) {
            int n = policy.tiers().minVisits() - tiers.visits();
            ways.add(Explanation.WayUp.of(
                    CLEAN_VISITS,
                    Optional.of(n),
                    Optional.empty(),
                    List.of(),
                    Text.of("再接受" + n + "次检查后即可评级", n + " more visit(s) until there is a grade")));
        } else if (policy.letterFrom() == Policy.LetterFrom.INDEX_CAPPED
                && tiers.tier() != Grade.A
                && !letter.isBetterThan(worst)) {
            cleanVisits(policy, market, facts, tiers, asOf).ifPresent(ways::add);
            expiryOfAVisit(policy, market, facts, tiers, asOf).ifPresent(ways::add);
        }
        return List.copyOf(ways);
    }

    private static void past(
            Policy policy, FactRules.Fired fired, List<Fact> facts, LocalDate asOf, List<Explanation.WayUp> ways) {
        Policy.Rule rule = fired.rule();
        List<String> ids = fired.facts().stream().map(Fact::id).toList();
        if (rule.kind() == Policy.RuleKind.REQUIRE) {
            int n = rule.count() - fired.facts().size();
            boolean commitment = rule.types().contains(FactType.COMMITMENT_MADE);
            ways.add(Explanation.WayUp.of(
                    commitment ? COMMITMENT : CLEAN_VISITS,
                    commitment ? Optional.empty() : Optional.of(n),
                    Optional.empty(),
                    List.of(),
                    commitment
                            ? Text.of("签署信用承诺", "sign the credit commitment")
                            : Text.of("再接受" + n + "次检查", n + " more visit(s)")));
            return;
        }
        if (rule.open()) {
            ways.add(Explanation.WayUp.of(
                    CORRECTION,
                    Optional.empty(),
                    Optional.empty(),
                    ids,
                    Text.of("完成整改并经复查确认", "correct it and have it checked again")));
        }
        expiry(policy, rule, facts, asOf)
                .ifPresent(day -> ways.add(Explanation.WayUp.of(
                        EXPIRY,
                        Optional.empty(),
                        Optional.of(day),
                        ids,
                        Text.of(
                                "规则" + rule.id() + "自" + day + "起不再适用",
                                "rule " + rule.id() + " no longer applies from " + day))));
        List<Fact> official =
                fired.facts().stream().filter(f -> f.displayClass().isPresent()).toList();
        if (rule.inDisplayPeriod()
                && !official.isEmpty()
                && official.size() == fired.facts().size()) {
            LocalDate earliest = official.stream()
                    .map(f -> f.occurredOn()
                            .plusMonths(policy.display()
                                    .get(f.displayClass().orElseThrow())
                                    .minimumMonths()))
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            LocalDate day = earliest.isBefore(asOf) ? asOf : earliest;
            ways.add(Explanation.WayUp.of(
                    REPAIR,
                    Optional.empty(),
                    Optional.of(day),
                    ids,
                    Text.of("自" + day + "起可申请信用修复", "credit repair may be applied for from " + day)));
        }
    }

    /** The first day on which the row no longer fires on these facts. */
    private static Optional<LocalDate> expiry(Policy policy, Policy.Rule rule, List<Fact> facts, LocalDate asOf) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (Fact f : facts) {
            FactRules.lastDay(policy, rule, f)
                    .map(d -> d.plusDays(1))
                    .filter(d -> d.isAfter(asOf))
                    .ifPresent(days::add);
        }
        return days.stream()
                .filter(day -> FactRules.fire(policy, rule, facts, day).isEmpty())
                .findFirst();
    }

    private static Optional<Explanation.WayUp> cleanVisits(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            Tiers.Standing tiers,
            LocalDate asOf) {
        LocalDate allowed = tiers.since().plusDays(policy.tiers().minDays());
        LocalDate day = allowed.isAfter(asOf) ? allowed : asOf;
        List<Fact> more = new ArrayList<>(facts);
        Optional<String> inspector = market.apply(MarketView.quarterOf(asOf))
                .middleInspector(policy.index().inspector());
        for (int n = 1; n <= MOST_VISITS; n++) {
            more.add(Fact.observation("clean visit " + n, FactType.VISIT, day, 0, 0, 0, inspector));
            if (isBetter(policy, market, more, tiers, asOf, day)) {
                return Optional.of(Explanation.WayUp.of(
                        CLEAN_VISITS,
                        Optional.of(n),
                        Optional.of(day),
                        List.of(),
                        Text.of(
                                "再有" + n + "次无问题的检查，最早" + day + "可升一级",
                                n + " clean visit(s), one step up from " + day + " at the earliest")));
            }
        }
        return Optional.empty();
    }

    private static Optional<Explanation.WayUp> expiryOfAVisit(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            Tiers.Standing tiers,
            LocalDate asOf) {
        LocalDate allowed = tiers.since().plusDays(policy.tiers().minDays());
        TreeSet<LocalDate> days = new TreeSet<>();
        for (Index.Observation o : tiers.index().observations()) {
            LocalDate day = Index.lastDay(policy, o.fact()).plusDays(1);
            if (o.severity() > 0) {
                days.add(day.isBefore(allowed) ? allowed : day);
            }
        }
        return days.stream()
                .filter(day -> isBetter(policy, market, facts, tiers, asOf, day))
                .findFirst()
                .map(day -> Explanation.WayUp.of(
                        EXPIRY,
                        Optional.empty(),
                        Optional.of(day),
                        List.of(),
                        Text.of("较早的问题记录于" + day + "过期", "older findings have expired by " + day)));
    }

    private static boolean isBetter(
            Policy policy,
            Function<LocalDate, MarketView> market,
            List<Fact> facts,
            Tiers.Standing tiers,
            LocalDate asOf,
            LocalDate day) {
        MarketView today = market.apply(MarketView.quarterOf(asOf));
        Index then = Index.of(policy, today, facts.stream().sorted(Fact.BY_DAY).toList(), day);
        double border = Tiers.border(policy, then, tiers.tier().rank() - 1);
        return 1 - then.above(border) >= policy.tiers().probability();
    }
}
