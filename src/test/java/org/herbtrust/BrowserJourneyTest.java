package org.herbtrust;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.People.Person;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Processing;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What a buyer, an inspector and two regulators do in a real browser. Pictures are left in {@code target/screenshots}. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrowserJourneyTest {

    /** What a buyer's telephone must fetch before the answer is on the screen. */
    private static final int FIRST_PAINT_BYTES = 30 * 1024;

    private static final Pattern STYLESHEET = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"");

    private static final Path AXE = Path.of("src", "main", "webui", "node_modules", "axe-core", "axe.min.js");

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    Trace trace;

    @TestHTTPResource("/")
    String address;

    private Chromium browser;
    private Actor stall;
    private ShortCode lot;
    private String label;

    @BeforeEach
    void a_browser_and_a_stall_with_labelled_goods() {
        browser = Chromium.start(address.replaceFirst("/$", ""));
        Actor grower = samples.grower();
        stall = samples.trader();
        LotView fresh = samples.harvested(grower, 600);
        LotView dried = trace.process(
                new Processing(fresh.code(), Kilograms.of(600), "drying", Form.DRIED, Kilograms.of(210)), grower);
        long sent = trace.ship(new Shipping(dried.code(), stall.merchant().orElseThrow(), Kilograms.of(100)), grower)
                .id();
        lot = trace.receive(new Receiving(sent, Kilograms.of(100)), stall).code();
        Person owner = people.of(stall);
        String batch = UUID.randomUUID().toString();
        owner.posts("/api/v1/labels", Map.of("id", batch, "lot", lot.value(), "count", 4, "netKg", "0.5"))
                .statusCode(201);
        label = owner.gets("/api/v1/labels/" + batch + "/serials").extract().path("[1].code");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void a_buyer_scans_and_reads_what_it_is_and_where_it_is_from() {
        testedAndFoundGood();

        browser.narrow().open("/v/" + label).screenshot("buyer-390");

        assertThat(browser.text())
                .contains("白芍")
                .contains("十九里镇")
                .contains("2026-08-20")
                .contains("采收")
                .contains("干燥")
                .contains("收货")
                .contains("二氧化硫")
                .contains("符合规定")
                .contains(stall.name())
                .contains("暂无足够检查记录");
        assertThat(browser.has("script")).as("a script on the page").isFalse();
        assertThat(browser.overflow()).as("pixels to scroll sideways").isZero();
        assertThat(firstPaintBytes("/v/" + label)).isLessThan(FIRST_PAINT_BYTES);
        browser.wide().screenshot("buyer-1280");
        browser.narrow().open("/v/" + label + "?lang=en").screenshot("buyer-en-390");
        assertThat(browser.text()).contains("Registered on this market");
        assertThat(browser.complaints()).isEmpty();
    }

    private void testedAndFoundGood() {
        Person inspector = people.person(Role.INSPECTOR);
        UUID visit = UUID.randomUUID();
        UUID sample = UUID.randomUUID();
        inspector
                .puts(
                        "/api/v1/inspections/visits/" + visit,
                        Map.of(
                                "kind", "SAMPLING",
                                "merchant", stall.merchant().orElseThrow().toString(),
                                "occurredAt", Instant.now().toString(),
                                "place", "一层",
                                "findings", List.of(),
                                "checklist", Map.of()))
                .statusCode(201);
        inspector
                .puts(
                        "/api/v1/inspections/samples/" + sample,
                        Map.of(
                                "visit", visit.toString(),
                                "lot", lot.value(),
                                "packages", 40,
                                "opened", 5,
                                "sealNumbers", List.of(sample + "-1", sample + "-2", sample + "-3"),
                                "samplers", List.of("检查员甲", "检查员乙"),
                                "ordered", List.of("so2"),
                                "takenAt", Instant.now().toString()))
                .statusCode(201);
        inspector
                .posts(
                        "/api/v1/inspections/samples/" + sample + "/result",
                        Map.of(
                                "lab",
                                "市食品药品检验中心",
                                "reportNo",
                                "ZY-" + sample,
                                "reportedOn",
                                Market.dayOf(Instant.now()).toString(),
                                "measured",
                                List.of(Map.of("item", "so2", "value", "120", "unit", "mg/kg"))))
                .statusCode(200);
    }

    private int firstPaintBytes(String path) {
        String html = given().accept("text/html").get(path).asString();
        int bytes = html.getBytes(StandardCharsets.UTF_8).length;
        Matcher sheets = STYLESHEET.matcher(html);
        while (sheets.find()) {
            bytes += given().get(sheets.group(1))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray()
                    .length;
        }
        return bytes;
    }

    @Test
    void a_code_that_was_never_issued_is_called_so() {
        browser.narrow().open("/v/" + ShortCode.random(new Random(99))).screenshot("buyer-unknown-390");
        assertThat(browser.text()).contains("没有登记");
    }

    @Test
    void an_inspector_signs_in_and_logs_a_visit_with_a_finding() {
        Person inspector = people.person(Role.INSPECTOR);
        browser.narrow().open("/inspect");
        assertThat(browser.path()).startsWith("/login");
        browser.screenshot("login-390");

        browser.signIn(inspector);
        assertThat(browser.path()).isEqualTo("/inspect");
        browser.screenshot("inspect-390");
        browser.type("merchant", stall.merchant().orElseThrow().toString())
                .choose("kind", "PATROL")
                .press("form[action='/inspect/visit'] button[type=submit]");
        assertThat(browser.text()).contains(stall.name());
        browser.choose("violation-1", "no-origin-label")
                .type("count-1", "2")
                .type("note-1", "两件未标产地")
                .type("correctBy", Market.dayOf(Instant.now()).plusDays(7).toString())
                .type("statement", "当日补齐")
                .screenshot("visit-form-390")
                .press("form[action^='/inspect/visit?'] button[type=submit]");

        assertThat(browser.path()).startsWith("/inspect/visits/");
        assertThat(browser.text()).contains(stall.name()).contains("两件未标产地").contains("当日补齐");
        assertThat(browser.overflow()).as("pixels to scroll sideways").isZero();
        browser.screenshot("visit-390").wide().screenshot("visit-1280");
        assertThat(browser.complaints()).isEmpty();
        inspector
                .gets("/api/v1/inspections/visits?merchant=" + stall.merchant().orElseThrow())
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].findings[0].violation", equalTo("no-origin-label"))
                .body("items[0].findings[0].count", equalTo(2));
    }

    @Test
    void two_regulators_take_a_decision_and_everybody_reads_it() {
        Person first = people.person(Role.REGULATOR);
        Person second = people.person(Role.REGULATOR);
        String stallId = stall.merchant().orElseThrow().toString();
        browser.wide().signIn(first);
        assertThat(browser.path()).isEqualTo("/regulate");
        browser.screenshot("regulate-1280")
                .open("/regulate/merchants/" + stallId)
                .choose("opener", "BLACKLIST:illegal-production-or-sale")
                .type("facts", "人民法院判决认定销售劣药。")
                .press("form[action$='/case'] button[type=submit]");
        assertThat(browser.path()).startsWith("/cases/");
        String file = browser.path();
        browser.press("form[action$='/SERVE_NOTICE'] button");
        people.of(stall)
                .posts("/api/v1" + file + "/waiver", Map.of("text", "书面放弃其余期限"))
                .statusCode(200);
        browser.open(file)
                .type("reasons", "事实清楚，当事人放弃陈述。")
                .type("termMonths", "24")
                .press("form[action$='/PROPOSE_DECISION'] button");
        browser.screenshot("case-proposed-1280").press("form[action$='/CONFIRM_DECISION'] button");
        assertThat(browser.text()).contains("另一人");

        browser.signIn(second).open(file).narrow().screenshot("case-390");
        assertThat(browser.overflow()).as("pixels to scroll sideways").isZero();
        browser.press("form[action$='/CONFIRM_DECISION'] button").press("form[action$='/SERVE_DECISION'] button");
        String decision = second.gets("/api/v1" + file)
                .statusCode(200)
                .body("state", equalTo("EFFECTIVE"))
                .extract()
                .path("decision.number");
        assertThat(browser.text()).contains(decision);
        browser.wide().screenshot("case-effective-1280");

        browser.open("/lists/black").screenshot("blacklist-1280").narrow().screenshot("blacklist-390");
        assertThat(browser.text()).contains(decision);
        browser.open("/v/" + label).screenshot("buyer-blacklisted-390");
        assertThat(browser.text()).contains("黑名单");
    }

    @Test
    void a_wrong_password_is_told_on_the_page_and_signs_nobody_in() {
        browser.wide().open("/login");
        browser.type("account", "nobody.at.all")
                .type("password", "not-the-password")
                .press("form[action='/login'] button[type=submit]");
        assertThat(browser.text()).contains("账号或密码不正确");
        browser.open("/inspect");
        assertThat(browser.path()).startsWith("/login");
    }

    @Test
    void pages_for_everybody_have_no_barriers_that_a_machine_can_find() throws IOException {
        if (!Files.exists(AXE)) {
            System.out.println("SKIPPED: axe-core is not among the packages of src/main/webui.");
            throw new TestAbortedException("axe-core is not there");
        }
        String axe = Files.readString(AXE);
        for (String path : List.of("/", "/login", "/v/" + label)) {
            for (boolean phone : new boolean[] {true, false}) {
                Chromium sized = phone ? browser.narrow() : browser.wide();
                sized.open(path).screenshot("axe-" + path.replaceAll("\\W", "") + (phone ? "-390" : "-1280"));
                browser.script(axe + "; window.axe = axe;");
                Object found = browser.asyncScript("""
                        const done = arguments[arguments.length - 1];
                        axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => done(r.violations
                            .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))));
                        """);
                assertThat((List<?>) found).as("barriers on %s", path).isEmpty();
            }
        }
    }
}
