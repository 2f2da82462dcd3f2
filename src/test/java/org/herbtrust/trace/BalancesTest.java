package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herbtrust.People;
import org.herbtrust.People.Person;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.merchant.MerchantKind;
import org.junit.jupiter.api.Test;

/** What a year must balance to, and who may sell to whom. */
@QuarkusTest
class BalancesTest {

    /** Hears the news. */
    @ApplicationScoped
    static class Listener {
        private final List<TradeViolation> heard = new CopyOnWriteArrayList<>();

        List<TradeViolation> heard() {
            return List.copyOf(heard);
        }

        void hear(@Observes TradeViolation news) {
            heard.add(news);
        }
    }

    @Inject
    Balances balances;

    @Inject
    Trace trace;

    @Inject
    Samples samples;

    @Inject
    People people;

    @Inject
    Listener listener;

    @Inject
    Clock clock;

    @Test
    void aHarvestThatNoFieldCanBearIsAViolationThatIsToldOnce() {
        Actor grower = samples.grower();
        harvest(grower, 20_000, "2"); // at least 6,000 kg dry, from 2 mu that bear 1,800 at the very most

        int found = balances.record(year(), Samples.regulator());
        balances.record(year(), Samples.regulator());

        BalanceLine line = line(grower);
        assertThat(line.yieldRatio().orElseThrow()).isGreaterThan(new BigDecimal("3"));
        assertThat(line.isViolated()).isTrue();
        assertThat(found).isPositive();
        assertThat(listener.heard())
                .filteredOn(news -> news.merchant().equals(id(grower)))
                .singleElement()
                .satisfies(news -> {
                    assertThat(news.kind()).isEqualTo(TradeViolation.Kind.BALANCE_EXCEEDED);
                    assertThat(news.reference()).contains(id(grower).toString(), "baishao", "YIELD_OF_AREA");
                });
    }

    @Test
    void anOrdinaryYearHasNothingToLookAt() {
        Actor grower = samples.grower();
        LotView fresh = harvest(grower, 6_000, "6");
        LotView dried = trace.process(
                new Processing(fresh.code(), Kilograms.of(6_000), "drying", Form.DRIED, Kilograms.of(2_100)), grower);
        trace.sell(new Sale(dried.code(), Kilograms.of(2_000), Optional.empty()), grower);

        BalanceLine line = line(grower);

        assertThat(line.findings()).isEmpty();
        assertThat(line.harvested()).isEqualByComparingTo("6000");
        assertThat(line.sold()).isEqualByComparingTo("2000");
        assertThat(line.closing()).isEqualByComparingTo("100");
        assertThat(line.areaMu()).isEqualByComparingTo("6");
    }

    @Test
    void theSamePlantingCountsOnceHoweverOftenItIsHarvested() {
        Actor grower = samples.grower();
        harvest(grower, 3_000, "3");
        harvest(grower, 3_000, "3");

        assertThat(line(grower).areaMu()).isEqualByComparingTo("3");
    }

    @Test
    void whoTakesInNothingButUntracedGoodsIsOverTheAllowance() {
        Actor trader = samples.trader();
        trace.intake(untraced(1_000), trader);

        balances.record(year(), Samples.office());

        assertThat(line(trader).untracedShare().orElseThrow()).isEqualByComparingTo("1");
        assertThat(listener.heard()).anySatisfy(news -> {
            assertThat(news.merchant()).isEqualTo(id(trader));
            assertThat(news.kind()).isEqualTo(TradeViolation.Kind.UNTRACED_OVER_ALLOWANCE);
        });
    }

    @Test
    void anAttemptToSellMoreThanThereIsIsNotedForInspectorsAndIsNoViolation() throws Exception {
        Actor grower = samples.grower();
        LotView lot = harvest(grower, 100, "1");

        assertThatThrownBy(() -> trace.sell(new Sale(lot.code(), Kilograms.of(101), Optional.empty()), grower))
                .isInstanceOf(Refused.class);

        List<AttemptView> noted = List.of();
        for (int i = 0; i < 100 && noted.isEmpty(); i++) {
            Thread.sleep(50);
            noted = balances.attempts(Optional.of(id(grower)), 10);
        }
        assertThat(noted).singleElement().satisfies(attempt -> {
            assertThat(attempt.reason()).isEqualTo("lot-balance-exceeded");
            assertThat(attempt.lots()).containsExactly(lot.code().value());
        });
        assertThat(listener.heard()).noneMatch(news -> news.merchant().equals(id(grower)));
    }

    @Test
    void aProcessorDoesNotSellBackToAGrower() {
        Actor processor = samples.admitted(MerchantKind.PROCESSOR);
        Actor grower = samples.grower();
        LotView lot = trace.intake(untraced(100), processor);

        assertThatThrownBy(() -> trace.ship(new Shipping(lot.code(), id(grower), Kilograms.of(10)), processor))
                .isInstanceOfSatisfying(Refused.class, no -> {
                    assertThat(no.reason()).isEqualTo(TraceRefusal.SALE_NOT_ALLOWED);
                    assertThat(no.getMessage()).contains("加工户", "种植户");
                });
        trace.ship(new Shipping(lot.code(), id(samples.trader()), Kilograms.of(10)), processor);
    }

    @Test
    void regulatorsReadItOverRestAndAsATable() {
        Actor grower = samples.grower();
        harvest(grower, 20_000, "1");
        Person regulator = people.person(Role.REGULATOR);
        String path = "/api/v1/balances/" + year();

        regulator
                .gets(path + "?findingsOnly=true&sort=YIELD&merchant=" + id(grower))
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].findings.rule", hasItem("YIELD_OF_AREA"));
        assertThat(regulator
                        .gets(path + ".csv?merchant=" + id(grower))
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("yield_ratio", id(grower).toString());
        assertThat(regulator.gets(path + ".xlsx").statusCode(200).extract().asByteArray())
                .startsWith('P', 'K');
        people.of(grower).gets(path).statusCode(403);
        people.person(Role.INSPECTOR).posts(path + "/violations").statusCode(403);
    }

    // ----

    private LotView harvest(Actor grower, long kg, String mu) {
        return trace.harvest(
                new Harvest(
                        Samples.BAISHAO,
                        Form.FRESH,
                        Source.CULTIVATED,
                        Samples.SHIJIULI,
                        Market.dayOf(clock.instant()),
                        Kilograms.of(kg),
                        new Planting("自繁芍头", new BigDecimal(mu), LocalDate.of(2022, 9, 25), null, null),
                        Optional.empty()),
                grower);
    }

    private static Intake untraced(long kg) {
        return new Intake(
                Samples.BAISHAO,
                null,
                null,
                Kilograms.of(kg),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private BalanceLine line(Actor of) {
        BalanceQuery all = BalanceQuery.ofYear(year());
        return balances.of(new BalanceQuery(
                        all.year(), of.merchant(), all.kind(), all.material(), all.findingsOnly(), all.sort()))
                .get(0);
    }

    private int year() {
        return Market.dayOf(clock.instant()).getYear();
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }
}
