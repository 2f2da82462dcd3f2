package org.herbtrust.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Text;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Evidence;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenDataTest {

    @Inject
    Publication publication;

    @Inject
    Snapshots snapshots;

    @Inject
    Samples samples;

    @Inject
    Ledger ledger;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private String blacklisted() {
        MerchantId merchant = samples.trader().merchant().orElseThrow();
        String number = "测试黑榜" + UUID.randomUUID();
        LocalDate today = Market.dayOf(clock.instant());
        publication.publish(new NewRecord(
                RecordKind.BLACK,
                merchant,
                number,
                Text.of("列入黑名单", "blacklisted"),
                Text.of("=染色，电话13856781234", "dyeing"),
                "市场管理办公室",
                2,
                today,
                today,
                Optional.of(today.plusYears(1)),
                "casework-1.0"));
        return number;
    }

    /** A snapshot stands for its day: what this test has just published must be in it. */
    private void forgetTodaysFiles() {
        snapshots.drop(new RecordsWithdrawn());
    }

    @Test
    void aListIsAFileInTwoFormatsWithATagAndALeaf() {
        String number = blacklisted();
        forgetTodaysFiles();
        Response json = given().get("/api/v1/open-data/black.json");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.asString()).contains(number).doesNotContain("13856781234");
        String csv = given().get("/api/v1/open-data/black.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv).contains(number).contains("'=染色").doesNotContain("13856781234");

        given().header("If-None-Match", json.header("ETag"))
                .get("/api/v1/open-data/black.json")
                .then()
                .statusCode(304);
        Snapshot current = snapshots.current(Dataset.BLACK);
        assertThat(current.jsonSha256()).isEqualTo(Evidence.sha256(json.asByteArray()));
        while (ledger.sequenceNow() > 0) {
            // until all is in
        }
        assertThat(ledger.about("open-data/black/" + current.day()))
                .anyMatch(leaf ->
                        leaf.kind() == LeafKind.LIST_SNAPSHOT && leaf.sha256().equals(current.jsonSha256()));
    }

    @Test
    void whatIsWithdrawnIsGoneFromTheFilesAndFeedsAtOnceAndStaysInTheArchive() {
        String number = blacklisted();
        forgetTodaysFiles();
        assertThat(given().get("/api/v1/open-data/black.json").asString()).contains(number);

        publication.withdraw(number, Text.of("复核撤销", "quashed"), "市场管理办公室");

        assertThat(given().get("/api/v1/open-data/black.json").asString()).doesNotContain(number);
        assertThat(given().get("/api/v1/open-data/black.csv").asString()).doesNotContain(number);
        assertThat(given().get("/feeds/black.atom").asString()).doesNotContain(number);
        assertThat(given().get("/api/v1/open-data/decisions.json").asString()).contains(number);
        assertThat(database.query(
                        "select json from open_data_snapshot where dataset = 'BLACK' and retired_at is not null",
                        row -> new String(row.getBytes(1), StandardCharsets.UTF_8)))
                .anyMatch(file -> file.contains(number));
    }

    @Test
    void theCatalogueNamesEveryFileInTheWordsOfSchemaOrg() {
        given().get("/api/v1/open-data")
                .then()
                .statusCode(200)
                .body("'@type'", equalTo("DataCatalog"))
                .body("dataset.alternateName", hasItem("red list"))
                .body("dataset.distribution.flatten().size()", equalTo(2 * Dataset.values().length));
    }

    @Test
    void aFeedNamesTheNewestFirstUnderAnIdThatStays() {
        blacklisted();
        String feed = given().get("/feeds/black.atom")
                .then()
                .statusCode(200)
                .contentType("application/atom+xml")
                .extract()
                .asString();
        long newest =
                publication.records(RecordKind.BLACK, null, 1).items().get(0).id();
        assertThat(feed)
                .contains("<id>urn:herbtrust:record:" + newest + "</id>")
                .doesNotContain("13856781234");
        assertThat(feed.indexOf("record:" + newest)).isEqualTo(feed.indexOf("record:"));
    }

    @Test
    void aRecordHasAnAddressOfItsOwnThatSearchEnginesLeaveAlone() {
        blacklisted();
        long id = publication.records(RecordKind.BLACK, null, 1).items().get(0).id();
        given().accept("text/html").get("/records/" + id).then().statusCode(200).header("X-Robots-Tag", "noindex");
        given().accept("text/html").get("/records/999999999").then().statusCode(404);
        given().accept("text/html").get("/open-data").then().statusCode(200);
    }

    @Test
    void whatIsNoListIsNotFound() {
        given().get("/api/v1/open-data/secrets.json").then().statusCode(404);
        given().get("/api/v1/open-data/black.exe").then().statusCode(404);
        given().get("/feeds/secrets.atom").then().statusCode(404);
    }
}
