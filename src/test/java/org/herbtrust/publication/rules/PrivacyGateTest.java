package org.herbtrust.publication.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Uscc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyGateTest {

    private static final Uscc INDIVIDUAL = Uscc.complete("92341602MA2N7QAB1");
    private static final Uscc COMPANY = Uscc.complete("91341600MA2N7QAB1");

    @ParameterizedTest
    @CsvSource({"张三, 张＊", "张三丰, 张＊", "欧阳修, 欧阳＊", "东方, 东＊", "阿依古丽, 阿＊", "'', ＊"})
    void aPersonIsSurnameAndStar(String name, String shown) {
        assertThat(PrivacyGate.masked(name)).isEqualTo(shown);
    }

    @Test
    void ofAnIndividualBusinessTheOperatorIsMaskedInItsNameToo() {
        Party party = PrivacyGate.party(
                new MerchantId(7), INDIVIDUAL, "谯城区张三丰药材经营部", "张三丰", Optional.of("一楼 A12"), SubjectType.of(INDIVIDUAL));
        assertThat(party.name()).isEqualTo("谯城区张＊药材经营部");
        assertThat(party.operator()).isEqualTo("张＊");
        assertThat(party.uscc()).isEqualTo(INDIVIDUAL.value());
        assertThat(party.stall()).isEqualTo("一楼 A12");
        assertThat(party.person()).isTrue();
    }

    @Test
    void ofACompanyNoOfficerIsNamed() {
        Party party = PrivacyGate.party(
                new MerchantId(7), COMPANY, "亳州某某中药材有限公司", "张三丰", Optional.empty(), SubjectType.of(COMPANY));
        assertThat(party.operator()).isNull();
        assertThat(party.person()).isFalse();
    }

    @Test
    void ofAPersonWithoutRegistrationNoNumberIsShown() {
        Party party = PrivacyGate.party(
                new MerchantId(7), INDIVIDUAL, "张三丰", "张三丰", Optional.empty(), SubjectType.NATURAL_PERSON);
        assertThat(party.uscc()).isNull();
        assertThat(party.name()).isEqualTo("张＊");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "身份证34160219800101123X号",
                "身份证341602 19800101 1234",
                "身份证３４１６０２１９８００１０１１２３４",
                "老证341602800101123",
                "电话13856781234",
                "电话+86 138-5678-1234",
                "电话0558-5551234",
                "电话(0558 55512345)"
            })
    void numbersOfPersonsAreTakenOut(String text) {
        assertThat(PrivacyGate.text(text, List.of())).contains("［已隐去］").doesNotContainPattern("\\d{4}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "批号2026010112，净重12500公斤",
                "91341600MA2N7QAB1H",
                "亳药市退〔2026〕12号",
                "《药品管理法》第117条",
                "GTIN 06901234567892"
            })
    void otherNumbersStay(String text) {
        assertThat(PrivacyGate.text(text, List.of())).isEqualTo(text);
    }

    @Test
    void namesThatTheRecordKnowsAreMaskedInFreeText() {
        assertThat(PrivacyGate.text("张三丰在摊位染色，张三丰已认可", List.of("张三丰"))).isEqualTo("张＊在摊位染色，张＊已认可");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, false",
        "2026-01-02, true",
        "2026-06-30, true",
        "2026-07-01, false",
        "2027-01-01, false",
    })
    void aRecordIsShownFromItsFirstDayUntilTheDayOfRemoval(LocalDate day, boolean shown) {
        Display display = new Display(LocalDate.parse("2026-01-02"), Optional.of(LocalDate.parse("2026-07-01")), false);
        assertThat(display.isOpenOn(day)).isEqualTo(shown);
    }

    @Test
    void whatIsWithdrawnIsGoneWhateverTheDaysSay() {
        assertThat(new Display(LocalDate.parse("2026-01-02"), Optional.empty(), true)
                        .isOpenOn(LocalDate.parse("2026-03-01")))
                .isFalse();
    }
}
