package org.herbtrust.credit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herbtrust.credit.rules.Switching.Severity.NORMAL;
import static org.herbtrust.credit.rules.Switching.Severity.REDUCED;
import static org.herbtrust.credit.rules.Switching.Severity.STOPPED;
import static org.herbtrust.credit.rules.Switching.Severity.TIGHTENED;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchingTest {

    private static final Switching.Terms TERMS = new Switching.Terms(2, 5, 5, 5, 30, 2, 365, "GB/T 2828.1", "H");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /** a is accepted, r refused; one lot a day. */
    private static List<Switching.Lot> lots(String results) {
        List<Switching.Lot> lots = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            lots.add(new Switching.Lot(FIRST.plusDays(i), results.charAt(i) == 'a'));
        }
        return lots;
    }

    private static Switching after(String results, Switching.Consent... consents) {
        return Switching.of(TERMS, lots(results), List.of(consents), FIRST.plusYears(2));
    }

    @ParameterizedTest
    @CsvSource({
        "a, NORMAL",
        "r, NORMAL",
        "rr, TIGHTENED",
        "raaar, TIGHTENED",
        "raaaar, NORMAL",
        "rraaaa, TIGHTENED",
        "rraaaaa, NORMAL",
        "rraaaara, TIGHTENED",
        "rrrrrr, TIGHTENED",
        "rrrrrrr, STOPPED",
        "rrrararar, TIGHTENED",
        "rrrarararar, STOPPED",
        "rrrrrrraaaaaaaa, STOPPED"
    })
    void lots_switch_the_severity_as_the_standard_says(String results, Switching.Severity severity) {
        assertThat(after(results).severity()).isEqualTo(severity);
    }

    @Test
    void fifteen_lots_in_a_row_reach_the_score_and_a_person_must_agree() {
        assertThat(after("a".repeat(14)).mayBeReduced()).isFalse();
        assertThat(after("a".repeat(15)).mayBeReduced()).isTrue();
        assertThat(after("a".repeat(15)).severity()).isEqualTo(NORMAL);
        assertThat(after("a".repeat(15), new Switching.Consent(REDUCED, FIRST.plusDays(20)))
                        .severity())
                .isEqualTo(REDUCED);
        assertThat(after("a".repeat(14), new Switching.Consent(REDUCED, FIRST.plusDays(20)))
                        .severity())
                .isEqualTo(NORMAL);
    }

    @Test
    void a_refused_lot_or_a_long_pause_ends_reduced_inspection() {
        Switching.Consent agreed = new Switching.Consent(REDUCED, FIRST.plusDays(15));

        assertThat(after("a".repeat(15) + "aar", agreed).severity()).isEqualTo(NORMAL);
        assertThat(after("a".repeat(15) + "aarr", agreed).severity()).isEqualTo(TIGHTENED);
        List<Switching.Lot> paused = new ArrayList<>(lots("a".repeat(16)));
        paused.add(new Switching.Lot(FIRST.plusDays(15 + 366), true));
        assertThat(Switching.of(TERMS, paused, List.of(agreed), FIRST.plusYears(2))
                        .severity())
                .isEqualTo(NORMAL);
    }

    @Test
    void a_stop_ends_with_a_review_and_goes_on_tightened() {
        Switching stopped = after("rrrrrrr");
        Switching resumed = after("rrrrrrr", new Switching.Consent(TIGHTENED, FIRST.plusDays(30)));

        assertThat(stopped.severity()).isEqualTo(STOPPED);
        assertThat(resumed.severity()).isEqualTo(TIGHTENED);
        assertThat(resumed.refusedUnderTightened()).isZero();
        assertThat(resumed.switches()).extracting(Switching.Switch::to).containsExactly(TIGHTENED, STOPPED, TIGHTENED);
    }
}
