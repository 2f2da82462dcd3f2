package org.herbtrust.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComplaintsTest {

    private static final String CONTACT = "139 0000 1111";

    @Inject
    Complaints complaints;

    @Inject
    Inspections inspections;

    @Inject
    Coverage coverage;

    @Inject
    ConfirmedNews news;

    @Inject
    Bazaar bazaar;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private MerchantId merchant;
    private ShortCode lot;

    @BeforeEach
    void goods_on_a_stall() {
        merchant = bazaar.trader();
        lot = bazaar.lot(merchant, "honghua");
    }

    @Test
    void a_complaint_found_true_is_answered_and_told_upwards_once() {
        ShortCode receipt = file(Optional.of(CONTACT));
        ComplaintView filed = waiting(receipt);
        assertThat(filed.lot()).contains(lot);
        assertThat(filed.merchant()).contains(merchant);
        assertThat(filed.state()).isEqualTo(ComplaintView.State.RECEIVED);
        assertThat(answer(receipt).answer()).isEmpty();

        complaints.take(filed.id(), "安排核查", Bazaar.INSPECTOR);
        assertThat(answer(receipt).state()).isEqualTo(ComplaintView.State.IN_WORK);
        VisitId visit =
                inspections.record(bazaar.visit(merchant, VisitKind.COMPLAINT, Finding.of("dyeing")), Bazaar.INSPECTOR);
        complaints.uphold(
                filed.id(), ViolationClass.CRITICAL, "经查属实，已责令下架", Optional.of(visit), "擦拭掉色", Bazaar.INSPECTOR);

        Complaints.Answer told = answer(receipt);
        assertThat(told.state()).isEqualTo(ComplaintView.State.UPHELD);
        assertThat(told.answer()).contains("经查属实，已责令下架");
        assertThat(news.upheldOf(receipt)).singleElement().satisfies(u -> {
            assertThat(u.merchant()).isEqualTo(merchant);
            assertThat(u.weight()).isEqualTo(ViolationClass.CRITICAL);
        });
        refused(
                InspectionRefusal.COMPLAINT_STEP,
                () -> complaints.notUphold(filed.id(), "改判", Optional.empty(), "", Bazaar.INSPECTOR));
        assertThat(complaints.find(filed.id()).orElseThrow().steps())
                .extracting(ComplaintView.Step::kind)
                .containsExactly(ComplaintView.Kind.TAKEN, ComplaintView.Kind.UPHELD);
    }

    @Test
    void the_contact_is_not_in_the_database_in_words_and_can_be_erased() {
        ComplaintView filed = waiting(file(Optional.of(CONTACT)));
        assertThat(database.one(
                                "select sealed from complaint_contact where complaint_id = ?",
                                row -> row.getBytes(1),
                                filed.id())
                        .map(b -> new String(b, StandardCharsets.ISO_8859_1)))
                .isPresent()
                .get()
                .asString()
                .doesNotContain("139");

        assertThat(complaints.contact(filed.id(), Bazaar.INSPECTOR)).contains(CONTACT);
        assertThat(complaints.find(filed.id()).orElseThrow().steps())
                .extracting(ComplaintView.Step::kind)
                .containsExactly(ComplaintView.Kind.CONTACT_READ);
        refused(InspectionRefusal.NOT_YOUR_KIND, () -> complaints.contact(filed.id(), Bazaar.of(merchant)));

        complaints.eraseContact(filed.id(), Bazaar.INSPECTOR);

        assertThat(complaints.contact(filed.id(), Bazaar.INSPECTOR)).isEmpty();
        assertThat(complaints.find(filed.id()).orElseThrow().hasContact()).isFalse();
    }

    @Test
    void linking_the_goods_later_keeps_the_merchant_that_was_linked_before() {
        ComplaintView filed = waiting(file(Optional.empty()));
        MerchantId other = bazaar.trader();
        ShortCode lot = bazaar.lot(other, "baishao");
        complaints.link(filed.id(), Optional.empty(), Optional.of(other), "实际由另一户售出", Bazaar.INSPECTOR);
        complaints.link(filed.id(), Optional.of(lot), Optional.empty(), "补登批次", Bazaar.INSPECTOR);

        ComplaintView linked = complaints.find(filed.id()).orElseThrow();
        assertThat(linked.merchant()).contains(other);
        assertThat(linked.lot()).contains(lot);
        assertThat(stateOf(other)).isEqualTo(StallState.COMPLAINT);
        assertThat(stateOf(merchant)).isNotEqualTo(StallState.COMPLAINT);
        complaints.dismiss(filed.id(), "不属于质量问题", "", Bazaar.INSPECTOR);
        assertThat(stateOf(other)).isNotEqualTo(StallState.COMPLAINT);
    }

    private StallState stateOf(MerchantId stall) {
        return coverage.stalls("一层").stream()
                .filter(s -> s.merchant().equals(stall))
                .map(Coverage.StallLine::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_complaint_about_nobody_in_particular_is_linked_before_it_is_upheld() {
        ComplaintView filed = waiting(file(Optional.empty()));
        MerchantId other = bazaar.trader();
        complaints.link(filed.id(), Optional.empty(), Optional.of(other), "实际由另一户售出", Bazaar.INSPECTOR);

        assertThat(complaints.find(filed.id()).orElseThrow().merchant()).contains(other);
        VisitId elsewhere = inspections.record(bazaar.visit(merchant, VisitKind.COMPLAINT), Bazaar.INSPECTOR);
        refused(
                InspectionRefusal.VISIT_UNKNOWN,
                () -> complaints.uphold(
                        filed.id(), ViolationClass.MINOR, "属实", Optional.of(elsewhere), "", Bazaar.INSPECTOR));
        assertThatThrownBy(() -> complaints.dismiss(filed.id(), " ", "", Bazaar.INSPECTOR))
                .hasMessageContaining("答复");
        complaints.dismiss(filed.id(), "不属于质量问题", "", Bazaar.INSPECTOR);
        assertThat(news.upheldOf(filed.receipt())).isEmpty();
    }

    @Test
    void nobody_can_flood_the_market_with_complaints() {
        String caller = UUID.randomUUID().toString();
        for (int i = 0; i < 5; i++) {
            complaints.file(complaint(bazaar.lot(merchant, "baishao"), Optional.empty(), Optional.empty()), caller);
        }
        assertThatThrownBy(() -> complaints.file(
                        complaint(bazaar.lot(merchant, "baishao"), Optional.empty(), Optional.empty()), caller))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(Refusal.TOO_MANY_REQUESTS));
        for (int i = 0; i < 10; i++) {
            file(Optional.empty());
        }
        assertThatThrownBy(() -> file(Optional.empty()))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(Refusal.TOO_MANY_REQUESTS));
    }

    @Test
    void an_unknown_code_a_day_to_come_and_a_photo_that_is_none_are_refused() {
        LocalDate tomorrow = Market.dayOf(clock.instant()).plusDays(1);
        refused(
                InspectionRefusal.TIME_WRONG,
                () -> complaints.file(complaint(lot, Optional.of(tomorrow), Optional.empty()), caller()));
        refused(
                InspectionRefusal.LOT_UNKNOWN,
                () -> complaints.file(
                        complaint(
                                ShortCode.random(java.util.random.RandomGenerator.getDefault()),
                                Optional.empty(),
                                Optional.empty()),
                        caller()));
        refusedAny(() -> complaints.file(
                complaint(lot, Optional.empty(), Optional.of("no picture".getBytes(StandardCharsets.UTF_8))),
                caller()));
        assertThatThrownBy(() -> new NewComplaint(
                        lot, ComplaintKind.MOULD, " ", Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(complaints.answer(ShortCode.random(java.util.random.RandomGenerator.getDefault()), caller()))
                .isEmpty();
    }

    private ShortCode file(Optional<String> contact) {
        return complaints.file(
                new NewComplaint(
                        lot, ComplaintKind.DYED_OR_WEIGHTED, "泡水后水变红", Optional.empty(), contact, Optional.empty()),
                caller());
    }

    private static NewComplaint complaint(ShortCode code, Optional<LocalDate> day, Optional<byte[]> photo) {
        return new NewComplaint(code, ComplaintKind.MOULD, "有霉斑", day, Optional.empty(), photo);
    }

    private ComplaintView waiting(ShortCode receipt) {
        String cursor = null;
        do {
            var page = complaints.list(false, cursor, 200);
            Optional<ComplaintView> found = page.items().stream()
                    .filter(c -> c.receipt().equals(receipt))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        throw new AssertionError("not on the list: " + receipt);
    }

    private Complaints.Answer answer(ShortCode receipt) {
        return complaints.answer(receipt, caller()).orElseThrow();
    }

    private static String caller() {
        return UUID.randomUUID().toString();
    }

    private static void refused(InspectionRefusal reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }

    private static void refusedAny(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refused.class);
    }
}
