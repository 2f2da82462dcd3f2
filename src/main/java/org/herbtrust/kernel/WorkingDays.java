package org.herbtrust.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * The working days (工作日) of mainland China, by which the law counts its short periods: 行政处罚法 第八十五条. Monday to Friday
 * but for public holidays, and the Saturdays and Sundays that are worked to make up for them.
 */
public final class WorkingDays {

    /** A longer period is a mistake: no procedure has one. */
    private static final int MOST_DAYS = 1000;

    private static final String FILE = "/traceability-schema/policy/holidays/chinese-days-1.5.7.json";

    private final Set<LocalDate> holidays;
    private final Set<LocalDate> madeUp;
    private final Set<Integer> years = new HashSet<>();

    public WorkingDays(Set<LocalDate> holidays, Set<LocalDate> madeUp) {
        this.holidays = Set.copyOf(holidays);
        this.madeUp = Set.copyOf(madeUp);
        // the last days of December belong to the next year's holiday: they alone don't make their year known
        holidays.stream().filter(day -> day.getDayOfYear() == 1).forEach(day -> years.add(day.getYear()));
    }

    /** No holidays of that year are known, so no period that reaches into it can be counted. */
    public static final class NoCalendar extends IllegalStateException {
        NoCalendar(int year) {
            super(year + "年的节假日安排尚未录入，不能计算工作日 (the holidays of " + year + " are not known; load them first)");
        }
    }

    /** The calendar that is shipped, 2004 to 2026. */
    public static WorkingDays china() {
        try (InputStream in = WorkingDays.class.getResourceAsStream(FILE)) {
            JsonNode json = new ObjectMapper().readTree(in);
            return new WorkingDays(days(json.get("holidays")), days(json.get("workdays")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The same with the days of further years, once their arrangement is known. */
    public WorkingDays and(Set<LocalDate> moreHolidays, Set<LocalDate> moreMadeUp) {
        Set<LocalDate> all = new HashSet<>(holidays);
        all.addAll(moreHolidays);
        Set<LocalDate> worked = new HashSet<>(madeUp);
        worked.addAll(moreMadeUp);
        return new WorkingDays(all, worked);
    }

    /** Whether the holidays of that year are known. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    /**
     * Whether offices work on that day.
     *
     * @throws NoCalendar for a year without data
     */
    public boolean isWorkingDay(LocalDate day) {
        if (!years.contains(day.getYear())) {
            throw new NoCalendar(day.getYear());
        }
        if (madeUp.contains(day)) {
            return true;
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !holidays.contains(day);
    }

    /**
     * The last day of a period that begins on the day after {@code day}: the day itself is not counted.
     *
     * @param workingDays 0 to 1000; 0 is the day itself
     * @throws NoCalendar if the period reaches into a year without data
     */
    public LocalDate plus(LocalDate day, int workingDays) {
        if (workingDays < 0 || workingDays > MOST_DAYS) {
            throw new IllegalArgumentException("working days from 0 to " + MOST_DAYS + ": " + workingDays);
        }
        LocalDate at = day;
        for (int counted = 0; counted < workingDays; ) {
            at = at.plusDays(1);
            if (isWorkingDay(at)) {
                counted++;
            }
        }
        return at;
    }

    private static Set<LocalDate> days(JsonNode byDay) {
        Set<LocalDate> days = new HashSet<>();
        for (Iterator<String> names = byDay.fieldNames(); names.hasNext(); ) {
            days.add(LocalDate.parse(names.next()));
        }
        return days;
    }
}
