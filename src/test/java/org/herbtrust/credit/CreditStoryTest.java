package org.herbtrust.credit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.inspection.ResultConfirmed;
import org.herbtrust.inspection.SampleId;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitRecorded;
import org.herbtrust.inspection.rules.Outcome;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CreditStoryTest {

    @Inject
    Credit credit;

    @Inject
    MarketPeople people;

    @Inject
    Ledger ledger;

    @Inject
    Event<VisitRecorded> visits;

    @Inject
    Event<ResultConfirmed> results;

    @Test
    void from_admission_to_a_confirmed_C_and_back_when_the_fine_is_quashed() {
        MerchantId stall = MarketClock.at(noon("2026-01-05"), people::stall);
        MarketPeople.Person inspector = people.person(Role.INSPECTOR);
        MarketPeople.Person regulator = people.person(Role.REGULATOR);
        String grade = "/api/v1/merchants/" + stall + "/grade";

        given().get(grade)
                .then()
                .statusCode(200)
                .body("grade", equalTo("NOT_ENOUGH"))
                .body("title.zh", equalTo("暂无足够检查记录"))
                .body("policySha256", matchesPattern("[0-9a-f]{64}"));

        for (String day : List.of("2026-01-20", "2026-02-20", "2026-03-20", "2026-04-24")) {
            visit(stall, inspector, day, 0, 0, 0);
        }
        given().get(grade)
                .then()
                .body("grade", equalTo("A"))
                .body("since", equalTo("2026-04-24"))
                .body("flags", empty());

        String fine = MarketClock.at(
                noon("2026-05-06"),
                () -> credit.add(
                        CreditFact.of(
                                stall,
                                FactType.AUTHORITY_FINE,
                                LocalDate.parse("2026-04-30"),
                                "penalty:" + UUID.randomUUID()),
                        regulator.actor()));
        String waiting = given().get(grade)
                .then()
                .body("grade", equalTo("B"))
                .body("flags", contains("PENDING"))
                .body("asOf", equalTo("2026-05-06"))
                .extract()
                .path("explanationSha256");
        regulator.asks().get("/api/v1/grades/pending?limit=200").then().statusCode(200);

        // the wrong person, the wrong reasons
        inspector
                .asks()
                .body(Map.of("explanationSha256", waiting))
                .post(grade + "/confirmation")
                .then()
                .statusCode(403);
        regulator
                .asks()
                .body(Map.of("explanationSha256", "0".repeat(64)))
                .post(grade + "/confirmation")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/grade-explanation-moved"));

        MarketClock.at(noon("2026-05-07"), () -> credit.confirm(stall, waiting, regulator.actor()));
        given().get(grade).then().body("grade", equalTo("C")).body("flags", empty());
        regulator
                .asks()
                .body(Map.of("explanationSha256", waiting))
                .post(grade + "/confirmation")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/grade-nothing-pending"));

        regulator
                .asks()
                .body(Map.of("status", "QUASHED", "effectiveOn", "2026-06-01", "reason", "行政复议撤销原决定"))
                .post("/api/v1/facts/" + fine + "/entries")
                .then()
                .statusCode(204);
        given().get(grade).then().body("grade", equalTo("A"));
        regulator
                .asks()
                .body(Map.of("status", "REPAIRED", "effectiveOn", "2026-06-01", "reason", "again"))
                .post("/api/v1/facts/" + fine + "/entries")
                .then()
                .statusCode(409);

        // the past stays as it was, and can be asked for
        assertThat(credit.explanation(stall, LocalDate.parse("2026-05-20"), false, regulator.actor()))
                .contains("\"grade\":\"C\"");
    }

    @Test
    void the_explanation_is_for_the_merchant_the_regulator_and_the_office_and_hashes_to_what_is_published() {
        MerchantId stall = MarketClock.at(noon("2026-01-05"), people::stall);
        MerchantId other = people.stall();
        MarketPeople.Person own = people.of(stall);
        String path = "/api/v1/merchants/" + stall + "/grade/explanation";

        byte[] json = own.asks()
                .get(path)
                .then()
                .statusCode(200)
                .body("merchant", equalTo(stall.toString()))
                .extract()
                .asByteArray();
        people.person(Role.REGULATOR).asks().get(path).then().statusCode(200).body("rulesFired", notNullValue());
        people.of(other).asks().get(path).then().statusCode(403);
        people.person(Role.INSPECTOR).asks().get(path).then().statusCode(403);
        given().get(path).then().statusCode(401);

        ledger.sequenceNow();
        given().get("/api/v1/merchants/" + stall + "/grade")
                .then()
                .body("explanationSha256", equalTo(HexFormat.of().formatHex(ExplanationJson.sha256(json))))
                .body("logIndex", notNullValue())
                .body("$", not(hasItem("index")));
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("再接受2次检查后即可评级");
    }

    @Test
    void the_same_source_twice_is_one_fact_and_another_fact_of_that_source_is_refused() {
        MerchantId stall = people.stall();
        MarketPeople.Person office = people.person(Role.OFFICE);
        String today = Market.dayOf(Instant.now()).toString();
        String source = "complaint:" + UUID.randomUUID();
        Map<String, Object> complaint =
                Map.of("type", "COMPLAINT_SUBSTANTIATED", "occurredOn", today, "source", source);

        String first = office.asks()
                .body(complaint)
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(201)
                .extract()
                .path("fact");
        office.asks()
                .body(complaint)
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(201)
                .body("fact", equalTo(first));
        office.asks()
                .body(Map.of("type", "HONOUR", "occurredOn", today, "source", source))
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/credit-source-taken"));
        office.asks()
                .body(Map.of("type", "AUTHORITY_FINE", "occurredOn", today, "source", "x:" + UUID.randomUUID()))
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(403);
        office.asks()
                .body(Map.of("type", "HONOUR", "occurredOn", "2999-01-01", "source", "x:" + UUID.randomUUID()))
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(422);
        assertThatThrownBy(() -> credit.gradeOf(new MerchantId(99_999_999L))).isInstanceOf(Refused.class);
        given().get("/api/v1/merchants/M99999999/grade").then().statusCode(404);
        given().get("/api/v1/merchants/seven/grade").then().statusCode(400);
    }

    @Test
    void two_grave_visits_make_a_C_at_once_and_a_D_that_waits() {
        MerchantId stall = MarketClock.at(noon("2026-01-05"), people::stall);
        MarketPeople.Person inspector = people.person(Role.INSPECTOR);
        MarketPeople.Person regulator = people.person(Role.REGULATOR);

        visit(stall, inspector, "2026-02-02", 2, 1, 1);
        visit(stall, inspector, "2026-02-16", 2, 2, 1);
        GradeView waiting = credit.gradeOf(stall);
        assertThat(waiting.grade()).isEqualTo(Grade.C);
        assertThat(waiting.pending()).isTrue();

        GradeView confirmed = MarketClock.at(
                noon("2026-02-17"), () -> credit.confirm(stall, waiting.explanationSha256(), regulator.actor()));
        assertThat(confirmed.grade()).isEqualTo(Grade.D);
        assertThat(confirmed.pending()).isFalse();
    }

    @Test
    void everybody_can_be_graded_anew_and_nothing_moves_twice() {
        MerchantId stall = MarketClock.at(noon("2026-01-05"), people::stall);
        MarketPeople.Person inspector = people.person(Role.INSPECTOR);
        visit(stall, inspector, "2026-01-20", 0, 0, 0);
        visit(stall, inspector, "2026-02-20", 0, 0, 0);
        assertThat(credit.gradeOf(stall).grade()).isEqualTo(Grade.B);

        credit.regradeAll();
        GradeView after = credit.gradeOf(stall);
        credit.regradeAll();

        assertThat(credit.gradeOf(stall).asOf()).isEqualTo(after.asOf());
    }

    @Test
    void the_policy_is_public_with_its_hash() {
        String sha256 = given().get("/api/v1/policies/credit-1.0")
                .then()
                .statusCode(200)
                .body("policy.version", equalTo("credit-1.0"))
                .body("policy.rules.find { it.id == 'C-1' }.basis", notNullValue())
                .extract()
                .path("sha256");
        assertThat(sha256).isEqualTo(CreditSamples.POLICY.sha256());
        given().get("/api/v1/policies/credit-9.9").then().statusCode(404);
        given().get("/api/v1/policies/..%2f..%2fsecret").then().statusCode(404);
    }

    @Test
    void what_an_authority_decided_is_not_taken_away_by_the_way() {
        MerchantId stall = MarketClock.at(noon("2026-01-05"), people::stall);
        MarketPeople.Person regulator = people.person(Role.REGULATOR);
        String today = Market.dayOf(Instant.now()).toString();
        String fine = regulator
                .asks()
                .body(Map.of(
                        "type",
                        "AUTHORITY_FINE",
                        "occurredOn",
                        today,
                        "displayClass",
                        "GRAVE",
                        "source",
                        "penalty:" + UUID.randomUUID()))
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(201)
                .extract()
                .path("fact");
        String entries = "/api/v1/facts/" + fine + "/entries";
        Map<String, String> repaired = Map.of("status", "REPAIRED", "effectiveOn", today, "reason", "修复");

        people.person(Role.OFFICE).asks().body(repaired).post(entries).then().statusCode(403);
        regulator
                .asks()
                .body(repaired)
                .post(entries)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/credit-fact-not-repairable-yet"));
        regulator
                .asks()
                .body(Map.of("status", "QUASHED", "effectiveOn", today, "reason", "复议撤销"))
                .post(entries)
                .then()
                .statusCode(204);
        regulator
                .asks()
                .get("/api/v1/merchants/" + stall + "/grade/explanation?asOf=2019-01-01")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/policy-none-then"));
    }

    @Test
    void a_late_fact_changes_what_was_as_known_now_and_not_what_was_as_known_then() {
        MerchantId stall = MarketClock.at(noon("2026-01-05"), people::stall);
        MarketPeople.Person regulator = people.person(Role.REGULATOR);
        List<String> days = new ArrayList<>(List.of("2026-01-20", "2026-02-20", "2026-03-20", "2026-04-24"));
        days.forEach(day -> visit(stall, people.person(Role.INSPECTOR), day, 0, 0, 0));
        MarketClock.at(
                noon("2026-07-01"),
                () -> credit.add(
                        CreditFact.of(
                                stall,
                                FactType.AUTHORITY_WARNING,
                                LocalDate.parse("2026-03-02"),
                                "warning:" + UUID.randomUUID()),
                        regulator.actor()));
        LocalDate day = LocalDate.parse("2026-04-30");

        assertThat(credit.explanation(stall, day, false, regulator.actor())).contains("\"grade\":\"A\"");
        assertThat(credit.explanation(stall, day, true, regulator.actor())).contains("\"grade\":\"B\"");
    }

    @Test
    void visits_and_confirmed_results_become_facts_and_a_clean_follow_up_closes_what_was_open() {
        MerchantId stall = MarketClock.at(noon("2026-01-05"), people::stall);

        news(stall, VisitKind.PATROL, "2026-02-02", 0, 1);
        news(stall, VisitKind.SELF, "2026-02-03", 0, 0);
        news(stall, VisitKind.SAMPLING, "2026-02-04", 0, 0);
        MarketClock.at(noon("2026-02-20"), () -> QuarkusTransaction.requiringNew()
                .run(() -> results.fire(new ResultConfirmed(
                        new SampleId(UUID.randomUUID()),
                        new VisitId(UUID.randomUUID()),
                        stall,
                        ShortCode.random(new Random()),
                        Outcome.FAIL,
                        Optional.of(ViolationClass.CRITICAL),
                        LocalDate.parse("2026-02-04"),
                        LocalDate.parse("2026-02-20")))));
        assertThat(credit.facts(stall))
                .extracting(Fact::type)
                .containsExactly(FactType.COMMITMENT_MADE, FactType.VISIT, FactType.SAMPLE_FAILED);
        assertThat(credit.facts(stall).get(2).knownOn()).isEqualTo("2026-02-20");

        news(stall, VisitKind.FOLLOW_UP, "2026-03-02", 0, 0);

        assertThat(credit.facts(stall).get(1).entries())
                .extracting(Fact.Entry::status)
                .containsExactly(FactStatus.CORRECTED);
    }

    private void news(MerchantId stall, VisitKind kind, String day, int criticals, int serious) {
        MarketClock.at(noon(day), () -> QuarkusTransaction.requiringNew()
                .run(() -> visits.fire(new VisitRecorded(
                        new VisitId(UUID.randomUUID()),
                        stall,
                        "inspector-" + stall,
                        kind,
                        LocalDate.parse(day),
                        criticals,
                        serious,
                        0,
                        noon(day),
                        noon(day)))));
    }

    private void visit(
            MerchantId stall, MarketPeople.Person inspector, String day, int critical, int serious, int minor) {
        MarketClock.at(
                noon(day),
                () -> credit.add(
                        CreditFact.observed(
                                stall,
                                FactType.VISIT,
                                LocalDate.parse(day),
                                critical,
                                serious,
                                minor,
                                inspector.actor().account(),
                                "visit:" + UUID.randomUUID()),
                        inspector.actor()));
    }

    private static Instant noon(String day) {
        return LocalDate.parse(day).atTime(12, 0).atZone(Market.ZONE).toInstant();
    }
}
