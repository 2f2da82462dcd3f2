package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.herbtrust.People;
import org.herbtrust.People.Person;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A day's goods from a spreadsheet: all rows or none, each error by its row and column. */
@QuarkusTest
class IntakeSheetsTest {

    private static final List<String> HEADER = List.of("品种", "重量（公斤）", "形态", "产地", "采收日期", "供货人");

    @Inject
    IntakeSheets sheets;

    @Inject
    Trace trace;

    @Inject
    Samples samples;

    @Inject
    People people;

    @ParameterizedTest
    @EnumSource(SheetFormat.class)
    void theTemplateIsFilledInAndTakenAsItIs(SheetFormat format) {
        Actor grower = samples.grower();

        SheetReport report = sheets.take(
                IntakeSheets.Kind.HARVEST, sheets.template(IntakeSheets.Kind.HARVEST, format), false, grower);

        assertThat(report.errors()).isEmpty();
        assertThat(report.lots()).singleElement().satisfies(code -> {
            LotView lot = trace.get(code);
            assertThat(lot.material()).contains(Samples.BAISHAO);
            assertThat(lot.born()).isEqualTo(Kilograms.of("120.5"));
            assertThat(lot.planting())
                    .hasValueSatisfying(p -> assertThat(p.areaMu()).isEqualByComparingTo("6"));
        });
    }

    @Test
    void everyErrorIsToldByRowAndColumnAndNothingIsTaken() {
        Actor trader = samples.trader();
        byte[] file = sheet(
                List.of("白芍", "10", "干货", "341602109", "2025/9/1", "老张"),
                List.of("没有这药", "x", "干货", "", "", ""),
                List.of("白芍", "", "冰冻", "999999", "昨天", ""));

        SheetReport report = sheets.take(IntakeSheets.Kind.INTAKE, file, false, trader);

        assertThat(report.lots()).isEmpty();
        assertThat(report.errors())
                .extracting(SheetReport.RowError::row, SheetReport.RowError::column)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(3, "品种"),
                        Tuple.tuple(3, "重量（公斤）"),
                        Tuple.tuple(4, "重量（公斤）"),
                        Tuple.tuple(4, "形态"),
                        Tuple.tuple(4, "产地"),
                        Tuple.tuple(4, "采收日期"));
        assertThat(trace.lotsOf(trader.merchant().orElseThrow(), false, null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void aRowThatTheMarketRefusesTakesTheOthersBack() {
        Actor trader = samples.trader();
        byte[] file =
                sheet(List.of("白芍", "10", "干货", "", "", ""), List.of("半夏", "5", "干货", "", "", "")); // needs a document

        SheetReport report = sheets.take(IntakeSheets.Kind.INTAKE, file, false, trader);

        assertThat(report.errors()).singleElement().satisfies(e -> assertThat(e.row())
                .isEqualTo(3));
        assertThat(trace.lotsOf(trader.merchant().orElseThrow(), false, null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void theSameFileIsTakenOnce() {
        Actor trader = samples.trader();
        byte[] file = sheet(List.of("白芍", "10", "干货", "", "", "甲"), List.of("白芍", "20", "", "", "", "乙"));

        SheetReport first = sheets.take(IntakeSheets.Kind.INTAKE, file, false, trader);
        SheetReport second = sheets.take(IntakeSheets.Kind.INTAKE, file, false, trader);

        assertThat(second.repeated()).isTrue();
        assertThat(second.lots()).isEqualTo(first.lots()).hasSize(2);
        assertThat(trace.lotsOf(trader.merchant().orElseThrow(), false, null, 10)
                        .items())
                .hasSize(2);
    }

    @Test
    void aCheckTakesNothing() {
        Actor trader = samples.trader();

        SheetReport report =
                sheets.take(IntakeSheets.Kind.INTAKE, sheet(List.of("白芍", "10", "", "", "", "")), true, trader);

        assertThat(report.rows()).isEqualTo(1);
        assertThat(trace.lotsOf(trader.merchant().orElseThrow(), false, null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void whatIsNoSuchSheetIsRefused() {
        assertThatThrownBy(() -> sheets.take(
                        IntakeSheets.Kind.INTAKE,
                        "甲,乙\r\n1,2\r\n".getBytes(StandardCharsets.UTF_8),
                        false,
                        samples.trader()))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(TraceRefusal.SHEET_EMPTY));
        assertThatThrownBy(() -> sheets.take(
                        IntakeSheets.Kind.HARVEST, sheet(List.of("白芍", "1", "", "", "", "")), false, samples.trader()))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(TraceRefusal.NOT_A_GROWER));
    }

    @Test
    void overRestErrorsAreAn422AndTheTemplateCanBeDownloaded() {
        Person trader = people.of(samples.trader());

        trader.asks()
                .contentType("text/csv")
                .body(sheet(List.of("白芍", "", "", "", "", "")))
                .post("/api/v1/intake-sheets/intake")
                .then()
                .statusCode(422)
                .body("errors[0].row", equalTo(2));
        trader.asks()
                .contentType("text/csv")
                .body(sheet(List.of("白芍", "7", "", "", "", "")))
                .post("/api/v1/intake-sheets/intake")
                .then()
                .statusCode(201)
                .body("lots.size()", equalTo(1));
        assertThat(trader.gets("/api/v1/intake-sheets/intake-template.xlsx")
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .startsWith('P', 'K');
    }

    @SafeVarargs
    private static byte[] sheet(List<String>... rows) {
        List<List<String>> all = new ArrayList<>(List.of(HEADER));
        for (List<String> row : rows) {
            all.add(row);
        }
        return Sheet.write("入库", all, SheetFormat.CSV);
    }
}
