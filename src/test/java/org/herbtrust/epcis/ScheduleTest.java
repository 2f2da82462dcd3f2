package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** A Sunday. */
    private static final Instant NOW =
            ZonedDateTime.of(2026, 3, 1, 10, 30, 15, 500, ZONE).toInstant();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"hour":"1","minute":"5"}                            | 2026-03-02T01:05:00
            {"minute":"5","hour":"1","second":""}                | 2026-03-02T01:05:00
            {"second":"0/30"}                                    | 2026-03-01T10:30:30
            {"minute":"0"}                                       | 2026-03-01T11:00:00
            {"hour":"[8-10]"}                                    | 2026-03-02T08:00:00
            {"hour":"8-10","minute":"*"}                         | 2026-03-01T10:31:00
            {"dayOfWeek":"1"}                                    | 2026-03-02T00:00:00
            {"dayOfWeek":"7"}                                    | 2026-03-08T00:00:00
            {"dayOfMonth":"31"}                                  | 2026-03-31T00:00:00
            {"month":"2","dayOfMonth":"29"}                      | 2028-02-29T00:00:00
            {"month":"4"}                                        | 2026-04-01T00:00:00
            {"dayOfWeek":"1,3,[5-6]","hour":"12","minute":"30"}  | 2026-03-02T12:30:00
            {"second":15}                                        | 2026-03-01T10:31:15
            """)
    void the_next_moment_is_the_first_at_which_all_fields_hold(String json, String expected) {
        assertThat(schedule(json).next(NOW, ZONE).orElseThrow().atZone(ZONE).toLocalDateTime())
                .isEqualTo(expected);
    }

    @Test
    void moments_follow_each_other_without_repetition() {
        Schedule schedule = schedule("{\"minute\":\"0/20\",\"hour\":\"9,10\"}");
        List<String> times = new ArrayList<>();
        Instant at = NOW;
        for (int i = 0; i < 4; i++) {
            at = schedule.next(at, ZONE).orElseThrow();
            times.add(at.atZone(ZONE).toLocalDateTime().toString());
        }
        assertThat(times)
                .containsExactly("2026-03-01T10:40", "2026-03-02T09:00", "2026-03-02T09:20", "2026-03-02T09:40");
    }

    @Test
    void a_day_that_never_comes_has_no_moment() {
        assertThat(schedule("{\"month\":\"2\",\"dayOfMonth\":\"30\"}").next(NOW, ZONE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"minute\":\"\"}",
                "{\"minute\":\"60\"}",
                "{\"hour\":\"9-8\"}",
                "{\"hour\":\"0/0\"}",
                "{\"dayOfWeek\":\"0\"}",
                "{\"dayOfWeek\":\"Mon\"}",
                "{\"second\":\"1;2\"}",
                "{\"second\":[1]}",
                "{\"year\":\"2026\"}"
            })
    void what_has_no_meaning_is_refused(String json) {
        assertThatThrownBy(() -> schedule(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_reads_again_what_it_wrote() {
        Schedule schedule = schedule("{\"minute\":\"0/20\",\"hour\":\"[9-17]\"}");
        assertThat(Schedule.of(schedule.json())).isEqualTo(schedule);
    }

    private static Schedule schedule(String json) {
        return Schedule.of((ObjectNode) Json.stored(json));
    }
}
