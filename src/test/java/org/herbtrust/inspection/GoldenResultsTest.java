package org.herbtrust.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.inspection.rules.ItemVerdict;
import org.herbtrust.inspection.rules.Judging;
import org.herbtrust.inspection.rules.Measured;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Whatever is changed in rules or files: a result of a day is judged for ever as it was. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoldenResultsTest {

    private static final Materials MATERIALS = new Materials();

    @ParameterizedTest
    @CsvFileSource(resources = "/judging/golden.csv", useHeadersInDisplayName = true)
    void a_result_is_judged_by_the_law_of_its_day(
            String material,
            String variant,
            String item,
            String value,
            String unit,
            String method,
            LocalDate sampledOn,
            Outcome outcome,
            boolean toBeVerified,
            String why) {
        ItemVerdict verdict = Judging.judge(
                        List.of(Measured.of(item, value, unit).by(method)),
                        MATERIALS.limitsInForce(new MaterialCode(material), Optional.ofNullable(variant), sampledOn),
                        Set.of(),
                        sampledOn)
                .items()
                .get(0);

        assertThat(verdict.outcome()).as(why).isEqualTo(outcome);
        assertThat(verdict.toBeVerified()).isEqualTo(toBeVerified);
        assertThat(verdict.clause().isPresent()).isEqualTo(outcome != Outcome.NO_LIMIT);
    }
}
