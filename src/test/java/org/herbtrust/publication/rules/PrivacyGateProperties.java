package org.herbtrust.publication.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Uscc;

class PrivacyGateProperties {

    private static final Uscc INDIVIDUAL = Uscc.complete("92341602MA2N7QAB1");

    @Property
    void noFullNameOfAPersonLeaves(
            @ForAll("names") String operator, @ForAll("words") String before, @ForAll("words") String after) {
        Assume.that(!(before + after).contains(operator));
        Party party = PrivacyGate.party(
                new MerchantId(1),
                INDIVIDUAL,
                before + operator + after,
                operator,
                Optional.of("A-1"),
                SubjectType.INDIVIDUAL_BUSINESS);
        assertThat(party.toString()).doesNotContain(operator);
        assertThat(PrivacyGate.text(before + operator + after, List.of(operator)))
                .doesNotContain(operator);
    }

    @Property
    void noIdentityNumberLeaves(
            @ForAll("identityNumbers") String number, @ForAll("words") String before, @ForAll("words") String after) {
        assertThat(PrivacyGate.text(before + number + after, List.of())).doesNotContain(number);
    }

    @Property
    void noTelephoneNumberLeaves(
            @ForAll("telephones") String number, @ForAll("words") String before, @ForAll("words") String after) {
        assertThat(PrivacyGate.text(before + number + after, List.of())).doesNotContain(number);
    }

    @Property
    void textWithoutPersonsAndNumbersIsLeftAlone(@ForAll("words") String words) {
        assertThat(PrivacyGate.text(words, List.of())).isEqualTo(words);
    }

    @Provide
    Arbitrary<String> names() {
        return Combinators.combine(
                        Arbitraries.of("王", "李", "张", "刘", "欧阳", "司马", "诸葛", "马", "买"),
                        Arbitraries.strings()
                                .withChars("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英")
                                .ofMinLength(1)
                                .ofMaxLength(2))
                .as((surname, given) -> surname + given);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("药材经营部摊位检查发现染色的，。白芍亳州市").ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> identityNumbers() {
        return Combinators.combine(
                        Arbitraries.integers().between(110000, 659999),
                        Arbitraries.integers().between(1930, 2010),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 28),
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.of("0", "5", "9", "X", "x"),
                        Arbitraries.of("", " ", "-"))
                .as((area, year, month, day, serial, check, gap) ->
                        "%d%s%d%02d%02d%s%03d%s".formatted(area, gap, year, month, day, gap, serial, check));
    }

    @Provide
    Arbitrary<String> telephones() {
        Arbitrary<String> mobile = Combinators.combine(
                        Arbitraries.of("", "+86", "86 "),
                        Arbitraries.integers().between(130, 199),
                        Arbitraries.integers().between(0, 9999),
                        Arbitraries.integers().between(0, 9999),
                        Arbitraries.of("", " ", "-"))
                .as((country, head, middle, tail, gap) ->
                        "%s%d%s%04d%s%04d".formatted(country, head, gap, middle, gap, tail));
        Arbitrary<String> landLine = Combinators.combine(
                        Arbitraries.of("0558", "010", "0551"),
                        Arbitraries.of("", "-", " "),
                        Arbitraries.integers().between(1000000, 99999999))
                .as((area, gap, number) -> area + gap + number);
        return Arbitraries.oneOf(mobile, landLine);
    }
}
