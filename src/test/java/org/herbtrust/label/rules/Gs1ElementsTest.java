package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the General Specifications for the identifiers that goods of this trade carry. */
class Gs1ElementsTest {

    private static final String ITEM = "(01)06901234567892";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ITEM,
                ITEM + "(10)ABC-123(21)SN/9",
                ITEM + "(11)260930(13)261001(15)270930(17)280930",
                ITEM + "(17)280200",
                ITEM + "(3103)002500",
                ITEM + "(8005)001250",
                ITEM + "(422)156",
                ITEM + "(423)156410",
                ITEM + "(7003)2610012359",
                ITEM + "(7007)260901260930",
                ITEM + "(7030)156ABC",
                "(00)376104250021234569",
                "(00)376104250021234569(02)06901234567892(37)24",
                "(414)6901234567892(254)A1",
                "(417)6901234567892",
                "(8006)069012345678920103",
            })
    void whatTheRulesAllowIsReadAndWrittenAgain(String bracketed) {
        Gs1Elements elements = Gs1Elements.parseElementString(bracketed);
        assertThat(elements.bracketed()).isEqualTo(bracketed);
        assertThat(Gs1Elements.parseElementString("]C1" + elements.separated())).isEqualTo(elements);
    }

    @ParameterizedTest
    @CsvSource({
        "(01)06901234567893, 校验位",
        "(90)1234567890123456789012345678901, 应为1–30位",
        "(01)06901234567892(7030)CN1X, 三位国家代码",
        "(01)06901234567892(21)A(235)B, 不能同时出现",
        "(01)0690123456789, 应为14位",
        "(00)376104250021234568, 校验位",
        "(414)6901234567893, 校验位",
        "(417)690123456789, 应为13位",
        "(01)06901234567892(10), 应为1–20位",
        "(01)06901234567892(10)123456789012345678901, 应为1–20位",
        "(01)06901234567892(10)白芍, 不允许的字符",
        "(01)06901234567892(11)261301, 日期不存在",
        "(01)06901234567892(13)260230, 日期不存在",
        "(01)06901234567892(17)2609, 应为6位",
        "(01)06901234567892(3103)25kg00, 全为数字",
        "(01)06901234567892(3103)002500(3102)000250, 出现两次",
        "(01)06901234567892(9)002500, 应为14位",
        "(01)06901234567892(8005)12, 应为6位",
        "(01)06901234567892(423)15641, 三位一组",
        "(01)06901234567892(422)000, 不存在",
        "(01)06901234567892(7003)2610012460, 时间不存在",
        "(01)06901234567892(7007)260930260901, 早于开始日",
        "(01)06901234567892(7007)2609012, 一个或两个日期",
        "(8006)069012345678920403, 件号",
        "(8006)069012345678930103, 校验位",
        "(01)06901234567892(02)06901234567892, 不能同时",
        "(02)06901234567892, 须与(00)",
        "(01)06901234567892(37)5, 须与(02)",
        "(10)ABC, 前须有商品代码",
        "(8005)001250, 前须有商品代码",
        "(3103)002500, 前须有商品代码",
        "(7007)260901, 前须有商品代码",
        "(21)ABC, 须与商品代码",
        "(254)A1, 须与地点",
        "(01)06901234567892(10)A(10)B, 出现两次",
        "(99)x(01), 应为14位",
        "(3106)002500, 不认识",
    })
    void whatTheRulesForbidIsRefusedAndSaysWhy(String bracketed, String why) {
        assertThatThrownBy(() -> Gs1Elements.parseElementString(bracketed))
                .isInstanceOf(Gs1Fault.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001d", "<GS>", "<fnc1>", "{GS}", "\u241d"})
    void theSeparatorIsReadAsScannersWriteIt(String separator) {
        String text = "010690123456789210AB" + separator + "21S1";
        assertThat(Scanned.recognise(text)).isEqualTo(Scanned.recognise(ITEM + "(10)AB(21)S1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/01/06901234567892/21/S/10/L", "/01/06901234567892/10/L/22/V", "/01/06901234567892/10/L/10/L"})
    void theQualifiersOfAnAddressStandInTheirOrder(String path) {
        assertThat(Scanned.recognise("https://example.org" + path)).isInstanceOf(Scanned.Mistyped.class);
    }

    @Test
    void aParameterWhoseIdentifierIsNotKnownHereSaysNothingAgainstTheRest() {
        assertThat(Scanned.recognise("https://example.org/01/06901234567892/10/L?3922=0299&17=270930"))
                .isInstanceOfSatisfying(Scanned.DigitalLink.class, link -> {
                    assertThat(link.elements().lot()).contains("L");
                    assertThat(link.elements().value("17")).contains("270930");
                });
    }

    @Test
    void theNetWeightAndTheAddressAreDerived() {
        Gs1Elements elements = Gs1Elements.parseElementString(ITEM + "(3103)002500(10)A");
        assertThat(elements.netKg().orElseThrow()).isEqualByComparingTo("2.5");
        assertThat(elements.digitalLink("https://id.gs1.org"))
                .isEqualTo("https://id.gs1.org/01/06901234567892/10/A?3103=002500");
    }
}
