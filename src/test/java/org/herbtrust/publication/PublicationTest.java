package org.herbtrust.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.GradeChanged;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublicationTest {

    private static final Actor OFFICE = new Actor("test-office", "办公室", Role.OFFICE, Optional.empty());
    private static final String OPERATOR = "欧阳测试";

    @Inject
    Publication publication;

    @Inject
    Merchants merchants;

    @Inject
    Ledger ledger;

    @Inject
    Credit credit;

    @Inject
    Event<GradeChanged> gradeChanged;

    @Inject
    Clock clock;

    @Test
    void aBlacklistEntryIsListedWithItsReasonsAndALeafAndWithoutTheOperatorsName() {
        MerchantId merchant = trader();
        String number = number();
        publication.publish(black(merchant, number, today(), today().plusYears(1)));
        while (ledger.sequenceNow() > 0) {
            // until all is in
        }

        JsonPath list = given().queryParam("limit", 200)
                .get("/api/v1/lists/black")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .jsonPath();

        String entry = "items.find { it.decisionNo == '" + number + "' }";
        assertThat(list.getString(entry + ".party.id")).isEqualTo(merchant.toString());
        assertThat(list.getString(entry + ".party.operator")).isEqualTo("欧阳＊");
        assertThat(list.getString(entry + ".ground.zh")).isEqualTo("欧阳＊在库房染色，电话［已隐去］");
        assertThat(list.getString(entry + ".body")).isEqualTo("市场管理办公室");
        assertThat(list.getString(entry + ".removeOn"))
                .isEqualTo(today().plusYears(1).toString());
        assertThat(list.getLong(entry + ".ledgerIndex")).isNotNegative();
        assertThat(list.prettify()).doesNotContain(OPERATOR).doesNotContain("13856781234");
    }

    @Test
    void nobodyIsBlacklistedByOnePersonOrForEver() {
        MerchantId merchant = trader();
        assertThatThrownBy(() -> new NewRecord(
                        RecordKind.BLACK,
                        merchant,
                        number(),
                        Text.of("列入黑名单", "blacklisted"),
                        Text.of("染色", "dyeing"),
                        "市场管理办公室",
                        1,
                        today(),
                        today(),
                        Optional.of(today().plusYears(1)),
                        "casework-1.0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewRecord(
                        RecordKind.BLACK,
                        merchant,
                        number(),
                        Text.of("列入黑名单", "blacklisted"),
                        Text.of("染色", "dyeing"),
                        "市场管理办公室",
                        2,
                        today(),
                        today(),
                        Optional.empty(),
                        "casework-1.0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNumberIsPublishedOnce() {
        MerchantId merchant = trader();
        NewRecord record = black(merchant, number(), today(), today().plusYears(1));
        publication.publish(record);
        assertThatThrownBy(() -> publication.publish(record))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(PublicationRefusal.PUBLISHED_ALREADY));
    }

    @Test
    void anEntryVanishesOnItsDayOfRemoval() {
        MerchantId merchant = trader();
        publication.publish(black(merchant, number(), today(), today().plusMonths(6)));
        assertThat(publication.recordsOf(merchant)).hasSize(1);

        MarketClock.at(clock.instant().plus(Duration.ofDays(200)), () -> assertThat(publication.recordsOf(merchant))
                .isEmpty());
    }

    @Test
    void anEntryIsNotShownBeforeItsFirstDay() {
        MerchantId merchant = trader();
        publication.publish(black(merchant, number(), today().plusDays(3), today().plusMonths(6)));
        assertThat(publication.recordsOf(merchant)).isEmpty();
    }

    @Test
    void whatIsWithdrawnIsGoneAndTheWithdrawalIsPublished() {
        MerchantId merchant = trader();
        String number = number();
        publication.publish(black(merchant, number, today(), today().plusYears(1)));

        publication.withdraw(number, Text.of("复验合格，决定撤销", "retest passed, decision quashed"), "市场管理办公室");

        given().queryParam("limit", 200)
                .get("/api/v1/lists/black")
                .then()
                .body("items.decisionNo", not(hasItem(number)));
        List<PublicRecord> left = publication.recordsOf(merchant);
        assertThat(left).extracting(PublicRecord::kind).containsExactly(RecordKind.CORRECTION);
        assertThat(left.get(0).ground().zh()).isEqualTo("复验合格，决定撤销");
        assertThatThrownBy(() -> publication.withdraw(number, Text.of("再撤", "again"), "市场管理办公室"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anObjectionAndAReplyAreShownBesideTheRecord() {
        MerchantId merchant = trader();
        String number = number();
        publication.publish(black(merchant, number, today(), today().plusYears(1)));
        publication.markObjection(number, true);
        publication.reply(number, "货已退回，请联系13856781234");

        PublicRecord record = publication.recordsOf(merchant).get(0);
        assertThat(record.underObjection()).isTrue();
        assertThat(record.reply()).isEqualTo("货已退回，请联系［已隐去］");
    }

    @Test
    void theRedListFollowsTheGradeAndTheStanding() {
        MerchantId merchant = trader();
        graded(merchant, Grade.NOT_ENOUGH, Grade.A);
        assertThat(publication.recordsOf(merchant))
                .extracting(PublicRecord::kind)
                .containsExactly(RecordKind.RED);

        graded(merchant, Grade.A, Grade.B);
        assertThat(publication.recordsOf(merchant)).isEmpty();

        graded(merchant, Grade.B, Grade.A);
        merchants.changeStanding(merchant, Standing.SUSPENDED, "测试停〔2026〕1号", OFFICE);
        assertThat(publication.recordsOf(merchant)).isEmpty();
    }

    private void graded(MerchantId merchant, Grade from, Grade to) {
        gradeChanged.fire(new GradeChanged(merchant, Optional.of(from), to, today(), "00"));
    }

    @Test
    void theSecondAskingForTheSameAnswerIsNotModified() {
        trader();
        String tag = given().queryParam("limit", 1)
                .get("/api/v1/merchants")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .queryParam("limit", 1)
                .get("/api/v1/merchants")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
    }

    @Test
    void merchantsAreFoundByNameStallUsccAndGrade() {
        MerchantId merchant = trader();
        var view = merchants.get(merchant);
        credit.regrade(merchant, today());
        for (String query : List.of(
                view.name(),
                view.uscc().value(),
                view.stall().orElseThrow().number(),
                view.uscc().value().toLowerCase(Locale.ROOT))) {
            given().queryParam("query", query)
                    .get("/api/v1/merchants")
                    .then()
                    .statusCode(200)
                    .body("items.party.id", hasItem(merchant.toString()));
        }
        given().queryParam("query", view.name())
                .queryParam("grade", "NOT_ENOUGH")
                .get("/api/v1/merchants")
                .then()
                .body("items", hasSize(1))
                .body("items[0].grade.grade", equalTo("NOT_ENOUGH"))
                .body("items[0].party.operator", equalTo("欧阳＊"));
        given().queryParam("query", view.name())
                .queryParam("grade", "A")
                .get("/api/v1/merchants")
                .then()
                .body("items", hasSize(0));
        given().queryParam("query", "100%_没有")
                .get("/api/v1/merchants")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        given().queryParam("grade", "Z").get("/api/v1/merchants").then().statusCode(400);
    }

    @Test
    void pagesGoOnWhereTheyStopped() {
        MerchantId first = trader();
        MerchantId second = trader();
        assertThat(second.value()).isGreaterThan(first.value());
        JsonPath page = given().queryParam("limit", 1)
                .queryParam("cursor", new MerchantId(first.value() - 1 == 0 ? 1 : first.value() - 1).toString())
                .get("/api/v1/merchants")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("items")).hasSize(1);
        assertThat(page.getString("nextCursor")).isEqualTo(page.getString("items[0].party.id"));
    }

    @Test
    void anApplicantIsNotPublicAndOneWhoLeftOnlyWhileSomethingIsPublished() {
        MerchantId applicant = apply();
        given().get("/api/v1/merchants/" + applicant).then().statusCode(404).contentType("application/problem+json");
        merchants.admit(applicant, OFFICE);
        given().get("/api/v1/merchants/" + applicant)
                .then()
                .statusCode(200)
                .body("standing", equalTo("ADMITTED"))
                .body("commitment.version", equalTo("1.0"));
        merchants.changeStanding(applicant, Standing.BLACKLISTED, "test", OFFICE);
        given().get("/api/v1/merchants/" + applicant).then().statusCode(404);
        String number = number();
        publication.publish(black(applicant, number, today(), today().plusYears(1)));
        given().get("/api/v1/merchants/" + applicant)
                .then()
                .statusCode(200)
                .body("standing", equalTo("BLACKLISTED"))
                .body("records[0].decisionNo", equalTo(number))
                .body("party.operator", equalTo("欧阳＊"));
        given().get("/api/v1/merchants/nonsense").then().statusCode(oneOf(400, 404));
    }

    @Test
    void decisionsAreReadFromADayOn() {
        MerchantId merchant = trader();
        String number = number();
        publication.publish(black(merchant, number, today(), today().plusYears(1)));
        given().queryParam("since", today().toString())
                .queryParam("limit", 200)
                .get("/api/v1/decisions")
                .then()
                .statusCode(200)
                .body("items.decisionNo", hasItem(number));
        given().queryParam("since", today().plusDays(1).toString())
                .get("/api/v1/decisions")
                .then()
                .body("items.decisionNo", not(hasItem(number)));
        given().queryParam("since", "gestern")
                .get("/api/v1/decisions")
                .then()
                .statusCode(400)
                .body("detail", containsString("since"));
    }

    @Test
    void theMarketsOwnListAndTheOnesOfAuthoritiesAreKeptApart() {
        MerchantId merchant = trader();
        String number = number();
        publication.publish(new NewRecord(
                RecordKind.OFFICIAL_LISTING,
                merchant,
                number,
                Text.of("严重违法失信名单", "list of serious violations"),
                Text.of("依原文", "as in the original"),
                "某市场监督管理局",
                0,
                today(),
                today(),
                Optional.of(today().plusYears(3)),
                "import-1.0"));
        given().queryParam("limit", 200).get("/api/v1/lists/official").then().body("items.decisionNo", hasItem(number));
        given().queryParam("limit", 200)
                .get("/api/v1/lists/black")
                .then()
                .body("items.decisionNo", not(hasItem(number)));
        given().get("/api/v1/disclosures/licences").then().statusCode(200);
        given().get("/api/v1/disclosures/penalties").then().statusCode(200);
        given().get("/api/v1/lists/red").then().statusCode(200);
    }

    private NewRecord black(MerchantId merchant, String number, LocalDate from, LocalDate until) {
        return new NewRecord(
                RecordKind.BLACK,
                merchant,
                number,
                Text.of("列入市场黑名单", "put on the market's blacklist"),
                Text.of(OPERATOR + "在库房染色，电话13856781234", "dyed goods in store"),
                "市场管理办公室",
                2,
                today(),
                from,
                Optional.of(until),
                "casework-1.0");
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }

    private static String number() {
        return "测试退〔2026〕" + ThreadLocalRandom.current().nextLong(1_000_000_000L) + "号";
    }

    private MerchantId trader() {
        MerchantId id = apply();
        merchants.admit(id, OFFICE);
        return id;
    }

    private MerchantId apply() {
        int n = ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        return merchants.apply(
                new Application(
                        Uscc.complete("92341602M" + n),
                        "公示测试药材行" + n,
                        MerchantKind.TRADER,
                        OPERATOR,
                        new DivisionCode("341602"),
                        Optional.of(new Stall("测试厅", "P" + n, null)),
                        "白芍",
                        Optional.of("1.0")),
                OFFICE);
    }
}
