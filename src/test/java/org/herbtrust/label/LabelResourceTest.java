package org.herbtrust.label;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.Accounts;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LabelResourceTest {

    private static final Actor OFFICE = new Actor("label-rest-office", "市场办公室", Role.OFFICE, Optional.empty());
    private static final AtomicInteger NEXT = new AtomicInteger(8_300_000);

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Accounts accounts;

    @Inject
    Labels labels;

    private String token;
    private ShortCode lot;

    @BeforeEach
    void aTraderWithALot() {
        int number = NEXT.getAndIncrement();
        MerchantId id = merchants.apply(
                new Application(
                        Uscc.complete("92341602MA%07d".formatted(number)),
                        "标签接口示例户" + number,
                        MerchantKind.TRADER,
                        "某人",
                        new DivisionCode("341602"),
                        Optional.of(new Stall("标签接口测试厅", "R" + number, null)),
                        "",
                        Optional.of(Commitment.CURRENT)),
                OFFICE);
        merchants.admit(id, OFFICE);
        Actor trader = new Actor("label-rest-" + number, "某人", Role.MERCHANT, Optional.of(id));
        token = token(trader);
        lot = trace.intake(
                        new Intake(
                                new MaterialCode("baishao"),
                                Form.DRIED,
                                Source.PURCHASED,
                                Kilograms.of(100),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        trader)
                .code();
    }

    private String token(Actor actor) {
        if (accounts.find(actor.account()).isEmpty()) {
            accounts.open(actor, "a-long-password-for-tests");
        }
        return accounts.issueToken(actor.account(), "test");
    }

    private ValidatableResponse issue(String bearer, Object body) {
        return given().auth()
                .oauth2(bearer)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/labels")
                .then();
    }

    private static ValidatableResponse scan(String text) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("text", text))
                .post("/api/v1/scan")
                .then();
    }

    @Test
    void aBatchIsIssuedPrintedVoidedAndScanned() {
        String id = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("id", id, "lot", lot.value(), "count", 3, "netKg", "2.5", "grade", "选货");
        issue(token, body).statusCode(201).body("count", equalTo(3)).body("name", equalTo("白芍"));
        issue(token, body).statusCode(201).body("id", equalTo(id));
        issue(token, Map.of("id", UUID.randomUUID(), "lot", lot.value(), "count", 1, "netKg", 0.5))
                .statusCode(201);
        given().auth()
                .oauth2(token)
                .get("/api/v1/labels/" + id + "/labels.pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf");
        given().auth()
                .oauth2(token)
                .get("/api/v1/labels/" + id + "/labels.svg?ordinal=2")
                .then()
                .statusCode(200)
                .contentType(startsWith("image/svg+xml"));
        given().auth()
                .oauth2(token)
                .get("/api/v1/labels/" + id + "/labels.png?dpi=300")
                .then()
                .statusCode(200)
                .contentType("image/png");
        assertThat(labels.states(UUID.fromString(id)))
                .as("a file for a printer is a print")
                .containsEntry(LabelState.PRINTED, 3);
        assertThat(labels.get(UUID.fromString(id)).reprints()).isZero();
        given().auth()
                .oauth2(token)
                .get("/api/v1/labels/" + id + "/labels.zpl")
                .then()
                .statusCode(200);
        assertThat(labels.get(UUID.fromString(id)).reprints()).isEqualTo(1);
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .post("/api/v1/labels/" + id + "/print")
                .then()
                .statusCode(200);
        String code = given().auth()
                .oauth2(token)
                .get("/api/v1/labels/" + id + "/serials")
                .then()
                .statusCode(200)
                .body("state", contains("PRINTED", "PRINTED", "PRINTED"))
                .extract()
                .path("[1].code");
        scan("http://localhost:8080/v/" + code)
                .statusCode(200)
                .body("kind", equalTo("OwnCode"))
                .body("known", equalTo("LABEL"))
                .body("lot", equalTo(lot.value()))
                .body("warning", nullValue())
                .body("next", equalTo("/v/" + code));
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("first", 2, "last", 2, "reason", "印坏了"))
                .post("/api/v1/labels/" + id + "/void")
                .then()
                .statusCode(200)
                .body("voided", equalTo(1));
        scan(code).body("state", equalTo("VOIDED")).body("warning.zh", containsString("印坏了"));
        given().auth().oauth2(token).get("/api/v1/labels?lot=" + lot).then().body("items", hasSize(2));
    }

    @Test
    void whatIsWrongIsAnsweredAsAProblem() {
        String id = UUID.randomUUID().toString();
        issue(token, Map.of("id", id, "lot", lot.value(), "count", 3, "netKg", "250"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/lot-balance-exceeded"));
        issue(token, Map.of("id", id, "lot", lot.value(), "count", 0, "netKg", "1"))
                .statusCode(422);
        issue(token, Map.of("id", id, "lot", "ABC", "count", 1, "netKg", "1")).statusCode(400);
        issue(token, Map.of("lot", lot.value(), "count", 1, "netKg", "1")).statusCode(400);
        issue(token, "{\"id\":").statusCode(400);
        String inspector = token(new Actor("label-rest-inspector", "检查员", Role.INSPECTOR, Optional.empty()));
        issue(inspector, Map.of("id", id, "lot", lot.value(), "count", 1, "netKg", "1"))
                .statusCode(403);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/labels")
                .then()
                .statusCode(401);
        given().auth().oauth2(token).get("/api/v1/labels/" + id).then().statusCode(404);
        given().auth().oauth2(token).get("/api/v1/labels/not-an-id").then().statusCode(400);
    }

    @Test
    void aScanTellsOurCodesFromOthersAndFromForgeries() {
        scan(lot.grouped()).body("known", equalTo("LOT")).body("next", equalTo("/v/" + lot));
        ShortCode never = ShortCode.random(new Random(4711));
        scan(never.value()).body("known", equalTo("NEVER_ISSUED")).body("warning.zh", containsString("从未发放"));
        scan("https://elsewhere.example.com/v/" + lot)
                .body("known", equalTo("LOT"))
                .body("warning.zh", containsString("elsewhere.example.com"));
        scan("*CPC*ZYCZS51012730011459600004014011400000093")
                .body("kind", equalTo("LegacyTrace"))
                .body("known", equalTo("NOT_OURS"));
        String id = UUID.randomUUID().toString();
        String gtin = issue(token, Map.of("id", id, "lot", lot.value(), "count", 1, "netKg", "1"))
                .extract()
                .path("gtin");
        scan("https://id.gs1.org/01/" + gtin + "/10/" + lot).body("known", equalTo("LOT"));
        char wrong = lot.value().charAt(0) == '2' ? '3' : '2';
        scan(wrong + lot.value().substring(1))
                .statusCode(200)
                .body("kind", equalTo("Mistyped"))
                .body("description.zh", containsString("校验位不符"));
        scan("<script>alert(1)</script>").body("kind", equalTo("Unknown"));
        scan("  ").statusCode(400);
    }

    @Test
    void theOfficeImportsARosterAndGetsTheTemplate() {
        String office = token(OFFICE);
        byte[] template = given().auth()
                .oauth2(office)
                .get("/api/v1/merchants/roster-template.csv")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asByteArray();
        given().auth()
                .oauth2(office)
                .get("/api/v1/merchants/roster-template.xlsx")
                .then()
                .statusCode(200);
        int number = NEXT.getAndIncrement();
        String row = Uscc.complete("92341602MA%07d".formatted(number)) + ",名册示例户,种植户,某人,,,,,\r\n";
        byte[] file = (new String(template, StandardCharsets.UTF_8) + row).getBytes(StandardCharsets.UTF_8);
        given().auth()
                .oauth2(office)
                .contentType("text/csv")
                .body(file)
                .post("/api/v1/merchants/roster?dryRun=true")
                .then()
                .statusCode(200)
                .body("imported", equalTo(1))
                .body("run", equalTo("CHECK_ONLY"));
        given().auth()
                .oauth2(office)
                .contentType("text/csv")
                .body(file)
                .post("/api/v1/merchants/roster")
                .then()
                .statusCode(200)
                .body("imported", equalTo(1));
        given().auth()
                .oauth2(office)
                .contentType("text/csv")
                .body((new String(file, StandardCharsets.UTF_8) + "123,,,,,,,,\r\n").getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/merchants/roster")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/roster-refused"))
                .body("errors[0].pointer", equalTo("row 3, 统一社会信用代码"));
        given().auth()
                .oauth2(token)
                .contentType("text/csv")
                .body(file)
                .post("/api/v1/merchants/roster")
                .then()
                .statusCode(403);
        assertThat(given().auth()
                        .oauth2(office)
                        .get("/api/v1/merchants/roster.csv")
                        .asString())
                .contains("名册示例户");
    }
}
