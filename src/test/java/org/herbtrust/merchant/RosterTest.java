package org.herbtrust.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {

    static final String HEADER = "统一社会信用代码,字号/名称,类型,经营者,联系电话,市场/楼层,摊位号,经营品种,区划代码\r\n";

    static String uscc(int number) {
        return Uscc.complete("92341602MA%07d".formatted(number)).value();
    }

    static String row(int number) {
        return uscc(number) + ",示例药行" + number + "号,经营户,经营者" + number + ",0558-5550000,交易大厅一楼,T" + number
                + ",白芍、当归,341602\r\n";
    }

    private static Roster csv(String text) {
        return Roster.read(text.getBytes(StandardCharsets.UTF_8), SheetFormat.CSV);
    }

    private static List<String> faults(String text) {
        return csv(text).errors().stream().map(e -> e.row() + " " + e.column()).toList();
    }

    @Test
    void aGoodRosterBecomesApplications() {
        Roster roster = csv(HEADER + row(1) + row(2));
        assertThat(roster.errors()).isEmpty();
        assertThat(roster.rows()).isEqualTo(2);
        assertThat(roster.ignoredColumns()).containsExactly("联系电话");
        assertThat(roster.entries().get(1).application())
                .isEqualTo(new Application(
                        new Uscc(uscc(2)),
                        "示例药行2号",
                        MerchantKind.TRADER,
                        "经营者2",
                        new DivisionCode("341602"),
                        Optional.of(new Stall("交易大厅一楼", "T2", null)),
                        "白芍、当归",
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-8 with mark", "UTF-16 with mark"})
    void theEncodingIsFoundOut(String encoding) {
        String text = HEADER + row(1).replace("示例药行", "谯城䗪虫行");
        byte[] file =
                switch (encoding) {
                    case "UTF-8 with mark" -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
                    case "UTF-16 with mark" -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
                    default -> text.getBytes(Charset.forName(encoding));
                };
        Roster roster = Roster.read(file, SheetFormat.CSV);
        assertThat(roster.errors()).isEmpty();
        assertThat(roster.entries().get(0).application().name()).isEqualTo("谯城䗪虫行1号");
    }

    @Test
    void headersMayHaveOtherNamesAnotherOrderAndATitleAbove() {
        Roster roster = csv("某市场商户名册;;;;;;\n;;;;;;\n摊位编号;楼层 ;商户名称（必填）;* 信用代码;主体类型;负责人;备注\n" + "A1;一楼;示例行;"
                + uscc(1).toLowerCase(java.util.Locale.ROOT) + ";经营;某人;无\n\n;;;;;;\n");
        assertThat(roster.errors()).isEmpty();
        assertThat(roster.rows()).isEqualTo(1);
        assertThat(roster.entries().get(0).row()).isEqualTo(4);
        assertThat(roster.entries().get(0).application().uscc()).isEqualTo(new Uscc(uscc(1)));
        assertThat(roster.entries().get(0).application().division()).isEqualTo(new DivisionCode("341602"));
        assertThat(roster.ignoredColumns()).containsExactly("备注");
    }

    @Test
    void everyWrongCellIsToldWithItsRow() {
        String wrong = uscc(1).substring(0, 17) + (uscc(1).charAt(17) == '0' ? '1' : '0');
        assertThat(faults(HEADER
                        + wrong + ",,商贩,某人,call me,一楼,A1,,3416\r\n"
                        + row(2)
                        + uscc(3) + ",示例,经营户,某人,,一楼,,,\r\n"
                        + uscc(4) + ",示例,种植户,某人,,,,,\r\n"
                        + uscc(5) + ",示例,经营户,某人,,,B2,,\r\n"
                        + row(2)
                        + uscc(6) + ",示例,加工户,某人,,交易大厅一楼,T2,,\r\n"))
                .containsExactly(
                        "2 统一社会信用代码",
                        "2 字号/名称",
                        "2 类型",
                        "2 联系电话",
                        "2 区划代码",
                        "4 摊位号",
                        "6 市场/楼层",
                        "7 统一社会信用代码",
                        "7 摊位号",
                        "8 摊位号");
        assertThat(csv(HEADER + row(1) + uscc(9) + "\r\n").entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 文件是空的 | sheet-refused",
                "名称,类型 | 没有“统一社会信用代码” | roster-refused",
                "统一社会信用代码,名称 | 表头有误 | roster-refused",
                "统一社会信用代码,信用代码,名称,类型,经营者 | 表头有误 | roster-refused",
                "'统一社会信用代码,名称,类型,经营者\n\"x' | 引号不成对 | sheet-refused"
            })
    void aFileThatIsNoRosterIsRefusedAsAWhole(String text, String message, String reason) {
        assertThatThrownBy(() -> csv(text)).isInstanceOfSatisfying(Refused.class, r -> {
            assertThat(r.reason().code()).isEqualTo(reason);
            assertThat(r.getMessage()).contains(message);
        });
    }

    @Test
    void bytesThatAreNoTextOrWorkbookAreRefused() {
        for (byte[] file : new byte[][] {
            {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 1},
            {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0},
            {'P', 'K', 3, 4, 0, 0, 0},
            new byte[Sheet.LARGEST_FILE + 1]
        }) {
            assertThatThrownBy(() -> Roster.read(file, SheetFormat.of(file))).isInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> Roster.read(HEADER.getBytes(StandardCharsets.UTF_8), SheetFormat.XLSX))
                .isInstanceOf(Refused.class);
    }

    @Test
    void moreRowsThanTheLimitAreRefusedAndTheLimitIsRead() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < Roster.MOST_ROWS; i++) {
            text.append(row(i));
        }
        assertThat(csv(text.toString()).entries()).hasSize(Roster.MOST_ROWS);
        String more = text + row(Roster.MOST_ROWS);
        assertThatThrownBy(() -> csv(more)).isInstanceOf(Refused.class);
    }

    @Test
    void aWorkbookIsReadAndACodeSpoiltAsANumberIsExplained() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Sheet1");
            String[] header = HEADER.strip().split(",", -1);
            for (int c = 0; c < header.length; c++) {
                sheet.value(0, c, header[c]);
            }
            String[] good = row(1).strip().split(",", -1);
            for (int c = 0; c < good.length; c++) {
                sheet.value(1, c, good[c]);
            }
            sheet.value(1, 8, 341602);
            sheet.value(3, 0, 923416020000000000L);
            sheet.value(3, 1, "示例");
            sheet.value(3, 2, "种植户");
            sheet.value(3, 3, "某人");
        }
        Roster roster = Roster.read(out.toByteArray(), SheetFormat.XLSX);
        assertThat(roster.entries()).hasSize(1);
        assertThat(roster.entries().get(0).application().division()).isEqualTo(new DivisionCode("341602"));
        assertThat(roster.errors()).singleElement().satisfies(e -> {
            assertThat(e.row()).isEqualTo(4);
            assertThat(e.message()).contains("末几位已丢失");
        });
    }

    @Test
    void aWorkbookThatUnpacksToTooMuchIsRefused() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 110; i++) {
                zip.write(zeros);
            }
        }
        assertThat(out.size()).isLessThan(Sheet.LARGEST_FILE);
        assertThatThrownBy(() -> Roster.read(out.toByteArray(), SheetFormat.XLSX))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.getMessage()).contains("过大"));
    }

    @ParameterizedTest
    @EnumSource(SheetFormat.class)
    void anExportIsReadAgainAndItsFormulasAreNeutralised(SheetFormat format) {
        MerchantView merchant = new MerchantView(
                new MerchantId(1),
                new Uscc(uscc(1)),
                "=HYPERLINK(\"http://example.org\",\"点我\")",
                MerchantKind.TRADER,
                "@某人",
                new DivisionCode("341602100"),
                Optional.of(new Stall("一楼", "+1", null)),
                "-白芍, \"当归\"",
                Gln.complete("290000000001"),
                Standing.ADMITTED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<List<String>> rows = new ArrayList<>(Roster.template());
        rows.add(Roster.row(merchant));
        byte[] file = Sheet.write(Roster.TITLE, rows, format);
        if (format == SheetFormat.CSV) {
            assertThat(new String(file, StandardCharsets.UTF_8))
                    .startsWith("\ufeff")
                    .contains("'=HYPERLINK", "'@某人", "'-白芍");
        }
        Application again = Roster.read(file, format).entries().get(0).application();
        assertThat(again.name()).isEqualTo(merchant.name());
        assertThat(again.operator()).isEqualTo(merchant.operator());
        assertThat(again.scope()).isEqualTo(merchant.scope());
        assertThat(again.stall()).isEqualTo(merchant.stall());
        assertThat(again.division()).isEqualTo(merchant.division());
    }

    @ParameterizedTest
    @EnumSource(SheetFormat.class)
    void theTemplateIsAnEmptyRoster(SheetFormat format) {
        Roster roster = Roster.read(Sheet.write(Roster.TITLE, Roster.template(), format), format);
        assertThat(roster.rows()).isZero();
        assertThat(roster.errors()).isEmpty();
    }
}
