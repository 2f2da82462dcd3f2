package org.herbtrust.inspection.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.Operator;

/**
 * Judges a laboratory's figures.
 *
 * <p>Figures are compared exactly as reported, never rounded to the limit's digits. The pharmacopoeia's general notices
 * let a laboratory round its final figure before it compares; that is the laboratory's act, done before it reports. Our
 * limits do not carry the printed number of digits (14 stands for 14.0), so rounding here would pass what the law fails.
 *
 * <p>A figure that was found by another method than the limit prescribes decides nothing: limits are set for a method.
 */
public final class Judging {

    private Judging() {}

    /**
     * A fail of any item fails the report. It is incomplete if it does not fail and an ordered item is missing, an item
     * could not be judged, or nothing had a limit.
     *
     * @param limits one row an item and direction, as in force for these goods; rows of other days do not count
     * @param ordered items that the laboratory was asked for; empty if it chose
     * @param day of sampling
     * @throws IllegalArgumentException if a figure's unit does not convert to its limit's, or an item stands twice
     */
    public static Judgement judge(List<Measured> report, List<Limit> limits, Set<String> ordered, LocalDate day) {
        return judge(report, limits, Set.of(), ordered, day);
    }

    /**
     * As above, for goods whose trade form nobody has named.
     *
     * @param ofForms items that are limited for single trade forms of these goods only: without the form nobody can say by which
     *     limit, or whether by any, so their figures are not judged
     */
    public static Judgement judge(
            List<Measured> report, List<Limit> limits, Set<String> ofForms, Set<String> ordered, LocalDate day) {
        List<ItemVerdict> verdicts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Measured measured : report) {
            if (!seen.add(measured.item())) {
                throw new IllegalArgumentException("检验项目重复 (item twice): " + measured.item());
            }
            List<Limit> own = limits.stream()
                    .filter(l ->
                            l.item().equals(measured.item()) && l.validity().includes(day))
                    .toList();
            if (own.isEmpty()) {
                verdicts.add(
                        ofForms.contains(measured.item())
                                ? new ItemVerdict(
                                        measured,
                                        Optional.empty(),
                                        Outcome.INCOMPLETE,
                                        Text.of(
                                                "该项限度因规格而异，样品未注明规格，不能判定",
                                                "the limit depends on the trade form, which is not named: not judged"))
                                : new ItemVerdict(
                                        measured,
                                        Optional.empty(),
                                        Outcome.NO_LIMIT,
                                        Text.of("该品种当日无此项限度", "no limit for this item on that day")));
            }
            own.forEach(limit -> verdicts.add(verdict(measured, limit)));
        }
        Set<String> missing = new HashSet<>(ordered);
        missing.removeAll(seen);
        return new Judgement(overall(verdicts, missing), verdicts, missing);
    }

    private static Outcome overall(List<ItemVerdict> verdicts, Set<String> missing) {
        if (verdicts.stream().anyMatch(v -> v.outcome() == Outcome.FAIL)) {
            return Outcome.FAIL;
        }
        boolean somethingPassed = verdicts.stream().anyMatch(v -> v.outcome() == Outcome.PASS);
        boolean somethingOpen = verdicts.stream().anyMatch(v -> v.outcome() == Outcome.INCOMPLETE);
        return somethingPassed && !somethingOpen && missing.isEmpty() ? Outcome.PASS : Outcome.INCOMPLETE;
    }

    private static ItemVerdict verdict(Measured measured, Limit limit) {
        if (!measured.unit().converts(limit.unit())) {
            throw new IllegalArgumentException("%s的单位%s不能换算为%s (the unit does not convert to the limit's)"
                    .formatted(
                            limit.name().zh(),
                            measured.unit().sign(),
                            limit.unit().sign()));
        }
        if (measured.method().filter(m -> !TestMethod.agree(m, limit.method())).isPresent()) {
            String used = measured.method().get();
            return new ItemVerdict(
                    measured,
                    Optional.of(limit),
                    Outcome.INCOMPLETE,
                    Text.of(
                            "检验方法“%s”与规定的“%s”不一致，不能据此判定".formatted(used, limit.method()),
                            "tested by %s, while %s is prescribed: decides nothing".formatted(used, limit.method())));
        }
        Optional<BigDecimal> figure = measured.value().map(v -> measured.unit().convert(v, limit.unit()));
        Outcome outcome = measured.below() ? ofBelow(figure, limit) : ofValue(figure.orElseThrow(), limit);
        return new ItemVerdict(measured, Optional.of(limit), outcome, reason(measured, limit, outcome));
    }

    private static Outcome ofValue(BigDecimal value, Limit limit) {
        int side = value.compareTo(limit.limit());
        boolean passes =
                switch (limit.operator()) {
                    case AT_MOST -> side <= 0;
                    case AT_LEAST -> side >= 0;
                    // a figure below the limit of quantification is no detection; where that limit is zero any trace is
                    // one
                    case NOT_DETECTED -> value.signum() == 0 || side < 0;
                };
        return passes ? Outcome.PASS : Outcome.FAIL;
    }

    /** The true figure is somewhere below the laboratory's limit of quantification: judged only if that settles it. */
    private static Outcome ofBelow(Optional<BigDecimal> quantifiable, Limit limit) {
        if (limit.operator() == Operator.NOT_DETECTED) {
            boolean fineEnough = limit.limit().signum() == 0
                    || quantifiable
                            .map(q -> q.compareTo(limit.limit()) <= 0)
                            .orElse(true); // without a figure, the method's own limit of quantification is meant
            return fineEnough ? Outcome.PASS : Outcome.INCOMPLETE;
        }
        if (quantifiable.isEmpty() || quantifiable.get().compareTo(limit.limit()) > 0) {
            return Outcome.INCOMPLETE;
        }
        return limit.operator() == Operator.AT_MOST ? Outcome.PASS : Outcome.FAIL;
    }

    private static Text reason(Measured measured, Limit limit, Outcome outcome) {
        Text requirement = limit.requirement();
        if (outcome == Outcome.INCOMPLETE && measured.value().isEmpty()) {
            return Text.of(
                    "未检出，规定%s；报告未给出定量限，不能判定，请检验机构注明，如“未检出(<0.01)”".formatted(requirement.zh()),
                    "not detected, required %s: not judged without the limit of quantification, such as 未检出(<0.01)"
                            .formatted(requirement.en()));
        }
        String zh = "检验值%s，规定%s，%s"
                .formatted(measured.display(), requirement.zh(), outcome.title().zh());
        String en = "found %s, required %s: %s"
                .formatted(measured.display(), requirement.en(), outcome.title().en());
        return limit.verified()
                ? Text.of(zh, en)
                : Text.of(zh + "（限度待核）", en + " (limit to be checked against the printed text)");
    }
}
