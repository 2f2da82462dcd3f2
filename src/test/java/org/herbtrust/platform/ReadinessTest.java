package org.herbtrust.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReadinessTest {

    @Test
    void aStartedApplicationWithItsDatabaseIsReady() {
        given().when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readinessTellsTheNewestMigration() {
        given().when()
                .get("/q/health/ready")
                .then()
                .body("checks.find { it.name.startsWith('Schema') }.data.migration", matchesPattern("\\d{4}"));
    }

    @Test
    void aStartedApplicationIsAlive() {
        given().when().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void metricsAreServed() {
        given().when().get("/q/metrics").then().statusCode(200);
    }
}
