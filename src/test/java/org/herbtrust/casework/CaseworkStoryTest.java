package org.herbtrust.casework;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Course;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditFact;
import org.herbtrust.credit.MarketPeople;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.Visit;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CaseworkStoryTest {

    private static final String FACTS = "两次抽验均检出掺入淀粉，报告已送达并过复验期。";
    private static final String REASONS = "事实清楚，当事人的陈述不改变检验结果。";

    @Inject
    Casework casework;

    @Inject
    Credit credit;

    @Inject
    Merchants merchants;

    @Inject
    MarketPeople people;

    @Inject
    CaseFolder folder;

    @Inject
    CaseAlarms alarms;

    @Inject
    Inspections inspections;

    @Inject
    Heard heard;

    private MarketPeople.Person officer;
    private MarketPeople.Person regulator;
    private MarketPeople.Person second;
    private MerchantId stall;
    private MarketPeople.Person party;

    /** Listens to the news of decisions. */
    @ApplicationScoped
    static class Heard {
        private final Map<CaseId, CaseDecided> news = new ConcurrentHashMap<>();

        CaseDecided of(CaseId id) {
            return news.get(id);
        }

        void decided(@Observes CaseDecided decided) {
            news.put(decided.caseId(), decided);
        }
    }

    @BeforeEach
    void aStallAndThreeOfficials() {
        officer = people.person(Role.OFFICE);
        regulator = people.person(Role.REGULATOR);
        second = people.person(Role.REGULATOR);
        stall = on("2026-01-05", people::stall);
        party = people.of(stall);
    }

    @Test
    void an_exit_runs_from_notice_to_effect_and_no_step_can_be_skipped() {
        CaseId id = on("2026-03-02", () -> casework.open(exit(), officer.actor()));

        // what the case shows: who must act, by when
        CaseView opened = casework.get(id, officer.actor());
        assertThat(opened.state()).isEqualTo(CaseState.OPENED);
        assertThat(opened.dueOn()).contains(day("2026-03-09"));
        assertThat(opened.next()).extracting(Course.Next::move).containsExactly(Move.SERVE_NOTICE, Move.DISMISS);
        assertThat(opened.next().get(0).by()).containsExactlyInAnyOrder(Role.OFFICE, Role.REGULATOR);

        // skipping
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-02", () -> casework.serve(id, officer.actor()));
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-02", () -> casework.confirmDecision(id, regulator.actor()));
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-02", () -> casework.recordStatement(id, "陈述", party.actor()));

        CaseView noticed = on("2026-03-03", () -> casework.serveNotice(id, officer.actor()));
        assertThat(noticed.document("NOTICE").orElseThrow().text())
                .contains(stall.toString(), FACTS, "药市退告〔2026〕", "2026年3月10日")
                .doesNotContain("{");

        on("2026-03-04", () -> casework.recordStatement(id, "进货时不知情，已停止销售。", party.actor()));

        // 3 March + 5 working days = 10 March: nothing may be proposed before the 11th
        refused(
                CaseworkRefusal.TOO_EARLY,
                "2026-03-10",
                () -> casework.proposeDecision(id, decision(12), officer.actor()));
        refused(CaseworkRefusal.TERM, "2026-03-11", () -> casework.proposeDecision(id, decision(600), officer.actor()));
        refused(CaseworkRefusal.TOO_LATE, "2026-03-11", () -> casework.askHearing(id, "要求听证", party.actor()));
        CaseView proposed = on("2026-03-11", () -> casework.proposeDecision(id, decision(12), officer.actor()));
        assertThat(proposed.state()).isEqualTo(CaseState.DECISION_PROPOSED);
        assertThat(standing()).isEqualTo(Standing.ADMITTED);

        // two people, the second with the right role
        refused(
                CaseworkRefusal.WRONG_ROLE,
                "2026-03-12",
                () -> casework.confirmDecision(id, people.person(Role.OFFICE).actor()));
        CaseView confirmed = on("2026-03-12", () -> casework.confirmDecision(id, regulator.actor()));
        assertThat(confirmed.decision().orElseThrow().number()).startsWith("药市退〔2026〕");
        assertThat(standing()).isEqualTo(Standing.ADMITTED);

        CaseView effective = on("2026-03-13", () -> casework.serve(id, officer.actor()));
        assertThat(effective.state()).isEqualTo(CaseState.EFFECTIVE);
        // nobody has anything to do any more; the term ends by itself
        assertThat(effective.next()).singleElement().satisfies(n -> {
            assertThat(n.move()).isEqualTo(Move.END_TERM);
            assertThat(n.automatic()).isTrue();
            assertThat(n.from()).isEqualTo("2027-03-13");
        });
        assertThat(effective.decision().orElseThrow().publishFrom()).contains(day("2026-03-13"));
        assertThat(effective.decision().orElseThrow().publishBy()).contains(day("2026-03-23"));
        assertThat(effective.decision().orElseThrow().removeOn()).contains(day("2027-03-13"));
        CaseView.Document served = effective.document("DECISION").orElseThrow();
        assertThat(served.number()).isEqualTo(effective.decision().orElseThrow().number());
        assertThat(served.text()).contains("进货时不知情", REASONS, "12个月内不受理重新准入申请").doesNotContain("{");

        assertThat(standing()).isEqualTo(Standing.EXITED);
        assertThat(merchants.history(stall)).anySatisfy(e -> assertThat(e.decisionNo())
                .isEqualTo(effective.decision().orElseThrow().number()));
        CaseDecided news = heard.of(id);
        assertThat(news.actors())
                .containsExactly(officer.actor().account(), regulator.actor().account());
        assertThat(news.documentSha256()).isEqualTo(served.sha256());

        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-14", () -> casework.serve(id, officer.actor()));
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-14", () -> casework.dismiss(id, "反悔", regulator.actor()));
        refused(CaseworkRefusal.STANDING, "2026-03-14", () -> casework.open(exit(), officer.actor()));
    }

    @Test
    void the_same_person_cannot_propose_and_confirm() {
        CaseId id = noticed("2026-03-02");
        on("2026-03-20", () -> casework.proposeDecision(id, decision(12), regulator.actor()));

        refused(CaseworkRefusal.SAME_PERSON, "2026-03-20", () -> casework.confirmDecision(id, regulator.actor()));
        refused(CaseworkRefusal.SAME_PERSON, "2026-03-20", () -> casework.returnDecision(id, "x", regulator.actor()));

        on("2026-03-20", () -> casework.returnDecision(id, "请补充证据", second.actor()));
        on("2026-03-23", () -> casework.proposeDecision(id, decision(12), officer.actor()));
        refused(CaseworkRefusal.SAME_PERSON, "2026-03-23", () -> casework.confirmDecision(id, regulator.actor()));
        assertThat(on("2026-03-23", () -> casework.confirmDecision(id, second.actor()))
                        .state())
                .isEqualTo(CaseState.DECIDED);
    }

    @Test
    void a_party_that_waives_its_time_is_decided_sooner() {
        CaseId id = noticed("2026-03-02");
        refused(
                CaseworkRefusal.TOO_EARLY,
                "2026-03-03",
                () -> casework.proposeDecision(id, decision(null), officer.actor()));

        on("2026-03-03", () -> casework.waive(id, "放弃陈述申辩", party.actor()));

        assertThat(on("2026-03-03", () -> casework.proposeDecision(id, decision(null), officer.actor()))
                        .proposed()
                        .orElseThrow()
                        .termMonths())
                .contains(12);
    }

    @Test
    void a_hearing_is_chaired_by_somebody_else_than_the_investigator_and_not_too_soon() {
        CaseId id = noticed("2026-03-02");
        on("2026-03-05", () -> casework.askHearing(id, "要求听证", party.actor()));
        refused(
                CaseworkRefusal.ILLEGAL_STEP,
                "2026-03-20",
                () -> casework.proposeDecision(id, decision(12), officer.actor()));
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-17", () -> casework.holdHearing(id, "听证记录", regulator.actor()));
        // whoever investigates does not run the hearing; the party has seven working days to prepare
        refused(
                CaseworkRefusal.SAME_PERSON,
                "2026-03-06",
                () -> casework.callHearing(id, day("2026-03-18"), "市场二楼会议室", officer.actor()));
        refused(
                CaseworkRefusal.TOO_EARLY,
                "2026-03-06",
                () -> casework.callHearing(id, day("2026-03-17"), "市场二楼会议室", regulator.actor()));
        refused(
                CaseworkRefusal.TOO_EARLY,
                "2026-03-06",
                () -> casework.callHearing(id, day("2026-03-21"), "周六", regulator.actor()));
        CaseView called =
                on("2026-03-06", () -> casework.callHearing(id, day("2026-03-19"), "市场二楼会议室", regulator.actor()));
        assertThat(called.document("HEARING_CALL").orElseThrow().text()).contains("2026年3月19日", "市场二楼会议室");

        refused(CaseworkRefusal.TOO_EARLY, "2026-03-18", () -> casework.holdHearing(id, "听证记录", regulator.actor()));
        refused(CaseworkRefusal.SAME_PERSON, "2026-03-19", () -> casework.holdHearing(id, "听证记录", officer.actor()));

        on("2026-03-19", () -> casework.holdHearing(id, "听证记录：当事人称不知情。", regulator.actor()));

        assertThat(on("2026-03-20", () -> casework.proposeDecision(id, decision(12), officer.actor()))
                        .state())
                .isEqualTo(CaseState.DECISION_PROPOSED);
    }

    @Test
    void an_official_listing_proposes_a_blacklist_case_that_only_people_can_carry_on() {
        String fact = on(
                "2026-04-01",
                () -> credit.add(
                        CreditFact.of(
                                stall, FactType.OFFICIAL_LISTING, day("2026-03-25"), "listing:" + UUID.randomUUID()),
                        regulator.actor()));
        CaseSummary summary = casework.list(CaseQuery.of(stall), null, null, officer.actor()).items().stream()
                .filter(c -> c.procedure() == ProcedureKind.BLACKLIST)
                .findFirst()
                .orElseThrow();
        CaseView proposed = casework.get(summary.id(), officer.actor());
        assertThat(proposed.state()).isEqualTo(CaseState.PROPOSED);
        assertThat(proposed.creditFacts()).containsExactly(fact);
        assertThat(standing()).isEqualTo(Standing.ADMITTED);

        on("2026-04-02", () -> casework.takeUp(proposed.id(), officer.actor()));
        on("2026-04-02", () -> casework.serveNotice(proposed.id(), officer.actor()));
        on("2026-04-20", () -> casework.proposeDecision(proposed.id(), decision(null), officer.actor()));
        on("2026-04-21", () -> casework.confirmDecision(proposed.id(), regulator.actor()));
        on("2026-04-22", () -> casework.serve(proposed.id(), officer.actor()));

        assertThat(standing()).isEqualTo(Standing.BLACKLISTED);
        assertThat(heard.of(proposed.id()).removeOn()).contains(day("2029-04-22"));
        assertThat(on("2026-04-23", () -> casework.propose(stall))).isEmpty();
    }

    @Test
    void a_dismissed_case_changes_nothing_and_another_may_be_opened() {
        CaseId id = on("2026-03-02", () -> casework.open(exit(), officer.actor()));
        refused(CaseworkRefusal.OPEN_ALREADY, "2026-03-02", () -> casework.open(exit(), officer.actor()));
        refused(CaseworkRefusal.WRONG_ROLE, "2026-03-02", () -> casework.dismiss(id, "证据不足", officer.actor()));

        on("2026-03-03", () -> casework.dismiss(id, "证据不足", regulator.actor()));

        assertThat(standing()).isEqualTo(Standing.ADMITTED);
        assertThat(on("2026-03-04", () -> casework.open(exit(), officer.actor())))
                .isNotEqualTo(id);
    }

    @Test
    void an_overdue_case_is_listed() {
        CaseId id = on("2026-03-02", () -> casework.open(exit(), officer.actor()));

        assertThat(overdue("2026-03-09")).doesNotContain(id);
        assertThat(overdue("2026-03-10")).contains(id);
    }

    @Test
    void a_year_without_a_holiday_calendar_stops_the_clock_loudly() {
        CaseId id = on("2026-12-15", () -> casework.open(exit(), officer.actor()));

        refused(CaseworkRefusal.NO_CALENDAR, "2026-12-16", () -> casework.serveNotice(id, officer.actor()));
        assertThat(casework.get(id, officer.actor()).state()).isEqualTo(CaseState.OPENED);
    }

    @Test
    void a_repaired_fact_leaves_the_grade_once_two_people_granted_it() {
        String fact = on(
                "2026-04-01",
                () -> credit.add(
                        CreditFact.of(stall, FactType.AUTHORITY_FINE, day("2026-03-25"), "fine:" + UUID.randomUUID()),
                        regulator.actor()));
        assertThat(credit.gradeOf(stall).grade()).isEqualTo(Grade.B);
        CaseId id = on(
                "2026-07-01",
                () -> casework.open(
                        new Opening(
                                stall,
                                ProcedureKind.REPAIR,
                                "corrected-and-performed",
                                "罚款已缴纳，进货查验制度已建立。",
                                List.of(fact)),
                        party.actor()));
        refused(CaseworkRefusal.MISSING_DOCUMENT, "2026-07-02", () -> casework.accept(id, officer.actor()));
        on(
                "2026-07-02",
                () -> folder.add(
                        id, EvidenceKind.PERFORMANCE_PROOF, "缴款凭证.pdf", Papers.pdf("缴款凭证"), false, party.actor()));
        on("2026-07-02", () -> casework.accept(id, officer.actor()));
        refused(
                CaseworkRefusal.ILLEGAL_STEP,
                "2026-07-02",
                () -> casework.proposeDecision(id, decision(null), officer.actor()));
        assertThat(on("2026-07-02", () -> casework.check(id, null, officer.actor()))
                        .hits())
                .contains(List.of());
        on("2026-07-02", () -> casework.proposeDecision(id, decision(null), officer.actor()));
        refused(CaseworkRefusal.WRONG_ROLE, "2026-07-03", () -> casework.confirmDecision(id, officer.actor()));
        on("2026-07-03", () -> casework.confirmDecision(id, regulator.actor()));
        on("2026-07-06", () -> casework.serve(id, officer.actor()));

        assertThat(credit.gradeOf(stall).grade()).isEqualTo(Grade.NOT_ENOUGH);
        assertThat(standing()).isEqualTo(Standing.ADMITTED);
    }

    @Test
    void an_objection_is_marked_and_if_it_is_rejected_the_fact_stands() {
        String fact = on(
                "2026-04-01",
                () -> credit.add(
                        CreditFact.of(
                                stall, FactType.AUTHORITY_WARNING, day("2026-03-25"), "warning:" + UUID.randomUUID()),
                        regulator.actor()));
        CaseId id = on(
                "2026-04-07",
                () -> casework.open(
                        new Opening(stall, ProcedureKind.OBJECTION, "record-disputed", "警告针对的是另一摊位。", List.of(fact)),
                        party.actor()));
        // marked by the system as soon as it was filed
        assertThat(casework.get(id, officer.actor()).state()).isEqualTo(CaseState.MARKED);
        assertThat(credit.gradeOf(stall).underObjection()).isTrue();
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-04-08", () -> casework.mark(id, officer.actor()));
        on("2026-04-09", () -> casework.proposeDecision(id, new Decision(REASONS, null, false), officer.actor()));
        on("2026-04-10", () -> casework.confirmDecision(id, regulator.actor()));
        CaseView answered = on("2026-04-10", () -> casework.serve(id, officer.actor()));

        assertThat(credit.gradeOf(stall).underObjection()).isFalse();
        assertThat(answered.document("ANSWER").orElseThrow().text()).contains("异议不成立");
    }

    @Test
    void guidance_orders_a_correction_and_a_visit_closes_it() {
        MarketPeople.Person inspector = people.person(Role.INSPECTOR);
        CaseId id = on(
                "2026-03-02",
                () -> casework.open(
                        new Opening(stall, ProcedureKind.WARNING, "open-finding", "货架标签缺产地，进货台账不全。", List.of()),
                        inspector.actor()));
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-02", () -> casework.serveNotice(id, inspector.actor()));
        on("2026-03-02", () -> casework.talk(id, "已向经营者说明问题和整改要求。", inspector.actor()));
        CaseView ordered = on("2026-03-02", () -> casework.serveNotice(id, inspector.actor()));

        assertThat(ordered.document("ORDER").orElseThrow().text()).contains("2026年3月11日");
        assertThat(ordered.dueOn()).contains(day("2026-03-11"));
        assertThat(credit.facts(stall)).anySatisfy(f -> assertThat(f.type()).isEqualTo(FactType.ORDER_TO_CORRECT));

        // two working days before the time lapses the system reminds, once
        assertThat(on("2026-03-06", () -> alarms.wake())).isZero();
        on("2026-03-09", () -> alarms.wake());
        on("2026-03-09", () -> alarms.wake());
        assertThat(casework.get(id, party.actor()).documents())
                .filteredOn(d -> d.kind().equals("REMINDER"))
                .singleElement()
                .satisfies(d -> assertThat(d.text()).contains("2026年3月11日"));

        on("2026-03-10", () -> casework.recordStatement(id, "已补齐。", party.actor()));
        assertThat(casework.get(id, party.actor()).dueOn()).contains(day("2026-03-18"));
        refused(
                CaseworkRefusal.MISSING_VISIT,
                "2026-03-11",
                () -> casework.verify(id, null, "现场复查，已补齐。", inspector.actor()));
        VisitId before = visit("2026-03-01", inspector.actor());
        refused(
                CaseworkRefusal.MISSING_VISIT,
                "2026-03-11",
                () -> casework.verify(id, before, "现场复查，已补齐。", inspector.actor()));
        refused(
                CaseworkRefusal.WRONG_ROLE,
                "2026-03-11",
                () -> casework.verify(id, before, "现场复查，已补齐。", party.actor()));
        VisitId visit = visit("2026-03-11", inspector.actor());

        CaseView verified = on("2026-03-11", () -> casework.verify(id, visit, "现场复查，已补齐。", inspector.actor()));

        assertThat(verified.state()).isEqualTo(CaseState.VERIFIED);
        assertThat(verified.document("VERIFICATION").orElseThrow().text()).contains(visit.toString(), "已补齐");
        assertThat(credit.facts(stall))
                .filteredOn(f -> f.type() == FactType.ORDER_TO_CORRECT)
                .allMatch(f -> f.isCorrected(day("2026-03-11")));
    }

    @Test
    void over_REST_each_sees_what_is_theirs_and_refusals_have_names() {
        CaseId id = noticed("2026-03-02");
        String path = "/api/v1/cases/" + id;

        given().get(path).then().statusCode(401);
        people.person(Role.INSPECTOR).asks().get(path).then().statusCode(403);
        people.of(people.stall())
                .asks()
                .get(path)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/case-not-yours"));
        party.asks()
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("NOTICE_SERVED"))
                .body("next.move", hasItem("RECORD_STATEMENT"))
                // what the officials wrote among themselves is not for the party
                .body("documents.kind", equalTo(List.of("NOTICE")));
        party.asks()
                .body(Map.of("text", "已停止销售该批货。"))
                .post(path + "/statement")
                .then()
                .statusCode(200);
        party.asks().body(Map.of("text", " ")).post(path + "/statement").then().statusCode(400);
        party.asks().post(path + "/confirmation").then().statusCode(403);
        officer.asks()
                .post(path + "/service")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/case-illegal-step"));
        officer.asks()
                .get("/api/v1/cases/K99999999")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/case-unknown"));
        officer.asks().get("/api/v1/cases/seven").then().statusCode(400);
        party.asks()
                .get("/api/v1/cases")
                .then()
                .statusCode(200)
                .body("items.merchant", everyItem(equalTo(stall.toString())));
        party.asks()
                .body(Map.of("merchant", stall, "procedure", "EXIT", "ground", "obstruction", "facts", FACTS))
                .post("/api/v1/cases")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/case-wrong-role"));
        officer.asks()
                .body(Map.of("merchant", stall, "procedure", "BLACKLIST", "ground", "obstruction", "facts", FACTS))
                .post("/api/v1/cases")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/case-unknown-ground"));
        officer.asks()
                .body(Map.of(
                        "merchant",
                        stall,
                        "procedure",
                        "BLACKLIST",
                        "ground",
                        "listing",
                        "facts",
                        FACTS,
                        "creditFacts",
                        List.of("F9999999")))
                .post("/api/v1/cases")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/case-unknown-fact"));
        officer.asks()
                .get("/api/v1/cases?state=NOTICE_SERVED&limit=200")
                .then()
                .body("items.id", hasItem(id.toString()));
        officer.asks()
                .get("/api/v1/cases?state=EFFECTIVE&limit=200")
                .then()
                .body("items.id", not(hasItem(id.toString())));
        given().get("/api/v1/cases/grounds/EXIT").then().statusCode(200).body("id", hasItem("obstruction"));
        given().get("/api/v1/policies/casework-1.0")
                .then()
                .statusCode(200)
                .body("policy.version", equalTo("casework-1.0"));
    }

    private VisitId visit(String day, Actor by) {
        return on(
                day,
                () -> inspections.record(
                        new Visit(
                                new VisitId(UUID.randomUUID()),
                                VisitKind.PATROL,
                                stall,
                                noon(day),
                                "一楼T区",
                                List.of(),
                                Map.of(),
                                java.util.Optional.empty(),
                                "经营者在场",
                                java.util.Optional.empty()),
                        by));
    }

    /** Read anew: the entities of a test are kept as long as its request. */
    private Standing standing() {
        return QuarkusTransaction.requiringNew().call(() -> merchants.get(stall).standing());
    }

    private CaseId noticed(String day) {
        CaseId id = on(day, () -> casework.open(exit(), officer.actor()));
        on(day, () -> casework.serveNotice(id, officer.actor()));
        return id;
    }

    private Opening exit() {
        return new Opening(stall, ProcedureKind.EXIT, "fake-goods-twice", FACTS, List.of());
    }

    private static Decision decision(Integer months) {
        return new Decision(REASONS, months, true);
    }

    private List<CaseId> overdue(String day) {
        return on(day, () -> casework
                .list(
                        new CaseQuery(
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.of(stall),
                                true),
                        null,
                        200,
                        officer.actor())
                .items()
                .stream()
                .map(CaseSummary::id)
                .toList());
    }

    private static void refused(CaseworkRefusal reason, String day, ThrowingCallable command) {
        assertThatThrownBy(() -> MarketClock.at(noon(day), () -> {
                    try {
                        command.call();
                    } catch (RuntimeException thrown) {
                        throw thrown;
                    } catch (Throwable other) {
                        throw new AssertionError(other);
                    }
                }))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(reason));
    }

    private static <T> T on(String day, Supplier<T> work) {
        return MarketClock.at(noon(day), work);
    }

    private static Instant noon(String day) {
        return day(day).atTime(12, 0).atZone(Market.ZONE).toInstant();
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
