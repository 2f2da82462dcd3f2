package org.herbtrust.verify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "RECALLED VOIDED ON_HOLD,   RECALLED",
        "VOIDED COPIED SUSPICIOUS,  VOIDED",
        "COPIED ON_HOLD SUSPICIOUS, COPIED",
        "ON_HOLD SELLER_BARRED,     ON_HOLD",
        "SELLER_BARRED SUSPICIOUS,  SELLER_BARRED",
        "SUSPICIOUS,                SUSPICIOUS",
    })
    void theGravestTruthIsTheAnswer(String found, Verdict verdict) {
        Set<Verdict> all = Arrays.stream(found.split(" ")).map(Verdict::valueOf).collect(Collectors.toSet());
        assertThat(Verdict.gravest(all)).isEqualTo(verdict);
    }

    @Test
    void whatNothingSpeaksAgainstIsGenuine() {
        assertThat(Verdict.gravest(Set.of())).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"RECALLED", "VOIDED", "COPIED", "ON_HOLD", "SELLER_BARRED", "SUSPICIOUS", "UNKNOWN"})
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
