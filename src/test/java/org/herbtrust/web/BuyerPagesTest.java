package org.herbtrust.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.IssueLabels;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.LabelKeys;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.label.Scans;
import org.herbtrust.label.rules.SignedCode;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Languages;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.HoldScope;
import org.herbtrust.trace.Holds;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Trace;
import org.herbtrust.verify.Answer;
import org.herbtrust.verify.Verification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a buyer sees, and what is known afterwards of somebody having looked. */
@QuarkusTest
class BuyerPagesTest {

    @Inject
    Samples samples;

    @Inject
    Labels labels;

    @Inject
    LabelKeys keys;

    @Inject
    Verification verification;

    @Inject
    Provinces provinces;

    @Inject
    Scans scans;

    @Inject
    Trace trace;

    @Inject
    Holds holds;

    @Inject
    Merchants merchants;

    @Inject
    Database database;

    private Actor trader;
    private LotView lot;
    private LabelView label;

    @BeforeEach
    void aLabelledPackage() {
        trader = samples.trader();
        lot = samples.taken(trader, 50);
        label = labels.ofBatch(
                        labels.issue(lot.code(), 2, Kilograms.of(1), trader).id())
                .get(0);
    }

    // ---- every look is a scan

    @Test
    void aLookAtAPageIsAScanInWhateverFormTheCodeComes() {
        String code = label.code().value();
        int looks = 0;
        for (String path : new String[] {
            code,
            code,
            code + "?x=1",
            code + "?lang=en&utm_source=chat",
            code.toLowerCase(Locale.ROOT),
            label.code().grouped(),
            encoded("https://evil.example/v/" + code),
            encoded("http://localhost:8080/01/" + label.gtin() + "/21/" + code)
        }) {
            page(path).then().statusCode(200).body(containsString(label.code().grouped()));
            looks++;
            assertThat(scanned(label.code())).as(path).isEqualTo(looks);
        }
    }

    @Test
    void aTypedTextThatIsAnsweredAtOnceIsAScanToo() {
        new Visitor()
                .post("/scan", Map.of("code", "https://evil.example/v/" + label.code()))
                .then()
                .statusCode(200)
                .body(containsString("evil.example"));
        assertThat(scanned(label.code())).isEqualTo(1);
    }

    @Test
    void tellingAProvinceOrAskingForTheHeadOnlyIsNoScan() {
        given().redirects().follow(false).get("/v/" + label.code() + "?place=44");
        given().accept("text/html").head("/v/" + label.code());
        assertThat(scanned(label.code())).isZero();
    }

    @Test
    void otherParametersChangeNothing() {
        Response plain = page(label.code().value());
        Response shared = page(label.code() + "?s=20&from=timeline");
        assertThat(shared.header("ETag")).isEqualTo(plain.header("ETag"));
        shared.then().body(containsString("本市场登记的追溯码"));
    }

    // ---- drawing

    @Test
    void packagesOfABatchDifferInTheirCodeAndNumberOnly() {
        List<LabelView> both = labels.ofBatch(label.batch());
        page(both.get(0).code().value());
        page(both.get(1).code().value());
        // of the third time at the latest the page is one that was drawn before
        String first = page(both.get(0).code() + "?lang=en").asString();
        String second = page(both.get(1).code() + "?lang=en").asString();
        assertThat(first).contains("1/2", both.get(0).code().grouped());
        assertThat(second).contains("2/2", both.get(1).code().grouped());
        assertThat(second.replace(both.get(1).code().value(), "CODE")
                        .replace(both.get(1).code().grouped(), "GROUPED")
                        .replace("2/2", "SERIAL"))
                .isEqualTo(first.replace(both.get(0).code().value(), "CODE")
                        .replace(both.get(0).code().grouped(), "GROUPED")
                        .replace("1/2", "SERIAL"));
        assertThat(first.codePoints().filter(c -> c >= 0xE000 && c <= 0xF8FF)).isEmpty();
    }

    @Test
    void aCodeThatWasNeverIssuedHasAPageToo() {
        page(ShortCode.random(new Random()).value())
                .then()
                .statusCode(200)
                .header("Content-Language", "zh-CN")
                .body(containsString("没有登记"));
    }

    @Test
    void alsoThePageOfALongStoryIsSmall() {
        Answer told = verification.answer(label.code().value());
        Text words = Text.of("二氧化硫残留量测定", "residue of sulphur dioxide");
        Answer.Item item =
                new Answer.Item(words, "＜10 mg/kg", Text.of("不得过150 mg/kg", "at most 150 mg/kg"), words, true);
        Answer.Origin origin = new Answer.Origin(
                "安徽省亳州市谯城区十九里镇",
                LocalDate.of(2026, 8, 20),
                LocalDate.of(2022, 9, 1),
                "3.5",
                "自繁自育，当地农家种",
                "腐熟有机肥，每亩两吨，基肥一次",
                "全程未使用农药，人工除草",
                told.seller().party());
        Answer.Step step = new Answer.Step(
                words, Instant.EPOCH, told.seller().party(), told.goods().lot());
        List<Answer.Test> tests = new ArrayList<>();
        for (int i = 0; i < Answer.MOST_TESTS; i++) {
            tests.add(new Answer.Test(
                    words,
                    true,
                    false,
                    "亳州市中药材检验中心示例室",
                    "BZ-2026-000123",
                    LocalDate.of(2026, 9, 1),
                    true,
                    i < Answer.MOST_TESTS_WITH_ITEMS ? Collections.nCopies(40, item) : List.of()));
        }
        Answer longest = new Answer(
                told.verdict(),
                told.headline(),
                told.advice(),
                told.warning(),
                told.code(),
                told.shownCode(),
                told.description(),
                told.warnings(),
                told.goods(),
                true,
                told.originNote(),
                Collections.nCopies(Answer.MOST_ORIGINS, origin),
                Collections.nCopies(Answer.MOST_STEPS, step),
                tests,
                null,
                told.seller(),
                told.complaint(),
                told.eventIds(),
                told.proof(),
                told.asOf());
        for (Locale language : List.of(Languages.CHINESE, Languages.ENGLISH)) {
            String page = BuyerPages.Templates.answer(longest, provinces.all())
                    .setLocale(language)
                    .render();
            assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(30_000);
        }
    }

    // ---- signed labels

    @Test
    void aSignedLabelIsAnsweredFromWhatWasAnsweredBeforeAndNoted() {
        Signed signed = signed();
        Response first = page(signed.path());
        first.then().body(containsString("本市场登记的追溯码"));
        assertThat(page(signed.path()).asByteArray()).isEqualTo(first.asByteArray());
        assertThat(scanned(signed.label().code())).isEqualTo(2);
    }

    @Test
    void aForgedSignatureIsToldAndSpoilsNothingForOthers() {
        Signed signed = signed();
        String digits = signed.digits();
        String forged = digits.substring(0, digits.length() - 1) + (digits.endsWith("1") ? "2" : "1");
        for (int i = 0; i < 2; i++) {
            page(signed.label().code() + SignedCode.MARK + forged)
                    .then()
                    .body(containsString("存疑"))
                    .body(containsString("签名不符"));
        }
        page(signed.path()).then().body(not(containsString("存疑")));
        page(label.code() + SignedCode.MARK + digits).then().body(containsString("签名不符"));
        given().urlEncodingEnabled(false)
                .get("/api/v1/verify/" + encoded("http://localhost:8080/v/" + label.code() + SignedCode.MARK + digits))
                .then()
                .body("verdict", equalTo("SUSPICIOUS"));
    }

    @Test
    void aRevokedKeyIsToldByTheNextScanOfALabelThatItSigned() {
        Signed signed = signed();
        page(signed.path()).then().body(not(containsString("存疑")));
        keys.revoke(keys.current().orElseThrow().id(), "试验", Samples.admin());
        page(signed.path()).then().body(containsString("密钥已吊销"));
    }

    // ---- contradictions

    @Test
    void aLinkThatContradictsWhatIsOnRecordLeadsToAPageThatSaysSo() {
        String lie = "/01/06901234567892/10/ANY/21/" + label.code();
        follow(lie, "text/html")
                .then()
                .statusCode(200)
                .body(containsString("存疑"))
                .body(containsString("码中的商品代码与登记不符"));
        follow(lie, "application/json").then().statusCode(200).body("verdict", equalTo("SUSPICIOUS"));
        assertThat(scanned(label.code())).isEqualTo(1);
    }

    @Test
    void goodsHeldAtAnotherStallMakeAPackageThereDoubtful() {
        Actor stall = samples.trader();
        long sent = trace.ship(new Shipping(lot.code(), stall.merchant().orElseThrow(), Kilograms.of(5)), trader)
                .id();
        trace.receive(new Receiving(sent, Kilograms.of(5)), stall);
        page(label.code().value()).then().body(containsString("本市场登记的追溯码")).body(containsString("贴标单位"));
        holds.hold(
                HoldScope.ofMerchant(stall.merchant().orElseThrow(), Optional.empty(), Optional.empty()),
                HoldReason.INVESTIGATION,
                "核查",
                Samples.inspector());
        page(label.code().value()).then().body(containsString("存疑")).body(containsString(stall.name()));
    }

    @Test
    void aBlacklistedSellerIsNoGoodNews() {
        merchants.changeStanding(trader.merchant().orElseThrow(), Standing.BLACKLISTED, "测试〔2026〕2号", Samples.office());
        given().get("/api/v1/verify/" + label.code())
                .then()
                .body("verdict", equalTo("SELLER_BARRED"))
                .body("warning", equalTo(true));
    }

    private record Signed(LabelView label, String digits) {
        String path() {
            return label.code() + SignedCode.MARK + digits;
        }
    }

    private Signed signed() {
        LabelView first = labels.ofBatch(labels.issue(
                                new IssueLabels(
                                        UUID.randomUUID(),
                                        lot.code(),
                                        1,
                                        Kilograms.of(1),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        true,
                                        false),
                                trader)
                        .id())
                .get(0);
        LabelBatch batch = labels.get(first.batch());
        String signature = database.one(
                        "select encode(signature, 'hex') from label where code = ?",
                        row -> row.getString(1),
                        first.code().value())
                .orElseThrow();
        String text = SignedCode.of(
                        batch.address(first.code()),
                        batch.signingKey().orElseThrow(),
                        batch.packedOn(),
                        HexFormat.of().parseHex(signature))
                .text();
        return new Signed(first, SignedCode.signatureIn(text).orElseThrow());
    }

    private int scanned(ShortCode code) {
        scans.settle();
        return database.one("select count(*) from scan_fact where code = ?", row -> row.getInt(1), code.value())
                .orElseThrow();
    }

    /** Where the resolver leads to, on this server whatever its address is. */
    private static Response follow(String link, String accept) {
        String location =
                given().redirects().follow(false).accept(accept).get(link).header("Location");
        return given().accept(accept)
                .urlEncodingEnabled(false)
                .get(location.substring(location.indexOf('/', "https://".length())));
    }

    private static Response page(String path) {
        return given().accept("text/html").urlEncodingEnabled(false).get("/v/" + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
