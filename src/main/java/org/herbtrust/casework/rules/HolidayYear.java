package org.herbtrust.casework.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arrangement of one year's public holidays as the State Council announces it late in the year before.
 *
 * @param source the announcement: its title and number
 * @param holidays days off, weekends among them or not
 * @param workdays Saturdays and Sundays that are worked to make up
 */
public record HolidayYear(int year, String source, Set<LocalDate> holidays, Set<LocalDate> workdays) {

    /** Off in every year by 全国年节及纪念日放假办法: a file that lacks one of them is not whole. */
    private static final List<MonthDay> ALWAYS_OFF =
            List.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1), MonthDay.of(10, 2), MonthDay.of(10, 3));

    /** The seven holidays of the law have had 11 days at least since 2008. */
    private static final int FEWEST_DAYS = 11;

    private static final int MOST_DAYS = 60;

    public HolidayYear {
        if (year < 2000 || year > 2200) {
            throw new IllegalArgumentException("年份应在2000到2200之间 (a year from 2000 to 2200): " + year);
        }
        source = source == null ? "" : source.strip();
        if (source.length() < 5 || source.length() > 300) {
            throw new IllegalArgumentException("请写明来源文件名称和文号 (name the announcement and its number)");
        }
        holidays = Set.copyOf(holidays);
        workdays = Set.copyOf(workdays);
        for (MonthDay day : ALWAYS_OFF) {
            if (!holidays.contains(day.atYear(year))) {
                throw new IllegalArgumentException(
                        "缺少法定节日%s (a day that is always off is missing)".formatted(day.atYear(year)));
            }
        }
        if (holidays.size() < FEWEST_DAYS || holidays.size() > MOST_DAYS || workdays.size() > MOST_DAYS) {
            throw new IllegalArgumentException("放假天数应为%d到%d天，现为%d天 (from %1$d to %2$d days off, not %3$d)"
                    .formatted(FEWEST_DAYS, MOST_DAYS, holidays.size()));
        }
        for (LocalDate day : new TreeSet<>(holidays)) {
            // new year's holiday may begin with the last days of the year before
            boolean eve = day.getYear() == year - 1 && day.getMonthValue() == 12 && day.getDayOfMonth() > 24;
            if (day.getYear() != year && !eve) {
                throw new IllegalArgumentException("%s不属于%d年 (not of that year)".formatted(day, year));
            }
        }
        for (LocalDate day : new TreeSet<>(workdays)) {
            if (day.getYear() != year) {
                throw new IllegalArgumentException("%s不属于%d年 (not of that year)".formatted(day, year));
            }
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                throw new IllegalArgumentException(
                        "调休上班日%s不是周末 (a day worked to make up is not of a weekend)".formatted(day));
            }
            if (holidays.contains(day)) {
                throw new IllegalArgumentException("%s既放假又上班 (both off and worked)".formatted(day));
            }
        }
    }
}
