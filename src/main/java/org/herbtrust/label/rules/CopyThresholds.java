package org.herbtrust.label.rules;

import java.util.Map;

/**
 * What {@link CopySuspicion} measures with: dated data, chosen on simulated streams (docs/copy-detection.md).
 *
 * @param version which row of the file
 * @param windowDays older scans aren't looked at
 * @param journeys how often an honest package may change its province without a word
 * @param misplacedShare of scans whose place is told wrongly: a telephone's traffic may come out in another province
 * @param misplacedShape how much that share differs from package to package: the first parameter of a beta distribution
 * @param carriedKmh goods and travellers that take a package along are no faster than this from door to door
 * @param burstDevices so many telephones …
 * @param burstProvinces … in so many provinces …
 * @param burstHours … within this time: a broadcast; its scans are excused
 * @param periodDays a photograph that is passed on is looked at for about so long …
 * @param periodPoints … so each period with contradictions, from the second on, makes the sign of places worth this more
 * @param echoDays that long afterwards too
 * @param excusedBursts but not more than so many times
 * @param fastestKmh nothing travels faster
 * @param borderKm two people may stand at either side of a border while the provinces' capitals are so far apart
 * @param afterEndHours scans so soon after the end of a label mean nothing
 * @param afterEndPoints for each telephone and day later than that, from the second on
 * @param afterSaleEach one point for each so many telephones and days after the sale
 * @param devicesEach one point for each so many telephones and days
 * @param softMost the last two together give no more points than this: they never accuse alone
 * @param burstPoints for each day of a burst beyond those excused
 * @param noticed points from which the buyer is told softly
 * @param likely points from which an inspector gets a case
 * @param strong points from which the buyer is warned plainly
 * @param capitals latitude and longitude by province, degrees
 */
public record CopyThresholds(
        String version,
        int windowDays,
        int journeys,
        double misplacedShare,
        double misplacedShape,
        int carriedKmh,
        int burstDevices,
        int burstProvinces,
        int burstHours,
        int periodDays,
        int periodPoints,
        int echoDays,
        int excusedBursts,
        int fastestKmh,
        int borderKm,
        int afterEndHours,
        int afterEndPoints,
        int afterSaleEach,
        int devicesEach,
        int softMost,
        int burstPoints,
        int noticed,
        int likely,
        int strong,
        Map<Integer, Place> capitals) {

    private static final double EARTH_RADIUS_KM = 6371;

    public CopyThresholds {
        capitals = Map.copyOf(capitals);
        if (noticed > likely || likely > strong) {
            throw new IllegalArgumentException("grades rise: " + noticed + ", " + likely + ", " + strong);
        }
        if (misplacedShare <= 0 || misplacedShare >= 0.5) {
            throw new IllegalArgumentException("a share of misplaced scans: " + misplacedShare);
        }
    }

    /** @param latitude degrees north */
    public record Place(double latitude, double longitude) {
        public Place {
            if (!(latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136)) {
                throw new IllegalArgumentException("not a place in China: " + latitude + ", " + longitude);
            }
        }
    }

    /** Between the capitals; 0 where one of them isn't known. */
    double kilometres(int from, int to) {
        Place a = capitals.get(from);
        Place b = capitals.get(to);
        if (a == null || b == null || from == to) {
            return 0;
        }
        double latitudes = Math.toRadians(b.latitude() - a.latitude());
        double longitudes = Math.toRadians(b.longitude() - a.longitude());
        double h = Math.pow(Math.sin(latitudes / 2), 2)
                + Math.cos(Math.toRadians(a.latitude()))
                        * Math.cos(Math.toRadians(b.latitude()))
                        * Math.pow(Math.sin(longitudes / 2), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h));
    }

    /** Whether a package may have been carried from one scan to the other. */
    boolean canBeCarried(Sighting from, Sighting to) {
        double km = kilometres(from.province(), to.province()) - borderKm;
        double hours = (to.at().toEpochMilli() - from.at().toEpochMilli()) / 3_600_000.0;
        return km <= 0 || km <= carriedKmh * hours;
    }

    /** Whether nothing gets from one to the other in that time. */
    boolean isTooFast(Sighting a, Sighting b) {
        double km = kilometres(a.province(), b.province()) - borderKm;
        double hours = Math.abs(b.at().toEpochMilli() - a.at().toEpochMilli()) / 3_600_000.0;
        return km > 0 && km > fastestKmh * hours;
    }
}
