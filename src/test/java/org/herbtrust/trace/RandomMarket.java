package org.herbtrust.trace;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;

/** Four parties who do whatever the dice say; what the market refuses doesn't happen. */
final class RandomMarket {

    private final Trace trace;
    private final Random dice;
    private final List<Actor> parties;
    private final List<ShortCode> lots = new ArrayList<>();
    private int done;
    private boolean oneWay;

    RandomMarket(Trace trace, Samples samples, long seed) {
        this.trace = trace;
        this.dice = new Random(seed);
        this.parties = List.of(samples.grower(), samples.grower(), samples.trader(), samples.trader());
    }

    /** One that nobody has seen yet, beside those that once found something; the test's name tells it. */
    static LongStream seeds(long... known) {
        return LongStream.concat(LongStream.of(known), LongStream.of(System.nanoTime() % 1_000_000));
    }

    /**
     * Nobody packs and no buyer gives goods back. How much is packed depends on the order of things, and a sale that is told
     * first may take what an earlier one had sold and got back.
     */
    RandomMarket oneWay() {
        oneWay = true;
        return this;
    }

    List<Actor> parties() {
        return parties;
    }

    int done() {
        return done;
    }

    void happen(int times) {
        for (int i = 0; i < times; i++) {
            Actor party = parties.get(dice.nextInt(parties.size()));
            try {
                happen(party);
                done++;
            } catch (Refused | IllegalArgumentException refused) {
                // as in life
            }
        }
    }

    private void happen(Actor party) {
        Optional<LotView> own = own(party);
        switch (own.isEmpty() ? 0 : dice.nextInt(10)) {
            case 0 -> lots.add(begin(party).code());
            case 1 ->
                lots.add(trace.process(drying(own.orElseThrow(), party), party).code());
            case 2 ->
                trace.split(
                                new Split(
                                        own.orElseThrow().code(),
                                        List.of(some(own.orElseThrow(), party), Kilograms.of("0.5"))),
                                party)
                        .forEach(lot -> lots.add(lot.code()));
            case 3 -> {
                LotView one = own.orElseThrow();
                LotView two = own(party).orElseThrow();
                lots.add(trace.merge(
                                new Merge(List.of(
                                        new Merge.Portion(one.code(), some(one, party)),
                                        new Merge.Portion(two.code(), some(two, party)))),
                                party)
                        .code());
            }
            case 4, 5 -> {
                MerchantId to = id(parties.get(dice.nextInt(parties.size())));
                trace.ship(new Shipping(own.orElseThrow().code(), to, some(own.orElseThrow(), party)), party);
            }
            case 6, 7 -> {
                List<ConsignmentView> awaited = trace.awaited(id(party));
                if (!awaited.isEmpty()) {
                    ConsignmentView sent = awaited.get(dice.nextInt(awaited.size()));
                    trace.receive(new Receiving(sent.id(), part(sent.kg())), party);
                }
            }
            case 8 -> {
                LotView lot = own.orElseThrow();
                Kilograms kg = some(lot, party);
                trace.sell(new Sale(lot.code(), kg, Optional.empty()), party);
                if (!oneWay && dice.nextInt(4) == 0) {
                    trace.takeBack(new Return(lot.code(), part(kg), Optional.of("质量")), party);
                }
            }
            default -> {
                LotView lot = own.orElseThrow();
                if (oneWay || dice.nextBoolean()) {
                    trace.destroy(new Destruction(lot.code(), some(lot, party), Destruction.Reason.QUALITY), party);
                } else {
                    String epc = "https://id.gs1.org/01/" + lot.gtin().orElseThrow() + "/21/" + lot.code() + done;
                    Kilograms kg = some(lot, party);
                    trace.pack(new Pack(lot.code(), List.of(epc), kg), party);
                    if (dice.nextInt(3) == 0) {
                        trace.unpack(new Unpacking(lot.code(), List.of(epc), kg), party);
                    }
                }
            }
        }
    }

    private LotView begin(Actor party) {
        int kg = 10 + dice.nextInt(1000);
        return party.is(org.herbtrust.kernel.Role.GROWER)
                ? trace.harvest(
                        new Harvest(
                                Samples.BAISHAO,
                                Form.FRESH,
                                Source.CULTIVATED,
                                Samples.SHIJIULI,
                                LocalDate.of(2026, 8, 20),
                                Kilograms.of(kg),
                                new Planting("亳芍种苗", BigDecimal.ONE, LocalDate.of(2022, 10, 1), null, null),
                                Optional.empty()),
                        party)
                : trace.intake(
                        new Intake(
                                Samples.BAISHAO,
                                Form.DRIED,
                                Source.PURCHASED,
                                Kilograms.of(kg),
                                Optional.of(Samples.SHIJIULI),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        party);
    }

    private Processing drying(LotView lot, Actor party) {
        Kilograms in = some(lot, party);
        BigDecimal yield = new BigDecimal("0.15").add(BigDecimal.valueOf(dice.nextInt(50), 2));
        return new Processing(
                lot.code(),
                in,
                "drying",
                Form.DRIED,
                new Kilograms(in.value().multiply(yield).setScale(4, RoundingMode.UP)));
    }

    private Optional<LotView> own(Actor party) {
        List<LotView> held = trace.lotsOf(id(party), true, null, 200).items();
        return held.isEmpty() ? Optional.empty() : Optional.of(held.get(dice.nextInt(held.size())));
    }

    /** Now and then all of it, now and then more than there is. */
    private Kilograms some(LotView lot, Actor party) {
        Kilograms all = lot.heldBy(id(party));
        return switch (dice.nextInt(8)) {
            case 0 -> all;
            case 1 -> all.plus(Kilograms.of("0.0001"));
            default -> part(all);
        };
    }

    private Kilograms part(Kilograms all) {
        BigDecimal share = BigDecimal.valueOf(1 + dice.nextInt(100), 2);
        return new Kilograms(all.value().multiply(share).setScale(4, RoundingMode.UP));
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }
}
