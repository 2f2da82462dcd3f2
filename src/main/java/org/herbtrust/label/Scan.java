package org.herbtrust.label;

import java.time.Instant;
import java.util.regex.Pattern;
import org.herbtrust.kernel.ShortCode;

/**
 * Somebody looked at a label. Held in memory for less than a second; of address and agent only a number is kept that means
 * nothing the day after.
 *
 * @param place code of a division as a trusted proxy or the reader told it; cut to the city; empty if nobody told
 * @param userAgent of the browser
 * @param address of the network
 */
public record Scan(ShortCode code, Instant at, String place, String userAgent, String address) {

    private static final int LONGEST = 300;
    private static final Pattern DIVISION = Pattern.compile("[1-8]\\d(\\d{2}|\\d{4}|\\d{7})?");

    public Scan {
        place = place != null && DIVISION.matcher(place).matches() ? place : "";
        userAgent = cut(userAgent);
        address = cut(address);
    }

    /** Province or city, two or four digits; null if nobody told. Never finer. */
    String coarsePlace() {
        if (place.isEmpty()) {
            return null;
        }
        boolean city = place.length() >= 4 && !place.startsWith("00", 2);
        return place.substring(0, city ? 4 : 2);
    }

    private static String cut(String text) {
        String known = text == null ? "" : text;
        return known.length() > LONGEST ? known.substring(0, LONGEST) : known;
    }
}
