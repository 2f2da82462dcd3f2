package org.herbtrust.credit.rules;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Text;

/**
 * One version of the credit policy: everything about the grade that a regulator may argue about, as dated data.
 *
 * @param sha256 lower-case hexadecimal, over the bytes of the file
 * @param validTo the last day, or empty while no end is known
 * @param displayOf class of the facts of a type whose document names none; of other types it is ordinary
 */
public record Policy(
        String version,
        String sha256,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        LetterFrom letterFrom,
        Notice notice,
        IndexTerms index,
        TierTerms tiers,
        WarningTerms warning,
        Map<FactType, Observed> observations,
        Map<DisplayClass, Display> display,
        Map<FactType, DisplayClass> displayOf,
        List<Rule> rules,
        List<Remedy> remedies) {

    public Policy {
        observations = Map.copyOf(observations);
        display = Map.copyOf(display);
        displayOf = Map.copyOf(displayOf);
        rules = List.copyOf(rules);
        remedies = List.copyOf(remedies);
        if (display.size() != DisplayClass.values().length) {
            throw new IllegalArgumentException("display needs every class: " + new EnumMap<>(display).keySet());
        }
    }

    /** On what a grade rests, and what it is not; printed with every explanation. */
    public record Notice(Text text, String basis, String verified) {}

    /** Where the letter comes from before the fact rules cap it. */
    public enum LetterFrom {
        /** The tier of the index with its hysteresis. */
        INDEX_CAPPED,
        /** A, unless a fact rule says otherwise: for a market whose law forbids a published statistic. */
        FACTS_ONLY
    }

    /**
     * The index (credit model, steps 1 to 5).
     *
     * @param points of one finding of each class
     * @param fullPoints points at which a visit is as bad as a visit can be
     * @param mostAboveFull the share of visits that may have more points: where more have, full points rise until it holds
     * @param windowMonths observations older than that weigh nothing
     * @param priorMean the mean before the market has a history, in (0, 1)
     * @param marketShrink visits by which the market's and a stratum's means are shrunk
     */
    public record IndexTerms(
            Map<FindingClass, Integer> points,
            int fullPoints,
            int halfLifeDays,
            int windowMonths,
            double mostAboveFull,
            PriorWeight priorWeight,
            double priorMean,
            double priorVariance,
            int marketWindowMonths,
            int marketShrink,
            double dispersionLeast,
            double dispersionMost,
            InspectorTerms inspector) {

        public IndexTerms {
            points = Map.copyOf(points);
            if (points.size() != FindingClass.values().length) {
                throw new IllegalArgumentException("points are needed for every finding class: " + points.keySet());
            }
        }
    }

    /**
     * How many visits of its own the market's mean is worth for a merchant: what the market's own history says, within bounds.
     * Equal bounds fix it.
     */
    public record PriorWeight(double least, double most) {

        public PriorWeight {
            if (!(least > 0) || most < least) {
                throw new IllegalArgumentException(
                        "bounds of priorWeight above 0, least first: " + least + ", " + most);
            }
        }
    }

    /**
     * When and how far a visit is corrected for the strictness of its inspector.
     *
     * @param lambda 0 switches the adjustment off, 1 applies it as far as inspectors rotate: whole where they are drawn anew
     *     each time, not at all where each keeps to his own, for there strict cannot be told from bad
     * @param clip severities nearer to 0 or 1 are taken as that near, to keep their logit finite
     * @param clipOfMean the clip is at most that part of the market's mean, or a clean visit by an inspector like all others would
     *     count as worse than a market with few findings; empty in versions without such a bound
     */
    public record InspectorTerms(
            int minVisits, int minShared, int shrink, double lambda, double clip, Optional<Double> clipOfMean) {

        /** The clip in a market of that mean. */
        double clipIn(double mean) {
            return clipOfMean.map(part -> Math.min(clip, part * mean)).orElse(clip);
        }
    }

    /**
     * Tiers (step 6).
     *
     * @param factors of the mean: the borders A/B, B/C and C/D
     * @param stratumShare whose mean that is: 1 the stratum's, 0 the whole market's, between them their weighted geometric mean
     * @param probability needed to move, in (0.5, 1)
     * @param minDays between two moves where the second is upwards
     * @param minVisits independent visits below which there is no letter
     */
    public record TierTerms(List<Double> factors, double stratumShare, double probability, int minDays, int minVisits) {

        public TierTerms {
            factors = List.copyOf(factors);
            if (factors.size() != 3 || factors.get(0) >= factors.get(1) || factors.get(1) >= factors.get(2)) {
                throw new IllegalArgumentException("three rising factors are needed: " + factors);
            }
        }
    }

    /**
     * Early warning for those in charge; nothing of it is a grade.
     *
     * @param bad the class from which a visit's finding counts as a bad outcome
     */
    public record WarningTerms(FindingClass bad, Cusum.Terms cusum, Switching.Terms switching) {}

    /**
     * How a kind of observation enters the index.
     *
     * @param weight 0 keeps it out of the index: it is reported beside it
     * @param independent whether it counts as a visit of its own
     */
    public record Observed(double weight, boolean independent) {}

    /** How long an authority's fact of a class is displayed, and after which time it may be repaired; in months from its document. */
    public record Display(int minimumMonths, int maximumMonths) {}

    /** What a rule does where its condition holds. */
    public enum RuleKind {
        /** A fact caps the grade. */
        CAP,
        /** The same, and no average or later good conduct weighs against it. */
        VETO,
        /** Without such facts the grade is capped. */
        REQUIRE
    }

    /**
     * One row of the rule table.
     *
     * @param atLeast the class that a finding must reach, empty where every fact of the type counts
     * @param count facts needed to fire (or, of a requirement, to satisfy it)
     * @param sameAct facts are counted act by act
     * @param windowMonths how far back, or empty for the whole file
     * @param inDisplayPeriod only while the authority's fact may be displayed
     * @param open only facts that were not corrected
     * @param confirm a named person must confirm a downgrade by this row
     * @param verified how sure the legal basis is: V (text read), H, M, L; OURS for a rule of the market
     */
    public record Rule(
            String id,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            RuleKind kind,
            Set<FactType> types,
            Optional<FindingClass> atLeast,
            int count,
            boolean sameAct,
            Optional<Integer> windowMonths,
            boolean inDisplayPeriod,
            boolean open,
            Grade cap,
            boolean confirm,
            Text text,
            String basis,
            String verified) {

        public Rule {
            types = Set.copyOf(types);
            if (types.isEmpty() || count < 1 || !cap.isLetter() || cap == Grade.A) {
                throw new IllegalArgumentException("a rule names types, a count from 1 and a cap B, C or D: " + id);
            }
        }

        boolean isInForce(LocalDate day) {
            return !day.isBefore(validFrom)
                    && validTo.map(end -> !day.isAfter(end)).orElse(true);
        }
    }

    /** What the merchant can do against a grade, and how long. */
    public record Remedy(String id, Text text, int days, boolean workingDays, String basis, String verified) {}

    /** Points of a visit with those findings (step 2). */
    public int points(int critical, int serious, int minor) {
        return this.index.points().get(FindingClass.CRITICAL) * critical
                + this.index.points().get(FindingClass.SERIOUS) * serious
                + this.index.points().get(FindingClass.MINOR) * minor;
    }

    Observed observed(FactType type) {
        return observations.getOrDefault(type, NOT_OBSERVED);
    }

    private static final Observed NOT_OBSERVED = new Observed(0, false);
}
