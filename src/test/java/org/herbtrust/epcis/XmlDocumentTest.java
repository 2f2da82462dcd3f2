package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.herbtrust.kernel.Refused;
import org.junit.jupiter.api.Test;

class XmlDocumentTest {

    private static final String JSON = """
            {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"ex": "http://ns.example.com/epcis/"}],
             "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2020-01-01T00:00:00Z",
             "epcisBody": {"eventList": [{
               "type": "TransformationEvent", "eventTime": "2013-10-31T14:58:56.591Z", "eventTimeZoneOffset": "+02:00",
               "inputQuantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.011111.4444", "quantity": 10, "uom": "KGM"}],
               "outputEPCList": ["urn:epc:id:sgtin:4012345.077889.25"],
               "transformationID": "urn:epc:id:gdti:0614141.12345.400",
               "bizStep": "commissioning", "disposition": "in_progress",
               "readPoint": {"id": "urn:epc:id:sgln:4012345.00001.0"},
               "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:4012345.00225"}],
               "ilmd": {"ex:batch": "XYZ"}, "ex:myField": "extension"}]}}
            """;

    /** The same event as EPCIS 1.2 wrote it, with its extension wrappers. */
    private static final String XML_1_2 = """
            <?xml version="1.0" encoding="UTF-8"?>
            <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" xmlns:e="http://ns.example.com/epcis/"
                schemaVersion="1.2" creationDate="2020-01-01T00:00:00Z">
              <EPCISBody><EventList><extension><TransformationEvent>
                <eventTime>2013-10-31T16:58:56.591+02:00</eventTime>
                <eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
                <inputQuantityList><quantityElement>
                  <epcClass>urn:epc:class:lgtin:4012345.011111.4444</epcClass><quantity>10.00</quantity><uom>KGM</uom>
                </quantityElement></inputQuantityList>
                <outputEPCList><epc>urn:epc:id:sgtin:4012345.077889.25</epc></outputEPCList>
                <transformationID>urn:epc:id:gdti:0614141.12345.400</transformationID>
                <bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
                <disposition>urn:epcglobal:cbv:disp:in_progress</disposition>
                <readPoint><id>urn:epc:id:sgln:4012345.00001.0</id></readPoint>
                <sourceList><source type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:4012345.00225</source></sourceList>
                <ilmd><e:batch>XYZ</e:batch></ilmd>
                <e:myField>extension</e:myField>
              </TransformationEvent></extension></EventList></EPCISBody>
            </epcis:EPCISDocument>
            """;

    @Test
    void xml_of_release_1_2_says_the_same_as_json_of_2_0() {
        assertThat(hashes(XML_1_2, MediaKind.XML)).isEqualTo(hashes(JSON, MediaKind.JSON));
        EpcisDocument document =
                EpcisDocument.forCapture(XML_1_2.strip().getBytes(StandardCharsets.UTF_8), MediaKind.XML);
        assertThat(EventReading.of(document.events().get(0), document.namespaces(), "")
                        .errors())
                .isEmpty();
    }

    private static List<String> hashes(String text, MediaKind kind) {
        EpcisDocument document = EpcisDocument.read(text.strip().getBytes(StandardCharsets.UTF_8), kind);
        return document.events().stream()
                .map(e -> EventReading.hashOf(e, document.namespaces()))
                .toList();
    }

    @Test
    void no_entity_is_resolved_and_no_bomb_goes_off() {
        for (String bad : List.of(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><EPCISDocument>&x;</EPCISDocument>",
                "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><EPCISDocument>&b;</EPCISDocument>",
                "<a>".repeat(100) + "</a>".repeat(100),
                "<EPCISDocument>",
                "<other/>",
                "")) {
            assertThatThrownBy(() -> XmlDocument.read(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad.length() > 60 ? bad.substring(0, 60) : bad)
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void what_is_wrong_is_told_with_its_line() {
        String wrong = XML_1_2.strip()
                .replace("<quantity>10.00</quantity>", "<quantity>-1</quantity>")
                .replace("cbv:bizstep:commissioning", "cbv:bizstep:conjuring");
        EpcisDocument document = EpcisDocument.read(wrong.getBytes(StandardCharsets.UTF_8), MediaKind.XML);
        List<Refused.FieldError> errors = document.placed(
                0,
                EventReading.of(document.events().get(0), document.namespaces(), document.pointerOf(0))
                        .errors());
        assertThat(errors)
                .anyMatch(e -> e.pointer().equals("/epcisBody/eventList/0/bizStep")
                        && e.detail().contains("(line 12)"));
        String negative = wrong.replace("conjuring", "commissioning");
        EpcisDocument second = EpcisDocument.read(negative.getBytes(StandardCharsets.UTF_8), MediaKind.XML);
        assertThat(second.placed(
                        0,
                        EventReading.of(second.events().get(0), second.namespaces(), second.pointerOf(0))
                                .errors()))
                .anyMatch(e -> e.pointer().endsWith("/inputQuantityList/0/quantity")
                        && e.detail().contains("(line 8)"));
    }

    @Test
    void master_data_of_a_header_says_the_same_in_xml_and_in_json() {
        String xml = """
                <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-01-01T00:00:00Z">
                  <EPCISHeader><extension><EPCISMasterData><VocabularyList>
                    <Vocabulary type="urn:epcglobal:epcis:vtype:BusinessLocation"><VocabularyElementList>
                      <VocabularyElement id="urn:epc:id:sgln:0037000.00729.0">
                        <attribute id="urn:epcglobal:cbv:mda:city">Bozhou</attribute>
                        <attribute id="https://ns.example.com/structure"><a>1</a></attribute>
                        <children><id>urn:epc:id:sgln:0037000.00729.8201</id></children>
                      </VocabularyElement>
                    </VocabularyElementList></Vocabulary>
                  </VocabularyList></EPCISMasterData></extension></EPCISHeader>
                  <EPCISBody><EventList/></EPCISBody>
                </epcis:EPCISDocument>
                """;
        String json = """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"ex": "https://ns.example.com/"}],
                 "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-01-01T00:00:00Z",
                 "epcisHeader": {"epcisMasterData": {"vocabularyList": [
                   {"type": "urn:epcglobal:epcis:vtype:BusinessLocation", "vocabularyElementList": [
                     {"id": "https://id.gs1.org/414/0037000007296",
                      "attributes": [{"id": "cbvmda:city", "attribute": "Bozhou"}, {"id": "ex:structure", "attribute": {"a": 1}}],
                      "children": ["https://id.gs1.org/414/0037000007296/254/8201"]}]}]}},
                 "epcisBody": {"eventList": []}}
                """;
        assertThat(masterData(xml, MediaKind.XML)).isEqualTo(masterData(json, MediaKind.JSON));
        assertThat(masterData(json, MediaKind.JSON).toString()).contains("\"name\":\"urn:epcglobal:cbv:mda:city\"");
    }

    private static com.fasterxml.jackson.databind.JsonNode masterData(String text, MediaKind kind) {
        return EpcisDocument.forCapture(text.getBytes(StandardCharsets.UTF_8), kind)
                .masterData()
                .json();
    }

    @Test
    void a_prefix_of_the_senders_that_means_something_here_is_changed() {
        String xml = """
                <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:tcm="https://example.com/"
                    schemaVersion="2.0" creationDate="2026-05-01T10:00:00Z"><EPCISBody><EventList><ObjectEvent>
                <eventTime>2026-05-01T10:00:00Z</eventTime><eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
                <epcList><epc>urn:x:1</epc></epcList><action>OBSERVE</action><tcm:colour>red</tcm:colour>
                </ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>
                """;

        EpcisDocument document =
                EpcisDocument.forCapture(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8), MediaKind.XML);

        assertThat(document.namespaces().namespaceOf("tcm")).contains(Namespaces.TCM);
        assertThat(document.events().get(0).has("tcm:colour")).isFalse();
        assertThat(EventReading.of(document.events().get(0), document.namespaces(), "")
                        .errors())
                .isEmpty();
    }
}
