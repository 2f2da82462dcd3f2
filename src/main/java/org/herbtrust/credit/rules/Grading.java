package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * Facts and a day → grade with its reasons (credit model, steps 1 to 8).
 *
 * <p>Two safeguards shape it. A downgrade to D, or by a rule that asks for it, stands as <em>pending</em> until a named
 * person confirmed it on those very facts. A fact under objection never makes a grade worse than it was, and objecting
 * alone never makes it better.
 */
public final class Grading {

    private Grading() {}

    /**
     * One merchant's file.
     *
     * @param facts in any order; those not yet known on the day are not looked at
     * @param previous the grade published last, or empty
     */
    public record File(
            MerchantId merchant,
            List<Fact> facts,
            Optional<Explanation.Previous> previous,
            List<Explanation.Confirmation> confirmations) {

        public File {
            facts = facts.stream().sorted(Fact.BY_DAY).toList();
            confirmations = List.copyOf(confirmations);
        }

        /** What the file said in the evening of that day. */
        File knownOn(LocalDate asOf) {
            return new File(
                    merchant,
                    facts.stream()
                            .filter(f -> f.isKnown(asOf))
                            .map(f -> f.asKnownOn(asOf))
                            .toList(),
                    previous,
                    confirmations.stream().filter(c -> !c.on().isAfter(asOf)).toList());
        }
    }

    /**
     * What stands after the rules, without the reasons.
     *
     * @param pending the grade that waits for a named person's confirmation, or empty
     * @param tier the internal risk tier of the index, whatever was published; never for the public
     */
    public record Verdict(Grade published, Optional<Grade> pending, boolean underObjection, Grade letter, Grade tier) {}

    /** The verdict alone, for looking at very many files; {@link #grade} gives the same with its reasons. */
    public static Verdict verdict(Policy policy, Function<LocalDate, MarketView> market, File file, LocalDate asOf) {
        return settle(policy, market, file.knownOn(asOf), asOf).verdict();
    }

    /**
     * The grade of a file on a day.
     *
     * @param market the view of the market at the start of a quarter
     */
    public static Explanation grade(Policy policy, Function<LocalDate, MarketView> market, File file, LocalDate asOf) {
        File known = file.knownOn(asOf);
        return explain(policy, market, known, settle(policy, market, known, asOf), asOf);
    }

    private record Settled(Judged judged, Verdict verdict) {}

    /** How the tier is found for some of a file's facts. */
    @FunctionalInterface
    interface Walk {
        Tiers.Standing of(List<Fact> facts);
    }

    /** The same verdict for a file to which only what is known after a day was added: the tier goes on from there. */
    static Verdict goOn(
            Policy policy,
            Function<LocalDate, MarketView> market,
            File file,
            Tiers.Standing before,
            LocalDate from,
            LocalDate asOf) {
        return settleBy(policy, facts -> Tiers.goOn(policy, market, facts, before, from, asOf), file, asOf)
                .verdict();
    }

    private static Settled settle(Policy policy, Function<LocalDate, MarketView> market, File file, LocalDate asOf) {
        return settleBy(policy, facts -> Tiers.replay(policy, market, facts, asOf), file, asOf);
    }

    private static Settled settleBy(Policy policy, Walk walk, File file, LocalDate asOf) {
        List<Fact> standing = file.facts().stream()
                .filter(f -> f.isKnown(asOf) && f.takenAway(asOf).isEmpty())
                .toList();
        Judged whole = judge(policy, walk, file, standing, asOf);
        boolean objected = standing.stream().anyMatch(f -> f.isUnderObjection(asOf));
        Judged judged = whole;
        Grade target = whole.target();
        if (objected && file.previous().map(p -> isDowngrade(p.grade(), target)).orElse(true)) {
            List<Fact> undisputed =
                    standing.stream().filter(f -> !f.isUnderObjection(asOf)).toList();
            judged = judge(policy, walk, file, undisputed, asOf);
        }
        return new Settled(judged, verdict(policy, walk, file, judged, asOf));
    }

    /** The grade by letter and rules, before anyone's confirmation and before the previous grade are looked at. */
    private record Judged(
            List<Fact> facts,
            Tiers.Standing tiers,
            Grade letter,
            List<FactRules.Fired> fired,
            List<FactRules.Fired> met,
            Grade target,
            Grade settled) {}

    private static Judged judge(Policy policy, Walk walk, File file, List<Fact> facts, LocalDate asOf) {
        Tiers.Standing tiers = walk.of(facts);
        Grade letter = !tiers.enough()
                ? Grade.NOT_ENOUGH
                : policy.letterFrom() == Policy.LetterFrom.INDEX_CAPPED ? tiers.tier() : Grade.A;
        List<FactRules.Fired> fired = FactRules.fire(policy, facts, asOf);
        Grade target = letter;
        Grade settled = letter;
        if (letter == Grade.D
                && file.previous().map(p -> p.grade() != Grade.D).orElse(true)
                && file.confirmations().stream()
                        .noneMatch(c -> c.index() && c.grade() == Grade.D && !c.on().isBefore(tiers.since()))) {
            settled = Grade.C;
        }
        for (FactRules.Fired f : fired) {
            boolean silent = letter == Grade.NOT_ENOUGH && f.rule().kind() == Policy.RuleKind.REQUIRE;
            if (!silent) {
                target = capped(target, f.rule().cap());
                if (isSettled(file, f)) {
                    settled = capped(settled, f.rule().cap());
                }
            }
        }
        return new Judged(facts, tiers, letter, fired, FactRules.met(policy, facts, asOf), target, settled);
    }

    /** A cap speaks even where there are too few visits for a letter. */
    private static Grade capped(Grade grade, Grade cap) {
        return grade == Grade.NOT_ENOUGH ? cap : Grade.worse(grade, cap);
    }

    private static boolean isSettled(File file, FactRules.Fired fired) {
        boolean needs = fired.rule().confirm() || fired.rule().cap() == Grade.D;
        return !needs || file.confirmations().stream().anyMatch(c -> c.covers(fired));
    }

    private static Verdict verdict(Policy policy, Walk walk, File file, Judged judged, LocalDate asOf) {
        Optional<Grade> previous = file.previous().map(Explanation.Previous::grade);
        Grade published = judged.target();
        Optional<Grade> pending = Optional.empty();
        boolean objected = file.facts().stream().anyMatch(f -> f.isKnown(asOf) && f.isUnderObjection(asOf));
        if (objected
                && previous.isPresent()
                && judged.target().isBetterThan(previous.get())
                && disputeAlone(policy, walk, file, asOf, previous.get())) {
            published = previous.get();
        } else if (previous.map(p -> isDowngrade(p, judged.target())).orElse(true)
                && judged.settled() != judged.target()) {
            pending = Optional.of(judged.target());
            published = previous.map(p -> judged.settled().isBetterThan(p) ? p : judged.settled())
                    .orElse(judged.settled());
        }
        return new Verdict(
                published, pending, objected, judged.letter(), judged.tiers().tier());
    }

    /** A letter given for a fact to somebody who had none yet is one too. */
    private static boolean isDowngrade(Grade from, Grade to) {
        return to.isWorseThan(from) || (from == Grade.NOT_ENOUGH && to != Grade.NOT_ENOUGH && to != Grade.A);
    }

    private static Explanation explain(
            Policy policy, Function<LocalDate, MarketView> market, File file, Settled settled, LocalDate asOf) {
        Judged judged = settled.judged();
        Grade published = settled.verdict().published();
        Optional<Grade> pending = settled.verdict().pending();
        boolean best = pending.orElse(published) == Grade.A;
        ShortestWayUp search = new ShortestWayUp(policy, market, file, judged.facts(), judged.tiers(), published, asOf);
        return new Explanation(
                file.merchant(),
                asOf,
                policy.version(),
                policy.sha256(),
                policy.letterFrom(),
                published,
                pending,
                judged.letter(),
                settled.verdict().underObjection(),
                steps(policy, judged.tiers(), asOf),
                used(judged, asOf),
                leftOut(policy, file, judged, asOf),
                judged.fired().stream().map(f -> fired(file, f)).toList(),
                judged.tiers().moves().stream()
                        .map(m -> new Explanation.Move(m.day(), m.from(), m.to(), m.probability()))
                        .toList(),
                file.previous(),
                why(judged, file.previous().map(Explanation.Previous::grade), published, pending),
                best
                        ? List.of()
                        : search.marked(WaysUp.of(
                                policy, market, judged.facts(), judged.tiers(), judged.letter(), judged.fired(), asOf)),
                best ? Optional.empty() : search.find(judged.fired()),
                policy.notice(),
                file.confirmations(),
                policy.remedies().stream()
                        .map(r -> new Explanation.Remedy(
                                r.id(), r.text(), r.days(), r.workingDays(), r.basis(), r.verified()))
                        .toList());
    }

    /** Whether the grade would be no better than before if nobody had objected. */
    private static boolean disputeAlone(Policy policy, Walk walk, File file, LocalDate asOf, Grade previous) {
        List<Fact> standing = file.facts().stream()
                .filter(f -> f.isKnown(asOf) && f.takenAway(asOf).isEmpty())
                .toList();
        return !judge(policy, walk, file, standing, asOf).target().isBetterThan(previous);
    }

    private static Explanation.Steps steps(Policy policy, Tiers.Standing tiers, LocalDate asOf) {
        Index index = tiers.index();
        String[] between = {"A/B", "B/C", "C/D"};
        List<Explanation.Border> borders = new ArrayList<>();
        for (int rank = 0; rank < between.length; rank++) {
            double at = Tiers.border(policy, index, rank);
            borders.add(new Explanation.Border(between[rank], at, index.above(at)));
        }
        return new Explanation.Steps(
                tiers.market().from(),
                tiers.market().visits(),
                index.market().mean(),
                index.market().wholeMean(),
                index.market().fullPoints(),
                index.market().priorWeight(),
                index.dispersion(),
                index.value(),
                index.alpha(),
                index.beta(),
                tiers.visits(),
                tiers.tier(),
                tiers.since(),
                borders,
                adjustment(policy, tiers, asOf));
    }

    /** What the inspectors' strictness did to the index, as one line. */
    private static Explanation.Adjustment adjustment(Policy policy, Tiers.Standing tiers, LocalDate asOf) {
        Index index = tiers.index();
        MarketView view = index.market();
        int adjusted = (int) index.observations().stream()
                .filter(o -> o.counted() && o.strictness().isPresent())
                .count();
        double without = Index.of(
                        policy,
                        view.withoutInspectors(),
                        index.observations().stream()
                                .map(Index.Observation::fact)
                                .toList(),
                        asOf)
                .value();
        double by = index.value() - without;
        Text line = adjusted == 0
                ? Text.of("没有检查需要按检查员尺度调整。", "No visit was adjusted for its inspector's strictness.")
                : Text.of(
                        adjusted + "次检查按检查员尺度作了调整，" + (by < 0 ? "对您有利。" : by > 0 ? "使指数略高。" : "指数不变。"),
                        adjusted + " visit(s) were adjusted for the inspector's strictness, "
                                + (by < 0
                                        ? "in your favour."
                                        : by > 0 ? "which raised the index." : "with no effect."));
        return new Explanation.Adjustment(adjusted, without, line);
    }

    private static List<Explanation.Used> used(Judged judged, LocalDate asOf) {
        Map<String, Index.Observation> observed = new LinkedHashMap<>();
        for (Index.Observation o : judged.tiers().index().observations()) {
            if (o.counted()) {
                observed.put(o.fact().id(), o);
            }
        }
        List<Explanation.Used> used = new ArrayList<>();
        for (Fact f : judged.facts()) {
            Index.Observation o = observed.get(f.id());
            List<String> ruleIds = rulesCounting(judged, f);
            if (o != null || !ruleIds.isEmpty()) {
                used.add(new Explanation.Used(
                        f.id(),
                        f.type(),
                        f.occurredOn(),
                        f.knownOn(),
                        f.critical(),
                        f.serious(),
                        f.minor(),
                        o == null ? 0 : o.severity(),
                        o == null ? 0 : o.adjusted(),
                        o == null ? 0 : o.weight(),
                        o != null && o.strictness().isPresent(),
                        f.isUnderObjection(asOf),
                        ruleIds));
            }
        }
        return used;
    }

    private static List<String> rulesCounting(Judged judged, Fact f) {
        return Stream.concat(judged.fired().stream(), judged.met().stream())
                .filter(r -> r.facts().contains(f))
                .map(r -> r.rule().id())
                .toList();
    }

    private static List<Explanation.LeftOut> leftOut(Policy policy, File file, Judged judged, LocalDate asOf) {
        List<Explanation.LeftOut> out = new ArrayList<>();
        for (Fact f : file.facts()) {
            Text reason = f.isKnown(asOf) ? reasonLeftOut(policy, judged, f, asOf) : null;
            if (reason != null) {
                out.add(new Explanation.LeftOut(f.id(), f.type(), f.occurredOn(), reason));
            }
        }
        return out;
    }

    private static Text reasonLeftOut(Policy policy, Judged judged, Fact f, LocalDate asOf) {
        Optional<FactStatus> gone = f.takenAway(asOf);
        if (gone.isPresent()) {
            return gone.get().title();
        }
        if (!judged.facts().contains(f)) {
            return Text.of("异议处理中，不用于降级", "under objection, not used for a downgrade");
        }
        if (!rulesCounting(judged, f).isEmpty()) {
            return null;
        }
        if (policy.observed(f.type()).weight() > 0) {
            if (!Index.isInWindow(policy, f, asOf)) {
                return Text.of("超过计算期限", "older than the window of the index");
            }
            boolean counted = judged.tiers().index().observations().stream()
                    .anyMatch(o -> o.counted() && o.fact().equals(f));
            return counted ? null : Text.of("无问题的检查，计入不会改善指数", "a clean visit that would not have helped");
        }
        if (policy.observations().containsKey(f.type())) {
            return Text.of("不进入指数，另行列示", "kept out of the index, reported beside it");
        }
        return Text.of("没有规则使用它，或已过有效期", "no rule uses it, or its period is over");
    }

    private static Explanation.Fired fired(File file, FactRules.Fired f) {
        Policy.Rule r = f.rule();
        boolean needs = r.confirm() || r.cap() == Grade.D;
        return new Explanation.Fired(
                r.id(),
                r.kind(),
                r.cap(),
                needs,
                needs && isSettled(file, f),
                f.facts().stream().map(Fact::id).toList(),
                r.text(),
                r.basis(),
                r.verified());
    }

    private static Text why(Judged judged, Optional<Grade> previous, Grade published, Optional<Grade> pending) {
        if (pending.isPresent()) {
            return Text.of(
                    "规则提出“" + pending.get().title().zh() + "”，待监管人员确认；确认前维持“"
                            + published.title().zh() + "”。",
                    "The rules propose " + name(pending.get()) + ", which waits for a named person; until then "
                            + name(published) + " stands.");
        }
        String zhBy = by(judged, published) == null ? "依据检查指数" : "依据规则 " + by(judged, published);
        String enBy = by(judged, published) == null ? "by the index" : "by rule " + by(judged, published);
        if (published == Grade.NOT_ENOUGH) {
            return Text.of("独立检查次数不足，暂不评级。", "Too few independent visits for a grade.");
        }
        if (previous.isEmpty() || previous.get() == Grade.NOT_ENOUGH) {
            return Text.of(
                    "首次评级“" + published.title().zh() + "”，" + zhBy + "。",
                    "First grade " + name(published) + ", " + enBy + ".");
        }
        if (Objects.equals(previous.get(), published)) {
            return Text.of(
                    "维持“" + published.title().zh() + "”，" + zhBy + "。",
                    "Unchanged: " + name(published) + ", " + enBy + ".");
        }
        return Text.of(
                "由“" + previous.get().title().zh() + "”变为“" + published.title().zh() + "”，" + zhBy + "。",
                "Moved from " + name(previous.get()) + " to " + name(published) + ", " + enBy + ".");
    }

    /** The rows whose cap is the grade; null where the letter itself says so. */
    private static String by(Judged judged, Grade published) {
        if (judged.letter() == published) {
            return null;
        }
        List<String> ids = judged.fired().stream()
                .filter(f -> f.rule().cap() == published)
                .map(f -> f.rule().id())
                .toList();
        return ids.isEmpty() ? null : String.join(", ", ids);
    }

    private static String name(Grade g) {
        return g.isLetter() ? g.name() : g.title().en();
    }
}
