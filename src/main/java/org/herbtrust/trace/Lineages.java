package org.herbtrust.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.EpcUri;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.epcis.Mention;
import org.herbtrust.epcis.Mentions;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Sheet;
import org.herbtrust.platform.SheetFormat;
import org.herbtrust.trace.rules.Shares;

/**
 * Tracing back and forward in one call, from any lot, label, container or event. For lots of the market a question costs as
 * many statements whatever it finds; only things that are no lots are followed level by level, some statements each.
 */
@ApplicationScoped
public class Lineages {

    /** Lots of one answer; a wider lineage is cut and says so. */
    public static final int MOST_LOTS = 5_000;

    /** Events of one answer, and as many again of containers. */
    public static final int MOST_EVENTS = 10_000;

    /** A lineage of lots that are mixed and parted all the time has more edges than lots. */
    private static final int MOST_EDGES = 20_000;

    private static final int MOST_PACKAGES = 2_000;

    private static final int SHARE_DECIMALS = 6;

    private static final int THING_LEVELS = 64;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Inject
    LineageWalk walk;

    @Inject
    EventTrail trail;

    @Inject
    Mentions mentions;

    @Inject
    Merchants merchants;

    @Inject
    Epcis epcis;

    @Inject
    Clock clock;

    /**
     * @param of code of a lot or label, class or EPC URI (also as Digital Link), SSCC, or id of an event
     * @param depth at least 1; empty: to the end
     * @param reader empty: the public
     * @throws Refused {@link TraceRefusal#THING_UNKNOWN}
     */
    @Transactional
    public Tracing trace(String of, Tracing.Way direction, Optional<Integer> depth, Optional<Actor> reader) {
        return find(of, direction, depth, reader).tracing();
    }

    /**
     * The same as an EPCIS document, which another repository can capture.
     *
     * @throws Refused {@link TraceRefusal#EVENTS_NOT_YOURS} for the public
     */
    @Transactional
    public ObjectNode document(String of, Tracing.Way direction, Optional<Integer> depth, Optional<Actor> reader) {
        if (reader.isEmpty()) {
            throw new Refused(TraceRefusal.EVENTS_NOT_YOURS, "事件原文供登录用户查阅 (the events are for those signed in)");
        }
        Answer answer = find(of, direction, depth, reader);
        ObjectNode document = JSON.objectNode();
        document.putArray("@context")
                .add("https://ref.gs1.org/standards/epcis/epcis-context.jsonld")
                .add(JSON.objectNode().put("tcm", MarketEvents.NAMESPACE));
        document.put("type", "EPCISDocument")
                .put("schemaVersion", "2.0")
                .put("creationDate", clock.instant().toString());
        ArrayNode list = document.putObject("epcisBody").putArray("eventList");
        events(answer).forEach(event -> list.add(event.event().body()));
        return document;
    }

    /**
     * The same as a flat table for auditors, a row for each thing of each event, the header first.
     *
     * @throws Refused {@link TraceRefusal#EVENTS_NOT_YOURS} for the public
     */
    @Transactional
    public byte[] sheet(
            String of, Tracing.Way direction, Optional<Integer> depth, SheetFormat format, Optional<Actor> reader) {
        if (reader.isEmpty()) {
            throw new Refused(TraceRefusal.EVENTS_NOT_YOURS, "事件明细供登录用户查阅 (the events are for those signed in)");
        }
        Answer answer = find(of, direction, depth, reader);
        Map<String, String> names = new HashMap<>();
        answer.parties().values().forEach(party -> names.put(party.gln().placeUri(), party.name()));
        LineageSheet sheet = new LineageSheet(
                answer.lots(),
                event ->
                        event.bizLocation().or(event::readPoint).map(names::get).orElse(""));
        Set<String> wrong = answer.tracing().events().stream()
                .filter(Tracing.Happening::declaredWrong)
                .flatMap(event -> event.eventId().stream())
                .collect(Collectors.toSet());
        events(answer)
                .forEach(event -> sheet.add(event, wrong.contains(event.event().eventId())));
        return Sheet.write("追溯明细 lineage", sheet.rows(), format);
    }

    private List<CapturedEvent> events(Answer answer) {
        Map<Long, CapturedEvent> events = new HashMap<>();
        for (int from = 0; from < answer.open().size(); from += MOST_EVENTS) {
            epcis.bySeq(answer.open().subList(from, Math.min(answer.open().size(), from + MOST_EVENTS)))
                    .forEach(event -> events.put(event.seq(), event));
        }
        return answer.open().stream().map(events::get).toList();
    }

    /**
     * @param open seqs of the events that the reader may see in full, by the time of the event
     * @param lots by URI
     */
    private record Answer(
            Tracing tracing,
            List<Long> open,
            Map<String, LineageWalk.Lot> lots,
            Map<MerchantId, MerchantView> parties) {}

    private Answer find(String of, Tracing.Way direction, Optional<Integer> depth, Optional<Actor> reader) {
        if (depth.filter(d -> d < 1).isPresent()) {
            throw new IllegalArgumentException("depth: 1…");
        }
        Start start = start(of);
        return new Finding(start, direction, depth, reader).answer();
    }

    // ---- what is asked for

    /**
     * @param lots with their parts of what is asked for, 1 in sum
     * @param things packages, containers and classes that are no lots
     */
    private record Start(Tracing.Kind kind, String of, Map<Long, BigDecimal> lots, Set<String> things) {}

    private Start start(String typed) {
        String of = typed == null ? "" : typed.strip();
        if (of.isEmpty() || of.length() > 2_048) {
            throw new IllegalArgumentException("请给出批次、标签、包装箱或事件的编号 (code of a lot, label, container or event)");
        }
        if (ShortCode.looksLike(of)) {
            return byCode(new ShortCode(of));
        }
        String uri = of.matches("\\d{18}") ? "https://id.gs1.org/00/" + of : EpcUri.canonical(of);
        Map<String, Long> lot = walk.byUris(List.of(uri));
        if (!lot.isEmpty()) {
            return new Start(Tracing.Kind.LOT, uri, Map.of(lot.get(uri), BigDecimal.ONE), Set.of());
        }
        Map<Long, Long> packed = walk.byPackages(List.of(uri));
        if (!packed.isEmpty()) {
            return new Start(Tracing.Kind.PACKAGE, uri, weights(packed), Set.of(uri));
        }
        List<Mention> event = mentions.in(of, MOST_EVENTS);
        if (!event.isEmpty()) {
            return ofEvent(of, event);
        }
        List<Mention> mentioned = mentions.of(List.of(uri), MOST_EVENTS);
        if (mentioned.isEmpty()) {
            throw new Refused(
                    TraceRefusal.THING_UNKNOWN, "没有关于“%s”的任何记录 (nothing is known of it)".formatted(shortened(of)));
        }
        EventTrail.Contents inside = trail.contents(uri, MOST_EVENTS);
        return inside.what().isEmpty()
                ? new Start(Tracing.Kind.THING, uri, Map.of(), Set.of(uri))
                : new Start(Tracing.Kind.CONTAINER, uri, lots(inside.what()), inside.containers());
    }

    private Start byCode(ShortCode code) {
        Optional<Long> lot = walk.byCode(code);
        if (lot.isPresent()) {
            return new Start(Tracing.Kind.LOT, code.value(), Map.of(lot.get(), BigDecimal.ONE), Set.of());
        }
        String epc = walk.packageWithSerial(code.value())
                .orElseThrow(() -> new Refused(
                        TraceRefusal.LOT_UNKNOWN, "没有批次或标签%s (no such lot or label)".formatted(code.grouped())));
        return new Start(Tracing.Kind.PACKAGE, epc, weights(walk.byPackages(List.of(epc))), Set.of(epc));
    }

    // Of a transformation what came out of it: what went in is one step back.
    private Start ofEvent(String id, List<Mention> event) {
        List<Mention> outputs = event.stream().filter(m -> m.role().isOutput()).toList();
        List<Mention> meant = outputs.isEmpty() ? event : outputs;
        Map<Long, BigDecimal> lots = lots(meant);
        Set<String> lotUris =
                walk.byUris(meant.stream().map(Mention::thing).toList()).keySet();
        Set<String> things = meant.stream().map(Mention::thing).collect(Collectors.toCollection(LinkedHashSet::new));
        things.removeAll(lotUris);
        return new Start(Tracing.Kind.EVENT, id, lots, things);
    }

    /**
     * By mass where every lot of them has one, else by the number of mentions and packages. What is packed is told by its
     * class where the event names that, else by its packages.
     */
    private Map<Long, BigDecimal> lots(List<Mention> meant) {
        Map<String, Long> byUri =
                walk.byUris(meant.stream().map(Mention::thing).distinct().toList());
        List<Mention> classes =
                meant.stream().filter(m -> byUri.containsKey(m.thing())).toList();
        Set<Long> told = classes.stream().map(Mention::seq).collect(Collectors.toSet());
        Map<Long, Long> packed = walk.byPackages(meant.stream()
                .filter(m -> !told.contains(m.seq()))
                .map(Mention::thing)
                .distinct()
                .toList());
        boolean weighed = packed.isEmpty()
                && classes.stream()
                        .allMatch(m -> m.quantity().filter(q -> q.signum() > 0).isPresent());
        Map<Long, BigDecimal> parts = new LinkedHashMap<>();
        classes.forEach(m -> parts.merge(
                byUri.get(m.thing()), weighed ? m.quantity().orElseThrow() : BigDecimal.ONE, BigDecimal::add));
        packed.forEach((lot, count) -> parts.merge(lot, BigDecimal.valueOf(count), BigDecimal::add));
        return ofWhole(parts);
    }

    private static Map<Long, BigDecimal> weights(Map<Long, Long> counts) {
        Map<Long, BigDecimal> parts = new LinkedHashMap<>();
        counts.forEach((lot, count) -> parts.put(lot, BigDecimal.valueOf(count)));
        return ofWhole(parts);
    }

    private static Map<Long, BigDecimal> ofWhole(Map<Long, BigDecimal> parts) {
        BigDecimal whole = parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        parts.replaceAll((lot, part) -> part.divide(whole, 20, RoundingMode.HALF_EVEN));
        return parts;
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    // ---- the answer

    private final class Finding {
        private final Start start;
        private final Tracing.Way direction;
        private final Optional<Integer> depth;
        private final boolean official;
        private final Optional<MerchantId> me;
        private boolean complete = true;

        private final Map<Long, Integer> levels = new LinkedHashMap<>();
        private final Map<Long, BigDecimal> shares = new HashMap<>();
        private final List<Shares.Edge> edges = new ArrayList<>();
        private Map<Long, LineageWalk.Lot> lots = Map.of();
        private Map<MerchantId, MerchantView> parties = Map.of();
        private List<Tracing.Origin> origins = List.of();

        Finding(Start start, Tracing.Way direction, Optional<Integer> depth, Optional<Actor> reader) {
            this.start = start;
            this.direction = direction;
            this.depth = depth;
            this.official = reader.filter(a -> a.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN))
                    .isPresent();
            this.me = reader.flatMap(Actor::merchant);
        }

        Answer answer() {
            start.lots().forEach((lot, part) -> {
                levels.put(lot, 0);
                shares.put(lot, part);
            });
            if (direction.goesBack()) {
                back();
            }
            // A package is the end of its lot's way: what else became of the lot is no matter of the package.
            boolean ends = start.kind() == Tracing.Kind.PACKAGE || start.kind() == Tracing.Kind.CONTAINER;
            if (direction.goesForward() && !ends) {
                forward();
            }
            lots = walk.lots(levels.keySet());
            Set<String> things = things(ends);
            EventTrail.Trail events = trail.of(things, MOST_EVENTS);
            complete &= events.complete();
            List<Long> seqs = events.events().stream().map(f -> f.of().seq()).toList();
            Map<Long, MerchantId> doers = walk.parties(seqs);
            parties = merchants.byIds(
                    Stream.concat(lots.values().stream().map(LineageWalk.Lot::maker), doers.values().stream())
                            .collect(Collectors.toSet()));
            Set<Long> mine = official || me.isEmpty() ? Set.of() : walk.of(me.get(), seqs);
            return new Answer(
                    tracing(events, things, doers, mine, ends),
                    seqs.stream().filter(seq -> official || mine.contains(seq)).toList(),
                    lots.values().stream().collect(Collectors.toMap(LineageWalk.Lot::uri, Function.identity())),
                    parties);
        }

        private void back() {
            List<Shares.Edge> found = edges(true);
            Map<Long, Integer> away = away(found, true);
            away.forEach((lot, steps) -> levels.putIfAbsent(lot, -steps));
            shares.putAll(Shares.back(start.lots(), found));
            edges.addAll(found);
            Set<Long> begun = new HashSet<>(away.keySet());
            begun.addAll(start.lots().keySet());
            found.forEach(edge -> begun.remove(edge.child()));
            Set<Long> cut = depth.isPresent() || found.size() >= MOST_EDGES ? walk.leadingOn(begun, true) : Set.of();
            complete &= cut.isEmpty();
            Map<Long, LineageWalk.Lot> first = walk.lots(begun);
            origins = first.values().stream()
                    .map(lot -> new Tracing.Origin(
                            lot.code(),
                            rounded(shares.getOrDefault(lot.id(), BigDecimal.ZERO)),
                            lot.origin(),
                            lot.harvestedOn(),
                            lot.untraced(),
                            cut.contains(lot.id())))
                    .sorted(Comparator.comparing(Tracing.Origin::share)
                            .reversed()
                            .thenComparing(origin -> origin.lot().value()))
                    .toList();
        }

        private void forward() {
            List<Shares.Edge> found = edges(false);
            Map<Long, Integer> away = away(found, false);
            away.forEach(levels::putIfAbsent);
            Shares.forward(start.lots().keySet(), found).forEach(shares::putIfAbsent);
            edges.addAll(found);
            if (depth.isPresent()) {
                Set<Long> ends = new HashSet<>(away.keySet());
                found.forEach(edge -> ends.remove(edge.parent()));
                complete &= walk.leadingOn(ends, false).isEmpty();
            }
        }

        private List<Shares.Edge> edges(boolean goingBack) {
            if (start.lots().isEmpty()) {
                return List.of();
            }
            List<Shares.Edge> found = walk.edges(start.lots().keySet(), goingBack, depth, MOST_EDGES + 1);
            if (found.size() > MOST_EDGES) {
                complete = false;
                found = found.subList(0, MOST_EDGES);
            }
            return found;
        }

        /** Steps on the shortest way to each lot, nearest first; no more lots than an answer has room for. */
        private Map<Long, Integer> away(List<Shares.Edge> found, boolean goingBack) {
            Map<Long, List<Long>> next = new HashMap<>();
            found.forEach(
                    edge -> next.computeIfAbsent(goingBack ? edge.child() : edge.parent(), id -> new ArrayList<>())
                            .add(goingBack ? edge.parent() : edge.child()));
            Map<Long, Integer> away = new LinkedHashMap<>();
            Deque<Long> queue = new ArrayDeque<>(start.lots().keySet());
            start.lots().keySet().forEach(lot -> away.put(lot, 0));
            while (!queue.isEmpty() && away.size() < MOST_LOTS) {
                long lot = queue.poll();
                for (long other : next.getOrDefault(lot, List.of())) {
                    if (away.putIfAbsent(other, away.get(lot) + 1) == null) {
                        queue.add(other);
                    }
                }
            }
            complete &= queue.stream()
                    .allMatch(lot -> next.getOrDefault(lot, List.of()).stream().allMatch(away::containsKey));
            start.lots().keySet().forEach(away::remove);
            return away;
        }

        private Set<String> things(boolean ends) {
            Set<String> things = lots.values().stream()
                    .map(LineageWalk.Lot::uri)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (direction == Tracing.Way.FORWARD && ends) {
                things.clear(); // what else became of the lot is no matter of the package
            }
            things.addAll(start.things());
            if (start.lots().isEmpty()) {
                int levelsOfThings = Math.min(depth.orElse(THING_LEVELS), THING_LEVELS);
                if (direction.goesBack()) {
                    things.addAll(trail.walk(start.things(), true, levelsOfThings, MOST_EVENTS));
                }
                if (direction.goesForward()) {
                    things.addAll(trail.walk(start.things(), false, levelsOfThings, MOST_EVENTS));
                }
            } else if (direction.goesForward() && !ends) {
                List<String> packages = walk.packagesOf(
                        levels.entrySet().stream()
                                .filter(e -> e.getValue() >= 0)
                                .map(Map.Entry::getKey)
                                .toList(),
                        MOST_PACKAGES + 1);
                complete &= packages.size() <= MOST_PACKAGES;
                packages.stream().limit(MOST_PACKAGES).forEach(things::add);
            }
            if (things.size() > Mentions.MOST_THINGS) {
                complete = false;
                return things.stream().limit(Mentions.MOST_THINGS).collect(Collectors.toCollection(LinkedHashSet::new));
            }
            return things;
        }

        private Tracing tracing(
                EventTrail.Trail events,
                Set<String> things,
                Map<Long, MerchantId> doers,
                Set<Long> mine,
                boolean ends) {
            Map<String, ShortCode> codes =
                    lots.values().stream().collect(Collectors.toMap(LineageWalk.Lot::uri, LineageWalk.Lot::code));
            Set<String> others = new LinkedHashSet<>(things);
            others.removeAll(codes.keySet());
            events.stays().forEach(stay -> others.add(stay.container()));
            return new Tracing(
                    start.kind(),
                    start.of(),
                    direction,
                    depth,
                    complete,
                    levels.keySet().stream()
                            .map(lots::get)
                            .filter(lot -> lot != null)
                            .map(this::relative)
                            .toList(),
                    links(),
                    origins,
                    direction.goesForward() && !ends ? destinations() : List.of(),
                    official || me.isPresent() ? events.stays() : List.of(),
                    events.events().stream()
                            .map(found -> happening(
                                    found,
                                    codes,
                                    events.declaredWrong(),
                                    Optional.ofNullable(doers.get(found.of().seq())),
                                    official || mine.contains(found.of().seq())))
                            .toList(),
                    official || me.isPresent() ? List.copyOf(others) : List.of());
        }

        private boolean mayKnow(LineageWalk.Lot lot) {
            return official || me.filter(lot.maker()::equals).isPresent();
        }

        private Tracing.Relative relative(LineageWalk.Lot lot) {
            boolean open = mayKnow(lot);
            return new Tracing.Relative(
                    lot.code(),
                    open ? Optional.of(lot.uri()) : Optional.empty(),
                    levels.get(lot.id()),
                    rounded(shares.getOrDefault(lot.id(), BigDecimal.ZERO)),
                    lot.material(),
                    lot.form(),
                    lot.source(),
                    lot.untraced(),
                    lot.origin(),
                    lot.harvestedOn(),
                    lot.process(),
                    lot.bornAt(),
                    division(lot.maker()),
                    lot.held(),
                    lot.recalled(),
                    open ? Optional.of(lot.maker()) : Optional.empty(),
                    open ? Optional.of(lot.born()) : Optional.empty());
        }

        private Optional<DivisionCode> division(MerchantId party) {
            return Optional.ofNullable(parties.get(party)).map(MerchantView::division);
        }

        private List<Tracing.Link> links() {
            return edges.stream()
                    .distinct()
                    .filter(edge -> lots.containsKey(edge.parent()) && lots.containsKey(edge.child()))
                    .sorted(Comparator.comparingLong(Shares.Edge::parent).thenComparingLong(Shares.Edge::child))
                    .map(edge -> new Tracing.Link(
                            lots.get(edge.parent()).code(),
                            lots.get(edge.child()).code(),
                            rounded(edge.share()),
                            mayKnow(lots.get(edge.child())) ? Optional.of(new Kilograms(edge.kg())) : Optional.empty()))
                    .toList();
        }

        private List<Tracing.Destination> destinations() {
            List<Long> forth = levels.entrySet().stream()
                    .filter(e -> e.getValue() >= 0)
                    .map(Map.Entry::getKey)
                    .toList();
            return walk.holdings(forth).stream()
                    .filter(held -> official || me.filter(held.holder()::equals).isPresent())
                    .map(held -> new Tracing.Destination(
                            lots.get(held.lot()).code(),
                            held.holder(),
                            held.kg(),
                            start.lots().containsKey(held.lot())
                                    ? BigDecimal.ONE.setScale(SHARE_DECIMALS)
                                    : rounded(shares.getOrDefault(held.lot(), BigDecimal.ZERO)),
                            held.onTheWay()))
                    .toList();
        }

        private Tracing.Happening happening(
                EventTrail.Found found,
                Map<String, ShortCode> codes,
                Set<String> wrong,
                Optional<MerchantId> party,
                boolean open) {
            Mention of = found.of();
            return new Tracing.Happening(
                    of.type(),
                    of.action(),
                    of.bizStep(),
                    of.disposition(),
                    of.eventTime(),
                    party.flatMap(this::division),
                    found.things().stream()
                            .map(codes::get)
                            .filter(code -> code != null)
                            .toList(),
                    of.declaration(),
                    wrong.contains(of.eventId()),
                    open ? found.container() : Optional.empty(),
                    open ? Optional.of(of.eventId()) : Optional.empty(),
                    open ? party : Optional.empty(),
                    open ? Optional.of(of.recordTime()) : Optional.empty());
        }
    }

    private static BigDecimal rounded(BigDecimal share) {
        return share.setScale(SHARE_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
