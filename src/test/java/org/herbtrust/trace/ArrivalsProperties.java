package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EpcisEvent.ClassQuantity;
import org.herbtrust.kernel.Quantity;

/** Whatever order events stand in, they are read in one order, and no lot is used before it is born. */
class ArrivalsProperties {

    private static final Instant NOON = Instant.parse("2026-09-01T04:00:00Z");

    @Property(tries = 300)
    void theOrderInTheDocumentDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int lots) {
        Random dice = new Random(seed);
        List<CapturedEvent> events = market(dice, lots);
        List<CapturedEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, dice);

        assertThat(Arrivals.inOrder(shuffled)).isEqualTo(Arrivals.inOrder(events));
    }

    @Property(tries = 300)
    void nothingIsLostAndNothingIsUsedBeforeItIsThere(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int lots) {
        Random dice = new Random(seed);
        List<CapturedEvent> events = market(dice, lots);
        Collections.shuffle(events, dice);

        List<CapturedEvent> ordered = Arrivals.inOrder(events);

        assertThat(ordered).containsExactlyInAnyOrderElementsOf(events);
        Set<String> there = new HashSet<>();
        for (CapturedEvent event : ordered) {
            EpcisEvent e = event.event();
            boolean begins = e.action().equals(Optional.of(EpcisEvent.Action.ADD));
            assertThat(there).containsAll(classes(e.inputQuantities()));
            assertThat(begins || there.containsAll(classes(e.quantities()))).isTrue();
            there.addAll(classes(begins ? e.quantities() : e.outputQuantities()));
        }
    }

    @Property(tries = 100)
    void whereClocksAreRightTheirOrderIsKept(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int events) {
        List<CapturedEvent> harvests = new ArrayList<>(IntStream.range(0, events)
                .mapToObj(i -> event(i, i, EpcisEvent.Action.ADD, List.of("lot" + i), List.of(), List.of()))
                .toList());
        List<CapturedEvent> written = new ArrayList<>(harvests);
        Collections.shuffle(written, new Random(seed));

        assertThat(Arrivals.inOrder(written)).isEqualTo(harvests);
    }

    /** Lots 1 … n, harvested or made from some with lower numbers, and sales of them, by clocks that are all wrong. */
    private static List<CapturedEvent> market(Random dice, int lots) {
        List<Integer> times =
                new ArrayList<>(IntStream.range(0, 2 * lots).boxed().toList());
        Collections.shuffle(times, dice);
        List<CapturedEvent> events = new ArrayList<>();
        for (int lot = 0; lot < lots; lot++) {
            List<String> self = List.of("lot" + lot);
            if (lot == 0 || dice.nextBoolean()) {
                events.add(event(2 * lot, times.get(2 * lot), EpcisEvent.Action.ADD, self, List.of(), List.of()));
            } else {
                List<String> from = List.of("lot" + dice.nextInt(lot), "lot" + dice.nextInt(lot));
                events.add(event(2 * lot, times.get(2 * lot), null, List.of(), from, self));
            }
            String sold = "lot" + dice.nextInt(lot + 1);
            events.add(event(
                    2 * lot + 1,
                    times.get(2 * lot + 1),
                    EpcisEvent.Action.OBSERVE,
                    List.of(sold),
                    List.of(),
                    List.of()));
        }
        return events;
    }

    private static CapturedEvent event(
            int seq,
            int minute,
            EpcisEvent.Action actionOrNull,
            List<String> about,
            List<String> inputs,
            List<String> outputs) {
        return new CapturedEvent(
                seq,
                new EpcisEvent(
                        actionOrNull == null ? EpcisEvent.Type.TransformationEvent : EpcisEvent.Type.ObjectEvent,
                        "urn:x:" + seq,
                        NOON.plusSeconds(60L * minute),
                        ZoneOffset.ofHours(8),
                        Optional.ofNullable(actionOrNull),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        quantities(about),
                        List.of(),
                        quantities(inputs),
                        List.of(),
                        quantities(outputs),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        JsonNodeFactory.instance.objectNode()),
                NOON,
                "",
                true);
    }

    private static List<ClassQuantity> quantities(List<String> lots) {
        return lots.stream()
                .map(lot -> new ClassQuantity(lot, Optional.of(new Quantity(BigDecimal.ONE, "KGM"))))
                .toList();
    }

    private static List<String> classes(List<ClassQuantity> quantities) {
        return quantities.stream().map(ClassQuantity::epcClass).toList();
    }
}
