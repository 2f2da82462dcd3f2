package org.herbtrust.credit.rules.backtest;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Scores in their order, sorted once, so that the same ranking can be weighed again and again.
 *
 * <p>The AUC is counted here and not taken from Commons Math's {@code MannWhitneyUTest}, which gives the greater of both U and
 * hence hides a score that ranks the wrong way round.
 */
final class RankedScores {

    private final int[] order;
    private final double[] scores;
    private final boolean[] bad;

    RankedScores(double[] scores, boolean[] bad) {
        if (scores.length != bad.length) {
            throw new IllegalArgumentException(scores.length + " scores and " + bad.length + " outcomes");
        }
        this.scores = scores.clone();
        this.bad = bad.clone();
        Integer[] boxed = new Integer[scores.length];
        Arrays.setAll(boxed, i -> i);
        Arrays.sort(boxed, Comparator.comparingDouble(i -> scores[i]));
        order = Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }

    /** What a ranking is worth: pairs of a bad and a good case, those ranked right, and the widest gap of both distributions. */
    record Order(double pairs, double right, double ks) {

        /** NaN where there is no pair. */
        double auc() {
            return pairs == 0 ? Double.NaN : right / pairs;
        }
    }

    Order order() {
        int[] once = new int[scores.length];
        Arrays.fill(once, 1);
        return order(once);
    }

    /** @param times how often each case counts; a tie is half right */
    Order order(int[] times) {
        long allBad = 0;
        long allGood = 0;
        for (int i = 0; i < times.length; i++) {
            if (bad[i]) {
                allBad += times[i];
            } else {
                allGood += times[i];
            }
        }
        long goodBelow = 0;
        long badBelow = 0;
        double right = 0;
        double widest = 0;
        int at = 0;
        while (at < order.length) {
            double score = scores[order[at]];
            long badHere = 0;
            long goodHere = 0;
            while (at < order.length && scores[order[at]] == score) {
                if (bad[order[at]]) {
                    badHere += times[order[at]];
                } else {
                    goodHere += times[order[at]];
                }
                at++;
            }
            right += badHere * (goodBelow + goodHere / 2.0);
            goodBelow += goodHere;
            badBelow += badHere;
            if (allBad > 0 && allGood > 0) {
                widest = Math.max(widest, Math.abs((double) goodBelow / allGood - (double) badBelow / allBad));
            }
        }
        double pairs = (double) allBad * allGood;
        return new Order(pairs, right, pairs == 0 ? Double.NaN : widest);
    }
}
