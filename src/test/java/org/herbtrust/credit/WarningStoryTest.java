package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.inspection.ComplaintUpheld;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.CopyConfirmed;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.platform.MarketClock;
import org.herbtrust.trace.TradeViolation;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WarningStoryTest {

    @Inject
    Credit credit;

    @Inject
    CreditWarnings warnings;

    @Inject
    MarketPeople people;

    @Inject
    Event<TradeViolation> violations;

    @Inject
    Event<CopyConfirmed> copies;

    @Inject
    Event<ComplaintUpheld> complaints;

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(Market.ZONE).toInstant();
    }

    @Test
    void broken_trade_rules_own_copies_and_true_complaints_are_facts_once_and_harm_done_by_others_is_none() {
        MerchantId stall = MarketClock.at(noon(LocalDate.of(2026, 1, 5)), people::stall);
        String reference = UUID.randomUUID().toString();
        ShortCode own = ShortCode.random(new Random());
        ShortCode anothers = ShortCode.random(new Random());
        String complaint = UUID.randomUUID().toString();

        for (int twice = 0; twice < 2; twice++) {
            MarketClock.at(noon(DAY), () -> QuarkusTransaction.requiringNew().run(() -> {
                violations.fire(new TradeViolation(
                        stall,
                        TradeViolation.Kind.UNLABELLED_SALE,
                        reference,
                        DAY,
                        noon(DAY),
                        Text.of("无码", "no label")));
                copies.fire(new CopyConfirmed(own, stall, true, DAY, noon(DAY)));
                copies.fire(new CopyConfirmed(anothers, stall, false, DAY, noon(DAY)));
                complaints.fire(new ComplaintUpheld(complaint, stall, ViolationClass.SERIOUS, DAY, noon(DAY)));
            }));
        }

        assertThat(credit.facts(stall))
                .extracting(Fact::type)
                .containsExactlyInAnyOrder(
                        FactType.COMMITMENT_MADE,
                        FactType.TRACE_UNLABELLED_SALE,
                        FactType.TRACE_CLONED_LABEL,
                        FactType.COMPLAINT_SUBSTANTIATED);
        assertThat(credit.gradeOf(stall).pending()).isTrue();
    }

    @Test
    void three_bad_visits_in_a_row_raise_an_alarm_for_officials_only() {
        MerchantId stall = MarketClock.at(noon(LocalDate.of(2026, 1, 5)), people::stall);
        MarketPeople.Person inspector = people.person(Role.INSPECTOR);
        MarketPeople.Person regulator = people.person(Role.REGULATOR);
        for (int i = 0; i < 3; i++) {
            LocalDate day = DAY.plusDays(10L * i);
            MarketClock.at(
                    noon(day),
                    () -> credit.add(
                            CreditFact.observed(
                                    stall,
                                    FactType.VISIT,
                                    day,
                                    0,
                                    1,
                                    0,
                                    inspector.actor().account(),
                                    "visit:" + UUID.randomUUID()),
                            inspector.actor()));
        }

        regulator
                .asks()
                .get("/api/v1/warnings/merchants")
                .then()
                .statusCode(200)
                .body("findAll { it.subject == '" + stall + "' }.alarmSince", hasItem("2026-03-22"));
        regulator
                .asks()
                .get("/api/v1/warnings/consistency")
                .then()
                .statusCode(200)
                .body("$", hasSize(8));
        regulator.asks().get("/api/v1/warnings/reviews").then().statusCode(200);
        regulator.asks().get("/api/v1/warnings/sampling").then().statusCode(200);
        inspector.asks().get("/api/v1/warnings/merchants").then().statusCode(403);
        regulator
                .asks()
                .body(Map.of("to", "REDUCED", "reason", "供货稳定"))
                .post("/api/v1/warnings/sampling/" + stall + "/ROOT/consent")
                .then()
                .statusCode(409);
        assertThatThrownBy(() -> warnings.signals(CreditWarnings.Subject.MATERIAL, inspector.actor()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_wrong_fact_is_superseded_and_stays_in_the_file() {
        MerchantId stall = MarketClock.at(noon(LocalDate.of(2026, 1, 5)), people::stall);
        MarketPeople.Person office = people.person(Role.OFFICE);
        String wrong = office.asks()
                .body(Map.of(
                        "type",
                        "COMPLAINT_SUBSTANTIATED",
                        "occurredOn",
                        "2026-02-03",
                        "source",
                        "a:" + UUID.randomUUID()))
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(201)
                .extract()
                .path("fact");

        office.asks()
                .body(Map.of(
                        "type", "COMPLAINT_SUBSTANTIATED",
                        "occurredOn", "2026-02-13",
                        "source", "a:" + UUID.randomUUID(),
                        "supersedes", wrong,
                        "reason", "日期抄错"))
                .post("/api/v1/merchants/" + stall + "/facts")
                .then()
                .statusCode(201);

        assertThat(credit.facts(stall))
                .filteredOn(f -> f.id().equals(wrong))
                .flatExtracting(Fact::entries)
                .extracting(Fact.Entry::status)
                .containsExactly(FactStatus.SUPERSEDED);
        office.asks()
                .body(Map.of(
                        "type", "HONOUR",
                        "occurredOn", "2026-02-13",
                        "source", "a:" + UUID.randomUUID(),
                        "supersedes", wrong,
                        "reason", "again"))
                .post("/api/v1/merchants/" + people.stall() + "/facts")
                .then()
                .statusCode(409);
    }
}
