package org.herbtrust.credit.rules;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is left of an observation's weight after some days (step 4): 2^(-age / half-life). Whole days only, so that a night over
 * all files takes its powers from a table; each is the very number that {@link StrictMath#pow} gives.
 */
final class Decay {

    /** Four years and a day more: the longest window that a policy has; older ones are computed. */
    private static final int TABLE_DAYS = 1462;

    /** More half-lives than policies and their drafts ever have; above that, tables are made anew. */
    private static final int MOST_TABLES = 64;

    private static final Map<Integer, Decay> BY_HALF_LIFE = new ConcurrentHashMap<>();

    private final int halfLifeDays;
    private final double[] left = new double[TABLE_DAYS];

    private Decay(int halfLifeDays) {
        this.halfLifeDays = halfLifeDays;
        for (int age = 0; age < left.length; age++) {
            left[age] = power(age);
        }
    }

    static Decay of(int halfLifeDays) {
        Decay known = BY_HALF_LIFE.get(halfLifeDays);
        if (known != null) {
            return known;
        }
        if (BY_HALF_LIFE.size() >= MOST_TABLES) {
            BY_HALF_LIFE.clear();
        }
        return BY_HALF_LIFE.computeIfAbsent(halfLifeDays, Decay::new);
    }

    /** From 1 on the day itself downwards; above 1 for a day to come. */
    double left(long ageDays) {
        return ageDays >= 0 && ageDays < left.length ? left[(int) ageDays] : power(ageDays);
    }

    private double power(long ageDays) {
        return StrictMath.pow(2, -(double) ageDays / halfLifeDays);
    }
}
