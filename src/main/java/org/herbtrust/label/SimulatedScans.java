package org.herbtrust.label;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.herbtrust.label.rules.LabelTimes;
import org.herbtrust.label.rules.Sighting;

/**
 * Made-up lives of serials whose truth is known: what honest packages go through, the hard cases above all, and what happens
 * to copied ones. The same seed gives the same streams, whatever was asked before.
 */
final class SimulatedScans {

    /** The market's own province: Anhui. */
    private static final int HOME = 34;

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration SEEN = Duration.ofDays(90);

    /** Share of telephones whose traffic comes out elsewhere; of one serial it may be more or less. */
    private static final double MISPLACED = 0.025;

    /** Share of scans that tell no place at all, by serial: no header, nothing chosen. */
    private static final double[] WITHOUT_PLACE = {0.03, 0.08, 0.15, 0.3};

    /** Provinces with their population of 2020 in millions: where buyers live. */
    private static final int[][] PROVINCES = {
        {44, 126}, {37, 102}, {41, 99}, {32, 85}, {51, 84}, {13, 75}, {43, 66}, {33, 65}, {34, 61}, {42, 58}, {45, 50},
        {53, 47}, {36, 45}, {21, 43}, {35, 42}, {61, 40}, {52, 39}, {14, 35}, {50, 32}, {23, 32}, {65, 26}, {62, 25},
        {31, 25}, {22, 24}, {15, 24}, {11, 22}, {12, 14}, {46, 10}, {64, 7}, {63, 6}, {54, 4}
    };

    private static final int PEOPLE =
            Arrays.stream(PROVINCES).mapToInt(p -> p[1]).sum();

    /** What a serial goes through. Weights are shares of its class in percent. */
    enum Life {
        /** Scanned at packing and by the buyer. */
        QUIET(false, 58),
        /** Lies on the counter, visitors scan it for weeks. */
        SHELF(false, 11),
        /** A photograph of the label is passed on in a group of buyers. */
        GROUP(false, 5),
        /** Held into the camera of a broadcast, perhaps on several evenings. */
        BROADCAST(false, 5),
        /** Carried along by a traveller. */
        TRAVEL(false, 6),
        /** Checked by a reseller, then on a shelf in another province, then at a customer's home. */
        RESOLD(false, 9),
        /** Opened for sale by weight; the label is still about and scanned once more. */
        OPENED(false, 3),
        /** Sent back to the market and sold again elsewhere. */
        RETURNED(false, 3),

        /** Copies sold in many provinces over weeks. */
        COPIED_WIDELY(true, 42),
        /** Copies sold over the net to homes everywhere. */
        COPIED_ONLINE(true, 20),
        /** Copies on two or three markets. */
        COPIED_ON_FEW_MARKETS(true, 18),
        /** Copies made after the genuine package was opened or destroyed. */
        COPIED_AFTER_END(true, 12),
        /** All copies on one stall, scanned there and again at the buyers' homes. */
        COPIED_ON_ONE_STALL(true, 8);

        private final boolean copied;
        private final int percent;

        Life(boolean copied, int percent) {
            this.copied = copied;
            this.percent = percent;
        }

        boolean isCopied() {
            return copied;
        }

        static Life draw(boolean copied, SplittableRandom random) {
            int at = random.nextInt(100);
            for (Life life : values()) {
                if (life.copied == copied) {
                    at -= life.percent;
                    if (at < 0) {
                        return life;
                    }
                }
            }
            throw new IllegalStateException("percents of a class must add up to 100");
        }
    }

    /** One serial with its truth. */
    record Stream(int no, Life life, List<Sighting> scans, LabelTimes times) {
        /** The moment at which it is judged: the end of the window. */
        static Instant judgedAt() {
            return START.plus(SEEN);
        }
    }

    private final SplittableRandom random;
    private final double misplaced;
    private final double withoutPlace;
    private final List<Sighting> scans = new ArrayList<>();
    private Instant sold;
    private Instant ended;

    private SimulatedScans(SplittableRandom random) {
        this.random = random;
        this.withoutPlace = WITHOUT_PLACE[random.nextInt(WITHOUT_PLACE.length)];
        // between none and three times as many as usual, with long tails: some shelves are visited by tourists
        this.misplaced = MISPLACED * Math.min(3, -Math.log(1 - random.nextDouble()));
    }

    /** The serial of that number; any may be asked for without those before it. */
    static Stream of(long seed, int no, boolean copied) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + no * 2L + (copied ? 1 : 0));
        Life life = Life.draw(copied, random.split());
        SimulatedScans one = new SimulatedScans(random);
        one.live(life);
        Instant last = Stream.judgedAt();
        List<Sighting> seen = one.scans.stream()
                .filter(s -> s.at().isBefore(last))
                .sorted(Comparator.comparing(Sighting::at))
                .toList();
        return new Stream(
                no, life, seen, new LabelTimes(Optional.ofNullable(one.sold), Optional.ofNullable(one.ended)));
    }

    private void live(Life life) {
        int elsewhere = home();
        double day = random.nextDouble(0, 40);
        scan(day, HOME); // at packing
        switch (life) {
            case QUIET -> {
                crowd(day, 3, random.nextInt(0, 3), HOME);
                sell(day + random.nextDouble(0.5, 20));
                crowd(soldDay() + 0.5, 20, random.nextInt(0, 5), someHome());
            }
            case SHELF -> {
                double weeks = random.nextDouble(3, 50);
                crowd(day, weeks, random.nextInt(5, 90), HOME);
                if (random.nextInt(4) > 0) {
                    sell(day + weeks);
                    crowd(soldDay() + 1, 20, random.nextInt(0, 6), someHome());
                }
            }
            case GROUP -> {
                double hours = random.nextDouble(4, 72);
                boolean wide = random.nextInt(3) == 0;
                int members = random.nextInt(4, 80);
                for (int i = 0; i < members; i++) {
                    // most look at once, some when they read it later
                    double later = -Math.log(1 - random.nextDouble()) * hours / 24 / 2.5;
                    scan(day + later, wide || random.nextInt(5) == 0 ? home() : elsewhere);
                }
                sell(day + 2);
                crowd(day + 4, 15, random.nextInt(0, 5), elsewhere);
            }
            case BROADCAST -> {
                int evenings = 1 + random.nextInt(3);
                for (int evening = 0; evening < evenings; evening++) {
                    double at = day + evening * random.nextInt(1, 8) + 0.5;
                    int viewers = random.nextInt(10, 250);
                    for (int i = 0; i < viewers; i++) {
                        // some watch the recording days later
                        double later = random.nextInt(50) == 0 ? random.nextDouble(0, 2) : random.nextDouble(0, 0.12);
                        scan(at + later, home());
                    }
                }
                crowd(day, 20, random.nextInt(0, 10), HOME);
                sell(day + 22);
                crowd(day + 25, 10, random.nextInt(0, 4), someHome());
            }
            case TRAVEL -> {
                sell(day + random.nextDouble(0, 3));
                double at = soldDay();
                int stops = random.nextInt(1, 4);
                for (int i = 0; i < stops; i++) {
                    at += random.nextDouble(0.6, 8);
                    crowd(at, 0.3, random.nextInt(1, 4), home());
                }
            }
            case RESOLD -> {
                crowd(day, 2, random.nextInt(1, 4), HOME);
                sell(day + 2);
                double arrived = soldDay() + random.nextDouble(1.5, 6);
                crowd(arrived, 2, random.nextInt(1, 5), elsewhere);
                double weeks = random.nextDouble(5, 45);
                crowd(arrived + 2, weeks, random.nextInt(3, 50), elsewhere);
                crowd(arrived + weeks + 2.5, 10, random.nextInt(0, 5), random.nextInt(3) == 0 ? home() : elsewhere);
            }
            case OPENED -> {
                crowd(day, 10, random.nextInt(0, 15), HOME);
                end(day + 10);
                crowd(day + 10, 1.5, random.nextInt(0, 6), HOME);
                crowd(day + 13, 10, random.nextInt(4) == 0 ? random.nextInt(1, 3) : 0, HOME);
            }
            case RETURNED -> {
                sell(day + 2);
                crowd(day + 4, 6, random.nextInt(1, 6), elsewhere);
                crowd(day + 14, 5, random.nextInt(1, 8), HOME);
                crowd(day + 22, 20, random.nextInt(1, 8), someHome());
            }
            case COPIED_WIDELY -> {
                sell(day + 1);
                int[] provinces = some(random.nextInt(3, 13));
                copies(day, random.nextDouble(10, 80), i -> provinces[random.nextInt(provinces.length)], 1);
            }
            case COPIED_ONLINE -> {
                sell(day + 1);
                copies(day, random.nextDouble(10, 80), i -> home(), 1);
            }
            case COPIED_ON_FEW_MARKETS -> {
                sell(day + 1);
                int[] provinces = some(random.nextInt(2, 4));
                copies(day, random.nextDouble(15, 80), i -> provinces[random.nextInt(provinces.length)], 0.3);
            }
            case COPIED_AFTER_END -> {
                end(day + 3);
                int[] provinces = some(random.nextInt(1, 4));
                copies(day + 3, random.nextDouble(10, 80), i -> provinces[random.nextInt(provinces.length)], 0.3);
            }
            case COPIED_ON_ONE_STALL -> {
                sell(day + 5);
                copies(day, random.nextDouble(15, 80), i -> HOME, 0.5);
            }
        }
    }

    /**
     * Packages that wear the copy, one after the other.
     *
     * @param again probability that a buyer scans it at home too
     */
    private void copies(double from, double days, IntUnaryOperator place, double again) {
        int packages = 5 + (int) (60 * Math.pow(random.nextDouble(), 2));
        for (int i = 0; i < packages; i++) {
            double at = from + random.nextDouble(0, days);
            int where = place.applyAsInt(i);
            crowd(at, 0.5, random.nextInt(0, 3), where);
            if (random.nextDouble() < again) {
                scan(at + random.nextDouble(0.2, 6), random.nextInt(5) < 2 ? where : home());
            }
        }
    }

    /** So many telephones, evenly over the days, most of them between six and twelve in the morning. */
    private void crowd(double from, double days, int telephones, int province) {
        for (int i = 0; i < telephones; i++) {
            scan(from + random.nextDouble(0, days), province);
        }
    }

    private void scan(double day, int province) {
        long device = random.nextLong();
        int where = random.nextDouble() < misplaced ? home() : province;
        int told = random.nextDouble() < withoutPlace ? 0 : where;
        Instant at = START.plusMillis((long) (day * 86_400_000));
        scans.add(new Sighting(at, told, device));
        if (random.nextInt(4) == 0) {
            scans.add(new Sighting(at.plusSeconds(random.nextInt(5, 900)), told, device)); // looks again
        }
    }

    private void sell(double day) {
        sold = START.plusMillis((long) (day * 86_400_000));
    }

    private void end(double day) {
        ended = START.plusMillis((long) (day * 86_400_000));
    }

    private double soldDay() {
        return Duration.between(START, sold).toMillis() / 86_400_000.0;
    }

    /** Where somebody lives. */
    private int home() {
        int at = random.nextInt(PEOPLE);
        for (int[] province : PROVINCES) {
            at -= province[1];
            if (at < 0) {
                return province[0];
            }
        }
        throw new IllegalStateException("populations add up to " + PEOPLE);
    }

    /** Half of the buyers come from near by. */
    private int someHome() {
        return random.nextBoolean() ? HOME : home();
    }

    /** So many different provinces. */
    private int[] some(int count) {
        Set<Integer> provinces = new LinkedHashSet<>();
        while (provinces.size() < count) {
            provinces.add(home());
        }
        return provinces.stream().mapToInt(Integer::intValue).toArray();
    }
}
