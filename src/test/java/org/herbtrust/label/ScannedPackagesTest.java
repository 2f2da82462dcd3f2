package org.herbtrust.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.People;
import org.herbtrust.People.Person;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.ScannedPackages.Purpose;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a merchant hears of each package it scans, with the reasons that the market gives. */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScannedPackagesTest {

    @Inject
    ScannedPackages packages;

    @Inject
    Labels labels;

    @Inject
    Trace trace;

    @Inject
    Samples samples;

    @Inject
    People people;

    private Actor grower;
    private Actor stall;
    private LotView lot;
    private List<ShortCode> codes;

    @BeforeEach
    void a_grower_with_four_labelled_packages() {
        grower = samples.grower();
        stall = samples.trader();
        lot = samples.harvested(grower, 100);
        codes = labels
                .ofBatch(labels.issue(lot.code(), 4, Kilograms.of(5), grower).id())
                .stream()
                .map(LabelView::code)
                .toList();
    }

    @Test
    void goods_may_come_in_once_they_were_sent_and_not_before() {
        assertThat(verdict(Purpose.RECEIVE, code(0), stall)).isEqualTo(PackageVerdict.NOT_SHIPPED);

        long sent = ship(stall);
        PackageCheck coming = check(Purpose.RECEIVE, "http://localhost:8080/v/" + code(0), stall);
        assertThat(coming.verdict()).isEqualTo(PackageVerdict.OK);
        assertThat(coming.consignment()).isEqualTo(sent);
        assertThat(coming.netKg()).isEqualTo(Kilograms.of(5));
        PackageCheck elsewhere = check(Purpose.RECEIVE, code(0), samples.trader());
        assertThat(elsewhere.verdict()).isEqualTo(PackageVerdict.NOT_YOURS);
        assertThat(elsewhere.reason().zh()).contains(grower.name()).contains(stall.name());

        trace.receive(new Receiving(sent, Kilograms.of(20)), stall);
        assertThat(verdict(Purpose.RECEIVE, code(0), stall)).isEqualTo(PackageVerdict.ALREADY_IN);
        assertThat(verdict(Purpose.USE, code(0), stall)).isEqualTo(PackageVerdict.OK);
    }

    @Test
    void what_cannot_be_right_is_told_apart() {
        String good = code(0);
        char wrong = good.charAt(12) == '7' ? '8' : '7';
        assertThat(verdict(Purpose.USE, good.substring(0, 12) + wrong, grower)).isEqualTo(PackageVerdict.MISTYPED);
        assertThat(verdict(Purpose.USE, ShortCode.random(new java.util.Random()).value(), grower))
                .isEqualTo(PackageVerdict.NEVER_ISSUED);
        assertThat(verdict(Purpose.USE, "https://example.org/", grower)).isEqualTo(PackageVerdict.NOT_OURS);
        assertThat(verdict(Purpose.USE, "https://evil.example/v/" + good, grower))
                .isEqualTo(PackageVerdict.NOT_OURS);
        assertThat(check(Purpose.RECEIVE, "https://evil.example/01/06901234567892/21/" + good, stall)
                        .reason()
                        .zh())
                .contains("evil.example");
        assertThat(verdict(Purpose.USE, "http://localhost:8080/v/" + good, grower))
                .isEqualTo(PackageVerdict.OK);
        assertThat(verdict(Purpose.USE, good, stall)).isEqualTo(PackageVerdict.NOT_YOURS);

        UUID batch = labels.find(codes.get(0)).orElseThrow().batch();
        labels.voidRange(batch, 4, 4, "印刷不清", grower);
        PackageCheck voided = check(Purpose.USE, code(3), grower);
        assertThat(voided.verdict()).isEqualTo(PackageVerdict.OUT_OF_USE);
        assertThat(voided.reason().zh()).contains("印刷不清");

        trace.hold(lot.code(), HoldReason.FAILED_RESULT, "检验不合格", Samples.regulator());
        assertThat(verdict(Purpose.USE, good, grower)).isEqualTo(PackageVerdict.HELD);
        assertThat(verdict(Purpose.RECEIVE, good, stall)).isEqualTo(PackageVerdict.HELD);
        assertThatThrownBy(() -> packages.check(Purpose.USE, Collections.nCopies(201, good), grower))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> packages.check(Purpose.USE, List.of(good), Samples.inspector()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void packages_are_sold_by_their_labels_whoever_has_printed_them_and_never_twice() {
        trace.receive(new Receiving(ship(stall), Kilograms.of(20)), stall);

        assertThat(packages.sell(codes.subList(0, 2), Optional.of("药房"), stall))
                .hasSize(1)
                .allMatch(l -> l.heldBy(stall.merchant().orElseThrow()).equals(Kilograms.of(10)));
        assertThat(labels.find(codes.get(0)).orElseThrow().state()).isEqualTo(LabelState.SOLD);
        assertThat(verdict(Purpose.USE, code(0), stall)).isEqualTo(PackageVerdict.SOLD);

        assertThatThrownBy(() -> packages.sell(codes.subList(1, 3), Optional.empty(), stall))
                .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.errors())
                        .singleElement()
                        .satisfies(e -> assertThat(e.pointer()).isEqualTo("/codes/0")));
        assertThat(labels.find(codes.get(2)).orElseThrow().state())
                .as("nothing was sold with the wrong one")
                .isNotEqualTo(LabelState.SOLD);
        assertThatThrownBy(() -> packages.sell(List.of(codes.get(2), codes.get(2)), Optional.empty(), stall))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> packages.sell(List.of(lot.code()), Optional.empty(), stall))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_sale_that_a_phone_sends_twice_is_done_once() {
        Person owner = people.of(grower);
        UUID key = UUID.randomUUID();
        Map<String, Object> sale = Map.of("codes", List.of(code(0), code(1)));
        for (int i = 0; i < 2; i++) {
            owner.asks()
                    .header("Idempotency-Key", key)
                    .body(sale)
                    .post("/api/v1/packages/sell")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
        assertThat(trace.get(lot.code()).heldBy(grower.merchant().orElseThrow()))
                .isEqualTo(Kilograms.of(90));
        owner.posts("/api/v1/packages/check", Map.of("purpose", "USE", "texts", List.of(code(1), code(2))))
                .statusCode(200)
                .body("[0].verdict", equalTo("SOLD"))
                .body("[1].verdict", equalTo("OK"));
        people.person(org.herbtrust.kernel.Role.INSPECTOR)
                .posts("/api/v1/packages/sell", sale)
                .statusCode(403);
    }

    @Test
    void what_was_opened_is_packed_anew_and_not_more() {
        assertThatThrownBy(() -> packages.repack(codes.subList(0, 2), 21, Kilograms.of("0.5"), grower))
                .isInstanceOf(Refused.class);

        LabelBatch anew = packages.repack(codes.subList(0, 2), 20, Kilograms.of("0.5"), grower);

        assertThat(anew.count()).isEqualTo(20);
        assertThat(anew.lot()).isEqualTo(lot.code());
        assertThat(labels.find(codes.get(0)).orElseThrow().state()).isEqualTo(LabelState.DESTROYED);
        assertThat(trace.get(lot.code()).holders().get(0).packed()).isEqualTo(Kilograms.of(20));
        assertThat(verdict(Purpose.USE, code(0), grower)).isEqualTo(PackageVerdict.OUT_OF_USE);
    }

    @Test
    void whoever_has_received_packages_may_open_them_and_pack_anew() {
        trace.receive(new Receiving(ship(stall), Kilograms.of(20)), stall);

        packages.repack(codes, 20, Kilograms.of(1), stall);

        assertThat(holder(stall).packed()).isEqualTo(Kilograms.of(20));
        assertThatThrownBy(() -> labels.issue(lot.code(), 1, Kilograms.of(1), stall))
                .as("all that came in is packed")
                .isInstanceOf(Refused.class);
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void packages_that_are_sold_leave_the_loose_goods_to_be_labelled() {
        LotView small = samples.harvested(grower, 10);
        List<ShortCode> five = labels
                .ofBatch(labels.issue(small.code(), 5, Kilograms.of(1), grower).id())
                .stream()
                .map(LabelView::code)
                .toList();
        packages.sell(five, Optional.empty(), grower);
        labels.issue(small.code(), 5, Kilograms.of(1), grower);
        assertThatThrownBy(() -> labels.issue(small.code(), 1, Kilograms.of(1), grower))
                .isInstanceOf(Refused.class);
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void nobody_ends_a_label_of_goods_that_never_came_to_them() {
        trace.receive(new Receiving(ship(stall), Kilograms.of(20)), stall);
        ShortCode later = labels.ofBatch(
                        labels.issue(lot.code(), 1, Kilograms.of(5), grower).id())
                .get(0)
                .code();

        PackageCheck seen = check(Purpose.USE, later.value(), stall);
        assertThat(seen.verdict()).isEqualTo(PackageVerdict.NOT_YOURS);
        assertThat(seen.reason().zh()).contains(grower.name());
        assertThatThrownBy(() -> packages.sell(List.of(later), Optional.empty(), stall))
                .isInstanceOf(Refused.class);
        ShortCode stalls = labels.ofBatch(
                        labels.issue(lot.code(), 1, Kilograms.of(5), stall).id())
                .get(0)
                .code();
        assertThat(verdict(Purpose.USE, stalls.value(), grower))
                .as("the sender has received nothing back")
                .isEqualTo(PackageVerdict.NOT_YOURS);
        assertThat(verdict(Purpose.USE, stalls.value(), stall)).isEqualTo(PackageVerdict.OK);
    }

    private LotView.Holder holder(Actor actor) {
        return trace.get(lot.code()).holders().stream()
                .filter(h -> h.merchant().equals(actor.merchant().orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    private long ship(Actor to) {
        return trace.ship(new Shipping(lot.code(), to.merchant().orElseThrow(), Kilograms.of(20)), grower)
                .id();
    }

    private String code(int i) {
        return codes.get(i).value();
    }

    private PackageVerdict verdict(Purpose purpose, String text, Actor actor) {
        return check(purpose, text, actor).verdict();
    }

    private PackageCheck check(Purpose purpose, String text, Actor actor) {
        return packages.check(purpose, List.of(text), actor).get(0);
    }
}
