package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;

/**
 * Why a merchant has the grade it has: everything that went in, everything that was left out, each step, and the way up.
 *
 * @param published the grade that stands now
 * @param pending the grade that waits for a named person's confirmation, or empty
 * @param letter what the index (or the absence of facts) alone says
 * @param shortestWayUp the earliest day with the least effort, found by grading anew; empty at the top or where none exists
 * @param notice on what the grade rests and on what it does not
 * @param confirmations that were given by then
 * @param underObjection whether a fact that would worsen the grade was held back or marked
 */
public record Explanation(
        MerchantId merchant,
        LocalDate asOf,
        String policyVersion,
        String policySha256,
        Policy.LetterFrom letterFrom,
        Grade published,
        Optional<Grade> pending,
        Grade letter,
        boolean underObjection,
        Steps steps,
        List<Used> used,
        List<LeftOut> leftOut,
        List<Fired> fired,
        List<Move> moves,
        Optional<Previous> previous,
        Text why,
        List<WayUp> waysUp,
        Optional<Shortest> shortestWayUp,
        Policy.Notice notice,
        List<Confirmation> confirmations,
        List<Remedy> remedies) {

    /** The grade that stood before, with the day since when. */
    public record Previous(Grade grade, LocalDate since) {}

    /**
     * A person's yes to a grade that rests on more than arithmetic.
     *
     * @param index whether it covers the index's own D
     * @param factIds the facts that the person had before them
     * @param by the person's account
     */
    public record Confirmation(Grade grade, boolean index, List<String> factIds, LocalDate on, String by) {

        boolean covers(FactRules.Fired fired) {
            return !fired.rule().cap().isWorseThan(grade)
                    && factIds.containsAll(fired.facts().stream().map(Fact::id).toList());
        }
    }

    /** The index as it was computed: market mean, posterior, borders and the probability to be above each. */
    public record Steps(
            LocalDate marketFrom,
            int marketVisits,
            double marketMean,
            double wholeMean,
            int fullPoints,
            double priorWeight,
            double dispersion,
            double index,
            double alpha,
            double beta,
            int independentVisits,
            Grade tier,
            LocalDate tierSince,
            List<Border> borders,
            Adjustment adjustment) {}

    /**
     * What the inspectors' strictness did.
     *
     * @param visits how many were adjusted
     * @param without what the index would be without it
     */
    public record Adjustment(int visits, double without, Text line) {}

    public record Border(String between, double at, double probabilityAbove) {}

    /**
     * A fact in use.
     *
     * @param points severity of a visit or sample before and after the inspector adjustment; 0 of other facts
     * @param ruleIds the rows that counted it
     */
    public record Used(
            String factId,
            FactType type,
            LocalDate occurredOn,
            LocalDate knownOn,
            int critical,
            int serious,
            int minor,
            double severity,
            double points,
            double weight,
            boolean inspectorAdjusted,
            boolean underObjection,
            List<String> ruleIds) {}

    public record LeftOut(String factId, FactType type, LocalDate occurredOn, Text reason) {}

    public record Fired(
            String ruleId,
            Policy.RuleKind kind,
            Grade cap,
            boolean needsConfirmation,
            boolean confirmed,
            List<String> factIds,
            Text text,
            String basis,
            String verified) {}

    public record Move(LocalDate day, Grade from, Grade to, double probability) {}

    /**
     * What would lift the grade.
     *
     * @param alone whether it is enough without anything else, as grading anew has shown
     */
    public record WayUp(
            Kind kind,
            Optional<Integer> visits,
            Optional<LocalDate> notBefore,
            List<String> factIds,
            Text text,
            boolean alone) {

        static WayUp of(
                Kind kind, Optional<Integer> visits, Optional<LocalDate> notBefore, List<String> factIds, Text text) {
            return new WayUp(kind, visits, notBefore, factIds, text, false);
        }

        WayUp marked(boolean enough) {
            return new WayUp(kind, visits, notBefore, factIds, text, enough);
        }

        public enum Kind {
            CLEAN_VISITS,
            EXPIRY,
            CORRECTION,
            REPAIR,
            COMMITMENT
        }
    }

    /**
     * All that has to be done, together, and the grade that it leads to on that day.
     *
     * @param visitsOn days of the clean visits that were reckoned with
     */
    public record Shortest(Grade to, LocalDate on, List<WayUp> steps, List<LocalDate> visitsOn, Text text) {}

    public record Remedy(String id, Text text, int days, boolean workingDays, String basis, String verified) {}
}
