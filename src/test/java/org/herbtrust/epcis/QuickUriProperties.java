package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.format.UriFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The quick ways through an address say the same as the thorough ones. */
class QuickUriProperties {

    @Property
    void what_is_a_uri_at_a_glance_is_one_to_the_library(@ForAll("addresses") String text) {
        if (QuickUriFormat.isPlain(text)) {
            assertThat(new UriFormat().matches(null, text)).isTrue();
        }
    }

    @Property
    void a_link_means_the_same_with_one_of_its_characters_escaped(@ForAll("lots") String lot) {
        String plain = "https://example.com/01/06901234567892/10/" + lot;
        String escaped = "https://example.com/%301/06901234567892/10/" + lot;

        assertThat(EpcUri.parse(plain)).isPresent().isEqualTo(EpcUri.parse(escaped));
    }

    @Provide
    Arbitrary<String> lots() {
        return Arbitraries.strings().withChars("aZ09-_.").ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> start = Arbitraries.of("https://", "http://", "urn:", "https:/", "urn", "HTTPS://", "");
        Arbitrary<String> rest =
                Arbitraries.strings().withChars("aZ09-._:/?#%@[]~ 白\u0000").ofMaxLength(12);
        return Combinators.combine(start, rest).as(String::concat);
    }
}
