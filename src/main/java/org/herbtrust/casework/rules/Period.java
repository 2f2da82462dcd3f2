package org.herbtrust.casework.rules;

import java.time.LocalDate;
import org.herbtrust.kernel.WorkingDays;

/** A number of days, working or calendar; the day from which it runs is not counted. */
public record Period(int days, Unit unit) {

    /** How days are counted. */
    public enum Unit {
        WORKING,
        CALENDAR
    }

    public Period {
        if (days < 0 || days > 1000 || unit == null) {
            throw new IllegalArgumentException("a period of 0 to 1000 days: " + days);
        }
    }

    /**
     * The last day of the period.
     *
     * @throws WorkingDays.NoCalendar if it reaches into a year without data
     */
    public LocalDate lastDay(LocalDate from, WorkingDays calendar) {
        return unit == Unit.WORKING ? calendar.plus(from, days) : from.plusDays(days);
    }

    /**
     * The last day from which the period still ends by {@code end}, but never before {@code earliest}.
     *
     * @throws WorkingDays.NoCalendar if it reaches into a year without data
     */
    public LocalDate lastStart(LocalDate end, LocalDate earliest, WorkingDays calendar) {
        LocalDate start = end;
        while (start.isAfter(earliest) && lastDay(start, calendar).isAfter(end)) {
            start = start.minusDays(1);
        }
        return start.isBefore(earliest) ? earliest : start;
    }
}
