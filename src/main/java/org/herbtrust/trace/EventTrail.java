package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EpcisEvent.Action;
import org.herbtrust.epcis.Mention;
import org.herbtrust.epcis.Mentions;

/**
 * All events that speak of some goods, and those of the containers that the goods were in, while they were.
 *
 * <p>This is what a client finds who asks the repository for the events of each thing in turn and follows what it finds; a
 * test holds the two against each other.
 */
@ApplicationScoped
class EventTrail {

    /** A container in a container in …: a box on a pallet in a lorry is three. */
    private static final int DEEPEST_NESTING = 8;

    @Inject
    Mentions mentions;

    /**
     * An event of the trail.
     *
     * @param of any of its mentions
     * @param things of the goods that it speaks of
     * @param container if it speaks of none
     */
    record Found(Mention of, Set<String> things, Optional<String> container) {}

    /**
     * @param events by time
     * @param complete false if there are more than were asked for
     */
    record Trail(List<Found> events, Set<String> declaredWrong, List<Tracing.Stay> stays, boolean complete) {}

    /** @param most events of the goods and again of the containers */
    Trail of(Collection<String> things, int most) {
        List<Mention> own = mentions.of(things, most + 1);
        Collecting trail = new Collecting(own, most);
        trail.containers();
        return trail.done();
    }

    /**
     * All things that lead to these, or come from them, by transformations of whatever the market doesn't know.
     *
     * @param depth levels
     * @return in the order in which they were found
     */
    Set<String> walk(Collection<String> start, boolean back, int depth, int most) {
        Set<String> reached = new LinkedHashSet<>(start);
        Collection<String> frontier = start;
        for (int level = 0; level < depth && !frontier.isEmpty() && reached.size() < most; level++) {
            List<Mention> found = mentions.of(frontier, most);
            Set<String> wrong = wrong(found);
            Set<Long> seqs = found.stream()
                    .filter(m -> m.type() == EpcisEvent.Type.TransformationEvent && !wrong.contains(m.eventId()))
                    .filter(m -> back ? m.role().isOutput() : m.role().isInput())
                    .map(Mention::seq)
                    .collect(Collectors.toSet());
            Set<String> next = mentions.in(seqs, most).stream()
                    .filter(m -> back ? m.role().isInput() : m.role().isOutput())
                    .map(Mention::thing)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            next.removeAll(reached);
            reached.addAll(next);
            frontier = next;
        }
        return reached;
    }

    /**
     * What a container holds, boxes on a pallet and what is in them included.
     *
     * @param what every mention by which something got in
     * @param containers those that hold something
     */
    record Contents(List<Mention> what, Set<String> containers) {}

    /**
     * What is in the container; if it is empty, what was in it when it was last filled. Of an inner container counts what was
     * in it when it was put in: a crate that is used again has held much else.
     */
    Contents contents(String container, int most) {
        List<Mention> what = new ArrayList<>();
        Set<String> filled = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(container));
        Map<String, Optional<Instant>> asked = Map.of(container, Optional.empty());
        for (int level = 0; level < DEEPEST_NESTING && !asked.isEmpty(); level++) {
            Map<String, List<Placed>> placed = placed(mentions.of(asked.keySet(), most), most);
            Map<String, Optional<Instant>> next = new LinkedHashMap<>();
            asked.forEach((outer, when) -> {
                for (Placed in : thatCount(placed.getOrDefault(outer, List.of()), when)) {
                    filled.add(outer);
                    what.add(in.what());
                    boolean thing = in.what().role() == Mention.Role.CHILD;
                    if (thing
                            && next.size() < Mentions.MOST_THINGS
                            && seen.add(in.what().thing())) {
                        next.put(in.what().thing(), Optional.of(in.what().eventTime()));
                    }
                }
            });
            asked = next;
        }
        return new Contents(List.copyOf(what), filled);
    }

    /** Something that was put into a container. */
    private record Placed(Mention what, Optional<Instant> until) {
        boolean isInAt(Instant moment) {
            return !what.eventTime().isAfter(moment)
                    && until.filter(u -> !u.isAfter(moment)).isEmpty();
        }
    }

    private Map<String, List<Placed>> placed(List<Mention> theirs, int most) {
        Set<String> wrong = wrong(theirs);
        Map<String, List<Takeout>> takeouts = takeouts(theirs, wrong, most);
        List<Long> fillings = theirs.stream()
                .filter(m -> m.role() == Mention.Role.PARENT && isAggregation(m, Action.ADD, wrong))
                .map(Mention::seq)
                .toList();
        Map<String, List<Placed>> placed = new HashMap<>();
        for (Mention in : mentions.in(fillings, most)) {
            if (in.role().isContent() && in.parent().isPresent()) {
                placed.computeIfAbsent(in.parent().get(), c -> new ArrayList<>())
                        .add(new Placed(in, until(in, takeouts)));
            }
        }
        return placed;
    }

    private static Collection<Placed> thatCount(List<Placed> placed, Optional<Instant> when) {
        List<Placed> counting = placed.stream()
                .filter(in -> when.map(in::isInAt).orElse(in.until().isEmpty()))
                .toList();
        if (counting.isEmpty()) {
            // empty by now; or filled only after it was put where it is
            Optional<Instant> last =
                    placed.stream().map(in -> in.what().eventTime()).max(Comparator.naturalOrder());
            counting = placed.stream()
                    .filter(in -> last.filter(in::isInAt).isPresent())
                    .toList();
        }
        // a thing is in only once, however often it is said; of a class some may come in each time
        Map<String, Placed> once = new LinkedHashMap<>();
        counting.forEach(in -> once.put(
                in.what().thing()
                        + (in.what().role() == Mention.Role.CHILD
                                ? ""
                                : " " + in.what().seq()),
                in));
        return once.values();
    }

    private static boolean isAggregation(Mention m, Action action, Set<String> wrong) {
        return m.type() == EpcisEvent.Type.AggregationEvent
                && m.action().filter(a -> a == action).isPresent()
                && !wrong.contains(m.eventId());
    }

    private record Takeout(long seq, Instant at, Set<String> contents) {}

    /** By container in the order of time; one that names no contents empties it. */
    private Map<String, List<Takeout>> takeouts(List<Mention> theirs, Set<String> wrong, int most) {
        List<Mention> emptied = theirs.stream()
                .filter(m -> m.role() == Mention.Role.PARENT && isAggregation(m, Action.DELETE, wrong))
                .toList();
        Map<Long, Set<String>> contents = new HashMap<>();
        for (Mention mention : mentions.in(emptied.stream().map(Mention::seq).toList(), most)) {
            if (mention.role().isContent()) {
                contents.computeIfAbsent(mention.seq(), seq -> new HashSet<>()).add(mention.thing());
            }
        }
        Map<String, List<Takeout>> takeouts = new HashMap<>();
        emptied.forEach(m -> takeouts.computeIfAbsent(m.thing(), c -> new ArrayList<>())
                .add(new Takeout(m.seq(), m.eventTime(), contents.getOrDefault(m.seq(), Set.of()))));
        return takeouts;
    }

    private static Optional<Instant> until(Mention in, Map<String, List<Takeout>> takeouts) {
        return takeouts.getOrDefault(in.parent().orElseThrow(), List.of()).stream()
                .filter(out -> !out.at().isBefore(in.eventTime()) && out.seq() != in.seq())
                .filter(out -> out.contents().isEmpty() || out.contents().contains(in.thing()))
                .map(Takeout::at)
                .findFirst();
    }

    private static Set<String> wrong(List<Mention> found) {
        return found.stream().filter(Mention::declaration).map(Mention::eventId).collect(Collectors.toSet());
    }

    private final class Collecting {
        private final Map<Long, Found> events = new LinkedHashMap<>();
        private final Set<String> wrong;
        private final List<Tracing.Stay> stays = new ArrayList<>();
        private final int most;
        private boolean complete;
        private List<Mention> inside;

        Collecting(List<Mention> own, int most) {
            this.most = most;
            this.complete = own.size() <= most;
            this.inside = own;
            this.wrong = new HashSet<>(wrong(own));
            for (Mention mention : own) {
                events.computeIfAbsent(
                                mention.seq(), seq -> new Found(mention, new LinkedHashSet<>(), Optional.empty()))
                        .things()
                        .add(mention.thing());
            }
        }

        /** Level by level outward: the containers of the goods, their containers, … */
        void containers() {
            Set<String> done = new HashSet<>();
            // since when and until when each thing of the level counts; the goods themselves always
            Map<String, List<Tracing.Stay>> counting = Map.of();
            for (int level = 0; level < DEEPEST_NESTING; level++) {
                List<Mention> put = inside.stream()
                        .filter(m ->
                                m.role().isContent() && m.parent().isPresent() && isAggregation(m, Action.ADD, wrong))
                        .toList();
                Set<String> containers =
                        put.stream().map(m -> m.parent().orElseThrow()).collect(Collectors.toSet());
                containers.removeAll(done);
                if (containers.isEmpty()) {
                    return;
                }
                done.addAll(containers);
                List<Mention> theirs = mentions.of(
                        containers.stream().limit(Mentions.MOST_THINGS).toList(), most + 1);
                complete &= theirs.size() <= most;
                wrong.addAll(wrong(theirs));
                counting = stays(put, containers, theirs, counting);
                Map<String, List<Tracing.Stay>> within = counting;
                inside = theirs;
                for (Mention mention : theirs) {
                    boolean meanwhile = within.getOrDefault(mention.thing(), List.of()).stream()
                            .anyMatch(stay -> during(mention.eventTime(), stay));
                    if (meanwhile) {
                        events.putIfAbsent(mention.seq(), new Found(mention, Set.of(), Optional.of(mention.thing())));
                    }
                }
            }
        }

        private Map<String, List<Tracing.Stay>> stays(
                List<Mention> put,
                Set<String> containers,
                List<Mention> theirs,
                Map<String, List<Tracing.Stay>> outer) {
            Map<String, List<Takeout>> takeouts = takeouts(theirs, wrong, most);
            Map<String, List<Tracing.Stay>> found = new HashMap<>();
            for (Mention in : put) {
                String container = in.parent().orElseThrow();
                if (!containers.contains(container)) {
                    continue;
                }
                Tracing.Stay whole = new Tracing.Stay(in.thing(), container, in.eventTime(), until(in, takeouts));
                // Of a container's stay in another only what falls into the time that the goods were in it.
                List<Tracing.Stay> parts = outer.containsKey(in.thing())
                        ? outer.get(in.thing()).stream()
                                .map(stay -> overlap(whole, stay))
                                .flatMap(Optional::stream)
                                .toList()
                        : List.of(whole);
                found.computeIfAbsent(container, c -> new ArrayList<>()).addAll(parts);
                stays.addAll(parts);
            }
            return found;
        }

        Trail done() {
            List<Found> ordered = events.values().stream()
                    .sorted(Comparator.comparing((Found f) -> f.of().eventTime())
                            .thenComparing(f -> f.of().seq()))
                    .toList();
            stays.sort(Comparator.comparing(Tracing.Stay::since));
            return new Trail(ordered, wrong, stays.stream().distinct().toList(), complete);
        }
    }

    private static boolean during(Instant at, Tracing.Stay stay) {
        return !at.isBefore(stay.since()) && stay.until().filter(at::isAfter).isEmpty();
    }

    private static Optional<Tracing.Stay> overlap(Tracing.Stay whole, Tracing.Stay within) {
        Instant since = whole.since().isAfter(within.since()) ? whole.since() : within.since();
        Optional<Instant> until = whole.until().isEmpty()
                ? within.until()
                : within.until().filter(u -> u.isBefore(whole.until().get())).or(whole::until);
        return until.filter(u -> u.isBefore(since)).isPresent()
                ? Optional.empty()
                : Optional.of(new Tracing.Stay(whole.item(), whole.container(), since, until));
    }
}
