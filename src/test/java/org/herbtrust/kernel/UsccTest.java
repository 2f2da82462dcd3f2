package org.herbtrust.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsccTest {

    @Test
    void lowerCaseAndBlanksAreNormalised() {
        assertThat(new Uscc(" 91350100m000100y43 ").value()).isEqualTo("91350100M000100Y43");
    }

    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y44", "91350100M000100Y34", "91350100M000100I43", "91350100M000100Y4", ""})
    void aMistypedCodeIsRefusedWithItself(String wrong) {
        assertThatThrownBy(() -> new Uscc(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrong);
    }

    @Test
    void completingGivesTheCheckCharacterOfTheStandardsExample() {
        assertThat(Uscc.complete("91350100M000100Y4")).isEqualTo(new Uscc("91350100M000100Y43"));
    }
}
