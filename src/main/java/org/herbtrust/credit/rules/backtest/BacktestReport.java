package org.herbtrust.credit.rules.backtest;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.Text;

/**
 * What a test on history found. A figure that cannot be computed is NaN, and a note says why.
 *
 * @param split first day that is reported on
 * @param n visits foretold and reported on
 * @param brierBase Brier score of foretelling the base rate of the reported visits for each of them
 * @param gradesMonotone whether a worse grade never has a lower rate of bad visits; empty where there are less than two grades
 * @param regradings times that a merchant was graded anew because something became known
 */
public record BacktestReport(
        Input input,
        String policyVersion,
        String policySha256,
        LocalDate split,
        long seed,
        int n,
        double baseRate,
        Map<Method, Scores> methods,
        double brierBase,
        List<GradeRow> grades,
        Optional<Boolean> gradesMonotone,
        int regradings,
        double churnPer100,
        double reversalsPer100,
        List<CalibrationRow> calibration,
        List<PsiRow> psi,
        List<WorstTenthRow> worstTenth,
        List<Note> notes) {

    public BacktestReport {
        methods = new EnumMap<>(methods);
        grades = List.copyOf(grades);
        calibration = List.copyOf(calibration);
        psi = List.copyOf(psi);
        worstTenth = List.copyOf(worstTenth);
        notes = List.copyOf(notes);
    }

    public record Input(int rows, int entities, LocalDate from, LocalDate to) {}

    /**
     * How well a method ranked.
     *
     * @param aucLow lower end of the 95 % interval, by resampling merchants
     * @param aucWithinWindow over pairs of visits within one quarter
     * @param aucWithinInspector over pairs of visits by one inspector
     */
    public record Scores(
            double auc,
            double aucLow,
            double aucHigh,
            double aucWithinWindow,
            double aucWithinInspector,
            double brier,
            double ks) {}

    public record GradeRow(Grade grade, int n, double nextBadRate) {}

    /** One fifth of the reported visits by what the index foretold. */
    public record CalibrationRow(double predicted, double observed, int n) {}

    /** Population stability of the index: one quarter against the time before the split. */
    public record PsiRow(String window, double value) {}

    /**
     * Who is in the worst tenth by the index, by length of history: a rule that flags newcomers for one bad day is unfair.
     *
     * @param history visits known before, "0", "1", "2", "3-5", "6+"
     * @param share of those visits that are in the worst tenth
     * @param nextBadRate of those in the worst tenth
     */
    public record WorstTenthRow(String history, int n, double share, double nextBadRate) {}

    /** @param of the figure that it explains, as its path in the report, or empty where it is about the whole */
    public record Note(String of, Text text) {}
}
