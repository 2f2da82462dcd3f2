package org.herbtrust.credit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CusumTest {

    private static final Cusum.Terms TERMS = new Cusum.Terms(0.05, 0.20, 2.9, "test", "OURS");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /** b is bad, g is good. */
    private static Cusum after(String outcomes) {
        List<Cusum.Outcome> list = new ArrayList<>();
        for (int i = 0; i < outcomes.length(); i++) {
            list.add(new Cusum.Outcome(FIRST.plusDays(i), outcomes.charAt(i) == 'b'));
        }
        return Cusum.of(TERMS, list);
    }

    @ParameterizedTest
    @CsvSource({
        "g, 0, ''",
        "b, 1.386294, ''",
        "bg, 1.214444, ''",
        "gggb, 1.386294, ''",
        "bb, 2.772589, ''",
        "bbb, 4.158883, 2026-01-03",
        "bbgb, 3.987033, 2026-01-04",
        "bbbgggg, 3.471482, 2026-01-03",
        "bbbggggggggggggggggggggggggg, 0, ''"
    })
    void bad_outcomes_gather_and_good_ones_wipe_them_out(String outcomes, double value, String alarmSince) {
        Cusum sum = after(outcomes);

        assertThat(sum.value()).isCloseTo(value, within(1e-6));
        assertThat(sum.alarmSince().map(LocalDate::toString).orElse("")).isEqualTo(alarmSince);
    }

    @Test
    void an_alarm_holds_until_the_sum_is_back_at_zero() {
        assertThat(after("bbbg").alarmSince()).contains(FIRST.plusDays(2));
        assertThat(after("bbb" + "g".repeat(10) + "b").alarmSince()).contains(FIRST.plusDays(2));
        assertThat(after("bbb" + "g".repeat(30) + "bbb").alarmSince()).contains(FIRST.plusDays(35));
    }

    @Test
    void shares_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new Cusum.Terms(0.2, 0.1, 2.9, "", "OURS")).hasMessageContaining("usual < raised");
    }
}
