package org.herbtrust.casework;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.herbtrust.casework.Docket.OFFICER;
import static org.herbtrust.casework.Docket.REASONS;
import static org.herbtrust.casework.Docket.REGULATOR;
import static org.herbtrust.casework.Docket.SECOND_OFFICER;
import static org.herbtrust.casework.Docket.day;
import static org.herbtrust.casework.Docket.on;
import static org.herbtrust.casework.Docket.party;
import static org.herbtrust.casework.Docket.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.Samples;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.MarketPeople;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.MerchantRefusal;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdmissionStoryTest {

    @Inject
    Docket docket;

    @Inject
    Casework casework;

    @Inject
    Admissions admissions;

    @Inject
    Lists lists;

    @Inject
    Merchants merchants;

    @Inject
    Samples samples;

    @Inject
    MarketPeople people;

    @Inject
    Ledger ledger;

    @Inject
    Database database;

    @Test
    void an_applicant_is_checked_put_on_notice_and_admitted_by_two() {
        IdNumber operator = Docket.idNumber();
        AdmissionRequest request = Docket.request(operator);
        CaseId id = on("2026-03-02", () -> admissions.apply(request, OFFICER));
        MerchantId merchant = casework.get(id, OFFICER).merchant();

        assertThat(standing(merchant)).isEqualTo(Standing.APPLIED);
        refused(MerchantRefusal.BARRED, "2026-03-02", () -> merchants.requireMayTrade(merchant));
        refused(CaseworkRefusal.MISSING_DOCUMENT, "2026-03-02", () -> casework.accept(id, OFFICER));
        docket.file(id, EvidenceKind.LICENCE, OFFICER);
        docket.file(id, EvidenceKind.LEASE, OFFICER);
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-02", () -> casework.check(id, null, OFFICER));
        refused(CaseworkRefusal.WRONG_ROLE, "2026-03-02", () -> casework.accept(id, REGULATOR));
        on("2026-03-02", () -> casework.accept(id, OFFICER));
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-02", () -> casework.postNotice(id, OFFICER));
        assertThat(on("2026-03-03", () -> casework.check(id, null, OFFICER)).hits())
                .contains(List.of());

        // no notice, no admission
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-03", () -> propose(id, true));
        CaseView posted = on("2026-03-03", () -> casework.postNotice(id, OFFICER));
        assertThat(posted.document("PUBLIC_NOTICE").orElseThrow().text())
                .contains("2026年3月10日", "白芍、菊花", "药市准示〔2026〕")
                .doesNotContain(operator.value(), "王某");
        assertThat(on("2026-03-10", admissions::notices)).anySatisfy(n -> {
            assertThat(n.caseId()).isEqualTo(id);
            assertThat(n.until()).isEqualTo("2026-03-10");
        });
        assertThat(on("2026-03-11", admissions::notices))
                .noneMatch(n -> n.caseId().equals(id));

        refused(CaseworkRefusal.TOO_EARLY, "2026-03-10", () -> propose(id, true));
        on("2026-03-11", () -> propose(id, true));
        refused(CaseworkRefusal.SAME_PERSON, "2026-03-11", () -> casework.confirmDecision(id, OFFICER));
        // while the case runs nobody gets round it
        refused(CaseworkRefusal.ADMISSION_BY_CASE, "2026-03-11", () -> admit(merchant));
        on("2026-03-12", () -> casework.confirmDecision(id, SECOND_OFFICER));
        assertThat(standing(merchant)).isEqualTo(Standing.APPLIED);
        CaseView served = on("2026-03-12", () -> casework.serve(id, OFFICER));

        assertThat(standing(merchant)).isEqualTo(Standing.ADMITTED);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> merchants.requireMayTrade(merchant))
                        .scope())
                .isEqualTo("白芍、菊花");
        assertThat(merchants.history(merchant)).last().satisfies(e -> assertThat(e.decisionNo())
                .isEqualTo(served.decision().orElseThrow().number()));
        assertThat(served.documents())
                .extracting(CaseView.Document::kind)
                .containsExactly(
                        "REQUEST",
                        "ACCEPTANCE",
                        "CHECK_REPORT",
                        "PUBLIC_NOTICE",
                        "PROPOSAL",
                        "ADMISSION_DECISION",
                        "SERVICE");
        // the commitment is signed, hashed, in the ledger, and public
        AdmissionView file = admissions.file(id, OFFICER);
        assertThat(ledger.sequenceNow()).isNotNegative();
        assertThat(ledger.indexOf(LeafKind.COMMITMENT, "commitment/" + merchant))
                .isPresent();
        given().get("/api/v1/cases/admissions/commitments/" + merchant)
                .then()
                .statusCode(200)
                .body("version", equalTo("1.0"))
                .body("textSha256", equalTo(file.commitmentSha256()))
                .body("signatureSha256", equalTo(file.signatureSha256()));
    }

    @Test
    void nobody_behind_an_exit_comes_back_under_another_licence() {
        IdNumber operator = Docket.idNumber();
        CaseView first = docket.checked(Docket.request(operator));
        admitted(first.id());
        CaseView exit = docket.decided(ProcedureKind.EXIT, "obstruction", first.merchant(), 12);

        CaseView second = docket.checked(Docket.request(operator));
        // the exit took effect on 23 March; the check of the 3rd could not see it, that of the 24th does
        assertThat(second.hits()).contains(List.of());
        on("2026-03-03", () -> casework.postNotice(second.id(), OFFICER));
        on("2026-03-24", () -> propose(second.id(), true));
        refused(CaseworkRefusal.HIT, "2026-03-24", () -> casework.confirmDecision(second.id(), REGULATOR));
        on("2026-03-24", () -> casework.returnDecision(second.id(), "请重新核查", REGULATOR));
        on("2026-03-24", () -> propose(second.id(), false));
        on("2026-03-24", () -> casework.confirmDecision(second.id(), REGULATOR));
        CaseView refusal = on("2026-03-24", () -> casework.serve(second.id(), OFFICER));

        assertThat(refusal.hits().orElseThrow())
                .singleElement()
                .asString()
                .contains(exit.decision().orElseThrow().number(), "2027-03-23", "王某");
        assertThat(standing(second.merchant())).isEqualTo(Standing.EXITED);
        assertThat(refusal.document("ADMISSION_DECISION").orElseThrow().text()).contains("不予准入");
        // the party is not told what is known of others
        assertThat(casework.get(second.id(), party(second.merchant())).hits()).isEmpty();

        assertThat(database.query("select id_hmac from entity_person", row -> row.getString(1)))
                .noneMatch(hmac -> hmac.contains(operator.value()));
    }

    @Test
    void a_person_behind_somebody_taken_over_from_the_roster_is_found_too_once_named() {
        IdNumber operator = Docket.idNumber();
        MerchantId old = samples.trader().merchant().orElseThrow();
        refused(CaseworkRefusal.WRONG_ROLE, "2026-03-02", () -> named(old, operator, party(old)));
        named(old, operator, OFFICER);
        CaseView exit = docket.decided(ProcedureKind.EXIT, "obstruction", old, 12);

        CaseId id = on("2026-03-24", () -> admissions.apply(Docket.request(operator), OFFICER));
        docket.file(id, EvidenceKind.LICENCE, OFFICER);
        on("2026-03-24", () -> casework.accept(id, OFFICER));

        assertThat(on("2026-03-25", () -> casework.check(id, null, OFFICER))
                        .hits()
                        .orElseThrow())
                .singleElement()
                .asString()
                .contains(exit.decision().orElseThrow().number());
        assertThat(admissions.people(old, OFFICER)).singleElement().satisfies(p -> assertThat(p.name())
                .isEqualTo("王某"));
    }

    private Object named(MerchantId merchant, IdNumber id, Actor by) {
        admissions.name(merchant, List.of(new Person(Post.CONTROLLER, "王某", id)), by);
        return null;
    }

    @Test
    void an_official_listing_of_the_entity_or_of_a_person_stands_against_admission() {
        IdNumber listed = Docket.idNumber();
        AdmissionRequest ofPerson = Docket.request(listed);
        AdmissionRequest ofEntity = Docket.request(Docket.idNumber());
        lists.imported(listing(Optional.empty(), Optional.of(listed)), REGULATOR);
        long entry = lists.imported(listing(ofEntity.applicant().map(a -> a.uscc()), Optional.empty()), REGULATOR);

        CaseView first = docket.checked(ofPerson);
        assertThat(first.hits().orElseThrow()).singleElement().asString().contains("官方失信名单");
        refused(
                CaseworkRefusal.HIT,
                "2026-03-03",
                () -> casework.proposeDecision(first.id(), new Decision(REASONS, null, true), OFFICER));
        CaseView second = docket.checked(ofEntity);
        assertThat(second.hits().orElseThrow()).singleElement().asString().contains("严重违法失信名单");

        // the authority took it off: the next check finds nothing
        on("2026-03-04", () -> {
            lists.ended(entry, day("2026-03-04"), "移出决定书1号", REGULATOR);
            return null;
        });
        AdmissionRequest again = Docket.request(Docket.idNumber());
        assertThat(docket.checked(again).hits()).contains(List.of());
        // and the market's own list holds nothing of all this
        assertThat(lists.blacklist(null, null).items())
                .noneMatch(b ->
                        b.merchant().equals(first.merchant()) || b.merchant().equals(second.merchant()));
        refused(
                CaseworkRefusal.WRONG_ROLE,
                "2026-03-04",
                () -> lists.imported(listing(Optional.empty(), Optional.of(listed)), party(first.merchant())));
    }

    @Test
    void who_left_may_apply_again_when_the_term_is_over_and_not_before() {
        IdNumber operator = Docket.idNumber();
        CaseView first = docket.checked(Docket.request(operator));
        admitted(first.id());
        MerchantId merchant = first.merchant();
        docket.decided(ProcedureKind.EXIT, "obstruction", merchant, 6);
        AdmissionRequest again = reentry(merchant, operator);

        refused(CaseworkRefusal.REENTRY, "2026-09-22", () -> admissions.apply(again, party(merchant)));
        refused(CaseworkRefusal.NOT_YOURS, "2026-09-23", () -> admissions.apply(again, party(new MerchantId(1))));
        refused(CaseworkRefusal.HIT, "2026-09-22", () -> admit(merchant));

        CaseId id = on("2026-09-23", () -> admissions.apply(again, party(merchant)));
        docket.file(id, EvidenceKind.LICENCE, party(merchant));
        on("2026-09-23", () -> casework.accept(id, OFFICER));
        assertThat(on("2026-09-23", () -> casework.check(id, null, OFFICER)).hits())
                .contains(List.of());
        on("2026-09-23", () -> casework.postNotice(id, OFFICER));
        on("2026-10-15", () -> propose(id, true));
        on("2026-10-15", () -> casework.confirmDecision(id, REGULATOR));
        on("2026-10-15", () -> casework.serve(id, OFFICER));

        assertThat(standing(merchant)).isEqualTo(Standing.ADMITTED);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> merchants.get(merchant).stall()))
                .isPresent();
    }

    @Test
    void an_applicant_that_withdraws_frees_its_stall() {
        AdmissionRequest request = Docket.request(Docket.idNumber());
        CaseId id = on("2026-03-02", () -> admissions.apply(request, OFFICER));
        MerchantId merchant = casework.get(id, OFFICER).merchant();
        AdmissionRequest sameStall = withStallOf(request);
        refused(MerchantRefusal.STALL_TAKEN, "2026-03-02", () -> admissions.apply(sameStall, OFFICER));

        CaseView withdrawn = on("2026-03-03", () -> casework.dismiss(id, "不来了", party(merchant)));

        assertThat(withdrawn.state()).isEqualTo(CaseState.DISMISSED);
        assertThat(standing(merchant)).isEqualTo(Standing.EXITED);
        assertThat(on("2026-03-03", () -> admissions.apply(sameStall, OFFICER))).isNotNull();
    }

    @Test
    void what_is_wrong_with_an_application_is_told_before_anything_is_kept() {
        AdmissionRequest good = Docket.request(Docket.idNumber());

        assertThatThrownBy(() -> new IdNumber("341602189001011234X")).hasMessageContaining("18位");
        assertThatThrownBy(() -> new IdNumber("11010519491231002Y")).hasMessageContaining("18位");
        assertThatThrownBy(() -> new IdNumber("110105194912310021")).hasMessageContaining("校验位");
        assertThat(new IdNumber("11010519491231002x")).hasToString("**************002X");
        assertThatThrownBy(() -> new AdmissionRequest(
                        good.applicant(),
                        Optional.empty(),
                        good.licenceNo(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        good.scope(),
                        good.people(),
                        null,
                        "王某"))
                .hasMessageContaining("租赁合同");
        assertThatThrownBy(() -> new AdmissionRequest(
                        good.applicant(),
                        Optional.empty(),
                        good.licenceNo(),
                        Optional.empty(),
                        good.lease(),
                        Optional.empty(),
                        good.scope(),
                        good.people(),
                        null,
                        "李某"))
                .hasMessageContaining("签署");
    }

    @Test
    void over_REST_an_application_is_filed_and_the_number_of_a_person_is_never_told_again() {
        MarketPeople.Person officer = people.person(Role.OFFICE);
        IdNumber operator = Docket.idNumber();
        Map<String, Object> body = Map.ofEntries(
                Map.entry("uscc", Samples.uscc().value()),
                Map.entry("name", "网上申请药行"),
                Map.entry("kind", "PROCESSOR"),
                Map.entry("operator", "赵某"),
                Map.entry("division", "341602109"),
                Map.entry("scope", "白芍切片"),
                Map.entry("licenceNo", "执照" + UUID.randomUUID()),
                Map.entry("people", List.of(Map.of("post", "OPERATOR", "name", "赵某", "idNumber", operator.value()))),
                Map.entry("signedBy", "赵某"));
        String id = officer.asks()
                .body(body)
                .post("/api/v1/cases/admissions")
                .then()
                .statusCode(201)
                .body("procedure", equalTo("ADMISSION"))
                .body("next.move", hasItem("ACCEPT"))
                .body("next.find { it.move == 'ACCEPT' }.missing", equalTo(List.of("LICENCE")))
                .extract()
                .path("id");

        String file = officer.asks()
                .get("/api/v1/cases/" + id + "/admission")
                .then()
                .statusCode(200)
                .body("people[0].name", equalTo("赵某"))
                .extract()
                .asString();
        assertThat(file).doesNotContain(operator.value());
        people.person(Role.INSPECTOR)
                .asks()
                .body(body)
                .post("/api/v1/cases/admissions")
                .then()
                .statusCode(403);
        officer.asks()
                .body(Map.of(
                        "merchant", "M000001", "procedure", "ADMISSION", "ground", "application", "facts", "没有材料的申请一份"))
                .post("/api/v1/cases")
                .then()
                .statusCode(400);
        given().get("/api/v1/cases/admissions/notices").then().statusCode(200);
    }

    private CaseView propose(CaseId id, boolean granted) {
        return casework.proposeDecision(id, new Decision(REASONS, null, granted), OFFICER);
    }

    private void admitted(CaseId id) {
        on("2026-03-03", () -> casework.postNotice(id, OFFICER));
        on("2026-03-11", () -> propose(id, true));
        on("2026-03-11", () -> casework.confirmDecision(id, SECOND_OFFICER));
        on("2026-03-11", () -> casework.serve(id, OFFICER));
    }

    private Object admit(MerchantId merchant) {
        merchants.admit(merchant, OFFICER);
        return null;
    }

    private static AdmissionRequest reentry(MerchantId merchant, IdNumber operator) {
        return new AdmissionRequest(
                Optional.empty(),
                Optional.of(merchant),
                "执照-新",
                Optional.empty(),
                Optional.of(new AdmissionRequest.Lease("租-新", day("2026-09-01"), day("2027-08-31"))),
                Optional.of(new Stall("B", merchant.toString(), "2")),
                "白芍",
                List.of(new Person(Post.OPERATOR, "王某", operator)),
                null,
                "王某");
    }

    private static AdmissionRequest withStallOf(AdmissionRequest other) {
        AdmissionRequest fresh = Docket.request(Docket.idNumber());
        var a = fresh.applicant().orElseThrow();
        return new AdmissionRequest(
                Optional.of(new org.herbtrust.merchant.Application(
                        a.uscc(),
                        a.name(),
                        a.kind(),
                        a.operator(),
                        a.division(),
                        other.applicant().orElseThrow().stall(),
                        a.scope(),
                        Optional.empty())),
                Optional.empty(),
                fresh.licenceNo(),
                Optional.empty(),
                fresh.lease(),
                Optional.empty(),
                fresh.scope(),
                fresh.people(),
                null,
                "王某");
    }

    private static Listing listing(Optional<org.herbtrust.kernel.Uscc> uscc, Optional<IdNumber> id) {
        return new Listing(
                "严重违法失信名单",
                "某市监管局",
                "决定-" + UUID.randomUUID(),
                "某某",
                uscc,
                id,
                day("2026-01-10"),
                Optional.of(day("2029-01-10")));
    }

    private Standing standing(MerchantId merchant) {
        return QuarkusTransaction.requiringNew()
                .call(() -> merchants.get(merchant).standing());
    }
}
