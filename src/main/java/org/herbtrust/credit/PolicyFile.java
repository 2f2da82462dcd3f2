package org.herbtrust.credit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herbtrust.credit.rules.Cusum;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.FindingClass;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.credit.rules.Switching;
import org.herbtrust.platform.DatedFile;

/** Reads a credit policy; a malformed one is refused with its line and the reason. */
public final class PolicyFile {

    private static final int MOST_MONTHS = 600;

    private PolicyFile() {}

    /**
     * Reads the bytes of a file.
     *
     * @throws IllegalArgumentException naming file, line and reason
     */
    public static Policy read(String name, byte[] bytes) {
        DatedFile file = new DatedFile(name, bytes);
        DatedFile.Row root = file.root();
        String version = root.string("version");
        if (!version.matches("[a-z0-9.-]{1,40}")) {
            throw root.wrong("version is made of lower-case letters, digits, dots and hyphens: " + version);
        }
        LocalDate validFrom = root.day("validFrom");
        Policy policy = new Policy(
                version,
                file.sha256(),
                validFrom,
                root.optionalDay("validTo"),
                root.oneOf("letterFrom", Policy.LetterFrom.class),
                notice(root.row("notice")),
                index(root.row("index")),
                tiers(root.row("tiers")),
                warning(root.row("warning")),
                observations(root),
                display(root.row("display")),
                displayOf(root),
                rules(root),
                remedies(root));
        root.nothingElse();
        if (policy.validTo().isPresent() && policy.validTo().get().isBefore(validFrom)) {
            throw root.wrong("validTo is before validFrom");
        }
        return policy;
    }

    private static Policy.Notice notice(DatedFile.Row row) {
        Policy.Notice notice = new Policy.Notice(row.text("text"), row.string("basis"), verified(row));
        row.nothingElse();
        return notice;
    }

    private static Policy.IndexTerms index(DatedFile.Row row) {
        DatedFile.Row pointsRow = row.row("points");
        Map<FindingClass, Integer> points = new EnumMap<>(FindingClass.class);
        int more = Integer.MAX_VALUE;
        for (FindingClass c : FindingClass.values()) {
            points.put(c, pointsRow.integer(c.name(), 0, 1000));
            if (points.get(c) > more) {
                throw pointsRow.wrong("a lighter class has more points than a graver one: " + c);
            }
            more = points.get(c);
        }
        pointsRow.nothingElse();
        DatedFile.Row inspectorRow = row.row("inspector");
        Policy.InspectorTerms inspector = new Policy.InspectorTerms(
                inspectorRow.integer("minVisits", 1, 100_000),
                inspectorRow.integer("minShared", 1, 100_000),
                inspectorRow.integer("shrink", 1, 100_000),
                inspectorRow.number("lambda", 0, 1),
                inspectorRow.number("clip", 0.0001, 0.2),
                inspectorRow.optionalNumber("clipOfMean", 0.01, 1));
        inspectorRow.nothingElse();
        Policy.IndexTerms terms = new Policy.IndexTerms(
                points,
                row.integer("fullPoints", 1, 10_000),
                row.integer("halfLifeDays", 1, 36_500),
                row.integer("windowMonths", 1, MOST_MONTHS),
                row.number("mostAboveFull", 0, 1),
                priorWeight(row.row("priorWeight")),
                row.number("priorMean", 0.001, 0.9),
                row.number("priorVariance", 0, 0.25),
                row.integer("marketWindowMonths", 1, MOST_MONTHS),
                row.integer("marketShrink", 1, 100_000),
                row.number("dispersionLeast", 0.01, 1),
                row.number("dispersionMost", 0.01, 1),
                inspector);
        row.nothingElse();
        return terms;
    }

    private static Policy.WarningTerms warning(DatedFile.Row row) {
        FindingClass bad = row.oneOf("bad", FindingClass.class);
        DatedFile.Row sum = row.row("cusum");
        Cusum.Terms cusum;
        try {
            cusum = new Cusum.Terms(
                    sum.number("usual", 0.0001, 0.99),
                    sum.number("raised", 0.0001, 0.99),
                    sum.number("limit", 0.1, 1000),
                    sum.string("basis"),
                    verified(sum));
        } catch (IllegalArgumentException unclear) {
            throw unclear.getMessage().contains(" line ") ? unclear : sum.wrong(unclear.getMessage());
        }
        sum.nothingElse();
        DatedFile.Row rules = row.row("switching");
        Switching.Terms switching = new Switching.Terms(
                rules.integer("refused", 1, 100),
                rules.integer("within", 1, 100),
                rules.integer("acceptedToNormal", 1, 100),
                rules.integer("refusedToStop", 1, 100),
                rules.integer("scoreToReduce", 1, 1000),
                rules.integer("scoreOfLot", 1, 100),
                rules.integer("irregularAfterDays", 1, 3650),
                rules.string("basis"),
                verified(rules));
        rules.nothingElse();
        row.nothingElse();
        return new Policy.WarningTerms(bad, cusum, switching);
    }

    private static Policy.PriorWeight priorWeight(DatedFile.Row row) {
        double least = row.number("least", 0.01, 1000);
        double most = row.number("most", 0.01, 1000);
        row.nothingElse();
        try {
            return new Policy.PriorWeight(least, most);
        } catch (IllegalArgumentException bad) {
            throw row.wrong(bad.getMessage());
        }
    }

    private static Policy.TierTerms tiers(DatedFile.Row row) {
        List<Double> factors = row.numbers("factors", 0.01, 100);
        double stratumShare = row.number("stratumShare", 0, 1);
        double probability = row.number("probability", 0.5, 0.999);
        int minDays = row.integer("minDays", 1, 3650);
        int minVisits = row.integer("minVisits", 1, 100);
        row.nothingElse();
        try {
            return new Policy.TierTerms(factors, stratumShare, probability, minDays, minVisits);
        } catch (IllegalArgumentException bad) {
            throw row.wrong(bad.getMessage());
        }
    }

    private static Map<FactType, Policy.Observed> observations(DatedFile.Row root) {
        Map<FactType, Policy.Observed> observations = new EnumMap<>(FactType.class);
        for (DatedFile.Row row : root.rows("observations")) {
            FactType type = row.oneOf("type", FactType.class);
            if (observations.put(type, new Policy.Observed(row.number("weight", 0, 10), row.flag("independent", false)))
                    != null) {
                throw row.wrong(type + " is given twice");
            }
            row.nothingElse();
        }
        return observations;
    }

    private static Map<DisplayClass, Policy.Display> display(DatedFile.Row row) {
        Map<DisplayClass, Policy.Display> display = new EnumMap<>(DisplayClass.class);
        for (DisplayClass c : DisplayClass.values()) {
            DatedFile.Row one = row.row(c.name());
            int least = one.integer("minimumMonths", 0, MOST_MONTHS);
            int most = one.integer("maximumMonths", 0, MOST_MONTHS);
            if (most < least) {
                throw one.wrong("maximumMonths is less than minimumMonths");
            }
            display.put(c, new Policy.Display(least, most));
            one.nothingElse();
        }
        row.nothingElse();
        return display;
    }

    private static Map<FactType, DisplayClass> displayOf(DatedFile.Row root) {
        Map<FactType, DisplayClass> displayOf = new EnumMap<>(FactType.class);
        if (root.has("displayOf")) {
            DatedFile.Row row = root.row("displayOf");
            for (FactType type : FactType.values()) {
                row.optionalOneOf(type.name(), DisplayClass.class).ifPresent(c -> displayOf.put(type, c));
            }
            row.nothingElse();
        }
        return displayOf;
    }

    private static List<Policy.Rule> rules(DatedFile.Row root) {
        List<Policy.Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (DatedFile.Row row : root.rows("rules")) {
            String id = row.string("id");
            if (!ids.add(id)) {
                throw row.wrong("rule " + id + " is given twice");
            }
            List<FactType> types = row.listOf("types", FactType.class);
            if (types.isEmpty()) {
                throw row.wrong("rule " + id + " needs types");
            }
            Grade cap = row.oneOf("cap", Grade.class);
            if (!cap.isLetter() || cap == Grade.A) {
                throw row.wrong("cap must be B, C or D: " + cap);
            }
            rules.add(new Policy.Rule(
                    id,
                    row.day("validFrom"),
                    row.optionalDay("validTo"),
                    row.oneOf("kind", Policy.RuleKind.class),
                    EnumSet.copyOf(types),
                    row.optionalOneOf("atLeast", FindingClass.class),
                    row.optionalInteger("count", 1, 1000).orElse(1),
                    row.flag("sameAct", false),
                    row.optionalInteger("windowMonths", 1, MOST_MONTHS),
                    row.flag("inDisplayPeriod", false),
                    row.flag("open", false),
                    cap,
                    row.flag("confirm", false),
                    row.text("text"),
                    row.string("basis"),
                    verified(row)));
            row.nothingElse();
        }
        return rules;
    }

    private static List<Policy.Remedy> remedies(DatedFile.Row root) {
        List<Policy.Remedy> remedies = new ArrayList<>();
        for (DatedFile.Row row : root.rows("remedies")) {
            remedies.add(new Policy.Remedy(
                    row.string("id"),
                    row.text("text"),
                    row.integer("days", 1, 3650),
                    row.flag("workingDays", false),
                    row.string("basis"),
                    verified(row)));
            row.nothingElse();
        }
        return remedies;
    }

    private static String verified(DatedFile.Row row) {
        String verified = row.string("verified");
        if (!verified.matches("V|H|M|L|OURS")) {
            throw row.wrong("verified must be V, H, M, L or OURS: " + verified);
        }
        return verified;
    }
}
