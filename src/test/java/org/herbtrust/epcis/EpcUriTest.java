package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpcUriTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    urn:epc:id:sgtin:4012345.011111.9876        | https://id.gs1.org/01/04012345111118/21/9876
                    urn:epc:class:lgtin:4012345.012345.Lot987   | https://id.gs1.org/01/04012345123456/10/Lot987
                    urn:epc:class:lgtin:4012345.012345.Lot.9.7  | https://id.gs1.org/01/04012345123456/10/Lot.9.7
                    urn:epc:idpat:sgtin:4012345.066666.*        | https://id.gs1.org/01/04012345666663
                    urn:epc:id:sscc:4012345.0111111111          | https://id.gs1.org/00/040123451111111110
                    urn:epc:id:sgln:4012345.00005.0             | https://id.gs1.org/414/4012345000054
                    urn:epc:id:sgln:4012345.00005.122           | https://id.gs1.org/414/4012345000054/254/122
                    urn:epc:id:pgln:4012345.00225               | https://id.gs1.org/417/4012345002256
                    https://id.gs1.org/01/9780345418913         | https://id.gs1.org/01/09780345418913
                    https://shop.example/x/01/09780345418913/22/A/10/B/21/C?17=1 | https://id.gs1.org/01/09780345418913/21/C
                    https://shop.example/gtin/09780345418913/lot/B               | https://id.gs1.org/01/09780345418913/10/B
                    https://id.gs1.org/01/09780345418913/10/A%2FB                | https://id.gs1.org/01/09780345418913/10/A%2FB
                    """)
    void gs1_identifiers_have_one_form(String uri, String canonical) {
        assertThat(EpcUri.canonical(uri)).isEqualTo(canonical);
        assertThat(EpcUri.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:gdst:example.org:product:lot:class:a.b.c",
                "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "https://example.com/products/01/abc",
                "https://www.ncbi.nlm.nih.gov/taxonomy/1126011",
                "geo:50.947573340894124,6.922120147375441",
                "urn:epc:id:sgtin:4012345.0111.9876",
                "urn:epc:id:sgtin:4012345",
                "https://id.gs1.org/",
                "https://example.com/%zz/01/09780345418913",
                "not a uri",
                ""
            })
    void what_is_not_gs1_stays_as_it_is(String uri) {
        assertThat(EpcUri.canonical(uri)).isEqualTo(uri);
    }

    @Test
    void classes_and_things_are_told_apart() {
        assertThat(EpcUri.parse("https://id.gs1.org/01/09780345418913/10/A")
                        .orElseThrow()
                        .isClass())
                .isTrue();
        assertThat(EpcUri.parse("https://id.gs1.org/01/09780345418913/21/A")
                        .orElseThrow()
                        .isClass())
                .isFalse();
        assertThat(EpcUri.parse("https://id.gs1.org/01/09780345418914")
                        .orElseThrow()
                        .checkDigitHolds())
                .isFalse();
    }
}
