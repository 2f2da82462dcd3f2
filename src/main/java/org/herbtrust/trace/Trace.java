package org.herbtrust.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gs1CheckDigit;
import org.herbtrust.kernel.Gtin;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Chance;
import org.herbtrust.platform.Database;
import org.herbtrust.platform.Page;

/**
 * The trace of the market's lots. Each command writes the EPCIS event that it is; standing, balance, yield and holds are
 * checked where the event is projected, so that a document with the same event meets the same checks.
 */
@ApplicationScoped
public class Trace {

    /** A lineage shows at most so many lots; a wider one is cut and says so. */
    public static final int MOST_LOTS = 2_000;

    /** A journey shows at most so many steps. */
    public static final int MOST_STEPS = 5_000;

    private static final int LONGEST_REBUILD_SECONDS = 6 * 3_600;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Inject
    Epcis epcis;

    @Inject
    Lots lots;

    @Inject
    History history;

    @Inject
    ProjectionDigest digest;

    @Inject
    TradeItems items;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Database database;

    @Inject
    Chance chance;

    @Inject
    Clock clock;

    @Inject
    Holds holds;

    // ---- commands of growers and merchants

    /** @throws Refused unless the actor acts for an admitted grower and the material may come to the market */
    @Transactional
    public LotView harvest(Harvest command, Actor actor) {
        MerchantView grower = party(actor);
        Instant now = clock.instant();
        notInTheFuture(command.harvestedOn(), now);
        ObjectNode ilmd = ilmd(command.material(), command.form(), command.source());
        ilmd.put("tcm:originDivision", command.origin().value());
        ilmd.put("tcm:harvestDate", command.harvestedOn().toString());
        command.document().ifPresent(number -> ilmd.put("tcm:document", number));
        Planting planting = command.planting();
        if (planting != null) {
            ObjectNode facts = ilmd.putObject("tcm:planting");
            put(facts, "tcm:seedSource", planting.seedSource());
            put(
                    facts,
                    "tcm:plantedOn",
                    planting.plantedOn() == null ? null : planting.plantedOn().toString());
            put(facts, "tcm:fertiliser", planting.fertiliser());
            put(facts, "tcm:pesticide", planting.pesticide());
            if (planting.areaMu() != null) {
                facts.put("tcm:areaMu", planting.areaMu());
            }
        }
        return commission(grower, command.material(), command.form(), command.kg(), ilmd, now, actor);
    }

    /** Goods without a trace get a lot from here on. */
    @Transactional
    public LotView intake(Intake command, Actor actor) {
        MerchantView merchant = party(actor);
        Instant now = clock.instant();
        ObjectNode ilmd = ilmd(command.material(), command.form(), command.source());
        ilmd.put("tcm:untraced", true);
        command.statedOrigin().ifPresent(origin -> ilmd.put("tcm:originDivision", origin.value()));
        command.statedHarvest().ifPresent(day -> {
            notInTheFuture(day, now);
            ilmd.put("tcm:harvestDate", day.toString());
        });
        command.document().ifPresent(number -> ilmd.put("tcm:document", number));
        command.supplier().ifPresent(supplier -> ilmd.put("tcm:supplier", supplier));
        return commission(merchant, command.material(), command.form(), command.kg(), ilmd, now, actor);
    }

    @Transactional
    public LotView process(Processing command, Actor actor) {
        if (materials.processes().stream().noneMatch(p -> p.code().equals(command.process()))) {
            throw new IllegalArgumentException("没有这种加工方法 (unknown process): " + command.process());
        }
        return transform(
                        List.of(new Merge.Portion(command.lot(), command.inputKg())),
                        command.process(),
                        command.outputForm(),
                        List.of(command.outputKg()),
                        actor)
                .get(0);
    }

    /** @return the new lots, in the order of the parts */
    @Transactional
    public List<LotView> split(Split command, Actor actor) {
        Kilograms total = command.parts().stream().reduce(Kilograms.ZERO, Kilograms::plus);
        return transform(List.of(new Merge.Portion(command.lot(), total)), "split", null, command.parts(), actor);
    }

    @Transactional
    public LotView merge(Merge command, Actor actor) {
        Kilograms total = command.portions().stream().map(Merge.Portion::kg).reduce(Kilograms.ZERO, Kilograms::plus);
        return transform(command.portions(), "merge", null, List.of(total), actor)
                .get(0);
    }

    /**
     * Packages that have a label each.
     *
     * @return the SSCC of the group of packages
     */
    @Transactional
    public String pack(Pack command, Actor actor) {
        MerchantView merchant = party(actor);
        String lot = uriOf(command.lot());
        ObjectNode event = event("AggregationEvent", "ADD", "packing", "in_progress", merchant);
        String body = "029%014d".formatted(database.insert("select nextval('container_no')"));
        String sscc = body + Gs1CheckDigit.of(body);
        event.put("parentID", "https://id.gs1.org/00/" + sscc);
        ArrayNode children = event.putArray("childEPCs");
        command.packages().forEach(children::add);
        event.set("childQuantityList", MarketEvents.list(MarketEvents.quantity(lot, command.kg())));
        epcis.capture(event, actor);
        return sscc;
    }

    @Transactional
    public ConsignmentView ship(Shipping command, Actor actor) {
        MerchantView seller = party(actor);
        MerchantView buyer = merchants.get(command.to());
        String lot = uriOf(command.lot());
        ObjectNode event = event("ObjectEvent", "OBSERVE", "shipping", "in_transit", seller);
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(lot, command.kg())));
        event.set("sourceList", MarketEvents.parties("source", seller.gln()));
        event.set("destinationList", MarketEvents.parties("destination", buyer.gln()));
        CapturedEvent captured = epcis.capture(event, actor);
        return lots.consignments("c.seq = ?", captured.seq()).get(0);
    }

    @Transactional
    public LotView receive(Receiving command, Actor actor) {
        MerchantView buyer = party(actor);
        ConsignmentView sent = lots.consignments("c.id = ?", command.consignment()).stream()
                .filter(c -> c.to().equals(buyer.id()))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        TraceRefusal.CONSIGNMENT_UNKNOWN,
                        "没有发给%s的这笔货 (no such consignment to this entity)".formatted(buyer.name())));
        if (sent.receivedAt().isPresent()) {
            throw new Refused(TraceRefusal.ALREADY_RECEIVED, "这笔货已经收过 (received already)");
        }
        MerchantView seller = merchants.get(sent.from());
        ObjectNode event = event("ObjectEvent", "OBSERVE", "receiving", "in_progress", buyer);
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(uriOf(sent.lot()), command.kg())));
        event.set("sourceList", MarketEvents.parties("source", seller.gln()));
        event.set("destinationList", MarketEvents.parties("destination", buyer.gln()));
        event.put("tcm:shippingEvent", shippingEvent(command.consignment()));
        event.put("tcm:consignment", command.consignment());
        epcis.capture(event, actor);
        return get(sent.lot());
    }

    @Transactional
    public LotView sell(Sale command, Actor actor) {
        MerchantView seller = party(actor);
        String lot = uriOf(command.lot());
        ObjectNode event = event("ObjectEvent", "OBSERVE", "retail_selling", "retail_sold", seller);
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(lot, command.kg())));
        if (!command.packages().isEmpty()) {
            command.packages().forEach(event.putArray("epcList")::add);
        }
        command.buyer().ifPresent(buyer -> event.put("tcm:buyer", buyer));
        epcis.capture(event, actor);
        return get(command.lot());
    }

    @Transactional
    public LotView destroy(Destruction command, Actor actor) {
        MerchantView holder = party(actor);
        String lot = uriOf(command.lot());
        ObjectNode event = event("ObjectEvent", "DELETE", "destroying", "destroyed", holder);
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(lot, command.kg())));
        event.put("tcm:reason", command.reason().name());
        epcis.capture(event, actor);
        return get(command.lot());
    }

    /** Packages are opened or their labels voided: what was in them is loose again. */
    @Transactional
    public LotView unpack(Unpacking command, Actor actor) {
        MerchantView holder = party(actor);
        ObjectNode event = event("AggregationEvent", "DELETE", "unpacking", "in_progress", holder);
        event.put("parentID", containerOf(command.packages().get(0)));
        ArrayNode children = event.putArray("childEPCs");
        command.packages().forEach(children::add);
        event.set("childQuantityList", MarketEvents.list(MarketEvents.quantity(uriOf(command.lot()), command.kg())));
        epcis.capture(event, actor);
        return get(command.lot());
    }

    /** A buyer whom the market doesn't know gives goods back. */
    @Transactional
    public LotView takeBack(Return command, Actor actor) {
        MerchantView seller = party(actor);
        ObjectNode event = event("ObjectEvent", "OBSERVE", "receiving", "returned", seller);
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(uriOf(command.lot()), command.kg())));
        command.reason().ifPresent(reason -> event.put("tcm:reason", reason));
        epcis.capture(event, actor);
        return get(command.lot());
    }

    // ---- holds and recalls of one lot; of more, see Holds

    /** @see Holds#hold */
    @Transactional
    public HoldId hold(ShortCode lot, HoldReason reason, String cause, Actor actor) {
        return holds.hold(HoldScope.ofLot(lot), reason, cause, actor);
    }

    /** @see Holds#release */
    @Transactional
    public void release(HoldId hold, String cause, Actor actor) {
        holds.release(hold, cause, actor);
    }

    /** @see Holds#recall */
    @Transactional
    public RecallView recall(ShortCode lot, Text notice, String cause, Actor actor) {
        return holds.recall(HoldScope.ofLot(lot), notice, cause, actor);
    }

    public List<RecallView> recalls(boolean openOnly) {
        return holds.recalls(openOnly);
    }

    // ---- questions

    public Optional<LotView> find(ShortCode code) {
        return lots.view(code);
    }

    /** @throws Refused {@link TraceRefusal#LOT_UNKNOWN} */
    public LotView get(ShortCode code) {
        return find(code)
                .orElseThrow(
                        () -> new Refused(TraceRefusal.LOT_UNKNOWN, "没有批次%s (no such lot)".formatted(code.grouped())));
    }

    /** A lot by its class URI, in canonical form. */
    public Optional<LotView> findByUri(String uri) {
        return lots.viewByUri(org.herbtrust.epcis.EpcUri.canonical(uri));
    }

    /** The lot that a labelled package was filled from. */
    public Optional<ShortCode> lotOfPackage(String epc) {
        return database.one(
                "select l.code from lot_package p join lot l on l.id = p.lot_id where p.epc = ?",
                row -> new ShortCode(row.getString(1)),
                epc);
    }

    /** The lot that a group of packages was filled from, by the SSCC of {@link #pack}. */
    public Optional<ShortCode> lotOfContainer(String sscc) {
        return database.one(
                "select l.code from lot_package p join lot l on l.id = p.lot_id where p.container = ? limit 1",
                row -> new ShortCode(row.getString(1)),
                "https://id.gs1.org/00/" + sscc);
    }

    /** Lots that the merchant has (or ever made), newest first. */
    public Page<LotView> lotsOf(MerchantId merchant, boolean inStockOnly, String cursor, Integer limit) {
        int size = Page.size(limit);
        long before = cursor == null || cursor.isBlank() ? Long.MAX_VALUE : number(cursor);
        List<LotView> found = lots.ofMerchant(merchant, inStockOnly, before, size + 1);
        List<LotView> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown, found.size() > size ? Long.toString(shown.get(size - 1).id()) : null);
    }

    /** Consignments to the merchant that have not arrived, oldest first. */
    public List<ConsignmentView> awaited(MerchantId merchant) {
        return lots.consignments("c.to_id = ? and c.received_at is null order by c.id limit 500", merchant.value());
    }

    /** Whether some of a lot that was sent off after that moment has come in with the merchant. */
    public boolean hasReceived(MerchantId merchant, ShortCode lot, Instant sentAfter) {
        return !lots.consignments(
                        "c.to_id = ? and l.code = ? and c.received_at is not null and c.shipped_at >= ? limit 1",
                        merchant.value(),
                        lot.value(),
                        sentAfter)
                .isEmpty();
    }

    /** The merchant's last consignments in either direction, newest first. */
    public List<ConsignmentView> consignments(MerchantId merchant, int limit) {
        return lots.consignments(
                "c.to_id = ? or c.from_id = ? order by c.id desc limit ?",
                merchant.value(),
                merchant.value(),
                Math.min(limit, Page.MOST));
    }

    /**
     * Where a lot came from, or where it went.
     *
     * @param depth 1 to {@value Lineage#DEEPEST}; the other limit is {@value #MOST_LOTS} lots
     */
    public Lineage lineage(ShortCode code, Lineage.Direction direction, int depth) {
        if (depth < 1 || depth > Lineage.DEEPEST) {
            throw new IllegalArgumentException("depth: 1…" + Lineage.DEEPEST);
        }
        LotView lot = get(code);
        List<Lots.Reached> reached = lots.reach(lot.id(), direction, depth, MOST_LOTS + 1);
        List<Long> shown = reached.stream()
                .filter(r -> r.level() <= depth)
                .limit(MOST_LOTS)
                .map(Lots.Reached::id)
                .toList();
        return new Lineage(
                code, direction, depth, lots.views(shown), lots.links(shown), shown.size() == reached.size());
    }

    /** What happened to the lot and to all that it came from, oldest first. */
    public List<Step> journey(ShortCode code) {
        LotView lot = get(code);
        List<Long> ids = lots.reach(lot.id(), Lineage.Direction.BACK, Lineage.DEEPEST, MOST_LOTS).stream()
                .map(Lots.Reached::id)
                .toList();
        return lots.steps(ids, MOST_STEPS);
    }

    /** The same as that reader may see it: of what others did among themselves only what happened and when. */
    public List<Step> journey(ShortCode code, Actor reader) {
        Optional<MerchantId> me = reader.merchant();
        return me.isEmpty()
                ? journey(code)
                : journey(code).stream().map(step -> step.asSeenBy(me.get())).toList();
    }

    /** Whether the merchant brought the lot into being, or ever had or was sent some of it. */
    public boolean isParty(ShortCode code, MerchantId merchant) {
        LotView lot = get(code);
        return lot.maker().equals(merchant)
                || database.one("""
                                select 1 from lot_movement where lot_id = ? and (from_merchant = ? or to_merchant = ?) limit 1
                                """, row -> true, lot.id(), merchant.value(), merchant.value())
                        .isPresent();
    }

    /** The lot's own biography. */
    public List<Step> steps(ShortCode code) {
        return lots.steps(List.of(get(code).id()), MOST_STEPS);
    }

    /** What rules noticed, newest first; of one merchant or of all. */
    public List<FlagView> flags(Optional<MerchantId> merchant, int limit) {
        return lots.flags(merchant.orElse(null), Math.min(limit, Page.MOST));
    }

    // ---- the rows as such

    /**
     * Drops everything that follows from the events and writes it anew. Captures wait meanwhile; questions are answered
     * from the rows as they were.
     *
     * @param keep false only compares, and leaves the rows as they were
     * @throws Refused unless the actor is an administrator, or if the history contradicts itself
     */
    @Transactional
    @TransactionConfiguration(timeout = LONGEST_REBUILD_SECONDS)
    public Rebuilt rebuild(boolean keep, Actor actor) {
        if (!actor.is(Role.ADMIN)) {
            throw new Refused(TraceRefusal.NOT_YOURS_TO_REBUILD, "重建由系统管理员办理 (rebuilding is the administrator's)");
        }
        history.lockForRewriting();
        Instant start = clock.instant();
        String before = digest.sha256();
        long events = history.rewrite();
        Rebuilt rebuilt = new Rebuilt(
                events, digest.rows(), before, digest.sha256(), Duration.between(start, clock.instant()), keep);
        if (!keep) {
            QuarkusTransaction.setRollbackOnly();
        }
        return rebuilt;
    }

    /** SHA-256, in hexadecimal, of all that follows from the events; equal where and whenever the events are. */
    public String digest() {
        return digest.sha256();
    }

    // ---- inside

    /** All that a command needs of a lot; its view costs three queries. */
    private String uriOf(ShortCode code) {
        return database.one("select uri from lot where code = ?", row -> row.getString(1), code.value())
                .orElseThrow(() -> unknown(code));
    }

    private String shippingEvent(long consignment) {
        return database.one("""
                        select m.event_id from consignment c join lot_movement m on m.seq = c.seq and m.lot_id = c.lot_id
                        where c.id = ? and m.kind = 'SHIPPED' limit 1
                        """, row -> row.getString(1), consignment).orElseThrow();
    }

    private String containerOf(String epc) {
        return database.one("select container from lot_package where epc = ?", row -> row.getString(1), epc)
                .orElseThrow(() -> new Refused(
                        TraceRefusal.LABEL_UNKNOWN, "标签%s没有对应的批次 (no lot belongs to the label)".formatted(epc)));
    }

    private static Refused unknown(ShortCode code) {
        return new Refused(TraceRefusal.LOT_UNKNOWN, "没有批次%s (no such lot)".formatted(code.grouped()));
    }

    private MerchantView party(Actor actor) {
        MerchantId id = actor.merchant()
                .orElseThrow(() -> new Refused(
                        TraceRefusal.NOT_A_TRADER,
                        "此操作由种植户、加工户或经营户自己登记 (growers, processors and merchants do this themselves)"));
        return merchants.requireMayTrade(id);
    }

    private LotView commission(
            MerchantView holder,
            MaterialCode material,
            Form form,
            Kilograms kg,
            ObjectNode ilmd,
            Instant now,
            Actor actor) {
        materials.get(material);
        ShortCode code = ShortCode.random(chance);
        String uri = uri(items.of(holder.id(), material, form), code);
        ObjectNode event = MarketEvents.event(
                "ObjectEvent", "ADD", "commissioning", "active", holder.gln(), now, chance.nextUuid());
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(uri, kg)));
        event.set("ilmd", ilmd);
        epcis.capture(event, actor);
        return get(code);
    }

    private List<LotView> transform(
            List<Merge.Portion> inputs, String process, Form outputForm, List<Kilograms> outputs, Actor actor) {
        MerchantView holder = party(actor);
        ObjectNode event = event("TransformationEvent", null, "commissioning", "active", holder);
        event.put("tcm:process", process);
        ArrayNode in = event.putArray("inputQuantityList");
        LotView first = null;
        for (Merge.Portion input : inputs) {
            LotView lot = get(input.lot());
            first = first == null ? lot : first;
            in.add(MarketEvents.quantity(lot.uri(), input.kg()));
        }
        MaterialCode material = first.material()
                .orElseThrow(() -> new IllegalArgumentException("批次没有登记药材品种，不能加工 (the lot's material is not known)"));
        Form form = outputForm == null ? first.form() : outputForm;
        Gtin gtin = items.of(holder.id(), material, form);
        List<ShortCode> codes = new ArrayList<>();
        ArrayNode out = event.putArray("outputQuantityList");
        for (Kilograms kg : outputs) {
            ShortCode code = ShortCode.random(chance);
            codes.add(code);
            out.add(MarketEvents.quantity(uri(gtin, code), kg));
        }
        event.set("ilmd", ilmd(material, form, first.source()));
        epcis.capture(event, actor);
        return lots.viewsByCode(codes);
    }

    private ObjectNode event(String type, String action, String bizStep, String disposition, MerchantView place) {
        return MarketEvents.event(type, action, bizStep, disposition, place.gln(), clock.instant(), chance.nextUuid());
    }

    private static String uri(Gtin gtin, ShortCode lot) {
        return "https://id.gs1.org/01/" + gtin + "/10/" + lot;
    }

    private static ObjectNode ilmd(MaterialCode material, Form form, Source source) {
        return JSON.objectNode()
                .put("tcm:material", material.value())
                .put("tcm:form", form.word())
                .put("tcm:source", source.word());
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void notInTheFuture(LocalDate day, Instant now) {
        if (day.isAfter(Market.dayOf(now))) {
            throw new IllegalArgumentException("采收日期不能晚于今天 (the harvest day lies in the future): " + day);
        }
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException notOurs) {
            throw new IllegalArgumentException("cursor: " + cursor, notOurs);
        }
    }

    /** Share of all mass that a merchant took in without a trace, 0 to 1, over the days given; empty if it took in nothing. */
    public Optional<BigDecimal> untracedShare(MerchantId merchant, LocalDate from, LocalDate to) {
        return database.one(
                        """
                        select sum(m.kg) filter (where m.kind = 'TAKEN_IN'), sum(m.kg)
                        from lot_movement m
                        where m.to_merchant = ? and m.kind in ('TAKEN_IN', 'RECEIVED', 'HARVESTED') and m.at >= ? and m.at < ?
                        """,
                        row -> {
                            BigDecimal all = row.getBigDecimal(2);
                            BigDecimal untraced = row.getBigDecimal(1);
                            return all == null
                                    ? Optional.<BigDecimal>empty()
                                    : Optional.of((untraced == null ? BigDecimal.ZERO : untraced)
                                            .divide(all, 4, java.math.RoundingMode.HALF_EVEN));
                        },
                        merchant.value(),
                        from.atStartOfDay(Market.ZONE).toInstant(),
                        to.plusDays(1).atStartOfDay(Market.ZONE).toInstant())
                .flatMap(share -> share);
    }
}
