package org.herbtrust.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final WorkingDays CHINA = WorkingDays.china();

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, true", // Monday
        "2026-01-04, true", // Sunday, made up for New Year
        "2026-01-01, false", // New Year
        "2026-02-14, true", // Saturday before the Spring Festival, made up
        "2026-02-17, false", // Spring Festival
        "2026-03-07, false", // Saturday
        "2026-10-01, false" // National Day
    })
    void weekends_holidays_and_make_up_days_are_told_apart(LocalDate day, boolean working) {
        assertThat(CHINA.isWorkingDay(day)).isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, 5, 2026-03-09",
        "2026-03-06, 1, 2026-03-09", // over a weekend
        "2026-02-13, 5, 2026-02-27", // over the Spring Festival: 14 is worked, 15 to 23 are not
        "2026-03-07, 0, 2026-03-07"
    })
    void the_day_itself_is_not_counted(LocalDate from, int days, LocalDate last) {
        assertThat(CHINA.plus(from, days)).isEqualTo(last);
    }

    @Test
    void a_year_without_data_is_refused_loudly() {
        assertThatThrownBy(() -> CHINA.isWorkingDay(LocalDate.of(2027, 1, 4)))
                .isInstanceOf(WorkingDays.NoCalendar.class)
                .hasMessageContaining("2027");
        assertThatThrownBy(() -> CHINA.plus(LocalDate.of(2026, 12, 30), 5)).isInstanceOf(WorkingDays.NoCalendar.class);
        assertThatThrownBy(() -> CHINA.isWorkingDay(LocalDate.of(2003, 5, 5)))
                .isInstanceOf(WorkingDays.NoCalendar.class);
    }
}
