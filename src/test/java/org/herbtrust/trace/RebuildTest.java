package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class RebuildTest {

    private static final Logger LOG = Logger.getLogger(RebuildTest.class);

    @Inject
    Trace trace;

    @Inject
    Merchants merchants;

    @Inject
    Samples samples;

    @Inject
    Database database;

    static LongStream seeds() {
        return RandomMarket.seeds(1, 20, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappenedTheBalanceHoldsAndARebuildSaysTheSame(long seed) {
        RandomMarket market = new RandomMarket(trace, samples, seed);
        market.happen(120);

        assertThat(unbalanced(market.parties())).isEmpty();
        Rebuilt rebuilt = trace.rebuild(true, Samples.admin());

        assertThat(rebuilt.after()).isEqualTo(rebuilt.before()).isEqualTo(trace.digest());
        assertThat(unbalanced(market.parties())).isEmpty();
        assertThat(market.done()).isGreaterThan(60);
    }

    @Test
    void aThousandEventsAreRebuilt() {
        RandomMarket market = new RandomMarket(trace, samples, 4_000);
        market.happen(1_500);

        Rebuilt rebuilt = trace.rebuild(true, Samples.admin());

        assertThat(rebuilt.equal()).isTrue();
        assertThat(rebuilt.events()).isGreaterThan(1_000);
        LOG.infof(
                "%d events, %s, were rebuilt in %d ms",
                rebuilt.events(), rebuilt.rows(), rebuilt.took().toMillis());
    }

    @Test
    void whatHappenedBeforeABarOrAHoldIsStillTrueAfterIt() {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        LotView lot = samples.harvested(grower, 100);
        ConsignmentView sent = trace.ship(new Shipping(lot.code(), id(trader), Kilograms.of(40)), grower);
        trace.receive(new Receiving(sent.id(), Kilograms.of(40)), trader);
        trace.hold(lot.code(), HoldReason.INVESTIGATION, "测试", Samples.inspector());
        merchants.changeStanding(id(trader), Standing.SUSPENDED, "测试-2", Samples.office());

        Rebuilt rebuilt = trace.rebuild(true, Samples.admin());

        assertThat(rebuilt.equal()).isTrue();
        assertThat(trace.get(lot.code()).id()).isEqualTo(lot.id());
        assertThat(trace.get(lot.code()).isHeld()).isTrue();
        assertThat(trace.get(lot.code()).heldBy(id(trader))).isEqualTo(Kilograms.of(40));
    }

    @Test
    void aConsignmentKeepsItsNumberSoThatItCanStillBeReceived() {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        LotView lot = samples.harvested(grower, 100);
        ConsignmentView sent = trace.ship(new Shipping(lot.code(), id(trader), Kilograms.of(40)), grower);

        trace.rebuild(true, Samples.admin());

        assertThat(trace.receive(new Receiving(sent.id(), Kilograms.of(39)), trader)
                        .heldBy(id(trader)))
                .isEqualTo(Kilograms.of(39));
    }

    @Test
    void rowsThatWereTamperedWithAreFoundAndMended() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        QuarkusTransaction.requiringNew()
                .run(() -> database.update("update lot_holding set kg = 900 where lot_id = ?", lot.id()));

        Rebuilt compared = trace.rebuild(false, Samples.admin());

        assertThat(compared.equal()).isFalse();
        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(900));
        trace.rebuild(true, Samples.admin());
        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(100));
    }

    @Test
    void capturesDuringARebuildWaitAndAreNotLost() {
        Actor grower = samples.grower();
        LotView lot = samples.harvested(grower, 100);
        List<CompletableFuture<LotView>> sales = new ArrayList<>();
        CompletableFuture<Rebuilt> rebuilding =
                CompletableFuture.supplyAsync(() -> trace.rebuild(true, Samples.admin()));
        for (int i = 0; i < 20; i++) {
            sales.add(CompletableFuture.supplyAsync(
                    () -> trace.sell(new Sale(lot.code(), Kilograms.of(1), Optional.empty()), grower)));
        }
        rebuilding.join();
        sales.forEach(CompletableFuture::join);

        assertThat(trace.get(lot.code()).heldBy(id(grower))).isEqualTo(Kilograms.of(80));
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void onlyTheAdministratorRebuilds() {
        assertThatThrownBy(() -> trace.rebuild(true, Samples.office()))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(TraceRefusal.NOT_YOURS_TO_REBUILD));
    }

    /** Lots of these parties of which more or less is accounted for than ever was. */
    private List<String> unbalanced(List<Actor> parties) {
        return database.query("""
                select l.code || ' ' || l.born_kg || ' <> ' || accounted.kg
                from lot l, lateral (
                    select coalesce((select sum(h.kg) from lot_holding h where h.lot_id = l.id), 0)
                         + coalesce((select sum(c.kg - coalesce(c.received_kg, 0)) from consignment c where c.lot_id = l.id), 0)
                         + coalesce((select sum(m.kg) from lot_movement m
                                     where m.lot_id = l.id and m.kind in ('USED', 'SOLD', 'DESTROYED')), 0)
                         - coalesce((select sum(m.kg) from lot_movement m
                                     where m.lot_id = l.id and m.kind = 'RETURNED'), 0) as kg) accounted
                where l.maker_id = any (?) and l.born_kg <> accounted.kg
                """, row -> row.getString(1), (Object)
                parties.stream().map(party -> id(party).value()).toArray(Long[]::new));
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }
}
