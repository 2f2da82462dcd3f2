package org.herbtrust.credit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.math3.random.Well19937c;
import org.herbtrust.credit.rules.backtest.Visit;

/**
 * A history of visits that never happened, with its truth beside it: each merchant has a quality that drifts, each inspector
 * a strictness and a territory that he leaves now and then, some visits become known late, and a bad visit is often followed
 * by a re-inspection. For trying methods where the right answer is known.
 */
final class SyntheticHistory {

    private static final LocalDate FROM = LocalDate.of(2018, 1, 1);
    private static final LocalDate TO = LocalDate.of(2024, 12, 31);
    private static final int DAYS = (int) ChronoUnit.DAYS.between(FROM, TO) + 1;
    private static final int MOST_VISITS_EACH = DAYS / 4;
    private static final int MERCHANTS_AN_INSPECTOR = 300;
    private static final int LEAST_INSPECTORS = 4;
    private static final double MARKET_SHIFT_A_YEAR = -0.04;
    private static final int BAD_POINTS = 10;
    private static final double CLOSED_AT_A_POINT = 0.02;
    private static final double REINSPECTED = 0.5;
    private static final double REINSPECTION_RATE = 0.25;
    private static final double CLUSTERING = 1.2;
    private static final double KNOWN_LATE = 0.2;
    private static final int LATEST_BY_DAYS = 30;

    private final Scenario scenario;
    private final Well19937c random;

    /**
     * A visit and the truth behind it.
     *
     * @param quality of the merchant on that day: log of its rate of faults, 0 is the market's middle, higher is worse
     * @param strictness of the inspector on the same scale
     */
    record Lived(Visit visit, double quality, double strictness) {}

    private SyntheticHistory(Scenario scenario, long seed) {
        this.scenario = scenario;
        random = new Well19937c(seed);
    }

    /**
     * Makes one. Where there is a visit a year, fewer than {@code rows} may fit.
     *
     * @param rows visits in all, at least one a merchant
     */
    static List<Lived> of(Scenario scenario, int rows, int entities, long seed) {
        if (entities < 1 || rows < entities) {
            throw new IllegalArgumentException(
                    "至少每家一行 (at least one row for each entity): " + rows + " rows, " + entities + " entities");
        }
        if (rows > (long) entities * MOST_VISITS_EACH) {
            throw new IllegalArgumentException("每家至多" + MOST_VISITS_EACH + "行 (at most " + MOST_VISITS_EACH
                    + " rows for each entity): " + rows + " rows, " + entities + " entities");
        }
        return new SyntheticHistory(scenario, seed).live(rows, entities);
    }

    private List<Lived> live(int rows, int entities) {
        int inspectors = Math.max(LEAST_INSPECTORS, entities / MERCHANTS_AN_INSPECTOR);
        double[] strictness = new double[inspectors];
        for (int i = 0; i < inspectors; i++) {
            strictness[i] = scenario.ways().strictness() * random.nextGaussian();
        }
        double[] territory = new double[inspectors];
        for (int i = 0; i < inspectors; i++) {
            territory[i] = scenario.ways().territory() * random.nextGaussian();
        }
        int[] visits = visits(rows, entities);
        List<Lived> all = new ArrayList<>(rows);
        for (int e = 0; e < entities; e++) {
            merchant(String.format("E%06d", e + 1), visits[e], strictness, territory, all);
        }
        all.sort(Comparator.comparing((Lived l) -> l.visit().date())
                .thenComparing(l -> l.visit().entity()));
        List<Lived> numbered = new ArrayList<>(rows);
        for (Lived l : all) {
            Visit v = l.visit();
            numbered.add(new Lived(
                    new Visit(
                            String.format("V%07d", numbered.size() + 1),
                            v.entity(),
                            v.date(),
                            v.knownOn(),
                            v.critical(),
                            v.serious(),
                            v.minor(),
                            v.bad(),
                            v.routine(),
                            v.inspector(),
                            v.stratum()),
                    l.quality(),
                    l.strictness()));
        }
        return numbered;
    }

    /** One for each, the rest at random: some merchants are visited far more often than others. */
    private int[] visits(int rows, int entities) {
        double[] upTo = new double[entities];
        double sum = 0;
        for (int e = 0; e < entities; e++) {
            sum += 0.2 - StrictMath.log(1 - random.nextDouble());
            upTo[e] = sum;
        }
        int[] visits = new int[entities];
        Arrays.fill(visits, 1);
        for (int i = entities; i < rows; i++) {
            int at = Arrays.binarySearch(upTo, random.nextDouble() * sum);
            int e = Math.min(entities - 1, at < 0 ? -at - 1 : at);
            while (visits[e] >= MOST_VISITS_EACH) {
                e = (e + 1) % entities;
            }
            visits[e]++;
        }
        return visits;
    }

    private void merchant(String id, int visits, double[] strictness, double[] territory, List<Lived> all) {
        Scenario.Ways ways = scenario.ways();
        int stratum = random.nextInt(scenario.strata());
        int home = random.nextInt(strictness.length);
        double lasting = ways.lasting() * random.nextGaussian() + scenario.shift(stratum) + territory[home];
        double drift = ways.drift() * random.nextGaussian();
        int opened = random.nextDouble() < 0.6 ? 0 : random.nextInt(DAYS / 2);
        boolean yearly = scenario.has(Scenario.Trait.YEARLY);
        TreeSet<Integer> days = new TreeSet<>();
        if (yearly) {
            for (int day = opened + random.nextInt(365); day < DAYS && days.size() < visits; day += 335) {
                days.add(Math.min(DAYS - 1, day + random.nextInt(60)));
            }
        }
        while (!yearly && days.size() < visits) {
            days.add(opened + random.nextInt(DAYS - opened));
        }
        int before = -1;
        boolean reinspect = false;
        boolean moved = false;
        while (!days.isEmpty()) {
            int day = days.pollFirst();
            boolean again = reinspect && before >= 0;
            if (again) {
                day = Math.min(day, before + 7 + random.nextInt(21));
            }
            if (before >= 0) {
                double kept = StrictMath.pow(ways.driftKeptAYear(), (day - before) / 365.0);
                drift = kept * drift + StrictMath.sqrt(1 - kept * kept) * ways.drift() * random.nextGaussian();
            }
            int inspector = random.nextDouble() < ways.atHome() ? home : random.nextInt(strictness.length);
            double quality = lasting + drift + MARKET_SHIFT_A_YEAR * day / 365.0;
            double rate = StrictMath.exp(quality + strictness[inspector]) * (again ? REINSPECTION_RATE : 1);
            if (scenario.has(Scenario.Trait.CLUSTERS)) {
                rate *= StrictMath.exp(CLUSTERING * random.nextGaussian() - CLUSTERING * CLUSTERING / 2);
            }
            int critical = poisson(scenario.rates().critical() * rate);
            int serious = poisson(scenario.rates().serious() * rate);
            int minor = poisson(scenario.rates().minor() * rate);
            boolean bad = bad(critical, serious, minor);
            moved |= bad && scenario.has(Scenario.Trait.MOVED_WHEN_BAD);
            LocalDate date = FROM.plusDays(day);
            int late = random.nextDouble() < KNOWN_LATE ? 1 + random.nextInt(LATEST_BY_DAYS) : 0;
            all.add(new Lived(
                    new Visit(
                            "",
                            id,
                            date,
                            date.plusDays(late),
                            critical,
                            serious,
                            minor,
                            bad,
                            !again || scenario.has(Scenario.Trait.REINSPECTIONS_UNMARKED),
                            String.format("I%03d", inspector + 1),
                            "S" + (stratum + 1 + (moved ? scenario.strata() : 0))),
                    quality,
                    strictness[inspector]));
            before = day;
            reinspect = bad && !again && random.nextDouble() < REINSPECTED;
        }
    }

    private boolean bad(int critical, int serious, int minor) {
        int points = 4 * critical + 2 * serious + minor;
        return switch (scenario.outcome()) {
            case CRITICAL -> critical > 0;
            case SERIOUS -> critical > 0 || serious > 0;
            case POINTS -> points >= BAD_POINTS;
            case CLOSURE -> random.nextDouble() < CLOSED_AT_A_POINT * points;
        };
    }

    private int poisson(double mean) {
        // such a rate is not met in a market; the sum below would need very many draws
        double least = StrictMath.exp(-Math.min(50, mean));
        int n = 0;
        double product = random.nextDouble();
        while (product > least) {
            n++;
            product *= random.nextDouble();
        }
        return n;
    }
}
