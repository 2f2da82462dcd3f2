package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.Visit;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A sample on its way from the stall to the verdict, as a browser without scripts sees it. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InspectPagesTest {

    @Inject
    People people;

    @Inject
    Samples samples;

    @Inject
    Trace trace;

    @Inject
    Inspections inspections;

    @Inject
    Clock clock;

    private Actor trader;
    private Visitor regulator;
    private VisitId visit;
    private ShortCode lot;

    @BeforeEach
    void a_stall_with_goldthread() {
        trader = samples.trader();
        regulator = signedIn(Role.REGULATOR);
        lot = trace.intake(
                        new Intake(
                                new MaterialCode("huanglian"),
                                Form.DRIED,
                                Source.PURCHASED,
                                Kilograms.of(100),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        trader)
                .code();
        visit = inspections.record(
                new Visit(
                        new VisitId(UUID.randomUUID()),
                        VisitKind.SAMPLING,
                        trader.merchant().orElseThrow(),
                        clock.instant(),
                        "",
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        "",
                        Optional.empty()),
                people.person(Role.INSPECTOR).actor());
    }

    @Test
    void the_form_for_a_sample_offers_trade_forms_and_items_and_refuses_a_form_of_other_goods() {
        assertThat(regulator.get(take()).asString())
                .contains("黄连 味连", "其他规格", "value=\"assay-berberine\"", "二氧化硫残留量")
                .doesNotContain("青翘");
        Response wrong = taken(Map.of("variant", "青翘"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("没有规格“青翘”");
    }

    @Test
    void a_report_tells_what_is_missing_and_what_could_not_be_judged() {
        String sample = path(taken(Map.of("ordered", "so2")));
        assertThat(regulator.get(sample).asString()).contains("味连 ≥ 5.5 %", "必报", "未注明");

        String half = report(sample, "result", Map.of("item-water", "10", "item-assay-berberine", "0.5"));
        assertThat(half).contains("未能判定", "报告中缺少", "二氧化硫残留量", "限度因规格而异");

        String whole =
                report(sample, "result", Map.of("variant", "味连", "item-so2", "20", "item-assay-berberine", "5.6"));
        assertThat(whole).contains("符合规定").doesNotContain("报告中缺少");
    }

    @Test
    void a_retest_shows_what_it_has_to_report_and_only_a_regulator_closes_it_without() {
        String sample = path(taken(Map.of()));
        assertThat(report(sample, "result", Map.of("item-so2", "450"))).contains("不符合规定");
        regulator.post(sample, sample + "/retest", Map.of("reason", "不服"));
        assertThat(regulator.get(sample).asString()).contains("必报", "终结复验");

        assertThat(report(sample, "retest-result", Map.of("item-water", "12"))).contains("未能判定", "报告中缺少");
        assertThat(trace.get(lot).isHeld()).isTrue();

        Visitor inspector = signedIn(Role.INSPECTOR);
        Map<String, String> closing = Map.of("stands", "none", "closure", "复验样封签破损");
        assertThat(inspector.get(sample).asString()).doesNotContain("终结复验");
        assertThat(inspector.post(sample, sample + "/retest-closure", closing).statusCode())
                .isEqualTo(403);
        regulator.post(sample, sample + "/retest-closure", closing);
        assertThat(regulator.get(sample).asString()).contains("无法复验").doesNotContain("终结复验");
        assertThat(trace.get(lot).isHeld()).isFalse();
    }

    @Test
    void a_merchant_records_its_own_check_and_finds_it_on_its_list() {
        Actor owner = people.of(trader).actor();
        Visitor merchant = new Visitor().signedIn(owner.account(), People.PASSWORD);
        assertThat(merchant.get("/my").asString()).contains("/my/checks");
        assertThat(merchant.get("/my/checks").asString()).contains("还没有自检记录", "黄连");

        Response wrong = merchant.post("/my/checks", Map.of("violation-1", "bad-mood"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        merchant.post(
                "/my/checks",
                Map.of("violation-1", "storage", "note-1", "地面潮湿", "lot-1", lot.value(), "statement", "已垫高"));

        assertThat(merchant.get("/my/checks").asString())
                .contains("地面潮湿", "已垫高")
                .doesNotContain("还没有自检记录");
        assertThat(inspections
                        .visits(VisitQuery.of(trader.merchant().orElseThrow()), null, null)
                        .items())
                .filteredOn(v -> v.kind() == VisitKind.SELF)
                .singleElement()
                .satisfies(v -> assertThat(v.inspector()).isEqualTo(owner.account()));
        assertThat(regulator.get("/my/checks").statusCode()).isEqualTo(403);
    }

    private String take() {
        return "/inspect/visits/" + visit + "/sample";
    }

    private Response taken(Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(more);
        String seal = UUID.randomUUID().toString().substring(0, 13);
        fields.put("lot", lot.value());
        fields.put("packages", "1");
        fields.put("opened", "1");
        fields.put("seals", seal + "-1 " + seal + "-2 " + seal + "-3");
        fields.put("samplers", "检查员甲 检查员乙");
        return regulator.post(take(), fields);
    }

    private String report(String sample, String stage, Map<String, String> figures) {
        Map<String, String> fields = new HashMap<>(figures);
        fields.put("lab", "市检验中心");
        fields.put("reportNo", "R-" + UUID.randomUUID());
        fields.put(
                "reportedOn", LocalDate.ofInstant(clock.instant(), Market.ZONE).toString());
        return regulator.post(sample, sample + "/" + stage, fields).asString();
    }

    private Visitor signedIn(Role role) {
        return new Visitor().signedIn(people.person(role).actor().account(), People.PASSWORD);
    }

    private static String path(Response redirect) {
        return redirect.header("Location").replaceFirst("^https?://[^/]+", "");
    }
}
