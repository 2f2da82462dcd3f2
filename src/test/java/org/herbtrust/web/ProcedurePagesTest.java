package org.herbtrust.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page of the procedures is there for those whose work it is, and for nobody else. */
@QuarkusTest
class ProcedurePagesTest {

    @Inject
    People people;

    @Inject
    Samples samples;

    @ParameterizedTest
    @CsvSource({
        "/admissions, OFFICE, 公民身份号码, INSPECTOR",
        "/deadlines, REGULATOR, 办案期限, INSPECTOR",
        "/calendar, ADMIN, 调休上班日期, INSPECTOR",
        "/official-lists, REGULATOR, 认定机关, INSPECTOR"
    })
    void a_page_is_for_its_role(String path, Role role, String words, Role other) {
        people.person(role)
                .asks()
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .body(containsString(words));
        people.person(other).asks().accept("text/html").get(path).then().statusCode(403);
    }

    @Test
    void notices_and_commitments_are_for_everybody_and_the_persons_behind_are_not() {
        MerchantId merchant = samples.trader().merchant().orElseThrow();

        given().accept("text/html").get("/notices").then().statusCode(200).body(containsString("准入公示"));
        given().accept("text/html")
                .get("/notices/commitments/" + merchant)
                .then()
                .statusCode(200)
                .body(allOf(containsString("中药材经营信用承诺书"), not(containsString("张测试"))));
        people.person(Role.OFFICE)
                .asks()
                .accept("text/html")
                .get("/admissions/people/" + merchant)
                .then()
                .statusCode(200)
                .body(containsString("还没有登记相关人员"));
        people.person(Role.REGULATOR)
                .asks()
                .accept("text/html")
                .get("/admissions/people/" + merchant)
                .then()
                .statusCode(403);
    }
}
