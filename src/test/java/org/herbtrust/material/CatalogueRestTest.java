package org.herbtrust.material;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogueRestTest {

    @Test
    void anyone_finds_a_material_by_its_initials() {
        given().queryParam("query", "bz")
                .get("/api/v1/materials")
                .then()
                .statusCode(200)
                .body("zh", hasItems("白术", "白芷"));
        given().queryParam("query", "白术")
                .get("/api/v1/materials")
                .then()
                .statusCode(200)
                .body("[0].code", equalTo("baizhu"))
                .body("[0].latin", equalTo("Atractylodis Macrocephalae Rhizoma"));
    }

    @Test
    void a_sheet_shows_the_limits_of_the_day_that_is_asked_for() {
        given().queryParam("on", "2025-09-30")
                .get("/api/v1/materials/baishao")
                .then()
                .statusCode(200)
                .body("limits.find { it.item == 'so2' }.limit", equalTo("400"))
                .body("limits.find { it.item == 'so2' }.verified", equalTo(true))
                .body("limits.find { it.item == 'so2' }.validTo", equalTo("2025-09-30"));
        given().queryParam("on", "2025-10-01")
                .get("/api/v1/materials/baishao")
                .then()
                .statusCode(200)
                .body("limits.find { it.item == 'so2' }.edition", equalTo("中国药典2025年版"))
                .body("limits.find { it.item == 'so2' }.verified", equalTo(false));
    }

    @Test
    void a_sheet_names_the_restrictions_with_the_sources_they_are_for() {
        given().get("/api/v1/materials/huangqin")
                .then()
                .statusCode(200)
                .body("restrictions.find { it.id == 'protected-wild-3' }.sources", equalTo(java.util.List.of("wild")));
    }

    @Test
    void what_is_not_there_is_not_found_and_what_cannot_be_read_is_said() {
        given().get("/api/v1/materials/unobtainium").then().statusCode(404);
        given().get("/api/v1/materials/B%C3%84I").then().statusCode(400);
        given().queryParam("on", "yesterday")
                .get("/api/v1/materials/baishao")
                .then()
                .statusCode(400);
        given().queryParam("parent", "34").get("/api/v1/divisions").then().statusCode(400);
    }

    @Test
    void a_picker_walks_down_the_divisions() {
        given().get("/api/v1/divisions").then().statusCode(200).body("name", hasItem("安徽省"));
        given().queryParam("parent", "341600")
                .get("/api/v1/divisions")
                .then()
                .statusCode(200)
                .body("", hasSize(4));
        given().queryParam("query", "十九里")
                .get("/api/v1/divisions")
                .then()
                .statusCode(200)
                .body("[0].path", equalTo("安徽省亳州市谯城区十九里镇"));
    }
}
