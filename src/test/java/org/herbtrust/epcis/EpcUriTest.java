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
                "https://a.example/x/01/20240101/10/7",
                "https://b.example/x/01/20240102/10/7",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:epc:id:sgtin:4012345.011111.9876",
                "urn:epc:id:sgtin:4012345.011111.A%2FB",
                "urn:epc:class:lgtin:4012345.012345.Lot987",
                "urn:epc:id:upui:4012345.012345.51qIgY)%3C%26Jp3*j7SDB",
                "urn:epc:id:itip:4012345.011111.01.02.987",
                "urn:epc:id:sscc:4012345.0111111111",
                "urn:epc:id:sgln:4012345.00005.0",
                "urn:epc:id:sgln:4012345.00005.122",
                "urn:epc:id:pgln:4012345.00225",
                "urn:epc:id:grai:4012345.00012.5678",
                "urn:epc:id:giai:4012345.32a%2Fb",
                "urn:epc:id:gsrn:4012345.0000001234",
                "urn:epc:id:gsrnp:4012345.0000001234",
                "urn:epc:id:gdti:4012345.12345.006847",
                "urn:epc:id:sgcn:4012345.67890.04711",
                "urn:epc:id:ginc:4012345.xyz3311cba",
                "urn:epc:id:gsin:4012345.123456789",
                "urn:epc:id:cpi:4012345.5PQ7%2FZ43.12345",
                "urn:epc:idpat:sgtin:4012345.066666.*"
            })
    void a_link_becomes_the_urn_again_that_it_came_from(String urn) {
        EpcUri epc = EpcUri.parse(urn).orElseThrow();
        assertThat(epc.urn(7)).contains(urn);
        assertThat(EpcFormat.EPC_URN.spell(epc.toString())).isEqualTo(urn);
    }

    @Test
    void a_link_whose_company_prefix_nobody_knows_stays_a_link() {
        String link = "https://id.gs1.org/01/09780345418913/21/C";
        assertThat(EpcFormat.EPC_URN.spell(link)).isEqualTo(link);
        assertThat(EpcFormat.EPC_URN.spell("urn:gdst:example.org:product:lot:class:a.b.c"))
                .isEqualTo("urn:gdst:example.org:product:lot:class:a.b.c");
    }
}
