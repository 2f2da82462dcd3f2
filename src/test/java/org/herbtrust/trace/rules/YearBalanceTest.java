package org.herbtrust.trace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.kernel.Text;
import org.herbtrust.trace.rules.YearBalance.Facts;
import org.herbtrust.trace.rules.YearBalance.Finding;
import org.herbtrust.trace.rules.YearBalance.Limits;
import org.herbtrust.trace.rules.YearBalance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearBalanceTest {

    private static final Limits LIMITS =
            new Limits(Optional.of(kg("900")), kg("0.8"), kg("1.1"), kg("1.05"), kg("1.3"), kg("0.5"), kg("50"));

    @ParameterizedTest
    @CsvSource({
        "720, 1, NONE", // 0.8 of what a mu can bear
        "721, 1, WATCH",
        "990, 1, WATCH", // 1.1
        "991, 1, VIOLATION",
        "1980, 2, WATCH",
        "49, 0.01, NONE" // too little to conclude anything
    })
    void aHarvestIsHeldAgainstWhatItsAreaCanBear(String harvested, String mu, String expected) {
        Facts facts = new Facts(kg(harvested), kg("0"), kg(mu), kg(harvested), kg("0"));

        assertThat(verdict(YearBalance.findings(facts, LIMITS), Rule.YIELD_OF_AREA))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"105, 100, NONE", "106, 100, WATCH", "130, 100, WATCH", "131, 100, VIOLATION", "40, 1, NONE"})
    void whatWasSoldIsHeldAgainstWhatThereWas(String sold, String available, String expected) {
        Facts facts = new Facts(kg("0"), kg("0"), kg("0"), kg(available), kg(sold));

        assertThat(verdict(YearBalance.findings(facts, LIMITS), Rule.SOLD_OVER_AVAILABLE))
                .isEqualTo(expected);
    }

    @Test
    void withoutAnAreaTheYieldIsNotKnownAndThatIsSaid() {
        Facts facts = new Facts(kg("0"), kg("5000"), kg("0"), kg("5000"), kg("0"));

        assertThat(YearBalance.findings(facts, LIMITS))
                .containsExactly(new Finding(Rule.AREA_NOT_TOLD, false, new BigDecimal("1")));
    }

    @Test
    void whatGrowsOnNoFieldHasNoYield() {
        Limits noField = new Limits(Optional.empty(), kg("0.8"), kg("1.1"), kg("1.05"), kg("1.3"), kg("0.5"), kg("50"));

        assertThat(YearBalance.findings(new Facts(kg("9000"), kg("900"), kg("1"), kg("9900"), kg("0")), noField))
                .isEmpty();
    }

    @Test
    void aSaleOutsideOfTheChainIsForbiddenByTheRuleOfTheDay() {
        LocalDate first = LocalDate.of(2024, 1, 1);
        SaleRule rule = new SaleRule(
                "PROCESSOR", Set.of("TRADER"), first, Optional.of(LocalDate.of(2024, 12, 31)), Text.of("甲", "a"), "x");

        assertThat(SaleRule.against(List.of(rule), "PROCESSOR", "TRADER", first))
                .isEmpty();
        assertThat(SaleRule.against(List.of(rule), "PROCESSOR", "GROWER", first))
                .contains(rule);
        assertThat(SaleRule.against(List.of(rule), "GROWER", "TRADER", first)).isPresent();
        assertThat(SaleRule.against(List.of(rule), "PROCESSOR", "GROWER", first.minusDays(1)))
                .isEmpty();
        assertThat(SaleRule.against(List.of(rule), "PROCESSOR", "GROWER", LocalDate.of(2025, 1, 1)))
                .isEmpty();
    }

    private static String verdict(List<Finding> findings, Rule rule) {
        return findings.stream()
                .filter(f -> f.rule() == rule)
                .map(f -> f.violation() ? "VIOLATION" : "WATCH")
                .findFirst()
                .orElse("NONE");
    }

    private static BigDecimal kg(String value) {
        return new BigDecimal(value);
    }
}
