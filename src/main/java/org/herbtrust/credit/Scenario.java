package org.herbtrust.credit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of market that a made-up history is lived in. Between them they cover what real histories differ in: how far merchants
 * differ and whether that lasts, whether inspectors rotate, how strict they are, how often a bad outcome happens and what is
 * called one.
 *
 * <p>Rates are of findings a visit at the market's middle; spreads are standard deviations of the log of that rate.
 */
enum Scenario {
    /** A middling market: some of everything. */
    MARKET(new Ways(0.95, 0.4, 0.6, 0.6, 0.6, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {-0.35, 0, 0.3}),
    /** Merchants are what they are for years. */
    LASTING(new Ways(1.2, 0.1, 0.9, 0.3, 0.2, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {0}),
    /** Merchants change within months. */
    DRIFTING(new Ways(0.4, 0.9, 0.25, 0.3, 0.2, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {0}),
    /** Inspectors differ more than merchants, and rotate. */
    STRICT_ROTATING(new Ways(0.8, 0.3, 0.6, 1.0, 0.0, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {0}),
    /** Inspectors keep to their territory, and territories differ: strictness cannot be told from quality. */
    TERRITORIES(new Ways(0.8, 0.3, 0.6, 0.5, 0.97, 0.5), Rates.MIDDLE, Outcome.SERIOUS, new double[] {0}),
    /** One inspector each, for good. */
    ONE_INSPECTOR_EACH(new Ways(0.9, 0.3, 0.6, 0.5, 1, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {0}),
    /** The groups of merchants differ more than merchants within them. */
    STRONG_STRATA(
            new Ways(0.6, 0.3, 0.6, 0.3, 0.3, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {-1.6, -0.8, 0, 0.8, 1.3
            }),
    /** A bad outcome is one visit in twenty. */
    RARE(new Ways(1.0, 0.3, 0.6, 0.5, 0.3, 0), new Rates(0.9, 0.3, 0.03), Outcome.CRITICAL, new double[] {-0.3, 0.3}),
    /** Two visits of three are bad. */
    FREQUENT(new Ways(0.7, 0.3, 0.6, 0.5, 0.3, 0), new Rates(2.5, 0.9, 0.4), Outcome.SERIOUS, new double[] {-0.3, 0.3}),
    /** Very many small faults, most of which say little of the grave ones. */
    MANY_MINOR(new Ways(0.7, 0.3, 0.6, 0.4, 0.3, 0), new Rates(9, 0.5, 0.12), Outcome.CRITICAL, new double[] {0}),
    /** Bad is a sum of points over a border. */
    POINTS(new Ways(0.8, 0.3, 0.6, 0.5, 0.3, 0), new Rates(3.0, 0.8, 0.25), Outcome.POINTS, new double[] {-0.3, 0.3}),
    /** Bad is a closure: rare, and only loosely tied to what was found. */
    CLOSURE(new Ways(1.1, 0.3, 0.6, 0.4, 0.3, 0), new Rates(1.2, 0.5, 0.2), Outcome.CLOSURE, new double[] {0}),
    /** Nobody counts small faults. */
    NO_MINOR(new Ways(0.9, 0.3, 0.6, 0.5, 0.4, 0), new Rates(0, 0.35, 0.1), Outcome.SERIOUS, new double[] {0}),
    /** Only one column of faults is filled in, and it is the outcome. */
    CRITICAL_ONLY(new Ways(0.9, 0.3, 0.6, 0.5, 0.4, 0), new Rates(0, 0, 0.3), Outcome.CRITICAL, new double[] {0}),
    /** Merchants hardly differ. */
    ALIKE(new Ways(0.45, 0.2, 0.6, 0.6, 0.3, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {-0.2, 0.2}),
    /** Faults come in clusters: a day is good or bad as a whole. */
    CLUSTERED(
            new Ways(0.8, 0.3, 0.6, 0.5, 0.3, 0),
            Rates.MIDDLE,
            Outcome.SERIOUS,
            new double[] {-0.2, 0.2},
            Trait.CLUSTERS),
    /** One visit of thirty is bad, and that is all that is noted down. */
    RARE_ONE_COLUMN(
            new Ways(1.0, 0.3, 0.6, 0.5, 0.3, 0),
            new Rates(0, 0, 0.02),
            Outcome.CRITICAL,
            new double[] {-0.3, 0.3},
            Trait.CLUSTERS),
    /** Nobody marks a re-inspection as one. */
    UNMARKED(
            new Ways(0.9, 0.4, 0.6, 0.5, 0.3, 0),
            Rates.MIDDLE,
            Outcome.SERIOUS,
            new double[] {-0.2, 0.2},
            Trait.REINSPECTIONS_UNMARKED),
    /** A visit a year, by somebody else each time. */
    YEARLY(new Ways(0.9, 0.3, 0.7, 0.6, 0, 0), Rates.MIDDLE, Outcome.SERIOUS, new double[] {-0.3, 0.3}, Trait.YEARLY),
    /** Merchants are moved to another group after bad visits, so that the group of a row tells of it. */
    MOVED(
            new Ways(0.9, 0.3, 0.6, 0.5, 0.3, 0),
            Rates.MIDDLE,
            Outcome.SERIOUS,
            new double[] {-0.3, 0.3},
            Trait.MOVED_WHEN_BAD);

    /** What else is particular. */
    enum Trait {
        CLUSTERS,
        REINSPECTIONS_UNMARKED,
        YEARLY,
        MOVED_WHEN_BAD
    }

    /** What a visit is called bad for. */
    enum Outcome {
        CRITICAL,
        SERIOUS,
        POINTS,
        CLOSURE
    }

    /**
     * How merchants and inspectors are.
     *
     * @param lasting spread of what a merchant is for good
     * @param drift spread of what changes
     * @param driftKeptAYear share of the change that is left after a year
     * @param strictness spread of inspectors
     * @param atHome share of visits that are made by the inspector of the territory
     * @param territory spread of the territories' own quality
     */
    record Ways(
            double lasting, double drift, double driftKeptAYear, double strictness, double atHome, double territory) {}

    record Rates(double minor, double serious, double critical) {
        static final Rates MIDDLE = new Rates(0.55, 0.24, 0.07);
    }

    private final Ways ways;
    private final Rates rates;
    private final Outcome outcome;
    private final double[] strata;
    private final Set<Trait> traits;

    Scenario(Ways ways, Rates rates, Outcome outcome, double[] strata, Trait... traits) {
        this.ways = ways;
        this.rates = rates;
        this.outcome = outcome;
        this.strata = strata;
        this.traits = Set.of(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    Ways ways() {
        return ways;
    }

    Rates rates() {
        return rates;
    }

    Outcome outcome() {
        return outcome;
    }

    /** How many groups of merchants there are. */
    int strata() {
        return strata.length;
    }

    /** What a merchant of that group has more (or less) than the middle. */
    double shift(int stratum) {
        return strata[stratum];
    }

    /** As it is written on a command line: {@code strong-strata}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Scenario of(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--scenario须为其中之一 (must be one of): "
                        + Arrays.stream(values()).map(Scenario::key).collect(Collectors.joining(", "))));
    }
}
