package org.herbtrust.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestIdTest {

    /** Answers with what a log line written now would carry. */
    @Path("/test/request-id")
    @PermitAll
    static class LogFieldResource {

        @GET
        public String logField() {
            return String.valueOf(MDC.get(RequestId.LOG_FIELD));
        }
    }

    @Test
    void theCallersIdIsEchoedAndInTheLog() {
        given().header("X-Request-Id", "order-42-A")
                .when()
                .get("/test/request-id")
                .then()
                .statusCode(200)
                .header("X-Request-Id", "order-42-A")
                .body(equalTo("order-42-A"));
    }

    @Test
    void aRequestWithoutAnIdGetsOneOfItsOwn() {
        String first = given().when().get("/test/request-id").then().extract().header("X-Request-Id");
        String second = given().when().get("/test/request-id").then().extract().header("X-Request-Id");

        assertThat(first).matches("[0-9a-f-]{36}").isNotEqualTo(second);
    }

    @Test
    void whatIsNoPageHasAnIdToo() {
        assertThat(given().when().get("/no-such-page").then().extract().header("X-Request-Id"))
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "ünïcode", "a;b", "<script>"})
    void anIdThatCouldSpoilTheLogIsReplaced(String harmful) {
        assertThat(RequestId.of(harmful)).matches("[0-9a-f-]{36}");
    }

    @Test
    void anIdOfSixtyFourCharactersIsTakenAndALongerOneReplaced() {
        assertThat(RequestId.of("a".repeat(64))).hasSize(64).startsWith("aaa");
        assertThat(RequestId.of("a".repeat(65))).hasSize(36);
    }
}
