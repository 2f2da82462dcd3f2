package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.herbtrust.kernel.Text;

/**
 * How severely a merchant's goods of one group are sampled: the switching rules of GB/T 2828.1, lot by lot.
 *
 * @param since the day of the last switch, or of the first lot
 * @param score the switching score, under normal inspection
 * @param acceptedInRow lots accepted one after the other up to now
 * @param refusedUnderTightened lots refused since inspection was tightened
 * @param mayBeReduced whether the score is reached and only the authority's consent is missing
 */
public record Switching(
        Severity severity,
        LocalDate since,
        int score,
        int acceptedInRow,
        int refusedUnderTightened,
        boolean mayBeReduced,
        int lots,
        List<Switch> switches) {

    public Switching {
        switches = List.copyOf(switches);
    }

    /** How much is looked at. */
    public enum Severity {
        REDUCED(Text.of("放宽检验", "reduced")),
        NORMAL(Text.of("正常检验", "normal")),
        TIGHTENED(Text.of("加严检验", "tightened")),
        /** Acceptance is stopped until a person has seen that something was done about it: a review, not a decision. */
        STOPPED(Text.of("暂停接收，待审查", "stopped for review"));

        private final Text title;

        Severity(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    /**
     * The rules' numbers.
     *
     * @param refused of at most {@code within} successive lots: normal becomes tightened
     * @param acceptedToNormal lots accepted in a row: tightened becomes normal
     * @param refusedToStop lots refused in all under tightened: inspection stops
     * @param scoreToReduce the switching score from which inspection may be reduced
     * @param scoreOfLot what an accepted lot adds to the score
     * @param irregularAfterDays without a lot: supply is no longer steady, reduced becomes normal
     */
    public record Terms(
            int refused,
            int within,
            int acceptedToNormal,
            int refusedToStop,
            int scoreToReduce,
            int scoreOfLot,
            int irregularAfterDays,
            String basis,
            String verified) {}

    /** A person's word that is needed: consent to reduce, or to go on after a stop. */
    public record Consent(Severity to, LocalDate on) {}

    public record Lot(LocalDate day, boolean accepted) {}

    /** One switch with its reason. */
    public record Switch(LocalDate day, Severity from, Severity to, Text why) {}

    /**
     * Where it stands after all lots.
     *
     * @param lots at least one, oldest first
     * @param consents oldest first; each counts once, for the first lot on or after its day
     */
    public static Switching of(Terms terms, List<Lot> lots, List<Consent> consents, LocalDate asOf) {
        Course course = new Course(terms, lots.get(0).day());
        Deque<Consent> waiting = new ArrayDeque<>(consents);
        for (Lot lot : lots) {
            while (!waiting.isEmpty() && !waiting.peek().on().isAfter(lot.day())) {
                course.consent(waiting.poll());
            }
            course.lot(lot);
        }
        while (!waiting.isEmpty() && !waiting.peek().on().isAfter(asOf)) {
            course.consent(waiting.poll());
        }
        return course.standing(lots.size());
    }

    private static final class Course {

        private final Terms terms;
        private final Deque<Boolean> last = new ArrayDeque<>();
        private final List<Switch> switches = new ArrayList<>();
        private Severity severity = Severity.NORMAL;
        private LocalDate since;
        private LocalDate lastLot;
        private int score;
        private int acceptedInRow;
        private int refusedUnderTightened;

        Course(Terms terms, LocalDate first) {
            this.terms = terms;
            this.since = first;
            this.lastLot = first;
        }

        void consent(Consent consent) {
            if (consent.to() == Severity.REDUCED && mayBeReduced()) {
                to(Severity.REDUCED, consent.on(), Text.of("转移得分达到，主管人员同意", "score reached, the authority agreed"));
            } else if (consent.to() == Severity.TIGHTENED && severity == Severity.STOPPED) {
                to(Severity.TIGHTENED, consent.on(), Text.of("整改经审查，恢复加严检验", "reviewed; goes on, tightened"));
            }
        }

        void lot(Lot lot) {
            if (severity == Severity.REDUCED
                    && ChronoUnit.DAYS.between(lastLot, lot.day()) > terms.irregularAfterDays()) {
                to(Severity.NORMAL, lot.day(), Text.of("供货不稳定", "supply is not steady"));
            }
            lastLot = lot.day();
            acceptedInRow = lot.accepted() ? acceptedInRow + 1 : 0;
            last.addLast(lot.accepted());
            if (last.size() > terms.within()) {
                last.removeFirst();
            }
            switch (severity) {
                case REDUCED -> {
                    if (!lot.accepted()) {
                        to(Severity.NORMAL, lot.day(), Text.of("一批不合格", "a lot was refused"));
                        last.addLast(false);
                    }
                }
                case NORMAL -> underNormal(lot);
                case TIGHTENED -> underTightened(lot);
                case STOPPED -> {}
            }
        }

        private void underNormal(Lot lot) {
            score = lot.accepted() ? score + terms.scoreOfLot() : 0;
            long refused = last.stream().filter(accepted -> !accepted).count();
            if (!lot.accepted() && refused >= terms.refused()) {
                to(
                        Severity.TIGHTENED,
                        lot.day(),
                        Text.of(
                                "连续" + terms.within() + "批以内有" + refused + "批不合格",
                                refused + " of " + terms.within() + " or fewer successive lots refused"));
            }
        }

        private void underTightened(Lot lot) {
            refusedUnderTightened += lot.accepted() ? 0 : 1;
            if (refusedUnderTightened >= terms.refusedToStop()) {
                to(
                        Severity.STOPPED,
                        lot.day(),
                        Text.of(
                                "加严检验下累计" + refusedUnderTightened + "批不合格",
                                refusedUnderTightened + " lots refused under tightened inspection"));
            } else if (acceptedInRow >= terms.acceptedToNormal()) {
                to(
                        Severity.NORMAL,
                        lot.day(),
                        Text.of("连续" + acceptedInRow + "批合格", acceptedInRow + " lots accepted in a row"));
            }
        }

        private void to(Severity next, LocalDate day, Text why) {
            switches.add(new Switch(day, severity, next, why));
            severity = next;
            since = day;
            score = 0;
            acceptedInRow = 0;
            refusedUnderTightened = 0;
            last.clear();
        }

        private boolean mayBeReduced() {
            return severity == Severity.NORMAL && score >= terms.scoreToReduce();
        }

        Switching standing(int lots) {
            return new Switching(
                    severity, since, score, acceptedInRow, refusedUnderTightened, mayBeReduced(), lots, switches);
        }
    }
}
