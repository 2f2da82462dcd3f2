package org.herbtrust.label;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.herbtrust.label.rules.CopySuspicion;
import org.herbtrust.label.rules.CopyThresholds;

/**
 * How many copies are found at which price in false alarms, on simulated serials.
 *
 * @param honest serials that were not copied
 * @param copied those that were and have at least {@link #ENOUGH_SCANS} scans
 * @param found of the copied ones, at the threshold in force: those for which an inspector gets a case
 * @param falseAlarms of the honest ones, likewise
 * @param points by threshold, rising
 * @param byLife at the threshold in force
 */
record ScanCurve(
        long seed,
        String version,
        int threshold,
        int honest,
        int copied,
        int found,
        int falseAlarms,
        List<Point> points,
        Map<SimulatedScans.Life, Share> byLife) {

    /** Copies are judged by those that were scanned so often, the honest by all. */
    static final int ENOUGH_SCANS = 20;

    private static final int MOST_POINTS = 120;

    /**
     * @param foundShare of the copied
     * @param falsePer10000 of the honest
     */
    record Point(int threshold, double foundShare, double falsePer10000) {}

    /** @param grave how many of them would be a case */
    record Share(int serials, int grave, int noticed) {}

    private record Judged(SimulatedScans.Life life, int scans, CopySuspicion suspicion) {}

    /**
     * Simulates and judges.
     *
     * @param honest how many serials, among them the hard cases in the shares of {@link SimulatedScans.Life}
     * @param copied how many serials that have enough scans; others are drawn over
     */
    static ScanCurve of(long seed, int honest, int copied, CopyThresholds with) {
        Instant now = SimulatedScans.Stream.judgedAt();
        List<Judged> good = IntStream.range(0, honest)
                .parallel()
                .mapToObj(no -> judged(SimulatedScans.of(seed, no, false), now, with))
                .toList();
        List<Judged> bad = IntStream.iterate(0, no -> no + 1)
                .mapToObj(no -> SimulatedScans.of(seed, no, true))
                .filter(stream -> stream.scans().size() >= ENOUGH_SCANS)
                .limit(copied)
                .map(stream -> judged(stream, now, with))
                .toList();
        List<Point> points = new ArrayList<>();
        for (int threshold = 1; threshold <= MOST_POINTS; threshold++) {
            points.add(new Point(
                    threshold,
                    (double) above(bad, threshold) / bad.size(),
                    10_000.0 * above(good, threshold) / good.size()));
        }
        Map<SimulatedScans.Life, Share> byLife = new EnumMap<>(SimulatedScans.Life.class);
        for (SimulatedScans.Life life : SimulatedScans.Life.values()) {
            List<Judged> of = (life.isCopied() ? bad : good)
                    .stream().filter(j -> j.life() == life).toList();
            byLife.put(life, new Share(of.size(), above(of, with.likely()), above(of, with.noticed())));
        }
        return new ScanCurve(
                seed,
                with.version(),
                with.likely(),
                good.size(),
                bad.size(),
                above(bad, with.likely()),
                above(good, with.likely()),
                points,
                byLife);
    }

    private static Judged judged(SimulatedScans.Stream stream, Instant now, CopyThresholds with) {
        return new Judged(
                stream.life(), stream.scans().size(), CopySuspicion.of(stream.scans(), stream.times(), now, with));
    }

    private static int above(List<Judged> of, int threshold) {
        return (int)
                of.stream().filter(j -> j.suspicion().points() >= threshold).count();
    }

    double foundShare() {
        return (double) found / copied;
    }

    double falsePer10000() {
        return 10_000.0 * falseAlarms / honest;
    }
}
