package org.herbtrust.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.HoldScope;
import org.herbtrust.trace.Holds;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.RecallView;
import org.herbtrust.trace.Sale;
import org.herbtrust.trace.Split;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.Test;

/** Recalls, balances, sheets and lineages as pages. */
@QuarkusTest
class TradePagesTest {

    @Inject
    Trace trace;

    @Inject
    Holds holds;

    @Inject
    Samples samples;

    @Inject
    People people;

    @Test
    void aRecallIsStartedCountedAndEndedFromPages() {
        LotView lot = samples.harvested(samples.grower(), 10);
        Visitor office = visitor(people.person(Role.OFFICE).actor());

        String recall = office.post(
                        "/trade/recalls",
                        Map.of(
                                "level",
                                "LOT",
                                "subject",
                                lot.code().grouped(),
                                "cause",
                                "报告P-1",
                                "noticeZh",
                                "请停用",
                                "noticeEn",
                                "do not use",
                                "do",
                                "recall"))
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        String page = recall.substring(recall.indexOf("/trade/"));

        assertThat(office.get(page).asString()).contains("请停用", lot.code().value());
        office.post(
                        page,
                        page + "/count",
                        Map.of(
                                "lot",
                                lot.code().value(),
                                "holder",
                                lot.maker().toString(),
                                "outcome",
                                "FOUND",
                                "kg",
                                "9"))
                .then()
                .statusCode(303);
        assertThat(office.get(page).asString()).contains("9 kg");
        assertThat(office.get(page + ".csv").asString())
                .contains("unknown_kg", lot.code().value());
        office.post(page, page + "/withdraw", Map.of("noticeZh", "已终止", "noticeEn", "ended", "cause", "复检合格"))
                .then()
                .statusCode(303);
        assertThat(office.get(page).asString()).contains("已终止");
        assertThat(trace.get(lot.code()).isHeld()).isFalse();
    }

    @Test
    void aWrongFormIsShownAgainWithWhatWasTyped() {
        Visitor office = visitor(people.person(Role.OFFICE).actor());

        String page = office.post(
                        "/trade/recalls",
                        Map.of("level", "MATERIAL", "subject", "没有这种药", "cause", "通报99", "do", "hold"))
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertThat(page).contains("没有这种药", "通报99", "aria-invalid");
    }

    @Test
    void balancesAndAttemptsAreShownToThoseWhoWatch() {
        Actor grower = samples.grower();
        samples.harvested(grower, 1_000);
        Visitor inspector = visitor(people.person(Role.INSPECTOR).actor());

        String page = inspector
                .get("/trade/balances?merchant=" + grower.merchant().orElseThrow())
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page).contains(grower.name(), "没有登记种植面积");
        inspector.get("/trade/attempts").then().statusCode(200);
        inspector.get("/trade/balances?merchant=nosuch").then().statusCode(200);
        visitor(grower).get("/trade/balances").then().statusCode(403);
    }

    @Test
    void aLotsPageDrawsItsRelativesAndOffersThemAsFiles() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        List<LotView> parts = trace.split(new Split(lot.code(), List.of(Kilograms.of(10), Kilograms.of(20))), grower);
        Visitor visitor = visitor(grower);

        String page = visitor.get("/lots/" + parts.get(0).code()).asString();

        assertThat(page).contains("<svg", "来源构成", "100 %", "lineage.svg");
        assertThat(visitor.get("/lots/" + lot.code() + "/lineage.svg").asString())
                .startsWith("<svg")
                .contains(parts.get(1).code().value().substring(0, 8));
    }

    @Test
    void whoHasNothingToDoWithALotSeesItAsThePublicDoes() {
        LotView lot = samples.harvested(samples.grower(), 100);

        visitor(samples.trader())
                .get("/lots/" + lot.code())
                .then()
                .statusCode(303)
                .header("Location", endsWith("/v/" + lot.code()));
    }

    @Test
    void goodsComeBackAndSheetsAreOfferedFromTheMerchantsPages() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        trace.sell(new Sale(lot.code(), Kilograms.of(40), Optional.empty()), grower);
        Visitor visitor = visitor(grower);

        visitor.post("/my/lots/" + lot.code() + "/return", Map.of("kg", "15", "reason", "质量"))
                .then()
                .statusCode(303);

        assertThat(trace.get(lot.code()).heldBy(grower.merchant().orElseThrow()))
                .isEqualTo(Kilograms.of(75));
        assertThat(visitor.get("/my/sheet/harvest").asString()).contains("harvest-template.xlsx");
        assertThat(visitor.get("/my/sheet/intake").asString()).contains("intake-template.csv");
    }

    @Test
    void englishReadersGetEnglish() {
        holds.hold(
                HoldScope.ofLot(samples.harvested(samples.grower(), 1).code()),
                HoldReason.INVESTIGATION,
                "test",
                Samples.inspector());
        RecallView recall = holds.recall(
                HoldScope.ofLot(samples.harvested(samples.grower(), 1).code()),
                Text.of("召回", "recalled goods"),
                "test",
                Samples.office());
        Visitor regulator = visitor(people.person(Role.REGULATOR).actor()).speaking("en");

        assertThat(regulator.get("/trade/recalls").asString()).contains("Recalls and holds", "Open holds");
        assertThat(regulator.get("/trade/recalls/" + recall.id()).asString())
                .contains("recalled goods", "To account for");
    }

    private Visitor visitor(Actor actor) {
        Actor signedIn = actor.merchant().isPresent() ? people.of(actor).actor() : actor;
        return new Visitor().signedIn(signedIn.account(), People.PASSWORD);
    }
}
