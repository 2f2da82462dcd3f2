package org.herbtrust.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EpcisEvent.ClassQuantity;

/**
 * Puts events that arrive together into the order in which they happened, whatever order they stand in: by their times, but
 * never the use of a lot before its birth, for clocks differ.
 *
 * <p>An event that arrives alone and before what it rests on is refused, with a reason that says so, and is taken when its
 * sender sends it again. So any order of arrival ends in the same lots; decision 0018 names what depends on it all the same.
 */
final class Arrivals {

    private Arrivals() {}

    private record Waiting(int place, CapturedEvent event) {}

    static List<CapturedEvent> inOrder(List<CapturedEvent> events) {
        if (events.size() < 2) {
            return events;
        }
        Map<String, Integer> births = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            for (String lot : born(events.get(i).event())) {
                births.putIfAbsent(lot, i);
            }
        }
        List<List<Integer>> after = new ArrayList<>();
        int[] missing = new int[events.size()];
        events.forEach(event -> after.add(new ArrayList<>()));
        for (int i = 0; i < events.size(); i++) {
            Set<Integer> needs = new HashSet<>();
            for (String lot : Projection.classes(events.get(i).event())) {
                Integer birth = births.get(lot);
                if (birth != null && birth != i) {
                    needs.add(birth);
                }
            }
            missing[i] = needs.size();
            for (int need : needs) {
                after.get(need).add(i);
            }
        }
        return sorted(events, after, missing);
    }

    private static List<CapturedEvent> sorted(List<CapturedEvent> events, List<List<Integer>> after, int[] missing) {
        PriorityQueue<Waiting> ready = new PriorityQueue<>(
                Comparator.comparing((Waiting w) -> w.event().event().eventTime())
                        .thenComparingInt(Waiting::place));
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready.add(new Waiting(i, events.get(i)));
            }
        }
        List<CapturedEvent> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            Waiting next = ready.poll();
            sorted.add(next.event());
            for (int i : after.get(next.place())) {
                if (--missing[i] == 0) {
                    ready.add(new Waiting(i, events.get(i)));
                }
            }
        }
        // What rests on itself in a circle keeps its place and is refused there, with the circle named.
        return sorted.size() == events.size() ? sorted : events;
    }

    private static List<String> born(EpcisEvent event) {
        boolean begins = event.type() == EpcisEvent.Type.ObjectEvent
                && event.action().filter(a -> a == EpcisEvent.Action.ADD).isPresent();
        List<ClassQuantity> born = begins ? event.quantities() : event.outputQuantities();
        return born.stream().map(ClassQuantity::epcClass).toList();
    }
}
