package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Early warning: the sum of evidence that bad outcomes have become more frequent than they should be, never below zero (a
 * CUSUM of log-likelihood ratios). It forgets good times at once and gathers bad ones.
 *
 * @param value 0 where nothing speaks for it
 * @param alarmSince the day on which it passed the limit, until it is back at zero
 * @param observed outcomes so far
 * @param bad those of them that were bad
 */
public record Cusum(double value, Optional<LocalDate> alarmSince, int observed, int bad) {

    /**
     * What is looked for.
     *
     * @param usual share of bad outcomes that is no reason to look, in (0, 1)
     * @param raised share that is, above {@code usual}
     * @param limit of the sum from which an alarm is given
     */
    public record Terms(double usual, double raised, double limit, String basis, String verified) {

        public Terms {
            if (!(usual > 0 && usual < raised && raised < 1) || !(limit > 0)) {
                throw new IllegalArgumentException(
                        "0 < usual < raised < 1 and a limit above 0: " + usual + ", " + raised + ", " + limit);
            }
        }

        double step(boolean isBad) {
            return isBad ? StrictMath.log(raised / usual) : StrictMath.log((1 - raised) / (1 - usual));
        }
    }

    /** One outcome, on the day that it became known. */
    public record Outcome(LocalDate day, boolean bad) {}

    /** Where the sum stands after all of them, in their order. */
    public static Cusum of(Terms terms, List<Outcome> outcomes) {
        double value = 0;
        int bad = 0;
        LocalDate since = null;
        for (Outcome o : outcomes) {
            value = Math.max(0, value + terms.step(o.bad()));
            bad += o.bad() ? 1 : 0;
            if (value >= terms.limit() && since == null) {
                since = o.day();
            } else if (value == 0) {
                since = null;
            }
        }
        return new Cusum(value, Optional.ofNullable(since), outcomes.size(), bad);
    }
}
