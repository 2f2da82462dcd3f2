package org.herbtrust.inspection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.platform.Accounts;
import org.junit.jupiter.api.Test;

/** The interface as a phone, a laboratory's clerk and a merchant see it. */
@QuarkusTest
class InspectionRestTest {

    private static final String VISITS = "/api/v1/inspections/visits/";
    private static final String SAMPLES = "/api/v1/inspections/samples/";

    @Inject
    Bazaar bazaar;

    @Inject
    Accounts accounts;

    @Inject
    Inspections inspections;

    @Test
    void the_story_from_patrol_to_a_failed_result_that_stands() {
        MerchantId merchant = bazaar.trader();
        ShortCode lot = bazaar.lot(merchant, "baishao");
        String inspector = token(Role.INSPECTOR, null);
        String owner = token(Role.MERCHANT, merchant);
        UUID visit = UUID.randomUUID();
        UUID sample = UUID.randomUUID();

        as(inspector)
                .body(visit(merchant))
                .put(VISITS + visit)
                .then()
                .statusCode(201)
                .body("id", equalTo(visit.toString()));
        as(inspector).body(sample(visit, lot)).put(SAMPLES + sample).then().statusCode(201);
        as(inspector)
                .body(report("so2", "450", "mg/kg"))
                .post(SAMPLES + sample + "/result")
                .then()
                .statusCode(200)
                .body("overall", equalTo("FAIL"))
                .body("held", equalTo(true))
                .body("worst", equalTo("SERIOUS"))
                .body("items[0].violation", equalTo("sulphur-over-limit"))
                .body("items[0].required.zh", equalTo("≤ 400 mg/kg"))
                .body("retestUntil", equalTo(today().plusDays(7).toString()));

        given().get("/api/v1/inspections/results?lot=" + lot)
                .then()
                .statusCode(200)
                .body("", empty());
        as(owner)
                .get(SAMPLES + sample)
                .then()
                .statusCode(200)
                .body("state", equalTo("FAILED_OPEN"))
                .body("results[0].confirmed", equalTo(false));

        inspections.closeWindows(Instant.now().plus(8, ChronoUnit.DAYS));
        given().get("/api/v1/inspections/results?lot=" + lot)
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].verdict", equalTo("FAIL"))
                .body("[0].items[0].found", equalTo("450 mg/kg"));
    }

    @Test
    void sending_the_same_visit_twice_keeps_it_once_and_other_content_is_a_conflict() {
        MerchantId merchant = bazaar.trader();
        String inspector = token(Role.INSPECTOR, null);
        UUID id = UUID.randomUUID();
        String body = visit(merchant);

        as(inspector).body(body).put(VISITS + id).then().statusCode(201);
        as(inspector).body(body).put(VISITS + id).then().statusCode(200);
        as(inspector)
                .body(body.replace("当日补齐", "拒绝签字"))
                .put(VISITS + id)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", containsString("/problems/recorded-otherwise"));
        as(inspector)
                .get("/api/v1/inspections/visits?merchant=" + merchant)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].findings.violation", contains("no-origin-label"))
                .body("items[0].statement", equalTo("当日补齐"));
    }

    @Test
    void merchants_see_their_own_inspections_only_and_strangers_none() {
        MerchantId merchant = bazaar.trader();
        MerchantId neighbour = bazaar.trader();
        String inspector = token(Role.INSPECTOR, null);
        String owner = token(Role.MERCHANT, merchant);
        String other = token(Role.MERCHANT, neighbour);
        UUID id = UUID.randomUUID();
        as(inspector).body(visit(merchant)).put(VISITS + id).then().statusCode(201);

        as(owner).get(VISITS + id).then().statusCode(200);
        as(owner)
                .get("/api/v1/inspections/visits")
                .then()
                .statusCode(200)
                .body("items.merchant", everyItem(equalTo(merchant.toString())))
                .body("items.id", hasItem(id.toString()));
        as(other).get(VISITS + id).then().statusCode(403);
        as(other).get("/api/v1/inspections/visits?merchant=" + merchant).then().statusCode(403);
        given().get(VISITS + id).then().statusCode(401);
        as(owner).body(visit(merchant)).put(VISITS + UUID.randomUUID()).then().statusCode(403);
    }

    @Test
    void what_is_wrong_is_answered_with_a_problem() {
        MerchantId merchant = bazaar.trader();
        String inspector = token(Role.INSPECTOR, null);
        as(inspector)
                .body(visit(merchant).replace("no-origin-label", "bad-mood"))
                .put(VISITS + UUID.randomUUID())
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/findings/0/violation"));
        as(inspector).body("{\"kind\":").put(VISITS + UUID.randomUUID()).then().statusCode(400);
        as(inspector).body(visit(merchant)).put(VISITS + "not-a-uuid").then().statusCode(400);
        as(inspector)
                .body(visit(merchant).replace("PATROL", "PARTY"))
                .put(VISITS + UUID.randomUUID())
                .then()
                .statusCode(400);
        as(inspector).get(VISITS + UUID.randomUUID()).then().statusCode(404);
        as(inspector).get(SAMPLES + UUID.randomUUID()).then().statusCode(404);
        as(inspector)
                .body(report("so2", "450", "stones"))
                .post(SAMPLES + UUID.randomUUID() + "/result")
                .then()
                .statusCode(400)
                .body("detail", containsString("stones"));
        as(inspector)
                .body(report("so2", "450", "mg/kg"))
                .post(SAMPLES + UUID.randomUUID() + "/result")
                .then()
                .statusCode(404);
        given().get("/api/v1/inspections/results").then().statusCode(400);
    }

    @Test
    void everyone_may_read_the_checklists_and_what_counts_as_a_violation() {
        given().get("/api/v1/inspections/checklists/PATROL")
                .then()
                .statusCode(200)
                .body("code", hasItem("origin-labelled"));
        given().get("/api/v1/inspections/violations")
                .then()
                .statusCode(200)
                .body("[0].severity", equalTo("CRITICAL"))
                .body("code", hasItem("dyeing"));
    }

    private String token(Role role, MerchantId merchant) {
        Actor who = new Actor("t-" + UUID.randomUUID(), "测试" + role.title().zh(), role, Optional.ofNullable(merchant));
        accounts.open(who, UUID.randomUUID().toString());
        return accounts.issueToken(who.account(), "test");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    private static String visit(MerchantId merchant) {
        return """
               {"kind":"PATROL","merchant":"%s","occurredAt":"%s","place":"一层",
                "findings":[{"violation":"no-origin-label","count":2,"note":"两件未标产地"}],
                "checklist":{"origin-labelled":"NO"},"correctBy":"%s","statement":"当日补齐"}
               """.formatted(merchant, Instant.now().atZone(Market.ZONE).toOffsetDateTime(), today().plusDays(7));
    }

    private static Map<String, Object> sample(UUID visit, ShortCode lot) {
        return Map.of(
                "visit",
                visit.toString(),
                "lot",
                lot.toString(),
                "packages",
                40,
                "opened",
                5,
                "sealNumbers",
                Bazaar.seals(),
                "samplers",
                new String[] {"检查员甲", "检查员乙"},
                "takenAt",
                Instant.now().toString());
    }

    private static Map<String, Object> report(String item, String value, String unit) {
        return Map.of(
                "lab",
                "市食品药品检验中心",
                "reportNo",
                "ZY-" + UUID.randomUUID(),
                "reportedOn",
                today().toString(),
                "measured",
                new Object[] {Map.of("item", item, "value", value, "unit", unit)});
    }

    private static LocalDate today() {
        return Market.dayOf(Instant.now());
    }
}
