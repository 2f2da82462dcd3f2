package org.herbtrust.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herbtrust.casework.Docket.OFFICER;
import static org.herbtrust.casework.Docket.REASONS;
import static org.herbtrust.casework.Docket.REGULATOR;
import static org.herbtrust.casework.Docket.SECOND_REGULATOR;
import static org.herbtrust.casework.Docket.on;
import static org.herbtrust.casework.Docket.party;
import static org.herbtrust.casework.Docket.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.herbtrust.Samples;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.casework.rules.Move;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditFact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.label.Labels;
import org.herbtrust.merchant.MerchantRefusal;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.trace.ConsignmentView;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What decisions do, for how long, and how they end: by their term, by repair, by being quashed. */
@QuarkusTest
class MeasuresStoryTest {

    @Inject
    Docket docket;

    @Inject
    Casework casework;

    @Inject
    Lists lists;

    @Inject
    CaseAlarms alarms;

    @Inject
    Merchants merchants;

    @Inject
    Credit credit;

    @Inject
    Samples samples;

    @Inject
    Trace trace;

    @Inject
    Labels labels;

    @Inject
    Inspections inspections;

    @Inject
    Heard heard;

    private Actor trader;
    private MerchantId merchant;

    /** Listens to what publication is told. */
    @ApplicationScoped
    static class Heard {
        private final Map<CaseId, DecisionLifted> lifted = new ConcurrentHashMap<>();
        private final Map<CaseId, ObjectionMarked> marked = new ConcurrentHashMap<>();

        DecisionLifted lifted(CaseId id) {
            return lifted.get(id);
        }

        ObjectionMarked marked(CaseId id) {
            return marked.get(id);
        }

        void lifted(@Observes DecisionLifted news) {
            lifted.put(news.caseId(), news);
        }

        void marked(@Observes ObjectionMarked news) {
            marked.put(news.caseId(), news);
        }
    }

    @BeforeEach
    void aTraderWithALot() {
        trader = samples.trader();
        merchant = trader.merchant().orElseThrow();
    }

    @Test
    void a_suspension_stops_trade_at_once_and_what_is_held_stays_visible() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 50);
        MerchantId farm = lot.maker();
        LotView elsewhere = samples.harvested(samples.grower(), 50);
        ConsignmentView sent = trace.ship(
                new Shipping(elsewhere.code(), farm, Kilograms.of(5)),
                new Actor("sender", "种植户", Role.GROWER, Optional.of(elsewhere.maker())));
        CaseId id = docket.noticed(ProcedureKind.EXIT, "obstruction", farm);

        refused(CaseworkRefusal.WRONG_ROLE, "2026-03-03", () -> casework.suspend(id, "风险", OFFICER));
        on("2026-03-03", () -> casework.suspend(id, "现场仍在销售同批货", REGULATOR));

        assertThat(standing(farm)).isEqualTo(Standing.SUSPENDED);
        refused(MerchantRefusal.BARRED, "2026-11-20", () -> samples.harvested(grower, 1));
        refused(MerchantRefusal.BARRED, "2026-11-20", () -> labels.issue(lot.code(), 1, Kilograms.of(1), grower));
        refused(
                MerchantRefusal.BARRED,
                "2026-11-20",
                () -> trace.receive(new Receiving(sent.id(), Kilograms.of(5)), grower));
        assertThat(trace.lotsOf(farm, true, null, 10).items())
                .extracting(LotView::code)
                .contains(lot.code());
        refused(CaseworkRefusal.ILLEGAL_STEP, "2026-03-03", () -> casework.suspend(id, "再次", REGULATOR));

        on("2026-03-04", () -> casework.liftSuspension(id, "货已封存", REGULATOR));
        assertThat(standing(farm)).isEqualTo(Standing.ADMITTED);

        on("2026-03-05", () -> casework.suspend(id, "再次销售", SECOND_REGULATOR));
        on("2026-03-06", () -> casework.dismiss(id, "证据不足", REGULATOR));
        assertThat(standing(farm)).isEqualTo(Standing.ADMITTED);
        assertThat(merchants.history(farm))
                .extracting(e -> e.to())
                .containsExactly(
                        Standing.ADMITTED,
                        Standing.SUSPENDED,
                        Standing.ADMITTED,
                        Standing.SUSPENDED,
                        Standing.ADMITTED);
    }

    @Test
    void an_exit_clears_the_stall_and_says_when_one_may_come_back() {
        CaseView exit = docket.decided(ProcedureKind.EXIT, "obstruction", merchant, 12);

        assertThat(standing(merchant)).isEqualTo(Standing.EXITED);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> merchants.get(merchant).stall()))
                .isEmpty();
        assertThat(exit.document("DECISION").orElseThrow().text()).contains("12个月内不受理重新准入申请", "申请行政复议", "向本市场提出异议");
        assertThat(exit.document("SERVICE").orElseThrow().text())
                .contains(exit.decision().orElseThrow().number(), "2027年3月23日");
        // no step without its document, each with its own number
        assertThat(exit.documents())
                .extracting(CaseView.Document::kind)
                .containsExactly("FILING", "NOTICE", "PROPOSAL", "DECISION", "SERVICE");
        assertThat(exit.documents()).extracting(CaseView.Document::number).doesNotHaveDuplicates();
    }

    @Test
    void a_listing_is_on_the_markets_own_list_until_its_term_is_over() {
        CaseView listed = docket.decided(ProcedureKind.BLACKLIST, "illegal-production-or-sale", merchant, 12);

        assertThat(standing(merchant)).isEqualTo(Standing.BLACKLISTED);
        assertThat(on("2026-04-01", () -> lists.blacklist(null, 200).items()))
                .filteredOn(b -> b.merchant().equals(merchant))
                .singleElement()
                .satisfies(b -> {
                    assertThat(b.publishFrom()).isEqualTo("2026-03-23");
                    assertThat(b.publishBy()).isEqualTo("2026-03-31");
                    assertThat(b.removeOn()).isEqualTo("2027-03-23");
                });
        on("2027-03-22", () -> alarms.wake());
        assertThat(standing(merchant)).isEqualTo(Standing.BLACKLISTED);

        on("2027-03-23", () -> alarms.wake());

        assertThat(standing(merchant)).isEqualTo(Standing.EXITED);
        CaseView ended = casework.get(listed.id(), OFFICER);
        assertThat(ended.state()).isEqualTo(CaseState.ENDED);
        assertThat(ended.document("END").orElseThrow().text()).contains("2027年3月23日");
        assertThat(heard.lifted(listed.id()).cause()).isEqualTo(DecisionLifted.Cause.TERM_OVER);
        assertThat(on("2027-03-23", () -> lists.blacklist(null, 200).items()))
                .noneMatch(b -> b.merchant().equals(merchant));
    }

    @Test
    void an_upheld_objection_quashes_the_decision_as_if_it_had_not_been() {
        CaseView listed = docket.decided(ProcedureKind.BLACKLIST, "illegal-production-or-sale", merchant, null);
        String number = listed.decision().orElseThrow().number();
        Opening about = new Opening(
                merchant,
                ProcedureKind.OBJECTION,
                "decision-disputed",
                "处罚针对的是同名的另一家企业。",
                List.of(),
                Optional.of(listed.id()));
        MerchantId other = samples.trader().merchant().orElseThrow();
        refused(
                CaseworkRefusal.UNKNOWN_DECISION,
                "2026-04-01",
                () -> casework.open(
                        new Opening(
                                other,
                                ProcedureKind.OBJECTION,
                                "decision-disputed",
                                "与本人无关的决定也想撤。",
                                List.of(),
                                Optional.of(listed.id())),
                        party(other)));
        refused(
                CaseworkRefusal.UNKNOWN_FACT,
                "2026-04-01",
                () -> casework.open(
                        new Opening(merchant, ProcedureKind.OBJECTION, "record-disputed", "什么都不对，请更正。", List.of()),
                        party(merchant)));

        CaseId objection = on("2026-04-01", () -> casework.open(about, party(merchant)));

        assertThat(heard.marked(objection)).satisfies(m -> {
            assertThat(m.decisionNos()).containsExactly(number);
            assertThat(m.underObjection()).isTrue();
        });
        // the office's answer needs two, and the decision stands until it is served
        on("2026-04-02", () -> casework.proposeDecision(objection, new Decision(REASONS, null, true), OFFICER));
        on("2026-04-02", () -> casework.confirmDecision(objection, REGULATOR));
        assertThat(standing(merchant)).isEqualTo(Standing.BLACKLISTED);
        on("2026-04-03", () -> casework.serve(objection, OFFICER));

        assertThat(standing(merchant)).isEqualTo(Standing.ADMITTED);
        CaseView quashed = casework.get(listed.id(), OFFICER);
        assertThat(quashed.state()).isEqualTo(CaseState.QUASHED);
        assertThat(quashed.lifted().orElseThrow().on()).isEqualTo("2026-04-03");
        assertThat(heard.lifted(listed.id())).satisfies(l -> {
            assertThat(l.cause()).isEqualTo(DecisionLifted.Cause.QUASHED);
            assertThat(l.decisionNo()).isEqualTo(number);
        });
        assertThat(heard.marked(objection).underObjection()).isFalse();
        // its term does not end a second time
        on("2029-04-01", () -> alarms.wake());
        assertThat(casework.get(listed.id(), OFFICER).state()).isEqualTo(CaseState.QUASHED);
    }

    @Test
    void a_fact_whose_source_was_quashed_leaves_the_file_as_quashed() {
        String fact = on(
                "2026-04-01",
                () -> credit.add(
                        CreditFact.of(
                                merchant,
                                FactType.AUTHORITY_FINE,
                                LocalDate.parse("2026-03-25"),
                                "fine:" + UUID.randomUUID()),
                        REGULATOR));
        CaseId id = on(
                "2026-05-06",
                () -> casework.open(
                        new Opening(merchant, ProcedureKind.OBJECTION, "source-quashed", "处罚决定已被复议撤销。", List.of(fact)),
                        OFFICER));
        on("2026-05-06", () -> casework.proposeDecision(id, new Decision(REASONS, null, true), OFFICER));
        on("2026-05-06", () -> casework.confirmDecision(id, REGULATOR));
        on("2026-05-06", () -> casework.serve(id, OFFICER));

        assertThat(credit.facts(merchant))
                .filteredOn(f -> f.id().equals(fact))
                .singleElement()
                .satisfies(f ->
                        assertThat(f.takenAway(LocalDate.parse("2026-05-06"))).contains(FactStatus.QUASHED));
    }

    @Test
    void a_decision_of_whose_facts_none_is_left_falls_with_them() {
        on(
                "2026-03-01",
                () -> credit.add(
                        CreditFact.of(
                                merchant,
                                FactType.OBSTRUCTION,
                                LocalDate.parse("2026-02-27"),
                                "obstruction:" + UUID.randomUUID()),
                        REGULATOR));
        CaseId exit = casework.list(CaseQuery.of(merchant), null, null, OFFICER).items().stream()
                .filter(c -> c.procedure() == ProcedureKind.EXIT)
                .findFirst()
                .orElseThrow()
                .id();
        List<String> facts = casework.get(exit, OFFICER).creditFacts();
        on("2026-03-02", () -> casework.takeUp(exit, OFFICER));
        on("2026-03-02", () -> casework.serveNotice(exit, OFFICER));
        on("2026-03-20", () -> casework.proposeDecision(exit, new Decision(REASONS, 12, true), OFFICER));
        on("2026-03-20", () -> casework.confirmDecision(exit, REGULATOR));
        on("2026-03-20", () -> casework.serve(exit, OFFICER));
        assertThat(standing(merchant)).isEqualTo(Standing.EXITED);

        CaseId objection = on(
                "2026-04-01",
                () -> casework.open(
                        new Opening(merchant, ProcedureKind.OBJECTION, "record-disputed", "当日检查的是隔壁摊位。", facts),
                        party(merchant)));
        on("2026-04-02", () -> casework.proposeDecision(objection, new Decision(REASONS, null, true), OFFICER));
        on("2026-04-02", () -> casework.confirmDecision(objection, REGULATOR));
        on("2026-04-03", () -> casework.serve(objection, OFFICER));

        assertThat(standing(merchant)).isEqualTo(Standing.ADMITTED);
        assertThat(casework.get(exit, OFFICER).state()).isEqualTo(CaseState.QUASHED);
        assertThat(heard.lifted(exit).cause()).isEqualTo(DecisionLifted.Cause.QUASHED);
    }

    @Test
    void repair_ends_a_listing_early_but_not_before_its_minimum() {
        CaseView listed = docket.decided(ProcedureKind.BLACKLIST, "illegal-production-or-sale", merchant, 36);
        Opening request = new Opening(
                merchant,
                ProcedureKind.REPAIR,
                "corrected-and-performed",
                "义务已履行，制度已建立，申请修复。",
                List.of(),
                Optional.of(listed.id()));
        CaseId early = on("2026-11-02", () -> casework.open(request, party(merchant)));
        docket.file(early, EvidenceKind.PERFORMANCE_PROOF, party(merchant));
        on("2026-11-02", () -> casework.accept(early, OFFICER));
        CaseView checked = on("2026-11-03", () -> casework.check(early, null, OFFICER));
        assertThat(checked.hits().orElseThrow()).singleElement().asString().contains("2027-03-23");
        refused(
                CaseworkRefusal.HIT,
                "2026-11-03",
                () -> casework.proposeDecision(early, new Decision(REASONS, null, true), OFFICER));
        on("2026-11-03", () -> casework.proposeDecision(early, new Decision(REASONS, null, false), OFFICER));
        on("2026-11-03", () -> casework.confirmDecision(early, REGULATOR));
        on("2026-11-03", () -> casework.serve(early, OFFICER));
        assertThat(standing(merchant)).isEqualTo(Standing.BLACKLISTED);
        assertThat(casework.get(early, party(merchant))
                        .document("ANSWER")
                        .orElseThrow()
                        .text())
                .contains("不准予信用修复");
    }

    @Test
    void an_order_that_is_not_obeyed_is_found_out_by_a_visit_and_grounds_an_exit() {
        CaseId id = on(
                "2026-03-02",
                () -> casework.open(
                        new Opening(merchant, ProcedureKind.WARNING, "open-finding", "货架标签缺产地，台账不全。", List.of()),
                        Docket.INSPECTOR));
        on("2026-03-02", () -> casework.talk(id, "已说明要求。", Docket.INSPECTOR));
        on("2026-03-02", () -> casework.serveNotice(id, Docket.INSPECTOR));

        refused(
                CaseworkRefusal.TOO_EARLY,
                "2026-03-11",
                () -> casework.findUncorrected(id, null, "仍未整改", Docket.INSPECTOR));
        refused(
                CaseworkRefusal.MISSING_VISIT,
                "2026-03-12",
                () -> casework.findUncorrected(id, null, "仍未整改", Docket.INSPECTOR));
        assertThat(casework.grounds(ProcedureKind.EXIT)).extracting(g -> g.id()).contains("order-not-complied");
    }

    @Test
    void a_document_number_is_given_back_by_a_step_that_fails() {
        CaseId id = on(
                "2026-03-02",
                () -> casework.open(
                        new Opening(merchant, ProcedureKind.EXIT, "obstruction", Docket.FACTS, List.of()), OFFICER));
        int before = number(
                casework.get(id, OFFICER).document("FILING").orElseThrow().number());
        QuarkusTransaction.begin();
        on("2026-03-02", () -> casework.dismiss(id, "测试", REGULATOR));
        MerchantId another = samples.trader().merchant().orElseThrow();
        on(
                "2026-03-02",
                () -> casework.open(
                        new Opening(another, ProcedureKind.EXIT, "obstruction", Docket.FACTS, List.of()), OFFICER));
        QuarkusTransaction.rollback();
        MerchantId third = samples.trader().merchant().orElseThrow();

        CaseId next = on(
                "2026-03-02",
                () -> casework.open(
                        new Opening(third, ProcedureKind.EXIT, "obstruction", Docket.FACTS, List.of()), OFFICER));

        assertThat(number(casework.get(next, OFFICER)
                        .document("FILING")
                        .orElseThrow()
                        .number()))
                .isEqualTo(before + 1);
        assertThat(casework.get(id, OFFICER).moves())
                .extracting(CaseView.Moved::move)
                .containsExactly(Move.OPEN);
    }

    private static int number(String documentNo) {
        return Integer.parseInt(documentNo.replaceAll(".*〕(\\d+)号", "$1"));
    }

    private Standing standing(MerchantId id) {
        return QuarkusTransaction.requiringNew().call(() -> merchants.get(id).standing());
    }
}
