package org.herbtrust.verify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "true,  true,  true,  true,  RECALLED",
        "true,  false, true,  false, RECALLED",
        "false, true,  true,  true,  VOIDED",
        "false, true,  false, false, VOIDED",
        "false, false, true,  true,  ON_HOLD",
        "false, false, false, true,  SUSPICIOUS",
        "false, false, false, false, GENUINE",
    })
    void theGravestTruthIsTheAnswer(
            boolean recalled, boolean labelEnded, boolean held, boolean contradicted, Verdict verdict) {
        assertThat(Verdict.of(recalled, labelEnded, held, contradicted)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"RECALLED", "VOIDED", "ON_HOLD", "SUSPICIOUS", "UNKNOWN"})
    void theseKeepABuyerOff(Verdict verdict) {
        assertThat(verdict.isWarning()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"GENUINE", "LEGACY_CODE", "MISTYPED"})
    void theseDoNot(Verdict verdict) {
        assertThat(verdict.isWarning()).isFalse();
    }
}
