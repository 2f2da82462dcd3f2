package org.herbtrust.credit.rules.backtest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.credit.rules.Replay;
import org.herbtrust.kernel.Text;

/**
 * A policy tried on a history of visits.
 *
 * <p>Each routine visit is foretold from what was known before its day: rows of the same day, or learned later, never feed it.
 * Means, inspectors' strictness, the worth of the baselines and the calibration are taken anew at the start of each quarter
 * from what was known then.
 */
public final class Backtest {

    private static final double REPORTED_AFTER = 0.4;
    private static final int RESAMPLES = 400;
    private static final int FIFTHS = 5;
    private static final int BINS = 10;
    private static final int LEAST_FOR_CALIBRATION = 50;
    private static final int LEAST_OF_A_KIND = 10;
    private static final int LEAST_FOR_PSI = 50;
    private static final int SHRINK = 20;

    private final Policy policy;
    private final List<Visit> visits;
    private final long seed;
    private final Progress progress;
    private final LocalDate split;
    private final List<BacktestReport.Note> notes = new ArrayList<>();

    /** Told how far a long run has come. */
    @FunctionalInterface
    public interface Progress {
        void at(Text what, int done, int of);
    }

    private Backtest(Policy policy, Collection<Visit> visits, Optional<LocalDate> split, long seed, Progress progress) {
        if (visits.isEmpty()) {
            throw new IllegalArgumentException("a history has at least one visit");
        }
        this.policy = policy;
        this.visits = visits.stream().sorted(Visit.ORDER).toList();
        this.seed = seed;
        this.progress = progress;
        this.split = split.orElseGet(
                () -> from().plusDays(Math.round(REPORTED_AFTER * (ChronoUnit.DAYS.between(from(), to()) + 1))));
    }

    /**
     * Runs it.
     *
     * @param split first day that is reported on; by default after the first 40 % of the days from the first visit to the last
     * @param seed of the resampling; the same seed, history and policy give the same report
     */
    public static BacktestReport run(
            Policy policy, Collection<Visit> visits, Optional<LocalDate> split, long seed, Progress progress) {
        return new Backtest(policy, visits, split, seed, progress).report();
    }

    /** What was foretold of each routine visit that has an earlier one, reported on or not; in the order of days. */
    static List<Foretold> foretell(Policy policy, Collection<Visit> visits) {
        return new Backtest(policy, visits, Optional.empty(), 0, (what, done, of) -> {})
                .replay()
                .foretold();
    }

    private LocalDate from() {
        return visits.get(0).date();
    }

    private LocalDate to() {
        return visits.get(visits.size() - 1).date();
    }

    /**
     * A visit with what was foretold of it.
     *
     * @param known visits of the merchant known before
     * @param score by method; higher is worse
     */
    record Foretold(Visit visit, int known, Grade grade, Map<Method, Double> score) {

        LocalDate quarter() {
            return MarketView.quarterOf(visit.date());
        }
    }

    private record Lived(List<Foretold> foretold, List<Replay.Regrading> regradings) {}

    private record Replayed(List<Foretold> foretold, List<List<Replay.Regrading>> regradings) {}

    private Replayed replay() {
        Map<String, List<Visit>> byEntity =
                visits.stream().collect(Collectors.groupingBy(Visit::entity, TreeMap::new, Collectors.toList()));
        Market market = new Market(policy, visits);
        Map<LocalDate, Rates> rates = new HashMap<>();
        for (LocalDate q = MarketView.quarterOf(from()); !q.isAfter(to()); q = q.plusMonths(3)) {
            rates.put(q, Rates.of(policy, byEntity.values(), visits, q));
        }
        List<List<Visit>> files = List.copyOf(byEntity.values());
        AtomicInteger done = new AtomicInteger();
        int step = Math.max(1, files.size() / 20);
        List<Lived> lives = IntStream.range(0, files.size())
                .parallel()
                .mapToObj(i -> {
                    Lived life = live(files.get(i), market, rates);
                    int at = done.incrementAndGet();
                    if (at % step == 0) {
                        progress.at(Text.of("回放商户", "replaying merchants"), at, files.size());
                    }
                    return life;
                })
                .toList();
        List<Foretold> foretold = lives.stream()
                .flatMap(l -> l.foretold().stream())
                .sorted(Comparator.comparing(Foretold::visit, Visit.ORDER))
                .toList();
        return new Replayed(foretold, lives.stream().map(Lived::regradings).toList());
    }

    private Lived live(List<Visit> file, Market market, Map<LocalDate, Rates> rates) {
        LocalDate first = file.get(0).date();
        List<Visit> targets = file.stream()
                .filter(v -> v.routine() && v.date().isAfter(first))
                .toList();
        List<Fact> facts = new ArrayList<>();
        for (Visit v : file) {
            facts.add(new Fact(
                    String.format("%09d", facts.size()),
                    v.routine() ? FactType.VISIT : FactType.REINSPECTION,
                    v.date(),
                    v.knownOn(),
                    v.critical(),
                    v.serious(),
                    v.minor(),
                    v.inspector().isEmpty() ? Optional.empty() : Optional.of(v.inspector()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
        }
        Map<LocalDate, MarketView> views = new HashMap<>();
        Function<LocalDate, MarketView> view =
                quarter -> views.computeIfAbsent(quarter, q -> market.view(stratum(file, q), q));
        Replay.Course course =
                Replay.of(policy, view, facts, targets.stream().map(Visit::date).toList());
        Map<LocalDate, Replay.Morning> mornings =
                course.mornings().stream().collect(Collectors.toMap(Replay.Morning::day, m -> m));
        List<Foretold> foretold = new ArrayList<>();
        for (Visit target : targets) {
            Replay.Morning morning = mornings.get(target.date());
            Map<Method, Double> score =
                    rates.get(MarketView.quarterOf(target.date())).baselines(target, file);
            // of whom nothing is known yet, nothing is foretold but the market's mean
            score.put(
                    Method.INDEX,
                    morning.visits() > 0
                            ? morning.index()
                            : market.view("", MarketView.quarterOf(target.date()))
                                    .mean());
            foretold.add(new Foretold(target, morning.visits(), morning.grade(), score));
        }
        return new Lived(foretold, course.regradings());
    }

    /** The merchant's stratum as last known before the quarter; before that, the one that became known first. */
    private static String stratum(List<Visit> file, LocalDate quarter) {
        return lastKnown(file, quarter)
                .or(() -> file.stream().min(Comparator.comparing(Visit::knownOn).thenComparing(Visit.ORDER)))
                .map(Visit::stratum)
                .orElse("");
    }

    private static Optional<Visit> lastKnown(List<Visit> file, LocalDate before) {
        Visit last = null;
        for (Visit v : file) {
            if (v.isKnownBefore(before)) {
                last = v;
            }
        }
        return Optional.ofNullable(last);
    }

    /** Bad rates known at the start of a quarter, for the baselines. */
    private record Rates(double all, Map<String, Double> byStratum, double worth) {

        static Rates of(Policy policy, Collection<List<Visit>> files, List<Visit> visits, LocalDate quarter) {
            LocalDate from = quarter.minusMonths(policy.index().marketWindowMonths());
            Map<String, int[]> counts = new HashMap<>();
            int[] all = new int[2];
            for (Visit v : visits) {
                if (v.routine() && !v.date().isBefore(from) && v.isKnownBefore(quarter)) {
                    int[] own = counts.computeIfAbsent(v.stratum(), s -> new int[2]);
                    own[0] += v.bad() ? 1 : 0;
                    own[1]++;
                    all[0] += v.bad() ? 1 : 0;
                    all[1]++;
                }
            }
            double rate = (all[0] + SHRINK * policy.index().priorMean()) / (all[1] + SHRINK);
            Map<String, Double> byStratum = new HashMap<>();
            counts.forEach((stratum, own) -> byStratum.put(stratum, (own[0] + SHRINK * rate) / (own[1] + SHRINK)));
            Map<BetaBinomial.Counts, Integer> histories = new HashMap<>();
            for (List<Visit> file : files) {
                int bad = 0;
                int known = 0;
                for (Visit v : file) {
                    if (v.isKnownBefore(quarter)) {
                        bad += v.bad() ? 1 : 0;
                        known++;
                    }
                }
                if (known > 0) {
                    histories.merge(new BetaBinomial.Counts(bad, known), 1, Integer::sum);
                }
            }
            return new Rates(rate, byStratum, BetaBinomial.worth(histories, rate));
        }

        EnumMap<Method, Double> baselines(Visit target, List<Visit> file) {
            // the stratum of the visit itself may rest on what it found
            double rate = lastKnown(file, target.date())
                    .map(v -> byStratum.getOrDefault(v.stratum(), all))
                    .orElse(all);
            int bad = 0;
            int known = 0;
            int lastBad = 0;
            int last = 0;
            LocalDate lastDay = LocalDate.MIN;
            for (Visit v : file) {
                if (v.isKnownBefore(target.date())) {
                    bad += v.bad() ? 1 : 0;
                    known++;
                    if (!v.date().equals(lastDay)) {
                        lastDay = v.date();
                        lastBad = 0;
                        last = 0;
                    }
                    lastBad += v.bad() ? 1 : 0;
                    last++;
                }
            }
            EnumMap<Method, Double> score = new EnumMap<>(Method.class);
            score.put(Method.LAST_VISIT, last == 0 ? rate : (double) lastBad / last);
            score.put(Method.LIFETIME_RATE, known == 0 ? rate : (double) bad / known);
            score.put(Method.BETA_BINOMIAL, (worth * rate + bad) / (worth + known));
            return score;
        }
    }

    private BacktestReport report() {
        Replayed replayed = replay();
        List<Foretold> all = replayed.foretold();
        int start = firstReported(all);
        List<Foretold> reported = all.subList(start, all.size());
        int n = reported.size();
        boolean[] bad = bad(reported);
        int badCount = 0;
        for (boolean b : bad) {
            badCount += b ? 1 : 0;
        }
        double baseRate = n == 0 ? Double.NaN : (double) badCount / n;
        if (n == 0) {
            note("n", "分割日之后没有可预测的检查", "no routine visit with an earlier one on or after the split");
        } else if (badCount == 0 || badCount == n) {
            note("methods", "结果全部相同，无法计算AUC与KS", "all outcomes are the same: no AUC, no KS");
        }
        if (n > 0 && reported.stream().allMatch(f -> f.visit().inspector().isEmpty())) {
            note("methods.*.aucWithinInspector", "没有检查员列", "no inspector is given");
        }
        Map<Method, double[]> probabilities = new EnumMap<>(Method.class);
        Map<Method, BacktestReport.Scores> scores = new EnumMap<>(Method.class);
        Draws draws = draws(reported);
        int step = 0;
        for (Method method : Method.values()) {
            progress.at(Text.of("计算指标", "measuring"), step++, Method.values().length);
            double[] p = probabilities(method, all, start);
            probabilities.put(method, p);
            scores.put(method, scores(method, reported, bad, p, draws));
        }
        progress.at(Text.of("计算指标", "measuring"), step, step);
        List<BacktestReport.GradeRow> grades = grades(reported);
        int[] moved = moved(replayed.regradings());
        if (moved[0] == 0) {
            note("churnPer100", "没有重新评级", "there was no regrading");
        }
        if (badCount > 0 && badCount < n) {
            noteGroups(scores.get(Method.INDEX));
        }
        noteTheReading();
        return new BacktestReport(
                new BacktestReport.Input(
                        visits.size(),
                        (int) visits.stream().map(Visit::entity).distinct().count(),
                        from(),
                        to()),
                policy.version(),
                policy.sha256(),
                split,
                seed,
                n,
                baseRate,
                scores,
                n == 0 ? Double.NaN : baseRate * (1 - baseRate),
                grades,
                monotone(grades),
                moved[0],
                moved[0] == 0 ? Double.NaN : 100.0 * moved[1] / moved[0],
                moved[0] == 0 ? Double.NaN : 100.0 * moved[2] / moved[0],
                calibration(probabilities.get(Method.INDEX), bad),
                psi(all, start),
                worstTenth(reported),
                notes);
    }

    private void note(String of, String zh, String en) {
        notes.add(new BacktestReport.Note(of, Text.of(zh, en)));
    }

    private void noteGroups(BacktestReport.Scores index) {
        if (Double.isNaN(index.aucWithinWindow())) {
            note("methods.*.aucWithinWindow", "没有一个季度内好坏兼有", "no quarter has both good and bad outcomes");
        }
        if (Double.isNaN(index.aucWithinInspector())
                && visits.stream().anyMatch(v -> !v.inspector().isEmpty())) {
            note("methods.*.aucWithinInspector", "没有检查员的结果好坏兼有", "no inspector has both good and bad outcomes");
        }
    }

    private void noteTheReading() {
        note(
                "grades",
                "等级为指数层级（含滞后），不含事实规则：检查记录里没有文书",
                "grades are the index's tiers with hysteresis, without fact rules: visits carry no documents");
        note(
                "reversalsPer100",
                "分母为因新记录而重新评级的次数（含结果为暂无足够记录的）；反转为与上一次变动方向相反的变动，不限时间",
                "per 100 regradings on news, those that end in 'not enough' included; a reversal is a move against the direction of the one before, however long ago; moves without news (expiry, a new quarter) count too");
        note(
                "methods.*.brier",
                "各方法先以季度前已知的记录作同样的校准",
                "each method is calibrated in the same way, each quarter, on what was known before it");
        note("policy", "整段历史均按这一版本计算，不论其生效日期", "the whole history is judged by this version, whenever it took effect");
    }

    private int firstReported(List<Foretold> all) {
        int at = 0;
        while (at < all.size() && all.get(at).visit().date().isBefore(split)) {
            at++;
        }
        return at;
    }

    private static boolean[] bad(List<Foretold> foretold) {
        boolean[] bad = new boolean[foretold.size()];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = foretold.get(i).visit().bad();
        }
        return bad;
    }

    /**
     * Resamples of merchants, each with all that is theirs.
     *
     * @param owner of each reported visit
     * @param drawn by resample, how often each merchant
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Draws(int[] owner, int[][] drawn) {

        /** How often each visit counts in a resample; made when it is needed, for all of them would fill the memory. */
        int[] times(int[] resample) {
            int[] times = new int[owner.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = resample[owner[i]];
            }
            return times;
        }
    }

    private Draws draws(List<Foretold> reported) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] owner = new int[reported.size()];
        for (int i = 0; i < owner.length; i++) {
            owner[i] = numbers.computeIfAbsent(reported.get(i).visit().entity(), e -> numbers.size());
        }
        int merchants = numbers.size();
        Well19937c random = new Well19937c(seed);
        int[][] draws = new int[merchants == 0 ? 0 : RESAMPLES][];
        for (int r = 0; r < draws.length; r++) {
            int[] drawn = new int[merchants];
            for (int i = 0; i < merchants; i++) {
                drawn[random.nextInt(merchants)]++;
            }
            draws[r] = drawn;
        }
        return new Draws(owner, draws);
    }

    private BacktestReport.Scores scores(
            Method method, List<Foretold> reported, boolean[] bad, double[] probabilities, Draws draws) {
        double[] score =
                reported.stream().mapToDouble(f -> f.score().get(method)).toArray();
        RankedScores ranked = new RankedScores(score, bad);
        RankedScores.Order order = ranked.order();
        double[] resampled = Arrays.stream(draws.drawn())
                .parallel()
                .mapToDouble(resample -> ranked.order(draws.times(resample)).auc())
                .filter(a -> !Double.isNaN(a))
                .toArray();
        Percentile percentile = new Percentile();
        percentile.setData(resampled);
        double brier = 0;
        for (int i = 0; i < bad.length; i++) {
            double miss = probabilities[i] - (bad[i] ? 1 : 0);
            brier += miss * miss;
        }
        return new BacktestReport.Scores(
                order.auc(),
                resampled.length == 0 ? Double.NaN : percentile.evaluate(2.5),
                resampled.length == 0 ? Double.NaN : percentile.evaluate(97.5),
                within(reported, score, bad, i -> reported.get(i).quarter().toString()),
                within(reported, score, bad, i -> reported.get(i).visit().inspector()),
                bad.length == 0 ? Double.NaN : brier / bad.length,
                order.ks());
    }

    /** Over pairs within a group; cases without a group are left out. */
    private static double within(List<Foretold> reported, double[] score, boolean[] bad, IntFunction<String> groupOf) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < reported.size(); i++) {
            String group = groupOf.apply(i);
            if (!group.isEmpty()) {
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(i);
            }
        }
        double pairs = 0;
        double right = 0;
        for (List<Integer> group : groups.values()) {
            double[] scores = new double[group.size()];
            boolean[] outcomes = new boolean[group.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = score[group.get(i)];
                outcomes[i] = bad[group.get(i)];
            }
            RankedScores.Order order = new RankedScores(scores, outcomes).order();
            pairs += order.pairs();
            right += order.right();
        }
        return new RankedScores.Order(pairs, right, Double.NaN).auc();
    }

    /** Of the reported visits, each by a calibration on cases known before its quarter. */
    private double[] probabilities(Method method, List<Foretold> all, int start) {
        double[] p = new double[all.size() - start];
        Calibration calibration = new Calibration(0, 1);
        LocalDate quarter = null;
        for (int i = start; i < all.size(); i++) {
            Foretold f = all.get(i);
            if (!f.quarter().equals(quarter)) {
                quarter = f.quarter();
                calibration = calibrate(method, all, quarter);
            }
            p[i - start] = calibration.probability(f.score().get(method));
        }
        return p;
    }

    private Calibration calibrate(Method method, List<Foretold> all, LocalDate quarter) {
        LocalDate from = quarter.minusMonths(policy.index().marketWindowMonths());
        List<Foretold> before = all.stream()
                .filter(f -> !f.visit().date().isBefore(from) && f.visit().isKnownBefore(quarter))
                .toList();
        boolean[] bad = bad(before);
        double[] x = before.stream()
                .mapToDouble(f -> Calibration.x(f.score().get(method)))
                .toArray();
        int count = 0;
        for (boolean b : bad) {
            count += b ? 1 : 0;
        }
        double rate = (count + SHRINK * policy.index().priorMean()) / (bad.length + SHRINK);
        if (count < LEAST_OF_A_KIND || bad.length - count < LEAST_OF_A_KIND || bad.length < LEAST_FOR_CALIBRATION) {
            return Calibration.flat(rate);
        }
        return Calibration.fit(x, bad, rate);
    }

    private static List<BacktestReport.GradeRow> grades(List<Foretold> reported) {
        List<BacktestReport.GradeRow> rows = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            List<Foretold> of =
                    reported.stream().filter(f -> f.grade() == grade).toList();
            if (!of.isEmpty()) {
                rows.add(new BacktestReport.GradeRow(grade, of.size(), rate(of)));
            }
        }
        return rows;
    }

    private static double rate(List<Foretold> of) {
        return of.isEmpty()
                ? Double.NaN
                : (double) of.stream().filter(f -> f.visit().bad()).count() / of.size();
    }

    private Optional<Boolean> monotone(List<BacktestReport.GradeRow> grades) {
        List<BacktestReport.GradeRow> letters =
                grades.stream().filter(g -> g.grade().isLetter()).toList();
        if (letters.size() < 2) {
            note("gradesMonotone", "少于两个等级", "less than two grades occur");
            return Optional.empty();
        }
        for (int i = 1; i < letters.size(); i++) {
            if (letters.get(i).nextBadRate() < letters.get(i - 1).nextBadRate()) {
                return Optional.of(false);
            }
        }
        return Optional.of(true);
    }

    /** Regradings on news, moves and reversals on or after the split. A gap without a letter hides no move. */
    private int[] moved(List<List<Replay.Regrading>> lives) {
        int regradings = 0;
        int moves = 0;
        int reversals = 0;
        for (List<Replay.Regrading> life : lives) {
            int direction = 0;
            Optional<Grade> letter = Optional.empty();
            for (Replay.Regrading r : life) {
                boolean counts = !r.day().isBefore(split);
                if (counts && r.news()) {
                    regradings++;
                }
                Optional<Grade> before = r.before().isLetter() ? Optional.of(r.before()) : letter;
                if (r.after().isLetter()) {
                    letter = Optional.of(r.after());
                    int now = before.map(b -> Integer.signum(r.after().rank() - b.rank()))
                            .orElse(0);
                    if (now != 0) {
                        moves += counts ? 1 : 0;
                        reversals += counts && direction == -now ? 1 : 0;
                        direction = now;
                    }
                }
            }
        }
        return new int[] {regradings, moves, reversals};
    }

    private List<BacktestReport.CalibrationRow> calibration(double[] predicted, boolean[] bad) {
        if (bad.length < FIFTHS) {
            note("calibration", "可预测的检查太少", "too few visits");
            return List.of();
        }
        List<Integer> order = IntStream.range(0, bad.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> predicted[i]))
                .toList();
        List<BacktestReport.CalibrationRow> rows = new ArrayList<>();
        for (int fifth = 0; fifth < FIFTHS; fifth++) {
            int from = (int) ((long) bad.length * fifth / FIFTHS);
            int to = (int) ((long) bad.length * (fifth + 1) / FIFTHS);
            double sum = 0;
            int count = 0;
            for (int i : order.subList(from, to)) {
                sum += predicted[i];
                count += bad[i] ? 1 : 0;
            }
            rows.add(new BacktestReport.CalibrationRow(sum / (to - from), (double) count / (to - from), to - from));
        }
        return rows;
    }

    private List<BacktestReport.PsiRow> psi(List<Foretold> all, int start) {
        double[] before = all.subList(0, start).stream()
                .mapToDouble(f -> f.score().get(Method.INDEX))
                .sorted()
                .toArray();
        if (before.length < LEAST_FOR_PSI) {
            note("psi", "分割日之前的检查太少", "too few visits before the split to compare with");
            return List.of();
        }
        double[] borders = IntStream.range(1, BINS)
                .mapToDouble(i -> before[(int) ((long) before.length * i / BINS)])
                .distinct()
                .toArray();
        double[] expected = shares(before, borders);
        Map<LocalDate, List<Foretold>> quarters = all.subList(start, all.size()).stream()
                .collect(Collectors.groupingBy(Foretold::quarter, TreeMap::new, Collectors.toList()));
        List<BacktestReport.PsiRow> rows = new ArrayList<>();
        quarters.forEach((quarter, of) -> {
            String window = quarter.getYear() + "-Q" + ((quarter.getMonthValue() + 2) / 3);
            double value = Double.NaN;
            if (of.size() < LEAST_FOR_PSI) {
                note("psi." + window, "该季度检查太少", "too few visits in the quarter");
            } else {
                double[] actual = shares(
                        of.stream()
                                .mapToDouble(f -> f.score().get(Method.INDEX))
                                .toArray(),
                        borders);
                value = 0;
                for (int i = 0; i < actual.length; i++) {
                    value += (actual[i] - expected[i]) * StrictMath.log(actual[i] / expected[i]);
                }
            }
            rows.add(new BacktestReport.PsiRow(window, value));
        });
        return rows;
    }

    /** Shares of the bins, each with half a case more so that none is empty. */
    private static double[] shares(double[] scores, double[] borders) {
        double[] counts = new double[borders.length + 1];
        Arrays.fill(counts, 0.5);
        for (double s : scores) {
            int bin = 0;
            while (bin < borders.length && s >= borders[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        double all = scores.length + 0.5 * counts.length;
        return Arrays.stream(counts).map(c -> c / all).toArray();
    }

    private static List<BacktestReport.WorstTenthRow> worstTenth(List<Foretold> reported) {
        List<Foretold> worst = reported.stream()
                .sorted(Comparator.comparingDouble((Foretold f) -> -f.score().get(Method.INDEX))
                        .thenComparing(Foretold::visit, Visit.ORDER))
                .limit(reported.size() / 10)
                .toList();
        Map<String, List<Foretold>> everybody =
                reported.stream().collect(Collectors.groupingBy(f -> history(f.known())));
        Map<String, List<Foretold>> flagged = worst.stream().collect(Collectors.groupingBy(f -> history(f.known())));
        List<BacktestReport.WorstTenthRow> rows = new ArrayList<>();
        for (String history : List.of("0", "1", "2", "3-5", "6+")) {
            List<Foretold> of = everybody.getOrDefault(history, List.of());
            List<Foretold> in = flagged.getOrDefault(history, List.of());
            if (!of.isEmpty()) {
                rows.add(
                        new BacktestReport.WorstTenthRow(history, of.size(), (double) in.size() / of.size(), rate(in)));
            }
        }
        return rows;
    }

    private static String history(int visits) {
        return visits < 3 ? Integer.toString(visits) : visits < 6 ? "3-5" : "6+";
    }
}
