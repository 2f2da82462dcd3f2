package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.herbtrust.kernel.Gs1CheckDigit;

class CompanyPrefixProperties {

    @Property
    void everyItemHasItsOwnValidNumberUnderThePrefix(
            @ForAll @IntRange(min = 7, max = 10) int length, @ForAll @LongRange(min = 0, max = 99) long item) {
        CompanyPrefix prefix = new CompanyPrefix("690123456789".substring(0, length));
        String gtin = prefix.gtin(item).value();
        assertThat(gtin).hasSize(14).startsWith("0" + prefix);
        assertThat(Gs1CheckDigit.holds(gtin)).isTrue();
        assertThat(gtin.substring(1 + length, 13)).isEqualTo(("%0" + (12 - length) + "d").formatted(item));
    }

    @Example
    void thePrefixesOfOneCapacityGiveThatManyNumbers() {
        CompanyPrefix prefix = new CompanyPrefix("6901234567");
        assertThat(prefix.capacity()).isEqualTo(100);
        Set<String> numbers = new HashSet<>();
        for (long item = 0; item < prefix.capacity(); item++) {
            numbers.add(prefix.gtin(item).value());
        }
        assertThat(numbers).hasSize(100);
        assertThatThrownBy(() -> prefix.gtin(100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void whatNoCompanyHasIsRefused() {
        for (String digits : new String[] {
            "",
            "690123",
            "69012345678",
            "69A1234",
            "2012345",
            "0212345",
            "0412345",
            "0512345",
            "9771234",
            "9781234",
            "9801234",
            "9811234",
            "9912345",
            "9512345",
            "9612345",
            "00000001",
            "123456789012",
            "12345",
            null
        }) {
            assertThatThrownBy(() -> new CompanyPrefix(digits)).as(digits).isInstanceOf(IllegalArgumentException.class);
        }
        for (String digits : new String[] {"6901234", "6801234567", "400123", "0312345", "5012345", "9850000"}) {
            assertThat(new CompanyPrefix(digits).digits()).isEqualTo(digits);
        }
    }

    @Example
    void onePrefixThatBeginsLikeAnotherOverlapsIt() {
        CompanyPrefix shorter = new CompanyPrefix("6901234");
        assertThat(shorter.overlaps(new CompanyPrefix("69012345"))).isTrue();
        assertThat(new CompanyPrefix("69012345").overlaps(shorter)).isTrue();
        assertThat(shorter.overlaps(new CompanyPrefix("6901235"))).isFalse();
    }
}
