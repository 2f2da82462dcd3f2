package org.herbtrust.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.herbtrust.casework.CaseId;
import org.herbtrust.casework.CaseQuery;
import org.herbtrust.casework.CaseView;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Decision;
import org.herbtrust.casework.Opening;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditFact;
import org.herbtrust.credit.MarketPeople;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CaseNewsTest {

    private static final String FACTS = "检查时锁门离开，拒绝抽样，有现场记录。";
    private static final String REASONS = "事实清楚，当事人的陈述不改变事实。";

    @Inject
    Publication publication;

    @Inject
    Casework casework;

    @Inject
    Credit credit;

    @Inject
    MarketPeople people;

    private MarketPeople.Person officer;
    private MarketPeople.Person regulator;
    private MerchantId stall;

    @BeforeEach
    void aStallAndTwoOfficials() {
        officer = people.person(Role.OFFICE);
        regulator = people.person(Role.REGULATOR);
        stall = on("2026-01-05", people::stall);
    }

    @Test
    void aDecisionIsPublicWhenItIsServedAndNotBefore() {
        CaseId id = noticed(ProcedureKind.EXIT, "obstruction", List.of());
        on("2026-03-20", () -> casework.proposeDecision(id, new Decision(REASONS, 12, true), officer.actor()));
        on("2026-03-20", () -> casework.confirmDecision(id, regulator.actor()));
        assertThat(on("2026-03-20", () -> publication.recordsOf(stall))).isEmpty();

        CaseView served = on("2026-03-23", () -> casework.serve(id, officer.actor()));

        PublicRecord record =
                on("2026-03-23", () -> publication.recordsOf(stall)).get(0);
        assertThat(record.kind()).isEqualTo(RecordKind.DECISION);
        assertThat(record.decisionNo())
                .isEqualTo(served.decision().orElseThrow().number());
        assertThat(record.ground().zh()).contains("拒绝、阻挠检查或抽样");
        assertThat(record.policyVersion()).isEqualTo("casework-1.0");
        assertThat(record.removeOn()).isEqualTo(LocalDate.parse("2027-03-23"));
        assertThat(on("2027-03-23", () -> publication.recordsOf(stall))).isEmpty();
        given().get("/api/v1/merchants/" + stall)
                .then()
                .statusCode(200)
                .body("standing", equalTo("EXITED"))
                .body("records[0].decisionNo", equalTo(record.decisionNo()));
    }

    @Test
    void aBlacklistDecisionIsOnTheListUntilTheFactThatItRestsOnIsCorrected() {
        String fact = on(
                "2026-03-01",
                () -> credit.add(
                        CreditFact.of(
                                stall,
                                FactType.OFFICIAL_LISTING,
                                LocalDate.parse("2026-02-25"),
                                "listing:" + UUID.randomUUID()),
                        regulator.actor()));
        CaseId id = casework.list(CaseQuery.of(stall), null, null, officer.actor()).items().stream()
                .filter(c -> c.procedure() == ProcedureKind.BLACKLIST)
                .findFirst()
                .orElseThrow()
                .id();
        on("2026-03-02", () -> casework.takeUp(id, officer.actor()));
        on("2026-03-02", () -> casework.serveNotice(id, officer.actor()));
        decided(id, true, "2026-03-20");
        assertThat(on("2026-03-20", () -> publication.recordsOf(stall)))
                .extracting(PublicRecord::kind)
                .containsExactly(RecordKind.BLACK);

        MarketPeople.Person party = people.of(stall);
        CaseId objection = on(
                "2026-04-07",
                () -> casework.open(
                        new Opening(stall, ProcedureKind.OBJECTION, "record-disputed", "该名单针对的是同名企业。", List.of(fact)),
                        party.actor()));
        decided(objection, true, "2026-04-09");

        assertThat(on("2026-04-09", () -> publication.recordsOf(stall)))
                .extracting(PublicRecord::kind)
                .containsExactly(RecordKind.CORRECTION);
    }

    @Test
    void guidanceStaysBetweenTheMarketAndTheMerchant() {
        noticed(ProcedureKind.WARNING, "open-finding", List.of());
        assertThat(on("2026-03-03", () -> publication.recordsOf(stall))).isEmpty();
    }

    private CaseId noticed(ProcedureKind procedure, String ground, List<String> facts) {
        CaseId id = on(
                "2026-03-02",
                () -> casework.open(new Opening(stall, procedure, ground, FACTS, facts), officer.actor()));
        if (procedure == ProcedureKind.WARNING) {
            on("2026-03-02", () -> casework.talk(id, "已约谈。", officer.actor()));
        }
        on("2026-03-02", () -> casework.serveNotice(id, officer.actor()));
        return id;
    }

    private void decided(CaseId id, boolean granted, String day) {
        on(day, () -> casework.proposeDecision(id, new Decision(REASONS, null, granted), officer.actor()));
        on(day, () -> casework.confirmDecision(id, regulator.actor()));
        on(day, () -> casework.serve(id, officer.actor()));
    }

    private static <T> T on(String day, Supplier<T> work) {
        return MarketClock.at(
                LocalDate.parse(day).atTime(10, 0).atZone(Market.ZONE).toInstant(), work);
    }
}
