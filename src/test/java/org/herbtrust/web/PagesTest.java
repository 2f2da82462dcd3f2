package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The pages as a browser without scripts sees them. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagesTest {

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    Trace trace;

    private final Visitor anyone = new Visitor();

    private Visitor signedIn(Actor sample) {
        return new Visitor().signedIn(people.of(sample).actor().account(), People.PASSWORD);
    }

    @Test
    void the_home_page_speaks_the_readers_language_and_remembers_a_switch() {
        assertThat(anyone.get("/").asString()).contains("这包药材").contains("lang=\"zh-CN\"");
        assertThat(new Visitor().speaking("en-GB").get("/").asString()).contains("This pack of herbs");

        Visitor switching = new Visitor();
        switching.get("/?lang=en");

        assertThat(switching.get("/help").asString()).contains("Where is the code?");
    }

    @Test
    void a_form_in_one_tab_is_taken_though_another_page_was_opened_since() {
        String page = anyone.get("/login").asString();
        String token = page.replaceAll("(?s).*?name=\"csrf-token\" value=\"([^\"]+)\".*", "$1");
        anyone.get("/login");
        anyone.get("/pick/materials?material=bai");

        assertThat(signIn(token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_form_with_a_token_of_another_browser_is_refused_in_words() {
        anyone.get("/login");

        Response refused = signIn("AAAAAAAAAAAAAAAAAAAAAA");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("表单已失效").contains("刷新后再提交");
    }

    private Response signIn(String token) {
        return anyone.asks()
                .formParams(Map.of("account", "nobody-here", "password", "wrong", "csrf-token", token))
                .post("/login");
    }

    @Test
    void every_answer_forbids_foreign_scripts_and_frames() {
        for (String path : new String[] {"/", "/no-such-page", "/api/v1/lists/red", "/islands/icon.svg"}) {
            assertThat(anyone.get(path).header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline");
        }
    }

    @Test
    void no_page_holds_a_script_or_a_style_of_its_own() {
        for (String path :
                new String[] {"/", "/login", "/scan", "/help", "/merchants", "/lists/red", "/lists/recalls"}) {
            assertThat(anyone.get(path).asString())
                    .as(path)
                    .doesNotContain("style=\"")
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContainPattern("\\son[a-z]+=\"");
        }
    }

    @Test
    void an_unknown_page_is_told_in_html_with_a_way_on() {
        Response answer = anyone.get("/no-such-page");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.asString()).contains("没有找到").contains("href=\"/scan\"");
    }

    @Test
    void work_asks_for_a_sign_in_and_comes_back_to_it() {
        Response answer = anyone.get("/my");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/login?next=%2Fmy");
    }

    @Test
    void another_role_is_kept_out() {
        Visitor inspector =
                new Visitor().signedIn(people.person(Role.INSPECTOR).actor().account(), People.PASSWORD);

        assertThat(inspector.get("/inspect").statusCode()).isEqualTo(200);
        for (String path : new String[] {"/my", "/office", "/regulate", "/admin"}) {
            assertThat(inspector.get(path).statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    void a_wrong_password_keeps_the_account_in_its_field_and_the_password_nowhere() {
        Response answer = anyone.post("/login", Map.of("account", "nobody-here", "password", "wrong-secret"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.asString())
                .contains("账号或密码不正确")
                .contains("value=\"nobody-here\"")
                .doesNotContain("wrong-secret");
    }

    @Test
    void signing_out_ends_the_session() {
        Visitor grower = signedIn(samples.grower());

        grower.post("/my", "/logout", Map.of());

        assertThat(grower.get("/my").statusCode()).isEqualTo(303);
    }

    @Test
    void a_form_without_its_token_does_nothing() {
        Visitor grower = signedIn(samples.grower());

        Response answer = grower.asks().formParams(harvest("300")).post("/my/harvest");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static Map<String, String> harvest(String kg) {
        Map<String, String> form = new HashMap<>();
        form.put("material", "白芍");
        form.put("kg", kg);
        form.put("origin", "安徽省亳州市谯城区十九里镇");
        form.put("harvestedOn", "2026-08-20");
        form.put("form", "FRESH");
        form.put("source", "CULTIVATED");
        form.put("command", UUID.randomUUID().toString());
        return form;
    }

    @Test
    void a_harvest_by_page_makes_a_lot_and_sent_twice_makes_one() {
        Visitor grower = signedIn(samples.grower());
        Map<String, String> form = harvest("300");

        String first = grower.post("/my/harvest", form).header("Location");
        String second = grower.post("/my/harvest", form).header("Location");

        assertThat(first).contains("/lots/");
        assertThat(second).isEqualTo(first);
        String lot = first.substring(first.indexOf("/lots/"));
        assertThat(grower.get(lot).asString())
                .contains("采收已登记")
                .contains("300 kg")
                .contains("安徽省亳州市谯城区十九里镇");
    }

    @Test
    void a_refused_form_comes_back_with_what_was_typed_and_the_reason_beside_the_field() {
        Visitor grower = signedIn(samples.grower());
        Map<String, String> form = harvest("plenty");
        form.put("material", "\"><script>alert(1)</script>");

        Response answer = grower.post("/my/harvest", form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("value=\"plenty\" required")
                .contains("重量应为数字")
                .contains("目录中没有这个药材")
                .contains("aria-invalid=\"true\"")
                .doesNotContain("<script>alert");
    }

    @Test
    void more_than_is_there_cannot_be_shipped_and_nothing_changes() {
        Actor growing = samples.grower();
        String lot = samples.harvested(growing, 100).code().value();
        String buyer = samples.trader().merchant().orElseThrow().toString();
        Visitor grower = signedIn(growing);

        Response answer = grower.post("/my/lots/" + lot + "/ship", Map.of("to", buyer, "kg", "100.5"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString()).contains("value=\"100.5\"");
        assertThat(trace.consignments(growing.merchant().orElseThrow(), 10)).isEmpty();
    }

    @Test
    void the_answer_to_a_scan_needs_no_script_and_shows_nothing_unescaped() {
        String lot = samples.harvested(samples.grower(), 100).code().value();

        Response good = anyone.get("/v/" + lot);
        Response strange = anyone.get("/v/%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(good.asString()).contains("本市场登记的追溯码").contains("十九里镇").doesNotContain("<script");
        assertThat(good.asString().getBytes(StandardCharsets.UTF_8).length).isLessThan(20_000);
        assertThat(strange.statusCode()).isEqualTo(200);
        assertThat(strange.asString()).contains("没有登记").doesNotContain("<script");
    }

    @Test
    void a_scanned_text_is_never_followed_elsewhere() {
        String lot = samples.harvested(samples.grower(), 100).code().value();

        Response ours = anyone.post("/scan", Map.of("code", lot.toLowerCase(java.util.Locale.ROOT)));
        Response foreign = anyone.post("/scan", Map.of("code", "https://forged.example/v/" + lot));

        assertThat(ours.header("Location")).endsWith("/v/" + lot);
        assertThat(foreign.header("Location")).isNull();
        assertThat(foreign.asString()).contains("存疑");
    }
}
