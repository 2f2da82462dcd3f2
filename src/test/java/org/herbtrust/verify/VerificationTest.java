package org.herbtrust.verify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.trace.ConsignmentView;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Harvest;
import org.herbtrust.trace.HoldId;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Planting;
import org.herbtrust.trace.Processing;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;
import org.herbtrust.verify.rules.Verdict;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerificationTest {

    private static final Actor OFFICE = new Actor("test-office", "办公室", Role.OFFICE, Optional.empty());
    private static final Actor INSPECTOR = new Actor("test-inspector", "检查员", Role.INSPECTOR, Optional.empty());
    private static final MaterialCode BAISHAO = new MaterialCode("baishao");
    private static final String GROWER_NAME = "司马种植";
    private static final String TRADER_NAME = "欧阳经营";

    @Inject
    Verification verification;

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Labels labels;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Test
    void aLabelTellsWhatItIsWhereItGrewAndWhoHandledItWithoutNamesOfPersons() {
        Sold sold = harvestedDriedAndSold();
        LabelView label = label(sold);
        while (ledger.sequenceNow() > 0) {
            // until the batch's leaf is in
        }

        JsonPath answer = given().get("/api/v1/verify/" + label.code().grouped())
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .jsonPath();

        assertThat(answer.getString("verdict")).isEqualTo("GENUINE");
        assertThat(answer.getString("code")).isEqualTo(label.code().value());
        assertThat(answer.getString("goods.name.zh")).isEqualTo("白芍");
        assertThat(answer.getString("goods.latin")).isEqualTo("Paeoniae Radix Alba");
        assertThat(answer.getString("goods.netWeight")).isEqualTo("1");
        assertThat(answer.getString("goods.serial")).isEqualTo("1/5");
        assertThat(answer.getBoolean("traced")).isTrue();
        assertThat(answer.getString("originNote.zh")).contains("全程追溯");
        assertThat(answer.getString("origins[0].place")).contains("亳州");
        assertThat(answer.getString("origins[0].fertiliser")).isEqualTo("有机肥，［已隐去］");
        assertThat(answer.getString("origins[0].grower.operator")).isEqualTo("司马＊");
        assertThat(answer.getList("steps.what.zh", String.class))
                .startsWith("采收")
                .endsWith("包装贴标");
        assertThat(answer.getString("seller.party.operator")).isEqualTo("欧阳＊");
        assertThat(answer.getString("seller.grade")).isEqualTo("NOT_ENOUGH");
        assertThat(answer.getString("complaint.zh")).contains("12315");
        assertThat(answer.getString("proof.url")).isEqualTo("/api/v1/log/proof?index=" + answer.getLong("proof.index"));
        given().get(answer.getString("proof.url")).then().statusCode(200).body("entry", containsString("LABEL_BATCH"));
        assertThat(answer.prettify())
                .doesNotContain(GROWER_NAME)
                .doesNotContain(TRADER_NAME)
                .doesNotContain("13856781234")
                .doesNotContain("score");
    }

    @Test
    void aHoldIsToldByTheNextScanAndItsEndToo() {
        Sold sold = harvestedDriedAndSold();
        String code = label(sold).code().value();
        assertThat(verification.answer(code).verdict()).isEqualTo(Verdict.GENUINE);

        HoldId hold = trace.hold(sold.harvest().code(), HoldReason.SUSPECTED_FAKE, "现场检查", INSPECTOR);

        Answer held = verification.answer(code);
        assertThat(held.verdict()).isEqualTo(Verdict.ON_HOLD);
        assertThat(held.warning()).isTrue();
        assertThat(held.warnings()).extracting(Text::zh).contains("封存原因：疑似假劣");

        trace.release(hold, "检验合格", INSPECTOR);
        assertThat(verification.answer(code).verdict()).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void aRecallIsToldByTheScanOfEveryPackageAndPublished() {
        Sold sold = harvestedDriedAndSold();
        String code = label(sold).code().value();
        assertThat(verification.answer(code).verdict()).isEqualTo(Verdict.GENUINE);

        trace.recall(sold.harvest().code(), Text.of("农药残留超标，召回", "residue above the limit: recalled"), "报告R-1", OFFICE);

        assertThat(verification.answer(code).verdict()).isEqualTo(Verdict.RECALLED);
        given().get("/api/v1/lists/recalls")
                .then()
                .statusCode(200)
                .body("items[0].lots", hasItem(sold.harvest().code().value()))
                .body("items[0].notice.zh", equalTo("农药残留超标，召回"));
    }

    @Test
    void aVoidedLabelIsTold() {
        Sold sold = harvestedDriedAndSold();
        LabelBatch batch = batch(sold);
        ShortCode code = labels.ofBatch(batch.id()).get(0).code();
        assertThat(verification.answer(code.value()).verdict()).isEqualTo(Verdict.GENUINE);

        labels.voidRange(batch.id(), 1, 1, "印坏", sold.trader());

        assertThat(verification.answer(code.value()).verdict()).isEqualTo(Verdict.VOIDED);
    }

    @Test
    void theFallOfASellerIsTold() {
        Sold sold = harvestedDriedAndSold();
        String code = label(sold).code().value();
        verification.answer(code);
        merchants.changeStanding(sold.trader().merchant().orElseThrow(), Standing.BLACKLISTED, "测试〔2026〕2号", OFFICE);

        Answer answer = verification.answer(code);
        assertThat(answer.seller().mayTrade()).isFalse();
        assertThat(answer.warnings()).extracting(Text::zh).anyMatch(w -> w.contains("不得在本市场经营"));
    }

    @Test
    void everyEventOfTheTraceIsInTheLedger() {
        Sold sold = harvestedDriedAndSold();
        while (ledger.sequenceNow() > 0) {
            // until all leaves are in
        }
        assertThat(trace.journey(sold.lot().code())).isNotEmpty().allSatisfy(step -> assertThat(
                        ledger.indexOf(LeafKind.EVENT, step.eventId()))
                .isPresent());
    }

    @Test
    void untracedGoodsAreHonestlyCalledSo() {
        Actor trader = member(MerchantKind.TRADER, TRADER_NAME);
        LotView lot = trace.intake(
                new Intake(
                        BAISHAO,
                        Form.DRIED,
                        Source.PURCHASED,
                        Kilograms.of(50),
                        Optional.of(new DivisionCode("341602")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                trader);
        Answer answer = verification.answer(lot.code().value());
        assertThat(answer.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(answer.traced()).isFalse();
        assertThat(answer.originNote().zh()).startsWith("无产地追溯：自入市登记起");
        assertThat(answer.goods().netWeight()).isNull();
    }

    @Test
    void whatIsNotOursIsToldApart() {
        assertThat(verification
                        .answer(ShortCode.random(ThreadLocalRandom.current()).value())
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verification
                        .answer("*CPC*ZYCZS51012730011459600004014011400000093")
                        .verdict())
                .isEqualTo(Verdict.LEGACY_CODE);
        assertThat(verification.answer("hello <script>").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verification.answer(null).verdict()).isEqualTo(Verdict.UNKNOWN);
        String code = ShortCode.random(ThreadLocalRandom.current()).value();
        String wrong = code.substring(0, 12) + (code.charAt(12) == '7' ? '8' : '7');
        assertThat(verification.answer(wrong).verdict()).isEqualTo(Verdict.MISTYPED);
    }

    @Test
    void aCodeInAForeignAddressIsSuspicious() {
        String code = label(harvestedDriedAndSold()).code().value();
        Answer answer = verification.answer("https://evil.example/v/" + code);
        assertThat(answer.verdict()).isEqualTo(Verdict.SUSPICIOUS);
        assertThat(answer.warnings()).extracting(Text::zh).anyMatch(w -> w.contains("evil.example"));
    }

    @Test
    void aDigitalLinkLeadsPeopleToThePageAndProgramsToTheData() {
        LabelView label = label(harvestedDriedAndSold());
        String link = "/01/" + label.gtin() + "/21/" + label.code();
        noRedirect()
                .accept("text/html")
                .get(link)
                .then()
                .statusCode(307)
                .header("Location", endsWith("/v/" + label.code()))
                .header("Link", containsString("rel=\"linkset\""));
        noRedirect()
                .accept("application/json")
                .get(link)
                .then()
                .statusCode(307)
                .header("Location", endsWith("/api/v1/verify/" + label.code()));
        noRedirect()
                .accept("application/json")
                .get("/01/" + label.gtin() + "/10/" + label.lot())
                .then()
                .statusCode(307)
                .header("Location", endsWith("/api/v1/verify/" + label.lot()));
        noRedirect()
                .accept("text/html")
                .get("/01/" + label.gtin() + "/10/" + label.lot() + "/21/" + label.code())
                .then()
                .statusCode(307)
                .header("Location", endsWith("/v/" + label.code()));
    }

    @Test
    void whatALinkWritesInPercentIsReadOnce() {
        LabelView label = label(harvestedDriedAndSold());
        for (String number : new String[] {"A%3FB", "A%25B", "A%2FB"}) {
            noRedirect()
                    .urlEncodingEnabled(false)
                    .accept("application/json")
                    .get("/01/" + label.gtin() + "/10/" + number)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void theLinksetListsTheLinksOfAnItem() {
        LabelView label = label(harvestedDriedAndSold());
        String link = "/01/" + label.gtin() + "/21/" + label.code();
        String linkset = given().accept("application/linkset+json")
                .get(link)
                .then()
                .statusCode(200)
                .contentType("application/linkset+json")
                .extract()
                .asString();
        assertThat(linkset)
                .contains(
                        "https://gs1.org/voc/traceability",
                        "https://gs1.org/voc/defaultLink",
                        "\"anchor\"",
                        "/v/" + label.code());
        given().queryParam("linkType", "all").get(link).then().statusCode(200).contentType("application/linkset+json");
        noRedirect()
                .queryParam("linkType", "gs1:recallStatus")
                .accept("text/html")
                .get(link)
                .then()
                .statusCode(307)
                .header("Location", endsWith("/lists/recalls"));
        noRedirect()
                .queryParam("linkType", "gs1:hasRetailers")
                .accept("application/json")
                .get(link)
                .then()
                .statusCode(307)
                .header("Location", containsString("/api/v1/merchants/M"));
        noRedirect()
                .queryParam("linkType", "gs1:nonsense")
                .accept("application/json")
                .get(link)
                .then()
                .statusCode(404);
    }

    @Test
    void placesGroupsAndItemsAreResolvedAndWhatIsUnknownIsNot() {
        Sold sold = harvestedDriedAndSold();
        LabelBatch batch = batch(sold);
        MerchantId trader = sold.trader().merchant().orElseThrow();
        noRedirect()
                .accept("text/html")
                .get("/414/" + merchants.get(trader).gln())
                .then()
                .statusCode(307)
                .header("Location", endsWith("/merchants/" + trader));
        noRedirect()
                .accept("application/json")
                .get("/00/" + batch.sscc())
                .then()
                .statusCode(307)
                .header("Location", endsWith("/api/v1/verify/" + sold.lot().code()));
        noRedirect()
                .accept("application/json")
                .get("/01/" + batch.gtin())
                .then()
                .statusCode(307)
                .header("Location", containsString("/api/v1/merchants/"));
        given().accept("application/json").get("/01/06901234567892").then().statusCode(404);
        given().accept("application/json").get("/01/06901234567893").then().statusCode(400);
        given().accept("application/json").get("/00/000000000000000000").then().statusCode(404);
        given().get("/.well-known/gs1resolver")
                .then()
                .statusCode(200)
                .body("supportedPrimaryKeys", hasItem("01"))
                .body("resolverRoot", not(equalTo("")));
    }

    private static RequestSpecification noRedirect() {
        return given().config(RestAssuredConfig.config()
                .redirect(RedirectConfig.redirectConfig().followRedirects(false)));
    }

    /** A lot at a stall, dried from a grower's harvest. */
    private record Sold(LotView harvest, LotView lot, Actor trader) {}

    private Sold harvestedDriedAndSold() {
        Actor grower = member(MerchantKind.GROWER, GROWER_NAME);
        Actor trader = member(MerchantKind.TRADER, TRADER_NAME);
        LocalDate today = Market.dayOf(clock.instant());
        LotView fresh = trace.harvest(
                new Harvest(
                        BAISHAO,
                        Form.FRESH,
                        Source.CULTIVATED,
                        new DivisionCode("341602"),
                        today.minusDays(5),
                        Kilograms.of(100),
                        new Planting("自繁", new BigDecimal("3.5"), today.minusYears(4), "有机肥，13856781234", "未用药"),
                        Optional.empty()),
                grower);
        LotView dried = trace.process(
                new Processing(fresh.code(), Kilograms.of(100), "drying", Form.DRIED, Kilograms.of(30)), grower);
        ConsignmentView sent =
                trace.ship(new Shipping(dried.code(), trader.merchant().orElseThrow(), Kilograms.of(20)), grower);
        LotView lot = trace.receive(new Receiving(sent.id(), Kilograms.of(20)), trader);
        return new Sold(fresh, lot, trader);
    }

    private LabelBatch batch(Sold sold) {
        return labels.issue(sold.lot().code(), 5, Kilograms.of(1), sold.trader());
    }

    private LabelView label(Sold sold) {
        return labels.ofBatch(batch(sold).id()).get(0);
    }

    private Actor member(MerchantKind kind, String operator) {
        int n = ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        MerchantId id = merchants.apply(
                new Application(
                        Uscc.complete("92341602M" + n),
                        "查验测试" + operator + n,
                        kind,
                        operator,
                        new DivisionCode("341602"),
                        kind == MerchantKind.TRADER ? Optional.of(new Stall("查验厅", "V" + n, null)) : Optional.empty(),
                        "白芍",
                        Optional.of("1.0")),
                OFFICE);
        merchants.admit(id, OFFICE);
        return new Actor(
                "test-" + id, operator, kind == MerchantKind.GROWER ? Role.GROWER : Role.MERCHANT, Optional.of(id));
    }
}
