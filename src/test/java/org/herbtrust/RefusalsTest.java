package org.herbtrust;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.herbtrust.People.Person;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Each step of the thread broken on purpose over HTTP: a clear problem with a stable type, and nothing has changed. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusalsTest {

    private static final int TWELVE_MEGABYTES = 12 * 1024 * 1024;

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    Merchants merchants;

    private Person grower;
    private Person trader;
    private String lot;

    @BeforeEach
    void a_grower_with_100_kg() {
        Actor growing = samples.grower();
        grower = people.of(growing);
        trader = people.of(samples.trader());
        lot = samples.harvested(growing, 100).code().value();
    }

    @Test
    void an_unknown_material() {
        unchanged(() -> {
            refused(grower.posts("/api/v1/lots/harvest", harvest("nosuchherb")), 422, "material-unknown");
            refused(grower.posts("/api/v1/lots/harvest", harvest("No Such Herb")), 400, "invalid-fields")
                    .body("errors[0].pointer", equalTo("/material"));
        });
    }

    @Test
    void more_output_than_input() {
        unchanged(() -> refused(
                grower.posts("/api/v1/lots/" + lot + "/process", process("50", "51")), 422, "yield-impossible"));
    }

    @Test
    void more_than_there_is_in_stock() {
        unchanged(() -> {
            refused(
                    grower.posts("/api/v1/lots/" + lot + "/process", process("100.0001", "35")),
                    409,
                    "lot-balance-exceeded");
            refused(
                    grower.posts("/api/v1/lots/" + lot + "/split", Map.of("parts", List.of("60", "41"))),
                    409,
                    "lot-balance-exceeded");
            refused(
                    grower.posts("/api/v1/lots/" + lot + "/ship", Map.of("to", id(trader), "kg", "101")),
                    409,
                    "lot-balance-exceeded");
            refused(grower.posts("/api/v1/lots/" + lot + "/sell", Map.of("kg", "101")), 409, "lot-balance-exceeded");
            refused(grower.posts("/api/v1/labels", labels(201, "0.5")), 409, "lot-balance-exceeded");
        });
    }

    @Test
    void a_mass_that_is_none() {
        unchanged(() -> {
            for (String kg : List.of("-1", "1e99", "0.00001", "ten")) {
                refused(grower.posts("/api/v1/lots/" + lot + "/sell", Map.of("kg", kg)), 400, "invalid-fields")
                        .body("errors[0].pointer", equalTo("/kg"));
            }
        });
    }

    @Test
    void a_role_that_may_not() {
        Person inspector = people.person(Role.INSPECTOR);
        unchanged(() -> {
            refused(trader.posts("/api/v1/lots/harvest", harvest("baishao")), 403, "not-allowed");
            refused(inspector.posts("/api/v1/lots/" + lot + "/sell", Map.of("kg", "1")), 403, "not-allowed");
            refused(grower.posts("/api/v1/admissions", applying()), 403, "not-allowed");
            refused(
                    grower.posts("/api/v1/holds", Map.of("lot", lot, "reason", "INVESTIGATION", "cause", "x")),
                    403,
                    "not-allowed");
            refused(inspector.posts("/api/v1/cases/1/confirmation"), 403, "not-allowed");
        });
    }

    @Test
    void somebody_elses_goods() {
        unchanged(
                () -> refused(trader.posts("/api/v1/lots/" + lot + "/sell", Map.of("kg", "1")), 403, "not-the-holder"));
    }

    @Test
    void nobody_and_a_token_that_nobody_has() {
        unchanged(() -> {
            refused(
                    given().contentType(ContentType.JSON)
                            .body(harvest("baishao"))
                            .post("/api/v1/lots/harvest")
                            .then(),
                    401,
                    "not-signed-in");
            refused(
                    given().header("Authorization", "Bearer of-nobody")
                            .contentType(ContentType.JSON)
                            .body(Map.of("kg", "1"))
                            .post("/api/v1/lots/" + lot + "/sell")
                            .then(),
                    401,
                    "not-signed-in");
            refused(given().get("/api/v1/lots/" + lot).then(), 401, "not-signed-in");
        });
    }

    @Test
    void a_barred_merchant() {
        merchants.changeStanding(
                grower.actor().merchant().orElseThrow(), Standing.SUSPENDED, "测试-停业", Samples.office());
        unchanged(() -> {
            refused(grower.posts("/api/v1/lots/harvest", harvest("baishao")), 403, "merchant-barred");
            refused(grower.posts("/api/v1/lots/" + lot + "/sell", Map.of("kg", "1")), 403, "merchant-barred");
            refused(grower.posts("/api/v1/labels", labels(1, "1")), 403, "merchant-barred");
        });
    }

    @Test
    void JSON_that_is_none() {
        unchanged(() -> {
            for (String path : List.of("/api/v1/lots/harvest", "/api/v1/lots/" + lot + "/sell", "/api/v1/labels")) {
                refused(grower.posts(path, "{\"kg\": "), 400, "bad-request");
                refused(grower.posts(path, "白芍"), 400, "bad-request");
            }
            refused(grower.posts("/api/v1/lots/" + lot + "/sell", "[1,2]"), 400, "bad-request");
        });
    }

    @Test
    void a_body_that_is_empty() {
        Person office = people.person(Role.OFFICE);
        Person regulator = people.person(Role.REGULATOR);
        unchanged(() -> {
            for (String path : List.of("harvest", "intake", lot + "/sell", lot + "/process", lot + "/split", "merge")) {
                refused(grower.posts("/api/v1/lots/" + path), 400, "invalid-fields");
                refused(grower.posts("/api/v1/lots/" + path, "{}"), 400, "invalid-fields");
                refused(grower.posts("/api/v1/lots/" + path, "null"), 400, "invalid-fields");
            }
            refused(grower.posts("/api/v1/labels"), 400, "invalid-fields");
            refused(grower.posts("/api/v1/labels", "{}"), 400, "invalid-fields");
            refused(office.posts("/api/v1/admissions"), 400, "invalid-fields");
            refused(office.posts("/api/v1/admissions", "{}"), 400, "invalid-fields");
            refused(regulator.posts("/api/v1/cases"), 400, "invalid-fields");
            refused(regulator.posts("/api/v1/cases", "{}"), 400, "invalid-fields");
            refused(
                    people.person(Role.INSPECTOR).puts("/api/v1/inspections/visits/" + UUID.randomUUID(), "{}"),
                    400,
                    "invalid-fields");
        });
    }

    @Test
    void a_field_that_nobody_knows() {
        unchanged(() -> refused(
                        grower.posts("/api/v1/lots/" + lot + "/sell", Map.of("kg", "1", "colour", "red")),
                        400,
                        "invalid-fields")
                .body("errors[0].pointer", equalTo("/colour")));
    }

    @Test
    void the_same_request_twice_is_done_once_and_another_under_its_name_is_a_conflict() {
        String key = UUID.randomUUID().toString();
        String path = "/api/v1/lots/" + lot + "/sell";
        for (int i = 0; i < 2; i++) {
            grower.asks()
                    .header("Idempotency-Key", key)
                    .body(Map.of("kg", "10"))
                    .post(path)
                    .then()
                    .statusCode(200)
                    .body(
                            "holders[0].kg",
                            equalTo(grower.gets("/api/v1/lots/" + lot).extract().path("holders[0].kg")));
        }
        unchanged(() -> refused(
                grower.asks()
                        .header("Idempotency-Key", key)
                        .body(Map.of("kg", "11"))
                        .post(path)
                        .then(),
                409,
                "same-key-other-content"));
        // a name belongs to its account: another account may use the same
        refused(
                trader.asks()
                        .header("Idempotency-Key", key)
                        .body(Map.of("kg", "10"))
                        .post(path)
                        .then(),
                403,
                "not-the-holder");
        assertThat(new BigDecimal(grower.gets("/api/v1/lots/" + lot)
                        .extract()
                        .path("holders[0].kg")
                        .toString()))
                .isEqualByComparingTo("90");
    }

    @Test
    void a_key_that_is_no_UUID() {
        unchanged(() -> {
            ValidatableResponse answer = grower.asks()
                    .header("Idempotency-Key", "seven")
                    .body(Map.of("kg", "1"))
                    .post("/api/v1/lots/" + lot + "/sell")
                    .then();
            refused(answer, 400, "invalid-fields");
        });
    }

    @Test
    void a_path_with_an_id_that_is_none() {
        Person regulator = people.person(Role.REGULATOR);
        refused(grower.gets("/api/v1/lots/seven"), 400, "invalid-fields");
        refused(grower.posts("/api/v1/lots/seven/sell", Map.of("kg", "1")), 400, "invalid-fields");
        refused(given().get("/api/v1/merchants/seven").then(), 400, "invalid-fields");
        refused(given().get("/api/v1/merchants/seven/grade").then(), 400, "invalid-fields");
        refused(regulator.gets("/api/v1/cases/seven"), 400, "invalid-fields");
        refused(regulator.gets("/api/v1/inspections/visits/seven"), 400, "invalid-fields");
        refused(regulator.gets("/api/v1/inspections/samples/seven"), 400, "invalid-fields");
    }

    @Test
    void an_id_that_stands_for_nothing() {
        Person regulator = people.person(Role.REGULATOR);
        String never = ShortCode.random(new Random(2)).value();
        refused(grower.gets("/api/v1/lots/" + never), 404, "lot-unknown");
        refused(grower.posts("/api/v1/lots/" + never + "/sell", Map.of("kg", "1")), 404, "lot-unknown");
        refused(grower.posts("/api/v1/consignments/999999999/receive", Map.of("kg", "1")), 404, "consignment-unknown");
        refused(grower.gets("/api/v1/labels/" + UUID.randomUUID()), 404, "label-batch-unknown");
        refused(given().get("/api/v1/merchants/M99999999/grade").then(), 404, "merchant-unknown");
        refused(regulator.gets("/api/v1/inspections/visits/" + UUID.randomUUID()), 404, "visit-unknown");
        refused(given().get("/api/v1/no-such-thing").then(), 404, "not-found");
        refused(
                regulator.posts("/api/v1/holds", Map.of("lot", never, "reason", "INVESTIGATION", "cause", "x")),
                404,
                "lot-unknown");
    }

    @Test
    void a_type_that_nobody_reads() {
        unchanged(() -> {
            refused(
                    grower.asks()
                            .contentType("text/plain")
                            .body("kg: 1")
                            .post("/api/v1/lots/" + lot + "/sell")
                            .then(),
                    415,
                    "unsupported-type");
            refused(
                    grower.asks()
                            .contentType("text/csv")
                            .body("a,b")
                            .post("/epcis/capture")
                            .then(),
                    415,
                    "unsupported-type");
            refused(grower.asks().delete("/api/v1/lots/" + lot).then(), 405, "method-not-allowed");
        });
    }

    /** Refused by its head: the application doesn't wait for what it will not take. */
    @Test
    void a_body_without_end() {
        unchanged(() -> assertThat(firstLineOfAnswerTo("""
                POST /api/v1/lots/%s/sell HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                {"kg":"1","buyer":\
                """.formatted(lot, grower.token(), TWELVE_MEGABYTES + 1)))
                .contains(" 413 "));
    }

    private static String firstLineOfAnswerTo(String request) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void a_USCC_with_a_wrong_check_character() {
        Person office = people.person(Role.OFFICE);
        Map<String, Object> applying = applying();
        String uscc = applying.get("uscc").toString();
        applying.put("uscc", uscc.substring(0, 17) + (uscc.charAt(17) == '0' ? '1' : '0'));
        refused(office.posts("/api/v1/admissions", applying), 400, "invalid-fields")
                .body("errors[0].pointer", equalTo("/uscc"))
                .body("detail", containsString("校验"));
        applying.put("uscc", uscc);
        office.posts("/api/v1/admissions", applying).statusCode(201);
        refused(office.posts("/api/v1/admissions", applying), 409, "merchant-already-registered");
    }

    @Test
    void a_commitment_that_was_not_signed() {
        Person office = people.person(Role.OFFICE);
        Map<String, Object> applying = applying();
        String id = office.posts("/api/v1/admissions", applying)
                .statusCode(201)
                .extract()
                .path("id");
        refused(office.posts("/api/v1/admissions/" + id + "/admit"), 422, "commitment-missing");
        Person applicant = people.of(MerchantId.fromString(id), Role.GROWER);
        refused(applicant.posts("/api/v1/lots/harvest", harvest("baishao")), 403, "merchant-barred");
    }

    @Test
    void goods_on_hold_and_a_second_receipt() {
        Person inspector = people.person(Role.INSPECTOR);
        int sent = grower.posts("/api/v1/lots/" + lot + "/ship", Map.of("to", id(trader), "kg", "40"))
                .statusCode(201)
                .extract()
                .path("id");
        refused(
                trader.posts("/api/v1/consignments/" + sent + "/receive", Map.of("kg", "41")),
                409,
                "lot-balance-exceeded");
        trader.posts("/api/v1/consignments/" + sent + "/receive", Map.of("kg", "40"))
                .statusCode(200);
        refused(trader.posts("/api/v1/consignments/" + sent + "/receive", Map.of("kg", "40")), 409, "already-received");
        inspector
                .posts("/api/v1/holds", Map.of("lot", lot, "reason", "INVESTIGATION", "cause", "测试"))
                .statusCode(200);
        unchanged(() -> {
            refused(trader.posts("/api/v1/lots/" + lot + "/sell", Map.of("kg", "1")), 409, "lot-held");
            refused(trader.posts("/api/v1/labels", labels(1, "1")), 409, "lot-held");
        });
    }

    @Test
    void an_EPCIS_document_that_takes_more_than_there_is_stores_nothing() {
        String uri = grower.gets("/api/v1/lots/" + lot).extract().path("uri");
        String gln =
                merchants.get(grower.actor().merchant().orElseThrow()).gln().placeUri();
        String event = """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], "type": "ObjectEvent",
                 "eventTime": "2026-09-01T10:00:00+08:00", "eventTimeZoneOffset": "+08:00", "action": "OBSERVE",
                 "bizStep": "retail_selling", "readPoint": {"id": "%s"}, "bizLocation": {"id": "%s"},
                 "quantityList": [{"epcClass": "%s", "quantity": 101, "uom": "KGM"}]}
                """.formatted(gln, gln, uri);
        unchanged(() -> refused(grower.posts("/epcis/events", event), 409, "lot-balance-exceeded"));
    }

    /** The lot, what was done with it, and what the grower has, are after the attempt what they were before. */
    private void unchanged(Runnable attempt) {
        String before = state();
        attempt.run();
        assertThat(state()).isEqualTo(before);
    }

    private String state() {
        Person admin = people.person(Role.ADMIN);
        return admin.gets("/api/v1/lots/" + lot).statusCode(200).extract().asString()
                + admin.gets("/api/v1/lots/" + lot + "/steps")
                        .statusCode(200)
                        .extract()
                        .asString()
                + admin.gets("/api/v1/labels?lot=" + lot)
                        .statusCode(200)
                        .extract()
                        .asString()
                + grower.gets("/api/v1/lots?inStock=false")
                        .statusCode(200)
                        .extract()
                        .asString();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String type) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status))
                .body("title", not(equalTo(null)))
                .body("detail", not(containsString("Exception")))
                .body("detail", not(containsString("org.herbtrust")));
    }

    private static Map<String, Object> harvest(String material) {
        return Map.of(
                "material", material,
                "form", "FRESH",
                "source", "CULTIVATED",
                "origin", Samples.SHIJIULI.value(),
                "harvestedOn", "2026-08-20",
                "kg", "10");
    }

    private static Map<String, Object> process(String in, String out) {
        return Map.of("inputKg", in, "process", "drying", "outputForm", "DRIED", "outputKg", out);
    }

    private Map<String, Object> labels(int count, String netKg) {
        return Map.of("id", UUID.randomUUID().toString(), "lot", lot, "count", count, "netKg", netKg);
    }

    private static Map<String, Object> applying() {
        return new HashMap<>(Map.of(
                "uscc",
                Samples.uscc().value(),
                "name",
                "拒绝测试户",
                "kind",
                MerchantKind.GROWER.name(),
                "operator",
                "某人",
                "division",
                Samples.SHIJIULI.value(),
                "scope",
                "白芍"));
    }

    private static String id(Person person) {
        return person.actor().merchant().orElseThrow().toString();
    }
}
