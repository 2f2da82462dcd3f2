package org.herbtrust.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** What is true of every market of the country: the zone in which legal days begin and end. */
public final class Market {

    /** Legal days are days in this zone. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Market() {}

    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }
}
