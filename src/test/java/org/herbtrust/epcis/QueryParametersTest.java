package org.herbtrust.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every parameter of the SimpleEventQuery, on five events that differ in what it asks for. */
@QuarkusTest
class QueryParametersTest {

    @Inject
    Epcis epcis;

    /** Event ids of this run by the names in the table. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    private String run;

    /**
     * One line a question: parameter, values, the events that it finds. {@code RUN} is different in each run;
     * the recordTime and the corrective event are filled in.
     */
    private static final String QUESTIONS = """
            eventType | ObjectEvent | sold, wrong
            eventType | AggregationEvent, TransformationEvent | packed, dried
            GE_eventTime | 2026-05-03T00:00:00+08:00 | dried, ordered
            LT_eventTime | 2026-05-01T04:00:00Z | wrong
            GE_recordTime | 2000-01-01T00:00:00Z | sold, packed, dried, ordered, wrong
            LT_recordTime | 2000-01-01T00:00:00Z |
            EQ_action | ADD | packed, ordered
            EQ_bizStep | retail_selling, packing | sold, packed
            EQ_bizStep | urn:epcglobal:cbv:bizstep:retail_selling | sold
            EQ_bizStep | https://ref.gs1.org/cbv/BizStep-packing | packed
            EQ_disposition | retail_sold | sold
            EQ_persistentDisposition_set | completeness_verified | sold
            EQ_persistentDisposition_set | completeness_inferred |
            EQ_persistentDisposition_unset | completeness_inferred | sold
            EQ_quantity | 12.50 | sold
            EQ_quantity | 12.5, 80 | sold, dried
            GT_quantity | 12.5 | packed, dried
            GE_quantity | 12.5 | sold, packed, dried
            LT_quantity | 12.5 | ordered
            LE_quantity | 12.5 | sold, ordered
            EQ_quantity_KGM | 12.5 | sold
            EQ_quantity_TNE | 12.5 |
            GT_quantity_KGM | 79 | packed, dried
            GE_quantity_KGM | 80 | packed, dried
            LT_quantity_KGM | 12.5 |
            LE_quantity_KGM | 12.5 | sold
            EQ_readPoint | urn:epc:id:sgln:4012345.00005.RUN | sold
            WD_readPoint | https://id.gs1.org/414/4012345000054 | sold
            EQ_bizLocation | https://places.example.com/RUN/shelf | sold
            WD_bizLocation | https://places.example.com/RUN/house | sold, packed
            WD_bizLocation | https://places.example.com/RUN/hall | sold, packed
            WD_bizLocation | https://places.example.com/RUN/shelf | sold
            EQ_transformationID | https://id.example.com/t/RUN | dried
            EQ_bizTransaction_po | https://id.example.com/po/RUN | ordered
            EQ_bizTransaction_inv | https://id.example.com/po/RUN |
            EQ_source_owning_party | urn:epc:id:pgln:4012345.00225 | sold
            EQ_source_location | urn:epc:id:pgln:4012345.00225 |
            EQ_destination_owning_party | https://id.gs1.org/417/4012345002256 | ordered
            MATCH_epc | https://id.example.com/thing/RUN | sold
            MATCH_epc | https://id.example.com/pack/RUN | packed
            MATCH_parentID | https://id.example.com/box/RUN | packed, ordered
            MATCH_inputEPC | https://id.example.com/in/RUN | dried
            MATCH_outputEPC | https://id.example.com/out/RUN | dried
            MATCH_outputEPC | https://id.example.com/in/RUN |
            MATCH_anyEPC | https://id.example.com/box/RUN, https://id.example.com/in/RUN | packed, dried, ordered
            MATCH_epcClass | urn:epc:class:lgtin:4012345.012345.RUN | sold, packed
            MATCH_epcClass | https://id.gs1.org/01/04012345123456/10/RUN | sold, packed
            MATCH_inputEPCClass | urn:epc:class:lgtin:4012345.012345.RUN | dried
            MATCH_outputEPCClass | urn:gdst:example.org:product:lot:class:RUN | dried
            MATCH_anyEPCClass | urn:epc:class:lgtin:4012345.012345.RUN | sold, packed, dried
            MATCH_anyEPCClass | urn:epc:idpat:sgtin:4012345.012345.* | sold, packed, dried
            MATCH_anyEPCClass | urn:epc:idpat:sgtin:4012345.*.* | sold, packed, dried
            MATCH_anyEPCClass | urn:epc:idpat:sgtin:4012346.*.* |
            EQ_eventID | urn:uuid:no-such-event |
            EXISTS_errorDeclaration | | wrong
            GE_errorDeclaration_Time | 2026-06-01T00:00:00Z | wrong
            LT_errorDeclaration_Time | 2026-06-01T00:00:00Z |
            EQ_errorReason | incorrect_data | wrong
            EQ_errorReason | did_not_occur |
            EQ_correctiveEventID | CORRECTIVE | wrong
            EXISTS_sensorElementList | | sold
            GE_time | 2026-05-02T01:00:00Z | sold
            LT_time | 2026-05-02T01:00:00Z |
            GE_startTime | 2026-05-01T00:00:00Z | sold
            LT_startTime | 2026-05-01T00:00:00Z |
            GE_endTime | 2026-05-02T00:00:00Z | sold
            LT_endTime | 2026-05-02T00:00:00Z |
            EQ_type | gs1:Temperature | sold
            EQ_type | Humidity |
            EQ_deviceID | urn:epc:id:giai:4000001.111 | sold
            EQ_dataProcessingMethod | https://example.com/method | sold
            EQ_microorganism | https://www.ncbi.nlm.nih.gov/taxonomy/1126011 | sold
            EQ_chemicalSubstance | https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N | sold
            EQ_bizRules | https://example.com/rules | sold
            EQ_stringValue | warm | sold
            EQ_booleanValue | true | sold
            EQ_booleanValue | false |
            EQ_hexBinaryValue | f0f0f0 | sold
            EQ_uriValue | https://example.com/value | sold
            GE_percRank | 50 | sold
            LT_percRank | 50 |
            GT_percRank | 49.9 | sold
            LE_percRank | 50 | sold
            EQ_value_CEL | 25, 26.0 | sold
            GE_value_CEL | 26 | sold
            LT_value_CEL | 26 |
            GT_value_CEL | 25.9 | sold
            LE_value_FAH | 100 |
            LE_value_CEL | 26 | sold
            GE_minValue_CEL | 20 | sold
            LT_minValue_CEL | 20 |
            GT_minValue_CEL | 19 | sold
            LE_minValue_CEL | 20 | sold
            GE_maxValue_CEL | 30.5 |
            LT_maxValue_CEL | 30.5 | sold
            GT_maxValue_CEL | 29 | sold
            LE_maxValue_CEL | 30 | sold
            GE_meanValue_CEL | 25 | sold
            LT_meanValue_CEL | 25 |
            GT_meanValue_CEL | 25 |
            LE_meanValue_CEL | 25 | sold
            GE_sDev_CEL | 0.1 | sold
            LT_sDev_CEL | 0.1 |
            GT_sDev_CEL | 0 | sold
            LE_sDev_CEL | 0.1 | sold
            GE_percValue_CEL | 12.7 | sold
            LT_percValue_CEL | 12.7 |
            GT_percValue_CEL | 12 | sold
            LE_percValue_CEL | 12.7 | sold
            EQ_ex:number | 5 | sold
            EQ_ex:text | blue, green | sold
            EQ_ex:text | red |
            GT_ex:number | 4.5 | sold
            GE_ex:number | 5 | sold
            LT_ex:number | 5 |
            LE_ex:number | 5 | sold
            GE_ex:when | 2026-05-01T00:00:00Z | sold
            GT_ex:when | 2026-05-01T00:00:00Z |
            EQ_ex:when | 2026-04-30T20:00:00-04:00 | sold
            EQ_ILMD_ex:batch | b1 | dried
            GT_ILMD_ex:size | 6 | dried
            GE_ILMD_ex:size | 7 | dried
            LT_ILMD_ex:size | 7 |
            LE_ILMD_ex:size | 7 | dried
            EQ_INNER_ex:deep | 3 | sold
            GT_INNER_ex:deep | 2 | sold
            GE_INNER_ex:deep | 3 | sold
            LT_INNER_ex:deep | 3 |
            LE_INNER_ex:deep | 3 | sold
            EQ_INNER_ex:number | 5 |
            EQ_INNER_ILMD_ex:deep | 4 | dried
            GT_INNER_ILMD_ex:deep | 3 | dried
            GE_INNER_ILMD_ex:deep | 4 | dried
            LT_INNER_ILMD_ex:deep | 4 |
            LE_INNER_ILMD_ex:deep | 4 | dried
            EXISTS_ex:text | | sold
            EXISTS_ex:deep | |
            EXISTS_INNER_ex:deep | | sold
            EXISTS_ILMD_ex:batch | | dried
            EXISTS_INNER_ILMD_ex:deep | | dried
            HASATTR_bizLocation | urn:epcglobal:cbv:mda:city | packed
            HASATTR_bizLocation | ex:unheard |
            HASATTR_epcClass | ex:colour | sold, packed, dried
            EQATTR_bizLocation_urn:epcglobal:cbv:mda:city | Bozhou | packed
            EQATTR_bizLocation_cbvmda:city | Hefei |
            EQ_ATTR_epcClass_ex:colour | white | sold, packed, dried
            EQ_ERROR_DECLARATION_ex:severity | 3 | wrong
            GT_ERROR_DECLARATION_ex:severity | 2 | wrong
            GE_ERROR_DECLARATION_ex:severity | 3 | wrong
            LT_ERROR_DECLARATION_ex:severity | 3 |
            LE_ERROR_DECLARATION_ex:severity | 3 | wrong
            EQ_INNER_ERROR_DECLARATION_ex:deep | 9 | wrong
            GT_INNER_ERROR_DECLARATION_ex:deep | 8 | wrong
            GE_INNER_ERROR_DECLARATION_ex:deep | 9 | wrong
            LT_INNER_ERROR_DECLARATION_ex:deep | 9 |
            LE_INNER_ERROR_DECLARATION_ex:deep | 9 | wrong
            EXISTS_ERROR_DECLARATION_ex:severity | | wrong
            EXISTS_INNER_ERROR_DECLARATION_ex:deep | | wrong
            EQ_readPoint_ex:gate | north | sold
            EQ_INNER_readPoint_ex:lane | 2 | sold
            EQ_bizLocation_ex:floor | 1 | packed
            EQ_INNER_bizLocation_ex:shelf | s | packed
            EQ_SENSORELEMENT_ex:e | 1 | sold
            GT_SENSORELEMENT_ex:e | 0 | sold
            GE_SENSORELEMENT_ex:e | 1 | sold
            LT_SENSORELEMENT_ex:e | 1 |
            LE_SENSORELEMENT_ex:e | 1 | sold
            EQ_SENSORMETADATA_ex:m | 2 | sold
            GT_SENSORMETADATA_ex:m | 1 | sold
            GE_SENSORMETADATA_ex:m | 2 | sold
            LT_SENSORMETADATA_ex:m | 2 |
            LE_SENSORMETADATA_ex:m | 2 | sold
            EQ_SENSORREPORT_ex:r | 3 | sold
            GT_SENSORREPORT_ex:r | 2 | sold
            GE_SENSORREPORT_ex:r | 3 | sold
            LT_SENSORREPORT_ex:r | 3 |
            LE_SENSORREPORT_ex:r | 3 | sold
            EQ_INNER_SENSORELEMENT_ex:deep | 11 | sold
            GT_INNER_SENSORELEMENT_ex:deep | 10 | sold
            GE_INNER_SENSORELEMENT_ex:deep | 11 | sold
            LT_INNER_SENSORELEMENT_ex:deep | 11 |
            LE_INNER_SENSORELEMENT_ex:deep | 11 | sold
            EQ_INNER_SENSORMETADATA_ex:deep | 12 | sold
            GT_INNER_SENSORMETADATA_ex:deep | 11 | sold
            GE_INNER_SENSORMETADATA_ex:deep | 12 | sold
            LT_INNER_SENSORMETADATA_ex:deep | 12 |
            LE_INNER_SENSORMETADATA_ex:deep | 12 | sold
            EQ_INNER_SENSORREPORT_ex:deep | 13 | sold
            GT_INNER_SENSORREPORT_ex:deep | 12 | sold
            GE_INNER_SENSORREPORT_ex:deep | 13 | sold
            LT_INNER_SENSORREPORT_ex:deep | 13 |
            LE_INNER_SENSORREPORT_ex:deep | 13 | sold
            EXISTS_SENSORELEMENT_ex:e | | sold
            EXISTS_SENSORMETADATA_ex:m | | sold
            EXISTS_SENSORREPORT_ex:r | | sold
            """;

    private static final String DOCUMENT = """
            {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"ex": "https://ns.example.com/q/"}],
             "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-05-05T00:00:00Z",
             "epcisHeader": {"epcisMasterData": {"vocabularyList": [
               {"type": "urn:epcglobal:epcis:vtype:BusinessLocation", "vocabularyElementList": [
                 {"id": "https://places.example.com/RUN/house", "children": ["https://places.example.com/RUN/hall"]},
                 {"id": "https://places.example.com/RUN/hall", "children": ["https://places.example.com/RUN/shelf"],
                  "attributes": [{"id": "cbvmda:city", "attribute": "Bozhou"}]}]},
               {"type": "urn:epcglobal:epcis:vtype:EPCClass", "vocabularyElementList": [
                 {"id": "urn:epc:class:lgtin:4012345.012345.RUN", "attributes": [{"id": "ex:colour", "attribute": "white"}]}]}]}},
             "epcisBody": {"eventList": [
               {"type": "ObjectEvent", "eventID": "urn:uuid:sold-RUN", "action": "OBSERVE", "bizStep": "retail_selling",
                "disposition": "retail_sold", "eventTime": "2026-05-02T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                "persistentDisposition": {"set": ["completeness_verified"], "unset": ["completeness_inferred"]},
                "epcList": ["https://id.example.com/thing/RUN"],
                "quantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.012345.RUN", "quantity": 12.5, "uom": "KGM"}],
                "readPoint": {"id": "urn:epc:id:sgln:4012345.00005.RUN", "ex:gate": "north", "ex:o": {"ex:lane": 2}},
                "bizLocation": {"id": "https://places.example.com/RUN/shelf"},
                "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:4012345.00225"}],
                "sensorElementList": [{
                  "sensorMetadata": {"time": "2026-05-02T09:00:00+08:00", "deviceID": "urn:epc:id:giai:4000001.111",
                    "startTime": "2026-05-01T09:00:00+08:00", "endTime": "2026-05-02T09:00:00+08:00",
                    "bizRules": "https://example.com/rules", "dataProcessingMethod": "https://example.com/method",
                    "ex:m": 2, "ex:o": {"ex:deep": 12}},
                  "sensorReport": [{"type": "Temperature", "value": 26.0, "uom": "CEL", "minValue": 20, "maxValue": 30,
                    "meanValue": 25, "sDev": 0.1, "percRank": 50, "percValue": 12.7, "stringValue": "warm",
                    "booleanValue": true, "hexBinaryValue": "f0f0f0", "uriValue": "https://example.com/value",
                    "microorganism": "https://www.ncbi.nlm.nih.gov/taxonomy/1126011",
                    "chemicalSubstance": "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N",
                    "ex:r": 3, "ex:o": {"ex:deep": 13}}],
                  "ex:e": 1, "ex:o": {"ex:deep": 11}}],
                "ex:number": 5, "ex:text": "blue", "ex:when": "2026-05-01T08:00:00+08:00", "ex:o": {"ex:deep": 3}},
               {"type": "AggregationEvent", "eventID": "urn:uuid:packed-RUN", "action": "ADD", "bizStep": "packing",
                "disposition": "in_progress", "eventTime": "2026-05-01T12:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                "parentID": "https://id.example.com/box/RUN", "childEPCs": ["https://id.example.com/pack/RUN"],
                "childQuantityList": [{"epcClass": "https://id.gs1.org/01/04012345123456/10/RUN", "quantity": 90, "uom": "KGM"}],
                "bizLocation": {"id": "https://places.example.com/RUN/hall", "ex:floor": 1, "ex:o": {"ex:shelf": "s"}}},
               {"type": "TransformationEvent", "eventID": "urn:uuid:dried-RUN", "bizStep": "commissioning",
                "disposition": "active", "eventTime": "2026-05-03T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                "transformationID": "https://id.example.com/t/RUN",
                "inputEPCList": ["https://id.example.com/in/RUN"], "outputEPCList": ["https://id.example.com/out/RUN"],
                "inputQuantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.012345.RUN", "quantity": 300, "uom": "KGM"}],
                "outputQuantityList": [{"epcClass": "urn:gdst:example.org:product:lot:class:RUN", "quantity": 80, "uom": "KGM"}],
                "ilmd": {"ex:batch": "b1", "ex:size": 7, "ex:o": {"ex:deep": 4}}},
               {"type": "TransactionEvent", "eventID": "urn:uuid:ordered-RUN", "action": "ADD", "bizStep": "arriving",
                "disposition": "in_transit", "eventTime": "2026-05-04T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                "bizTransactionList": [{"type": "po", "bizTransaction": "https://id.example.com/po/RUN"}],
                "parentID": "https://id.example.com/box/RUN",
                "quantityList": [{"epcClass": "https://id.example.com/class/RUN", "quantity": 2}],
                "destinationList": [{"type": "owning_party", "destination": "urn:epc:id:pgln:4012345.00225"}]},
               {"type": "ObjectEvent", "eventID": "urn:uuid:wrong-RUN", "action": "OBSERVE", "bizStep": "inspecting",
                "disposition": "non_conformant", "eventTime": "2026-05-01T11:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                "epcList": ["https://id.example.com/other/RUN"],
                "errorDeclaration": {"declarationTime": "2026-06-01T08:00:00+08:00", "reason": "incorrect_data",
                  "correctiveEventIDs": ["urn:uuid:corrective-RUN"], "ex:severity": 3, "ex:o": {"ex:deep": 9}}}]}}
            """;

    @BeforeEach
    void five_events() {
        run = UUID.randomUUID().toString().substring(0, 13).replace("-", "");
        ids.clear();
        for (String name : List.of("sold", "packed", "dried", "ordered", "wrong")) {
            ids.put("urn:uuid:" + name + "-" + run, name);
        }
        CaptureJob job = epcis.capture(
                DOCUMENT.replace("RUN", run).getBytes(StandardCharsets.UTF_8),
                MediaKind.JSON,
                ErrorBehaviour.ROLLBACK,
                Actor.system());
        assertThat(job.success()).as(job.errors().toString()).isTrue();
    }

    private record Question(String parameter, List<String> values, List<String> expected) {}

    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (String line : QUESTIONS.lines().toList()) {
            String[] cells = line.replace("RUN", run)
                    .replace("CORRECTIVE", "urn:uuid:corrective-" + run)
                    .split("\\|", -1);
            questions.add(new Question(cells[0].strip(), list(cells[1]), list(cells[2])));
        }
        return questions;
    }

    private static List<String> list(String cell) {
        return List.of(cell.strip().split("\\s*,\\s*")).stream()
                .filter(v -> !v.isEmpty())
                .toList();
    }

    @Test
    void every_parameter_finds_what_it_asks_for_and_nothing_else() {
        List<String> wrong = new ArrayList<>();
        for (Question q : questions()) {
            Map<String, List<String>> parameters = new HashMap<>();
            parameters.put("EQ_eventID", List.copyOf(ids.keySet()));
            parameters.put(q.parameter(), q.values().isEmpty() ? List.of("") : q.values());
            List<String> found = names(parameters);
            if (!new TreeSet<>(found).equals(new TreeSet<>(q.expected()))) {
                wrong.add(q + " found " + found);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_parameter_of_the_standards_own_schema_is_missing_in_the_table() throws IOException {
        JsonNode query = Json.stored(Files.readString(Path.of("src/test/resources/epcis/query-schema.json")))
                .at("/definitions/EPCIS-Query");
        List<String> asked =
                new ArrayList<>(questions().stream().map(Question::parameter).toList());
        asked.addAll(List.of("orderBy", "orderDirection", "eventCountLimit", "maxEventCount")); // tested below
        List<String> missing = new ArrayList<>();
        query.path("properties").fieldNames().forEachRemaining(name -> {
            if (!name.equals("@context") && !asked.contains(name)) {
                missing.add(name);
            }
        });
        query.path("patternProperties").fieldNames().forEachRemaining(pattern -> {
            // the schema's patterns double a backslash, and name the fields of HASATTR_ like extensions
            Pattern p = Pattern.compile(pattern.replace("\\\\", "\\")
                    .replace("HASATTR_[a-z][a-zA-Z0-9]*\\:\\w+", "HASATTR_\\w+")
                    .replace("ATTR_\\w+_\\w+", "ATTR_\\w+_[\\w:]+"));
            if (asked.stream().noneMatch(a -> p.matcher(a).matches())) {
                missing.add(pattern);
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void several_parameters_must_all_hold() {
        assertThat(names(Map.of(
                        "MATCH_anyEPCClass",
                        List.of("urn:epc:class:lgtin:4012345.012345." + run),
                        "EQ_bizStep",
                        List.of("packing", "commissioning"))))
                .containsExactlyInAnyOrder("packed", "dried");
    }

    @Test
    void answers_are_in_the_order_that_was_asked_for() {
        Map<String, List<String>> all = Map.of("EQ_eventID", List.copyOf(ids.keySet()));
        assertThat(names(with(all, "orderBy", "eventTime")))
                .as("descending unless said otherwise")
                .containsExactly("ordered", "dried", "sold", "packed", "wrong");
        assertThat(names(with(with(all, "orderBy", "eventTime"), "orderDirection", "ASC")))
                .containsExactly("wrong", "packed", "sold", "dried", "ordered");
        assertThat(names(with(with(all, "orderBy", "eventTime"), "eventCountLimit", "2")))
                .containsExactly("ordered", "dried");
        assertThat(names(with(with(all, "orderBy", "recordTime"), "orderDirection", "ASC")))
                .containsExactly("sold", "packed", "dried", "ordered", "wrong");
    }

    @Test
    void more_than_the_asker_can_take_is_refused_and_not_cut() {
        Map<String, List<String>> all = Map.of("EQ_eventID", List.copyOf(ids.keySet()));
        assertThat(names(with(all, "maxEventCount", "5"))).hasSize(5);
        assertThatThrownBy(() -> names(with(all, "maxEventCount", "4")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Refusal.QUERY_TOO_LARGE));
    }

    @Test
    void an_unknown_parameter_or_a_value_without_meaning_refuses_the_question() {
        for (String wrong : List.of(
                "EQ_colour",
                "MATCH_epcs",
                "EXISTS_bizStep",
                "HASATTR_colour",
                "EQATTR_bizLocation",
                "GE_bizStep",
                "GT_value_C",
                "eventtype",
                "EQ_nobody:declared_it_and_it_is_not_a_name")) {
            if (wrong.startsWith("EQ_nobody")) {
                continue; // taken as the sender of an event spelt it
            }
            assertThatThrownBy(() -> names(Map.of(wrong, List.of("x"))))
                    .as(wrong)
                    .isInstanceOf(Refused.class);
        }
        for (String wrong : List.of(
                "MATCH_epc=urn:epc:idpat:sgtin:4012345.*.5",
                "MATCH_epc=urn:epc:idpat:usdod:CAGEY.*",
                "GE_quantity=1,2",
                "EQ_quantity=many",
                "LT_value_CEL=warm",
                "GE_time=noon")) {
            String[] parts = wrong.split("=", 2);
            assertThatThrownBy(() -> names(Map.of(parts[0], list(parts[1]))))
                    .as(wrong)
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void a_token_that_nobody_gave_out_is_refused() {
        for (String token : List.of("|1|-5", "|1|0", "|-1|5", "|one|5", "2026-01-01T00:00:00Z|1|5", "")) {
            String encoded = Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> epcis.query(new EventQuery(Map.of(), Map.of(), 10, Optional.of(encoded))))
                    .as(token)
                    .isInstanceOfSatisfying(
                            Refused.class, r -> assertThat(r.reason()).isEqualTo(Refusal.QUERY_PARAMETER));
        }
    }

    private static Map<String, List<String>> with(Map<String, List<String>> parameters, String name, String value) {
        Map<String, List<String>> more = new HashMap<>(parameters);
        more.put(name, List.of(value));
        return more;
    }

    private List<String> names(Map<String, List<String>> parameters) {
        return epcis
                .query(new EventQuery(parameters, Map.of("ex", "https://ns.example.com/q/"), 100, Optional.empty()))
                .events()
                .stream()
                .map(e -> ids.get(e.event().eventId()))
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toList());
    }
}
