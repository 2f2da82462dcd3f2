package org.herbtrust.credit.rules.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedScoresTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_auc_is_the_share_of_pairs_ranked_right_with_ties_half_right(long seed) {
        Random random = new Random(seed);
        int n = 300;
        double[] score = new double[n];
        boolean[] bad = new boolean[n];
        int[] times = new int[n];
        for (int i = 0; i < n; i++) {
            score[i] = random.nextInt(12) / 12.0;
            bad[i] = random.nextDouble() < 0.2 + 0.5 * score[i];
            times[i] = random.nextInt(4);
        }

        assertThat(new RankedScores(score, bad).order(times).auc())
                .isCloseTo(counted(score, bad, times), within(1e-12));
    }

    private static double counted(double[] score, boolean[] bad, int[] times) {
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < score.length; i++) {
            for (int j = 0; j < score.length; j++) {
                if (bad[i] && !bad[j]) {
                    double weight = (double) times[i] * times[j];
                    pairs += weight;
                    right += score[i] > score[j] ? weight : score[i] == score[j] ? weight / 2 : 0;
                }
            }
        }
        return right / pairs;
    }

    @Test
    void a_score_that_ranks_the_wrong_way_round_is_shown_as_such() {
        double[] good = {0.5, 0.6, 0.7, 0.8};
        double[] bad = {0.1, 0.2, 0.3, 0.75};

        double auc = new RankedScores(
                        new double[] {0.5, 0.6, 0.7, 0.8, 0.1, 0.2, 0.3, 0.75},
                        new boolean[] {false, false, false, false, true, true, true, true})
                .order()
                .auc();

        assertThat(auc).isEqualTo(3 / 16.0);
        // the class that would have hidden it
        assertThat(new MannWhitneyUTest().mannWhitneyU(bad, good) / 16).isEqualTo(13 / 16.0);
    }

    @Test
    void the_widest_gap_is_that_of_kolmogorov_and_smirnov() {
        Random random = new Random(7);
        double[] first = random.doubles(80).toArray();
        double[] second = random.doubles(50).map(x -> x * x).toArray();
        double[] both = new double[130];
        boolean[] bad = new boolean[130];
        System.arraycopy(first, 0, both, 0, 80);
        System.arraycopy(second, 0, both, 80, 50);
        java.util.Arrays.fill(bad, 80, 130, true);

        assertThat(new RankedScores(both, bad).order().ks())
                .isCloseTo(new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(first, second), within(1e-12));
    }

    @Test
    void without_a_pair_there_is_no_auc() {
        assertThat(new RankedScores(new double[] {1, 2}, new boolean[] {true, true})
                        .order()
                        .auc())
                .isNaN();
    }

    @Test
    void a_calibration_finds_the_line_that_made_the_outcomes() {
        Random random = new Random(3);
        int n = 40_000;
        double[] x = new double[n];
        boolean[] bad = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2 * random.nextGaussian();
            bad[i] = random.nextDouble() < 1 / (1 + Math.exp(1 - 0.7 * x[i]));
        }

        Calibration line = Calibration.fit(x, bad, 0.3);

        assertThat(line.intercept()).isCloseTo(-1, within(0.05));
        assertThat(line.slope()).isCloseTo(0.7, within(0.05));
    }
}
