package org.herbtrust.verify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelBatch;
import org.herbtrust.label.Labels;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.MarketClock;
import org.herbtrust.trace.HoldId;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Split;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kept answers are quick, and never wrong: on this replica with the next scan, on another as soon as it has listened. */
@QuarkusTest
class FreshAnswersTest {

    @Inject
    Verification verification;

    @Inject
    AnswerCache cache;

    @Inject
    Database database;

    @Inject
    Samples samples;

    @Inject
    Labels labels;

    @Inject
    Trace trace;

    @Inject
    Merchants merchants;

    @TestHTTPResource("/")
    URI root;

    private record Stock(Actor trader, LotView lot, LabelBatch batch, ShortCode label) {}

    @Test
    void theSecondScanGetsTheSameBytesAndAReaderWhoHasThemGetsNone() {
        Stock stock = stock();
        Response first = page(stock.label());
        Response second = page(stock.label());
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        String tag = first.header("ETag");
        assertThat(second.header("ETag")).isEqualTo(tag);
        assertThat(second.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(second.header("Content-Security-Policy")).isNotBlank();
        assertThat(cache.find("zh " + stock.label())).isPresent();
        given().accept("text/html")
                .header("If-None-Match", tag)
                .get("/v/" + stock.label())
                .then()
                .statusCode(304);
        given().get("/v/" + stock.label().value().toLowerCase(java.util.Locale.ROOT))
                .then()
                .statusCode(200)
                .header("ETag", tag);
    }

    @Test
    void eachLanguageHasItsOwnAnswer() {
        Stock stock = stock();
        given().header("Accept-Language", "en")
                .get("/v/" + stock.label())
                .then()
                .header("Content-Language", "en")
                .body(containsString("Is it genuine?"))
                .body(containsString("<html lang=\"en\""));
        given().header("Accept-Language", "en")
                .get("/v/" + stock.label())
                .then()
                .body(containsString("Is it genuine?"));
        given().header("Accept-Language", "zh-CN")
                .get("/v/" + stock.label())
                .then()
                .body(containsString("是真的吗"));
        given().get("/v/" + stock.label() + "?lang=en").then().body(containsString("Is it genuine?"));
    }

    @Test
    void aHoldARecallAndAFallAreToldByTheNextScanOfThisReplica() {
        Stock stock = stock();
        page(stock.label());
        HoldId hold = trace.hold(stock.lot().code(), HoldReason.SUSPECTED_FAKE, "现场", Samples.inspector());
        page(stock.label()).then().body(containsString("已封存"));
        page(stock.label()).then().body(containsString("已封存"));
        trace.release(hold, "合格", Samples.inspector());
        page(stock.label()).then().body(not(containsString("已封存")));
        labels.voidRange(stock.batch().id(), 1, 1, "印坏", stock.trader());
        page(stock.label()).then().body(containsString("标签已作废"));
        ShortCode other = labels.ofBatch(stock.batch().id()).get(1).code();
        page(other);
        merchants.changeStanding(
                stock.trader().merchant().orElseThrow(), Standing.SUSPENDED, "测试〔2026〕9号", Samples.office());
        page(other).then().body(containsString("现不得在本市场经营"));
    }

    @Test
    void anotherReplicaForgetsAsSoonAsItHasListened() {
        Stock stock = stock();
        AnswerCache elsewhere = new AnswerCache();
        AnswerNews.Listening ear = new AnswerNews.Listening(database, elsewhere);
        ear.listen();
        Verification.Told told = verification.tell(stock.label().value());
        String key = "zh " + stock.label();
        elsewhere.keep(key, AnswerCache.formed(new byte[] {1}, told.restsOn(), "1"), elsewhere.mark());
        elsewhere.keep("zh other", AnswerCache.formed(new byte[] {1}, Set.of("OTHER"), "2"), elsewhere.mark());
        ear.listen();
        assertThat(elsewhere.find(key)).isPresent();

        trace.hold(stock.lot().code(), HoldReason.INVESTIGATION, "核查", Samples.inspector());
        ear.listen();

        assertThat(elsewhere.find(key)).isEmpty();
        assertThat(elsewhere.find("zh other")).isPresent();
    }

    @Test
    void aRunningReplicaHearsWithinTwoSeconds() throws InterruptedException {
        // written as another replica would, behind this one's back
        Stock stock = stock();
        page(stock.label());
        database.update("insert into answer_news (subjects) values (?)", (Object)
                new String[] {stock.label().value()});
        Instant late = Instant.now().plus(Duration.ofSeconds(2));
        while (cache.find("zh " + stock.label()).isPresent() && Instant.now().isBefore(late)) {
            Thread.sleep(20);
        }
        assertThat(cache.find("zh " + stock.label())).isEmpty();
    }

    @Test
    void whatIsSaidOfACodeInAForeignAddressIsNotSaidOfTheCode() {
        Stock stock = stock();
        given().accept("text/html")
                .pathParam("code", "https://evil.example/v/" + stock.label())
                .get("/v/{code}")
                .then()
                .body(containsString("evil.example"));
        page(stock.label()).then().body(not(containsString("evil.example")));
        page(stock.label()).then().body(not(containsString("evil.example")));
    }

    @Test
    void aStoryIsToldAnewWhenSomethingHappenedToTheLot() {
        Stock stock = stock();
        int before = verification.answer(stock.lot().code().value()).steps().size();
        assertThat(stories(stock)).isPositive();
        assertThat(verification.answer(stock.lot().code().value()).steps()).hasSize(before);
        labels.issue(stock.lot().code(), 2, Kilograms.of(1), stock.trader());
        assertThat(verification.answer(stock.lot().code().value()).steps()).hasSize(before + 1);
    }

    @Test
    void aStoryOfAMadeLotFollowsWhatHappensToItsParent() {
        Stock stock = stock();
        List<LotView> parts = trace.split(new Split(stock.lot().code(), List.of(Kilograms.of(10))), stock.trader());
        String part = parts.get(0).code().value();
        assertThat(verification.answer(part).verdict().isWarning()).isFalse();
        trace.hold(stock.lot().code(), HoldReason.FAILED_RESULT, "报告", Samples.inspector());
        assertThat(verification.answer(part).verdict().isWarning()).isTrue();
    }

    @Test
    void whatHappensAtAnotherTimeIsNotKeptForOthers() {
        Stock stock = stock();
        MarketClock.at(Instant.now().plus(Duration.ofDays(400)), () -> {
            assertThat(verification.tell(stock.label().value()).mayBeKept()).isFalse();
        });
        assertThat(stories(stock)).isZero();
        assertThat(verification.tell(stock.label().value()).mayBeKept()).isTrue();
    }

    @Test
    void thePageIsSmallAndHasNoScript() {
        Stock stock = stock();
        Response page = page(stock.label());
        assertThat(page.asByteArray().length).isLessThan(30_000);
        page.then().body(not(containsString("<script"))).body(containsString("/v/" + stock.label() + "/complain"));
        given().header("Accept-Encoding", "gzip")
                .get("/v/" + stock.label())
                .then()
                .header("Content-Encoding", "gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "https://evil.example/v/<b>x</b>",
                "{msg:lang}",
                "' onmouseover='alert(1)",
                "javascript:alert(1)"
            })
    void nothingThatSomebodyTypedComesBackAsMarkup(String hostile) {
        given().accept("text/html")
                .urlEncodingEnabled(false)
                .get("/v/" + URLEncoder.encode(hostile, StandardCharsets.UTF_8).replace("+", "%20"))
                .then()
                .statusCode(200)
                .body(not(containsString("<script>alert")))
                .body(not(containsString("<img src=x")))
                .body(not(containsString("<b>x</b>")))
                .body(not(containsString("' onmouseover='")))
                .body(not(containsString("href=\"javascript:")));
    }

    @Test
    void aWrongCheckCharacterIsToldFromACodeThatNeverWas() {
        String code = stock().label().value();
        char last = code.charAt(12);
        String wrong = code.substring(0, 12) + (last == '7' ? '8' : '7');
        given().get("/api/v1/verify/" + wrong)
                .then()
                .body("verdict", equalTo("MISTYPED"))
                .body("description.zh", containsString("像是本市场追溯码"));
        given().get("/api/v1/verify/51012730011459600004014011400000094")
                .then()
                .body("verdict", equalTo("MISTYPED"))
                .body("description.zh", containsString("国家中药材追溯平台追溯码"));
        given().get("/api/v1/verify/" + ShortCode.random(java.util.concurrent.ThreadLocalRandom.current()))
                .then()
                .body("verdict", equalTo("UNKNOWN"));
    }

    @Test
    void aReaderMayTellTheProvinceAndNothingElse() {
        Stock stock = stock();
        given().redirects()
                .follow(false)
                .get("/v/" + stock.label() + "?place=44")
                .then()
                .statusCode(303)
                .cookie("place", "44");
        given().redirects()
                .follow(false)
                .get("/v/" + stock.label() + "?place=99<script>")
                .then()
                .statusCode(303)
                .cookie("place", "");
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain() throws IOException {
        // from an address of its own, so that no other test has to wait
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                root.getPort(),
                InetAddress.getByAddress(new byte[] {127, 0, 0, 3}),
                0)) {
            socket.setSoTimeout(60_000);
            String request = "GET /v/TOO-SHORT HTTP/1.1\r\nHost: localhost\r\n\r\n";
            InputStream in = socket.getInputStream();
            StringBuilder got = new StringBuilder();
            byte[] buffer = new byte[65_536];
            for (int batch = 0; batch < 14 && got.indexOf("HTTP/1.1 429") < 0; batch++) {
                socket.getOutputStream().write(request.repeat(50).getBytes(StandardCharsets.US_ASCII));
                got.setLength(0);
                while (count(got, "HTTP/1.1 ") < 50 || !got.toString().endsWith("</html>")) {
                    int n = in.read(buffer);
                    if (n < 0) {
                        break;
                    }
                    got.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1).strip());
                }
            }
            assertThat(got).contains("HTTP/1.1 429").containsPattern("(?i)retry-after: \\d+");
        }
    }

    private static int count(StringBuilder text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }

    private int stories(Stock stock) {
        return database.one(
                        "select count(*) from answer_story where lot_id = ?",
                        row -> row.getInt(1),
                        stock.lot().id())
                .orElseThrow();
    }

    private static Response page(ShortCode label) {
        return given().accept("text/html").get("/v/" + label);
    }

    private Stock stock() {
        Actor trader = samples.trader();
        LotView lot = samples.taken(trader, 50);
        LabelBatch batch = labels.issue(lot.code(), 3, Kilograms.of(1), trader);
        return new Stock(trader, lot, batch, labels.ofBatch(batch.id()).get(0).code());
    }
}
