package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.ShortCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannedTest {

    private static final ShortCode CODE = ShortCode.random(new java.util.Random(7));

    private static Scanned.Kind mistyped(String text) {
        assertThat(Scanned.recognise(text)).isInstanceOf(Scanned.Mistyped.class);
        return ((Scanned.Mistyped) Scanned.recognise(text)).kind();
    }

    @Test
    void aShortCodeIsReadBareGroupedInLowerCaseAndFromItsAddress() {
        for (String text : new String[] {
            CODE.value(), CODE.grouped(), CODE.value().toLowerCase(java.util.Locale.ROOT), " " + CODE.grouped() + "\n"
        }) {
            assertThat(Scanned.recognise(text).shortCode()).as(text).contains(CODE);
            assertThat(Scanned.recognise(text).host()).isEmpty();
        }
        Scanned fromAddress = Scanned.recognise("https://Trace.Example.org/v/" + CODE + "?utm=1");
        assertThat(fromAddress.shortCode()).contains(CODE);
        assertThat(fromAddress.host()).contains("trace.example.org");
    }

    @Test
    void fullWidthInputIsReadToo() {
        StringBuilder wide = new StringBuilder();
        CODE.value().chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        assertThat(Scanned.recognise(wide.toString()).shortCode()).contains(CODE);
    }

    @Test
    void aShortCodeWithAWrongCharacterIsNamedAsMistyped() {
        char first = CODE.value().charAt(0) == '2' ? '3' : '2';
        String wrong = first + CODE.value().substring(1);
        assertThat(mistyped(wrong)).isEqualTo(Scanned.Kind.SHORT_CODE);
        assertThat(mistyped("https://trace.example.org/v/" + wrong)).isEqualTo(Scanned.Kind.SHORT_CODE);
        assertThat(mistyped("https://trace.example.org/v/ABC")).isEqualTo(Scanned.Kind.SHORT_CODE);
        assertThat(mistyped(CODE.grouped().substring(0, 14))).isEqualTo(Scanned.Kind.SHORT_CODE);
        assertThat(Scanned.recognise(wrong).description().zh())
                .contains("本市场追溯码")
                .contains("校验位不符");
        assertThat(Scanned.recognise(wrong).description().en())
                .contains("trace code")
                .contains("wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10127300005094", "10127300114596", "*CPC*ZYCZS10127300114596"})
    void partyCodesOfTheNationalPlatformAreRead(String text) {
        assertThat(Scanned.recognise(text)).isInstanceOf(Scanned.LegacyCorp.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1101273001145961401070059, 10127300114596, 2014-01-07, 5",
        "1101273000049981209060012, 10127300004998, 2012-09-06, 1"
    })
    void batchCodesThatWereReallyIssuedHoldInTheOverflowFormOnly(String code, String corp, LocalDate date, int serial) {
        for (String text : new String[] {code, "*CPC*ZYCZS" + code, "*cpc*zyczs" + code}) {
            assertThat(Scanned.recognise(text))
                    .isEqualTo(new Scanned.LegacyBatch(code, corp, date, serial, Set.of(LegacyCheck.OVERFLOW)));
        }
        String clean = code.substring(0, 24) + LegacyCheck.CLEAN.of(code.substring(0, 24));
        assertThat(((Scanned.LegacyBatch) Scanned.recognise(clean)).forms()).containsExactly(LegacyCheck.CLEAN);
    }

    @Test
    void aTraceCodeOfTheNationalPlatformIsReadWithItsLevelAndParty() {
        String code = "51012730011459600004014011400000093";
        assertThat(Scanned.recognise("*CPC*ZYCZS" + code))
                .isEqualTo(new Scanned.LegacyTrace(code, 5, "10127300114596", Set.of(LegacyCheck.OVERFLOW)));
        assertThat(Scanned.recognise(code).description().zh()).contains("小包");
        String older = "7101273001145960000401401" + "00";
        String older28 = older + LegacyCheck.OVERFLOW.of(older);
        assertThat(Scanned.recognise(older28)).isInstanceOf(Scanned.LegacyTrace.class);
    }

    @Test
    void aProductCodeOfTheNationalPlatformIsRead() {
        String body = "273" + "0011459" + "001234567";
        String code = body + LegacyCheck.CLEAN.of(body);
        assertThat(Scanned.recognise(code)).isEqualTo(new Scanned.LegacyProduct(code, "0011459", "001234567"));
    }

    @ParameterizedTest
    @CsvSource({
        "10127300114597, LEGACY_CORP",
        "1101273001145961401070051, LEGACY_BATCH",
        "110127300114596140107005, LEGACY_BATCH",
        "51012730011459600004014011400000091, LEGACY_TRACE",
        "5101273001145960000401401140000009, LEGACY_TRACE",
        "*CPC*ZYCZS5101273, LEGACY_TRACE",
        "*CPC*ZYCZSabc, LEGACY_TRACE",
        "6901234567893, EAN_13",
        "https://id.gs1.org/01/06901234567893/10/A, DIGITAL_LINK",
        "https://id.gs1.org/01/06901234567892/10, DIGITAL_LINK",
        "https://id.gs1.org/01/06901234567892/414/6901234567892, DIGITAL_LINK",
        "https://id.gs1.org/01/06901234567892?11=251301, DIGITAL_LINK",
        "(01)06901234567892(11)250230, ELEMENT_STRING",
        "(10)ABC, ELEMENT_STRING",
        "(01)06901234567892(05)1, ELEMENT_STRING",
        "(01)06901234567892(02)06901234567892, ELEMENT_STRING",
        "(01)06901234567892(10)A(10)B, ELEMENT_STRING",
        "(01)06901234567892(10)123456789012345678901, ELEMENT_STRING",
        "010690123456789310A, ELEMENT_STRING"
    })
    void aCodeWithAnErrorSaysWhatItLooksLike(String text, Scanned.Kind kind) {
        assertThat(mistyped(text)).isEqualTo(kind);
    }

    @Test
    void aBatchCodeOfADayThatNeverWasIsMistyped() {
        String body = "1" + "10127300114596" + "141301" + "005";
        assertThat(mistyped(body + LegacyCheck.CLEAN.of(body))).isEqualTo(Scanned.Kind.LEGACY_BATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6901234567892", "6291041500213"})
    void anArticleNumberIsRead(String text) {
        assertThat(Scanned.recognise(text)).isEqualTo(new Scanned.Ean13(new Gtin(text)));
    }

    @Test
    void aDigitalLinkIsReadOnAnyHostWithAnyPathBeforeIt() {
        Scanned s = Scanned.recognise("https://shop.example.com:8443/herbs/01/6901234567892/10/L%2F1/21/" + CODE
                + "?13=250105&3103=001250&linkType=all");
        assertThat(s).isInstanceOf(Scanned.DigitalLink.class);
        Gs1Elements e = ((Scanned.DigitalLink) s).elements();
        assertThat(e.gtin()).contains(new Gtin("06901234567892"));
        assertThat(e.lot()).contains("L/1");
        assertThat(e.serial()).contains(CODE.value());
        assertThat(e.netKg()).contains(new BigDecimal("1.250"));
        assertThat(s.shortCode()).contains(CODE);
        assertThat(s.host()).contains("shop.example.com:8443");
    }

    @Test
    void placesPartiesAndLogisticUnitsAreReadFromTheirLinks() {
        assertThat(((Scanned.DigitalLink) Scanned.recognise("https://id.gs1.org/414/6901234567892"))
                        .elements()
                        .gln())
                .isPresent();
        assertThat(((Scanned.DigitalLink) Scanned.recognise("https://id.gs1.org/00/376104250021234569"))
                        .elements()
                        .sscc())
                .contains("376104250021234569");
        assertThat(Scanned.recognise("00376104250021234569")).isInstanceOf(Scanned.ElementString.class);
    }

    @Test
    void anElementStringIsReadInBracketsAndWithSeparators() {
        for (String text : new String[] {
            "(01)06901234567892(10)AB(1)C(13)250105(3103)001250(422)156(21)S1",
            "]d2010690123456789210AB(1)C\u001d132501053103001250422156\u001d21S1",
            "\u001d010690123456789210AB(1)C\u001d132501053103001250422156\u001d21S1"
        }) {
            assertThat(Scanned.recognise(text)).as(text).isInstanceOf(Scanned.ElementString.class);
            Gs1Elements e = ((Scanned.ElementString) Scanned.recognise(text)).elements();
            assertThat(e.lot()).contains("AB(1)C");
            assertThat(e.value("422")).contains("156");
            assertThat(e.serial()).contains("S1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "白芍",
                "https://www.example.com/",
                "https://www.example.com/news/2024",
                "javascript:alert(1)",
                "12345",
                "WIFI:T:WPA;S:net;;",
                "https://",
                "()",
                "(",
                "\u0000",
                "]d2",
                "000"
            })
    void anythingElseIsUnknownOrMistypedAndNeverFails(String text) {
        assertThat(Scanned.recognise(text)).isInstanceOfAny(Scanned.Unknown.class, Scanned.Mistyped.class);
        assertThat(Scanned.recognise(text).description().zh()).isNotBlank();
    }

    @Test
    void aLongTextIsShownShortened() {
        assertThat(Scanned.recognise("药".repeat(5000)).description().zh()).hasSizeLessThan(80);
        assertThat(Scanned.recognise(null)).isEqualTo(new Scanned.Unknown(""));
    }

    @Test
    void aVoidedLabelStaysVoidedAndASoldOneCanOnlyBeDestroyed() {
        assertThat(LabelState.VOIDED.mayBecome(LabelState.PRINTED)).isFalse();
        assertThat(LabelState.SOLD.mayBecome(LabelState.VOIDED)).isFalse();
        assertThat(LabelState.thatMayBecome(LabelState.SOLD))
                .containsExactlyInAnyOrder(LabelState.PRINTED, LabelState.APPLIED);
    }
}
