package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.inspection.Notices;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Plans, draws, complaints, laboratories, coverage and the catalogue as a browser without scripts sees them. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DutyPagesTest {

    private static final Pattern STAMP = Pattern.compile("name=\"opened\" value=\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");
    private static final Pattern RECEIPT = Pattern.compile("/complaints\\?receipt=([0-9A-Z]{13})");
    private static final Pattern BASE = Pattern.compile("name=\"base\" value=\"([^\"]+)\"");

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    Trace trace;

    @Inject
    Ledger ledger;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    private Actor trader;
    private Visitor regulator;

    @BeforeEach
    void a_market() {
        trader = samples.trader();
        people.person(Role.INSPECTOR);
        people.person(Role.INSPECTOR);
        regulator = signedIn(Role.REGULATOR);
    }

    @Test
    void every_page_opens_in_both_languages_without_a_script_or_style_of_its_own() {
        Visitor english = signedIn(Role.INSPECTOR).speaking("en");
        for (String path : List.of(
                "/inspect",
                "/inspect/next-day",
                "/inspect/next-day?all=true",
                "/inspect/plans",
                "/inspect/plans?from=2026-10-01&to=2026-12-31",
                "/inspect/kinship",
                "/inspect/complaints",
                "/inspect/complaints?over=true",
                "/inspect/lab-results",
                "/inspect/coverage",
                "/inspect/map",
                "/draws",
                "/catalogue",
                "/catalogue?q=bz",
                "/catalogue/m/baishao?on=2025-09-30",
                "/catalogue/m/lianqiao?variant=青翘",
                "/complaints")) {
            for (Visitor visitor : List.of(regulator, english)) {
                Response page = visitor.get(path);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                assertThat(page.asString())
                        .as(path)
                        .doesNotContain("style=\"")
                        .doesNotContainPattern("<script(?![^>]*src=)");
            }
        }
        for (String path : List.of("/catalogue/drafts", "/catalogue/edit/limits.csv")) {
            assertThat(regulator.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(english.get(path).statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    void the_map_shows_the_stall_with_a_sign_and_in_words() {
        String page = regulator.get("/inspect/map?hall=测试大厅").asString();

        assertThat(page)
                .contains(
                        "<svg class=\"hall\"",
                        "/regulate/merchants/" + trader.merchant().orElseThrow(),
                        "久未检查");
        assertThat(regulator.get("/inspect/coverage").asString()).contains("第一网格");
    }

    @Test
    void from_a_plan_to_a_list_that_anybody_can_see() {
        LocalDate today = Market.dayOf(clock.instant());
        Response made = regulator.post(
                "/inspect/plans?from=" + today + "&to=" + today.plusDays(30),
                "/inspect/plans",
                Map.of(
                        "title",
                        "网页计划",
                        "from",
                        today.toString(),
                        "to",
                        today.plusDays(30).toString()));
        assertThat(made.statusCode()).isEqualTo(303);
        String plan = path(made);
        Response committed = regulator.post(
                plan, "/draws", Map.of("plan", plan.substring(plan.lastIndexOf('/') + 1), "purpose", "网页抽取"));
        String draw = path(committed);
        ledger.sequenceNow();
        assertThat(regulator.post(draw, draw + "/roster", Map.of()).statusCode())
                .isEqualTo(303);

        Response own = regulator.post(draw, draw + "/seed", Map.of("witness", ""));
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.asString()).contains("承诺人以外");
        Visitor second = signedIn(Role.REGULATOR);
        assertThat(second.post(draw, draw + "/seed", Map.of("witness", "518")).statusCode())
                .isEqualTo(303);

        String open = new Visitor().get(draw).asString();
        assertThat(open).contains("抽中名单", "518", "draw --input").doesNotContain("inspector-");
        assertThat(signedIn(Role.INSPECTOR).get(draw).asString()).contains("inspector-");
        assertThat(signedIn(Role.INSPECTOR).get("/inspect/next-day?all=true").asString())
                .contains("网格");
    }

    @Test
    void a_buyer_complains_without_an_account_and_reads_the_answer() throws InterruptedException {
        ShortCode lot = lot();
        Buyer buyer = new Buyer();
        String form = buyer.get("/v/" + lot + "/complain");
        assertThat(form).contains("enctype=\"multipart/form-data\"").doesNotContainPattern("<script(?![^>]*src=)");

        Response tooFast = buyer.send(lot, form, Map.of("about", "MOULD", "words", "有霉斑"));
        assertThat(tooFast.statusCode()).isEqualTo(400);
        assertThat(tooFast.asString()).contains("提交过快", "有霉斑");
        Response trapped = buyer.send(lot, form, Map.of("about", "MOULD", "words", "x", "website", "http://spam"));
        assertThat(trapped.statusCode()).isEqualTo(400);
        Thread.sleep(2_100); // nobody reads and writes faster, says the form
        Response filed = buyer.send(lot, form, Map.of("about", "MOULD", "words", "有霉斑 <b>", "contact", "13900001111"));
        assertThat(filed.statusCode()).isEqualTo(200);
        Matcher receipt = RECEIPT.matcher(filed.asString());
        assertThat(receipt.find()).isTrue();

        String list = regulator.get("/inspect/complaints").asString();
        Matcher link = Pattern.compile("/inspect/complaints/(\\d+)").matcher(list);
        String newest = null;
        while (link.find()) {
            newest = link.group();
        }
        String page = regulator.get(newest).asString();
        assertThat(page).contains("有霉斑 &lt;b&gt;").doesNotContain("13900001111");
        assertThat(regulator.post(newest, newest + "/contact", Map.of()).asString())
                .contains("13900001111");
        assertThat(regulator
                        .post(newest, newest + "/decide", Map.of("outcome", "UPHELD", "answer", "属实，已下架"))
                        .asString())
                .contains("属实的请选择轻重", "属实，已下架");
        assertThat(regulator
                        .post(
                                newest,
                                newest + "/decide",
                                Map.of("outcome", "UPHELD", "weight", "SERIOUS", "answer", "属实，已下架"))
                        .statusCode())
                .isEqualTo(303);

        assertThat(new Visitor().get("/complaints?receipt=" + receipt.group(1)).asString())
                .contains("属实，已下架");
        assertThat(new Visitor().get("/complaints?receipt=0000000000000").statusCode())
                .isIn(400, 404);
        assertThat(new Visitor().get("/v/" + lot).asString()).contains("/v/" + lot + "/complain");
        assertThat(notices.of(trader.merchant().orElseThrow(), null, null).items())
                .anyMatch(n -> n.title().zh().contains("投诉"));
    }

    @Test
    void the_catalogue_is_changed_on_a_page_by_two() {
        String edit = regulator.get("/catalogue/edit/focus.yaml").asString();
        Matcher base = BASE.matcher(edit);
        assertThat(base.find()).isTrue();
        String text = edit.substring(edit.indexOf("<textarea"), edit.indexOf("</textarea>"));
        String content = text.substring(text.indexOf('>') + 1)
                .strip()
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        String day = Market.dayOf(clock.instant()).plusDays(200).toString();
        Map<String, String> fields = new HashMap<>(Map.of(
                "base", base.group(1), "effectiveOn", day, "why", "旺季提前", "text", content.replace("\n", "\r\n")));
        Response nothing = regulator.post("/catalogue/edit/focus.yaml", fields);
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.asString()).contains("没有变化", "旺季提前");
        fields.put("text", content.replace("material: honghua, months: [6,", "material: honghua, months: [5, 6,"));
        Response proposed = regulator.post("/catalogue/edit/focus.yaml", fields);
        assertThat(proposed.statusCode()).isEqualTo(303);
        String draft = path(proposed);

        assertThat(regulator.get(draft).asString()).contains("须由另一人审批", "class=\"added\"", "class=\"removed\"");
        Visitor second = signedIn(Role.REGULATOR);
        assertThat(second.post(draft, draft + "/approve", Map.of("reason", "同意"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(second.get(draft).asString()).contains("已批准");
    }

    @Test
    void a_merchant_reads_its_notices() {
        notices.tell(trader.merchant().orElseThrow(), Text.of("试一条", "a trial"), Text.of("内容", "text"), "/my");
        Visitor merchant = new Visitor().signedIn(people.of(trader).actor().account(), People.PASSWORD);

        assertThat(merchant.get("/my").asString()).contains("/my/notices", "1条未读");
        String page = merchant.get("/my/notices").asString();
        assertThat(page).contains("试一条", "未读");
        Matcher upTo = Pattern.compile("name=\"upTo\" value=\"(\\d+)\"").matcher(page);
        assertThat(upTo.find()).isTrue();
        merchant.post("/my/notices", Map.of("upTo", upTo.group(1)));
        assertThat(merchant.get("/my").asString()).doesNotContain("条未读");
        assertThat(regulator.get("/my/notices").statusCode()).isEqualTo(403);
    }

    @Test
    void a_recall_lists_who_has_the_goods() {
        ShortCode lot = lot();

        assertThat(regulator.get("/inspect/recalls/" + lot).asString())
                .contains(trader.merchant().orElseThrow().toString());
        Response table = regulator.get("/inspect/recalls/" + lot + "/list.csv");
        assertThat(table.contentType()).startsWith("text/csv");
        assertThat(new String(table.asByteArray(), StandardCharsets.UTF_8))
                .startsWith("\ufeff")
                .contains(lot.value());
    }

    private ShortCode lot() {
        return trace.intake(
                        new Intake(
                                Samples.BAISHAO,
                                Form.DRIED,
                                Source.PURCHASED,
                                Kilograms.of(100),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty()),
                        trader)
                .code();
    }

    private Visitor signedIn(Role role) {
        return new Visitor().signedIn(people.person(role).actor().account(), People.PASSWORD);
    }

    private static String path(Response redirect) {
        return redirect.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    /** Somebody with a browser and no account, who sends a form with a file in it. */
    private static final class Buyer {

        private final Map<String, String> cookies = new HashMap<>();

        String get(String path) {
            Response page = io.restassured.RestAssured.given()
                    .accept("text/html")
                    .header("Accept-Language", "zh-CN")
                    .cookies(cookies)
                    .get(path);
            cookies.putAll(page.getCookies());
            return page.asString();
        }

        Response send(ShortCode lot, String form, Map<String, String> fields) {
            RequestSpecification request = io.restassured.RestAssured.given()
                    .accept("text/html")
                    .header("Accept-Language", "zh-CN")
                    .cookies(cookies)
                    .multiPart("csrf-token", found(TOKEN, form))
                    .multiPart("opened", found(STAMP, form));
            for (Map.Entry<String, String> field : fields.entrySet()) {
                request.multiPart(new io.restassured.builder.MultiPartSpecBuilder(field.getValue())
                        .controlName(field.getKey())
                        .charset(StandardCharsets.UTF_8)
                        .build());
            }
            return request.post("/v/" + lot + "/complain");
        }

        private static String found(Pattern pattern, String page) {
            Matcher matcher = pattern.matcher(page);
            assertThat(matcher.find()).as(pattern.pattern()).isTrue();
            return matcher.group(1);
        }
    }
}
