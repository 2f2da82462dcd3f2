package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

    private static final String SHIPPED = new String(CreditSamples.policyBytes(), StandardCharsets.UTF_8);

    @Test
    void the_shipped_policy_is_whole_and_known_by_its_hash() {
        Policy policy = CreditSamples.POLICY;

        assertThat(policy.version()).isEqualTo("credit-1.0");
        assertThat(policy.sha256()).matches("[0-9a-f]{64}");
        assertThat(policy.rules()).extracting(Policy.Rule::id).contains("A-1", "B-1", "C-1", "D-1");
        assertThat(policy.points(1, 1, 1)).isEqualTo(7);
        assertThat(policy.points(3, 1, 0)).isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fullPoints: 12            | fullPoints: twelve        | fullPoints must be a number
            fullPoints: 12            | fulPoints: 12             | fullPoints is missing
            halfLifeDays: 1460        | halfLifeDays: -1          | halfLifeDays must be from
            letterFrom: INDEX_CAPPED  | letterFrom: BOTH          | letterFrom must be one of
            windowMonths: 36          | windowMonths: 36.5        | must be a whole number
            CRITICAL: 4               | CRITICAL: 1               | a lighter class has more points
            factors: [0.70,           | factors: [1.70,           | three rising factors
            types: [COMMITMENT_MADE]  | types: [COMMITMENT]       | types must be one of
            id: A-2                   | id: A-1                   | rule A-1 is given twice
            validFrom: 2024-01-01     | validFrom: 2024-02-30     | must be a day
            verified: OURS            | verified: perhaps         | verified must be
            minDays: 90               | minDays: 90, colour: red  | line
            """)
    void a_malformed_file_is_refused_with_line_and_reason(String from, String to, String reason) {
        assertThat(SHIPPED).contains(from);

        assertThatThrownBy(() ->
                        PolicyFile.read("draft.yaml", SHIPPED.replace(from, to).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)draft\\.yaml line \\d+: .*")
                .hasMessageContaining(reason);
    }

    @Test
    void the_newest_version_differs_from_the_first_in_what_its_head_says() {
        Policy first = CreditSamples.POLICY;
        Policy newest = CreditSamples.NEWEST;

        assertThat(newest.index().inspector().clipOfMean()).contains(0.3);
        assertThat(first.index().inspector().clipOfMean()).isEmpty();
        assertThat(newest.displayOf()).containsEntry(FactType.OFFICIAL_LISTING, DisplayClass.GRAVE);
        assertThat(first.displayOf()).isEmpty();
        assertThat(newest.rules()).isEqualTo(first.rules());
        assertThat(newest.tiers()).isEqualTo(first.tiers());
        assertThat(newest.observations()).isEqualTo(first.observations());
    }

    @Test
    void a_name_that_nobody_knows_is_refused_rather_than_ignored() {
        assertThatThrownBy(() ->
                        PolicyFile.read("draft.yaml", (SHIPPED + "\nextra: 1\n").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("unknown name extra");
    }
}
