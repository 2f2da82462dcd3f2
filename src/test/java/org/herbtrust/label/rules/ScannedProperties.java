package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.herbtrust.kernel.Gs1CheckDigit;
import org.herbtrust.kernel.ShortCode;

class ScannedProperties {

    @Property
    void anyTextIsRecognisedAsSomething(@ForAll String text) {
        Scanned what = Scanned.recognise(text);
        assertThat(what.description().zh()).isNotBlank();
        assertThat(what.description().en()).isNotBlank();
    }

    @Property
    void everyShortCodeIsReadBackFromItsAddress(@ForAll long seed) {
        ShortCode code = ShortCode.random(new Random(seed));
        assertThat(Scanned.recognise("https://trace.example.org/v/" + code).shortCode())
                .contains(code);
        assertThat(Scanned.recognise(code.grouped()).shortCode()).contains(code);
    }

    @Property
    void elementsSurviveEveryWayOfWritingThem(@ForAll("elements") Gs1Elements elements) {
        assertThat(Gs1Elements.parseElementString(elements.bracketed())).isEqualTo(elements);
        assertThat(Gs1Elements.parseElementString(elements.separated())).isEqualTo(elements);
        Scanned link = Scanned.recognise(elements.digitalLink("https://id.example.org/a"));
        assertThat(link).isInstanceOf(Scanned.DigitalLink.class);
        assertThat(((Scanned.DigitalLink) link).elements().elements())
                .containsExactlyInAnyOrderElementsOf(elements.elements());
    }

    @Property
    void oneWrongDigitInATraceCodeOfTheNationalPlatformIsNoticed(
            @ForAll @NumericChars @StringLength(19) String middle,
            @ForAll @IntRange(min = 1, max = 34) int at,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        String body = "5" + "10127300114596" + middle;
        for (LegacyCheck form : LegacyCheck.values()) {
            String code = body + form.of(body);
            assertThat(Scanned.recognise(code)).isInstanceOf(Scanned.LegacyTrace.class);
            char wrong = (char) ('0' + (code.charAt(at) - '0' + by) % 10);
            String altered = code.substring(0, at) + wrong + code.substring(at + 1);
            // every weight is prime to ten: in the form in which it was made, no single error passes
            String alteredBody = altered.substring(0, 34);
            assertThat(form.of(alteredBody)).isNotEqualTo(altered.charAt(34));
        }
    }

    @Property
    void oneWrongDigitInAnArticleNumberIsNoticed(
            @ForAll @NumericChars @StringLength(12) String body,
            @ForAll @IntRange(min = 0, max = 12) int at,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        String code = body + Gs1CheckDigit.of(body);
        char wrong = (char) ('0' + (code.charAt(at) - '0' + by) % 10);
        String altered = code.substring(0, at) + wrong + code.substring(at + 1);
        assertThat(Scanned.recognise(code)).isInstanceOf(Scanned.Ean13.class);
        assertThat(Scanned.recognise(altered)).isNotInstanceOf(Scanned.Ean13.class);
    }

    @Provide
    Arbitrary<Gs1Elements> elements() {
        Arbitrary<String> gtin13 = Arbitraries.strings().numeric().ofLength(13);
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ABCabc019-._/%&+*!'\":;<=>?,")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<Integer> decimals = Arbitraries.integers().between(0, 5);
        Arbitrary<Integer> amount = Arbitraries.integers().between(0, 999_999);
        return net.jqwik.api.Combinators.combine(gtin13, text, text, decimals, amount)
                .as((item, lot, serial, n, kg) -> {
                    List<Gs1Elements.Element> list = new ArrayList<>();
                    list.add(new Gs1Elements.Element("01", item + Gs1CheckDigit.of(item)));
                    list.add(new Gs1Elements.Element("10", lot));
                    list.add(new Gs1Elements.Element("310" + n, "%06d".formatted(kg)));
                    list.add(new Gs1Elements.Element("422", "156"));
                    list.add(new Gs1Elements.Element("21", serial));
                    return new Gs1Elements(list);
                });
    }
}
