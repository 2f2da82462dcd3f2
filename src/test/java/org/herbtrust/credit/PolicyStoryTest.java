package org.herbtrust.credit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PolicyStoryTest {

    private static final String DRAFTS = "/api/v1/policies/drafts";

    @Inject
    MarketPeople people;

    private static String version() {
        Random random = new Random();
        return "credit-" + (100 + random.nextInt(900)) + "." + (100 + random.nextInt(900));
    }

    /** Far ahead, so that no other test is graded by it. */
    private static String policy(String version) {
        return new String(CreditSamples.policyBytes(), StandardCharsets.UTF_8)
                .replace("version: credit-1.0", "version: " + version)
                .replaceFirst("validFrom: 2024-01-01", "validFrom: 2199-01-01");
    }

    private static RequestSpecification yaml(MarketPeople.Person person, String body) {
        return person.asks().contentType("application/yaml").body(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_draft_is_tried_on_the_last_year_and_counts_once_a_second_person_approved_it() throws InterruptedException {
        MarketPeople.Person drafter = people.person(Role.REGULATOR);
        MarketPeople.Person second = people.person(Role.REGULATOR);
        people.stall();
        String version = version();
        String stricter = policy(version).replace("factors: [0.70, 1.15, 1.70]", "factors: [0.01, 0.02, 0.03]");

        Map<String, Object> drafted = yaml(drafter, stricter)
                .post(DRAFTS)
                .then()
                .statusCode(201)
                .body("state", equalTo("DRAFT"))
                .body("approvedBy", nullValue())
                .extract()
                .path("$");
        String draft = DRAFTS + "/" + drafted.get("draft");
        yaml(drafter, stricter).post(DRAFTS).then().body("draft", equalTo(drafted.get("draft")));
        given().get("/api/v1/policies/" + version).then().statusCode(404);

        drafter.asks().post(draft + "/what-if").then().statusCode(202).body("of", greaterThanOrEqualTo(1));
        Instant patience = Instant.now().plus(Duration.ofMinutes(2));
        while (second.asks().get(draft + "/what-if").path("found") == null
                && Instant.now().isBefore(patience)) {
            Thread.sleep(200);
        }
        second.asks()
                .get(draft + "/what-if")
                .then()
                .body("failed", equalTo(false))
                .body("found.merchants", greaterThanOrEqualTo(1))
                .body("found.moved", notNullValue());

        Map<String, Object> read = Map.of("sha256", drafted.get("sha256"));
        drafter.asks()
                .body(read)
                .post(draft + "/approval")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/policy-four-eyes"));
        second.asks()
                .body(Map.of("sha256", "0".repeat(64)))
                .post(draft + "/approval")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/policy-moved"));
        second.asks()
                .body(read)
                .post(draft + "/approval")
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"));
        second.asks()
                .body(read)
                .post(draft + "/approval")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/policy-decided"));
        drafter.asks().post(draft + "/withdrawal").then().statusCode(409);

        given().get("/api/v1/policies/" + version)
                .then()
                .statusCode(200)
                .body("sha256", equalTo(drafted.get("sha256")));
        byte[] file = given().get("/api/v1/policies/" + version + "/file").asByteArray();
        assertThat(PolicyFile.read("x", file).sha256()).isEqualTo(drafted.get("sha256"));
        yaml(drafter, stricter + "# another text\n")
                .post(DRAFTS)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/policy-version-taken"));
    }

    @Test
    void a_malformed_policy_is_refused_with_its_line_and_the_one_in_force_stays() {
        MarketPeople.Person regulator = people.person(Role.REGULATOR);

        yaml(regulator, policy(version()).replace("probability: 0.65", "probability: 1.65"))
                .post(DRAFTS)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/policy-malformed"))
                .body("detail", containsString("line "))
                .body("detail", containsString("probability"));
        yaml(regulator, "version: [").post(DRAFTS).then().statusCode(422);
        yaml(regulator, policy(version()).replaceFirst("validFrom: 2199-01-01", "validFrom: 2024-01-01"))
                .post(DRAFTS)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/policy-not-ahead"));
        yaml(regulator, policy("credit-1.0"))
                .post(DRAFTS)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/policy-version-taken"));

        regulator.asks().get("/api/v1/policies").then().body("version", hasItem("credit-1.0"));
        given().get("/api/v1/policies/credit-1.0").then().statusCode(200);
    }

    @Test
    void only_regulators_draft_and_nobody_else_reads_drafts() {
        yaml(people.person(Role.OFFICE), policy(version())).post(DRAFTS).then().statusCode(403);
        given().contentType("application/yaml")
                .body(policy(version()).getBytes(StandardCharsets.UTF_8))
                .post(DRAFTS)
                .then()
                .statusCode(401);
        given().get("/api/v1/policies").then().statusCode(401);
        people.person(Role.REGULATOR).asks().get(DRAFTS + "/PD99999").then().statusCode(404);
        people.person(Role.REGULATOR).asks().get(DRAFTS + "/nonsense").then().statusCode(400);
        assertThat(LocalDate.now(Market.ZONE)).isBefore("2199-01-01");
    }
}
