package org.herbtrust.label.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Text;

/**
 * Whether the scans of a serial can all be of the one package that it was printed for.
 *
 * <p>A copied label can't be told from its original by looking; but the original is in one place at a time. The scans are
 * laid along that journey, with a few changes of province, that explains most of them. A few telephones are placed wrongly;
 * how rare it is that chance places so many of them elsewhere is the evidence, in points: ten for each power of ten. Days on
 * which many looked at once from many provinces are left out, for a broadcast or a photograph passed on explains them, as
 * long as there are few.
 *
 * @param points of the gravest sign of place, and of the others
 * @param signs the weightiest first
 * @param scans that were looked at
 * @param telephones different ones a day, summed over the days
 * @param since the day of the first scan that the best journey doesn't explain
 */
public record CopySuspicion(
        Suspected grade,
        int points,
        List<CopySign> signs,
        int scans,
        int telephones,
        int provinces,
        Optional<LocalDate> since) {

    private static final int MOST_POINTS_OF_A_SIGN = 200;
    private static final double TEN = 10;
    private static final double SMALLEST = 1e-20;

    public CopySuspicion {
        signs = List.copyOf(signs);
    }

    /**
     * Judges.
     *
     * @param scans of one serial, in any order
     */
    public static CopySuspicion of(Collection<Sighting> scans, LabelTimes times, Instant now, CopyThresholds with) {
        Instant oldest = now.minus(Duration.ofDays(with.windowDays()));
        List<Sighting> seen = onceADay(scans.stream()
                .filter(s -> !s.at().isBefore(oldest) && !s.at().isAfter(now))
                .sorted(Comparator.comparing(Sighting::at))
                .toList());
        Excuse excuse = Excuse.of(seen, with);
        List<Sighting> placed = seen.stream()
                .filter(Sighting::hasPlace)
                .filter(s -> !excuse.covers(s))
                .toList();
        Journey journey = Journey.best(placed, with);
        List<CopySign> signs = new ArrayList<>();
        int far = add(signs, places(journey, placed, with));
        int fast = add(signs, tooFast(placed, with));
        int points = Math.max(far, fast);
        points += add(signs, afterEnd(seen, times, with));
        points += add(signs, bursts(excuse, with));
        int soft = add(signs, afterSale(seen, times, excuse, with)) + add(signs, devices(seen, excuse, with));
        points += Math.min(with.softMost(), soft);
        signs.sort(Comparator.comparingInt(CopySign::points).reversed());
        return new CopySuspicion(
                grade(points, with),
                points,
                signs,
                scans.size(),
                seen.size(),
                (int) placed.stream().mapToInt(Sighting::province).distinct().count(),
                journey.unexplained().stream()
                        .findFirst()
                        .or(() -> times.endedAt().flatMap(end -> seen.stream()
                                .filter(s -> s.at().isAfter(end))
                                .findFirst()))
                        .map(CopySuspicion::day));
    }

    /** What an honest package can't have is worth more the more scans there are; what is soft never accuses alone. */
    private static Suspected grade(int points, CopyThresholds with) {
        if (points >= with.strong()) {
            return Suspected.STRONG;
        }
        if (points >= with.likely()) {
            return Suspected.LIKELY;
        }
        return points >= with.noticed() ? Suspected.NOTICED : Suspected.NOT;
    }

    private static int add(List<CopySign> signs, Optional<CopySign> found) {
        found.ifPresent(signs::add);
        return found.map(CopySign::points).orElse(0);
    }

    /** One telephone that scans again and again on a day says it once for each province. */
    private static List<Sighting> onceADay(List<Sighting> scans) {
        record Once(LocalDate day, long device, int province) {}
        Set<Once> known = new HashSet<>();
        return scans.stream()
                .filter(s -> known.add(new Once(day(s), s.device(), s.province())))
                .toList();
    }

    private static LocalDate day(Sighting scan) {
        return Market.dayOf(scan.at());
    }

    // ---- the signs

    private static Optional<CopySign> places(Journey journey, List<Sighting> placed, CopyThresholds with) {
        return sign(
                CopySign.Kind.PLACES,
                Math.min(
                        rarity(placed.size(), journey.unexplained().size(), with),
                        (periods(journey.unexplained(), with) - 1) * with.periodPoints()),
                Text.of(
                        "%d台次手机在不同省份扫描：即使这一件货被运送%d次，仍有%d次扫描对不上"
                                .formatted(
                                        placed.size(),
                                        journey.moves(),
                                        journey.unexplained().size()),
                        "%d phones scanned in different provinces: even if the package was carried %d times, %d scans do not fit"
                                .formatted(
                                        placed.size(),
                                        journey.moves(),
                                        journey.unexplained().size())));
    }

    /** In how many periods there are some: a photograph that is passed on is looked at for days, a copy for weeks. */
    private static int periods(List<Sighting> of, CopyThresholds with) {
        return (int) of.stream()
                .mapToLong(s -> day(s).toEpochDay() / with.periodDays())
                .distinct()
                .count();
    }

    private static Optional<CopySign> tooFast(List<Sighting> placed, CopyThresholds with) {
        int pairs = 0;
        Sighting first = null;
        Sighting second = null;
        for (int i = 1; i < placed.size(); i++) {
            if (with.isTooFast(placed.get(i - 1), placed.get(i))) {
                pairs++;
                first = placed.get(i - 1);
                second = placed.get(i);
            }
        }
        if (pairs == 0) {
            return Optional.empty();
        }
        long minutes = Duration.between(first.at(), second.at()).toMinutes();
        long km = Math.round(with.kilometres(first.province(), second.province()));
        // one telephone that is placed wrongly makes two such pairs
        return sign(
                CopySign.Kind.TOO_FAST,
                rarity(placed.size(), (pairs + 1) / 2, with),
                Text.of(
                        "有%d次相邻两次扫描相距太远、间隔太短，例如%d分钟内相距约%d公里".formatted(pairs, minutes, km),
                        "%d times two scans followed each other too fast for the distance, such as %d minutes for about %d km"
                                .formatted(pairs, minutes, km)));
    }

    private static Optional<CopySign> afterEnd(List<Sighting> seen, LabelTimes times, CopyThresholds with) {
        return times.endedAt()
                .map(end -> end.plus(Duration.ofHours(with.afterEndHours())))
                .flatMap(end -> {
                    int later =
                            (int) seen.stream().filter(s -> s.at().isAfter(end)).count();
                    return sign(
                            CopySign.Kind.AFTER_END,
                            Math.max(0, later - 1) * with.afterEndPoints(),
                            Text.of(
                                    "标签作废或包装销毁之后，仍被%d台次手机扫描".formatted(later),
                                    "scanned by %d phones after the label was voided or the package destroyed"
                                            .formatted(later)));
                });
    }

    private static Optional<CopySign> afterSale(
            List<Sighting> seen, LabelTimes times, Excuse excuse, CopyThresholds with) {
        return times.soldAt().flatMap(sold -> {
            int later = (int) seen.stream()
                    .filter(s -> s.at().isAfter(sold) && !excuse.covers(s))
                    .count();
            return sign(
                    CopySign.Kind.AFTER_SALE,
                    later / with.afterSaleEach(),
                    Text.of(
                            "售出之后又被%d台次手机扫描".formatted(later),
                            "scanned by %d phones after it was sold".formatted(later)));
        });
    }

    private static Optional<CopySign> devices(List<Sighting> seen, Excuse excuse, CopyThresholds with) {
        int ordinary = (int) seen.stream().filter(s -> !excuse.covers(s)).count();
        return sign(
                CopySign.Kind.DEVICES,
                ordinary / with.devicesEach(),
                Text.of("共被%d台次手机扫描".formatted(ordinary), "scanned by %d phones in all".formatted(ordinary)));
    }

    private static Optional<CopySign> bursts(Excuse excuse, CopyThresholds with) {
        return sign(
                CopySign.Kind.BURSTS,
                excuse.beyond() * with.burstPoints(),
                Text.of(
                        "有%d次在短时间内被多省多台手机集中扫描，直播或转发照片难以解释这么多次"
                                .formatted(excuse.episodes().size() + excuse.beyond()),
                        "%d times many phones in many provinces scanned it at once, more often than broadcasts explain"
                                .formatted(excuse.episodes().size() + excuse.beyond())));
    }

    private static Optional<CopySign> sign(CopySign.Kind kind, int points, Text why) {
        return points <= 0
                ? Optional.empty()
                : Optional.of(new CopySign(kind, Math.min(points, MOST_POINTS_OF_A_SIGN), why));
    }

    /**
     * How rare it is that of so many scans at least so many are placed wrongly, when the share of wrongly placed ones differs
     * from package to package: −10·log₁₀ of the upper tail of the beta-binomial distribution.
     */
    static int rarity(int scans, int wrong, CopyThresholds with) {
        if (wrong <= 0) {
            return 0;
        }
        double a = with.misplacedShape();
        double b = a * (1 - with.misplacedShare()) / with.misplacedShare();
        double logTerm = 0;
        for (int i = 0; i < scans; i++) {
            logTerm += Math.log((b + i) / (a + b + i));
        }
        double tail = 0;
        for (int k = 1; k <= scans; k++) {
            logTerm += Math.log((scans - k + 1.0) / k * (k - 1 + a) / (scans - k + b));
            if (k >= wrong) {
                tail += Math.exp(logTerm);
            }
        }
        return (int) Math.round(-TEN * Math.log10(Math.max(tail, SMALLEST)));
    }

    // ---- times that a broadcast explains

    /**
     * @param episodes whose scans are left out
     * @param beyond further ones that aren't excused any more
     */
    private record Excuse(List<Episode> episodes, int beyond) {

        private record Episode(Instant from, Instant to) {}

        static Excuse of(List<Sighting> seen, CopyThresholds with) {
            List<Episode> episodes = new ArrayList<>();
            int beyond = 0;
            int i = 0;
            while (i < seen.size()) {
                Instant from = seen.get(i).at();
                Optional<Instant> lasts = lasts(seen, i, with);
                if (lasts.isEmpty()) {
                    i++;
                    continue;
                }
                Instant to = lasts.get().plus(Duration.ofDays(with.echoDays()));
                if (episodes.size() < with.excusedBursts()) {
                    episodes.add(new Episode(from, to));
                } else {
                    beyond++;
                }
                while (i < seen.size() && !seen.get(i).at().isAfter(to)) {
                    i++;
                }
            }
            return new Excuse(List.copyOf(episodes), beyond);
        }

        boolean covers(Sighting scan) {
            return episodes.stream()
                    .anyMatch(e -> !scan.at().isBefore(e.from()) && !scan.at().isAfter(e.to()));
        }

        /** If with that scan a burst begins, its end. */
        private static Optional<Instant> lasts(List<Sighting> seen, int from, CopyThresholds with) {
            List<Sighting> dense = within(seen, from, with.burstHours());
            return isFromManyPlaces(dense, with.burstDevices(), with)
                    ? Optional.of(dense.get(dense.size() - 1).at())
                    : Optional.empty();
        }

        private static List<Sighting> within(List<Sighting> seen, int from, int hours) {
            Instant last = seen.get(from).at().plus(Duration.ofHours(hours));
            int end = from;
            while (end < seen.size() && !seen.get(end).at().isAfter(last)) {
                end++;
            }
            return seen.subList(from, end);
        }

        private static boolean isFromManyPlaces(List<Sighting> together, int devices, CopyThresholds with) {
            return together.size() >= devices
                    && together.stream().mapToLong(Sighting::device).distinct().count() >= devices
                    && together.stream()
                                    .filter(Sighting::hasPlace)
                                    .mapToInt(Sighting::province)
                                    .distinct()
                                    .count()
                            >= with.burstProvinces();
        }
    }

    // ---- the journey of one package

    /**
     * The journey along the scans that explains most of them.
     *
     * @param moves changes of province
     * @param unexplained in their order: scans in another province than the package was in
     */
    private record Journey(int moves, List<Sighting> unexplained) {

        static Journey best(List<Sighting> placed, CopyThresholds with) {
            int[] provinces =
                    placed.stream().mapToInt(Sighting::province).distinct().toArray();
            int states = provinces.length;
            if (states < 2) {
                return new Journey(0, List.of());
            }
            int most = with.journeys();
            int steps = placed.size();
            // scans missed so far, by moves made and province now
            int[][] missed = new int[most + 1][states];
            int[][][] cameFrom = new int[steps][most + 1][states];
            Sighting[] lastIn = new Sighting[states];
            for (int t = 0; t < steps; t++) {
                Sighting scan = placed.get(t);
                // the most moves first: what fewer moves have missed is still that of the scan before
                for (int k = most; k >= 0; k--) {
                    int from = k > 0 && t > 0 ? bestBefore(missed[k - 1], lastIn, scan, with) : -1;
                    for (int p = 0; p < states; p++) {
                        // a package sets out to where it is scanned next, and takes its time
                        boolean here = scan.province() == provinces[p];
                        boolean move = here && from >= 0 && missed[k - 1][from] < missed[k][p];
                        cameFrom[t][k][p] = move ? from : p;
                        missed[k][p] = (move ? missed[k - 1][from] : missed[k][p]) + (here ? 0 : 1);
                    }
                }
                for (int p = 0; p < states; p++) {
                    if (scan.province() == provinces[p]) {
                        lastIn[p] = scan;
                    }
                }
            }
            return backwards(placed, provinces, missed, cameFrom);
        }

        /** The province from which a package can have come here since it was last scanned there; -1 if there is none. */
        private static int bestBefore(int[] missed, Sighting[] lastIn, Sighting here, CopyThresholds with) {
            int best = -1;
            for (int p = 0; p < missed.length; p++) {
                boolean possible = lastIn[p] == null || with.canBeCarried(lastIn[p], here);
                if (possible && (best < 0 || missed[p] < missed[best])) {
                    best = p;
                }
            }
            return best;
        }

        private static Journey backwards(List<Sighting> placed, int[] provinces, int[][] missed, int[][][] cameFrom) {
            int k = 0;
            for (int more = 1; more < missed.length; more++) {
                if (missed[more][least(missed[more])] < missed[k][least(missed[k])]) {
                    k = more;
                }
            }
            int at = least(missed[k]);
            List<Sighting> unexplained = new ArrayList<>();
            int moves = 0;
            for (int t = placed.size() - 1; t >= 0; t--) {
                if (placed.get(t).province() != provinces[at]) {
                    unexplained.add(0, placed.get(t));
                }
                int before = cameFrom[t][k][at];
                if (before != at) {
                    moves++;
                    k--;
                    at = before;
                }
            }
            return new Journey(moves, unexplained);
        }

        private static int least(int[] of) {
            int best = 0;
            for (int p = 1; p < of.length; p++) {
                if (of[p] < of[best]) {
                    best = p;
                }
            }
            return best;
        }
    }
}
