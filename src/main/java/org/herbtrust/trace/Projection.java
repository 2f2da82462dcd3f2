package org.herbtrust.trace;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EpcisEvent.ClassQuantity;
import org.herbtrust.epcis.EventsCaptured;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Quantity;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Chance;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.rules.YieldCheck;

/**
 * Turns captured events into lots, within the transaction of the capture: what the market forbids is refused here, and
 * then the event is not stored either. Commands and foreign documents come through the same door.
 *
 * <p>An event concerns the market if it happens at, or is sent by, one of its entities and is about masses of a class.
 * Everything else is kept by the repository and means nothing here.
 */
@ApplicationScoped
class Projection {

    private static final BigDecimal MUCH_LIGHTER = new BigDecimal("0.10");

    @Inject
    Database database;

    @Inject
    Lots lots;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Chance chance;

    @Inject
    Event<TraceFlagged> flagged;

    void captured(@Observes EventsCaptured captured) {
        for (CapturedEvent event : captured.events()) {
            apply(event, captured.actor());
        }
    }

    private void apply(CapturedEvent captured, Actor actor) {
        EpcisEvent event = captured.event();
        if (event.errorDeclaration().isPresent()) {
            refuseDeclarationOnLots(event);
            return;
        }
        Optional<MerchantView> party = party(event, actor);
        if (party.isEmpty()) {
            refuseLotsWithoutParty(event);
            return; // not of this market
        }
        MerchantView holder = party.get();
        if (actor.merchant().isPresent() && !actor.merchant().get().equals(holder.id())) {
            throw new Refused(
                    TraceRefusal.NOT_THE_HOLDER,
                    "只能登记本户的事件，不能以%s的名义登记 (events of another entity)".formatted(holder.name()));
        }
        merchants.requireMayTrade(holder.id());
        Applying at = new Applying(captured, event, holder);
        switch (event.type()) {
            case ObjectEvent -> objectEvent(at);
            case TransformationEvent -> transformation(at);
            case AggregationEvent -> aggregation(at);
            default -> { // transactions and associations move no mass
            }
        }
    }

    private record Applying(CapturedEvent captured, EpcisEvent event, MerchantView holder) {
        Instant time() {
            return event.eventTime();
        }

        LocalDate day() {
            return Market.dayOf(event.eventTime());
        }

        JsonNode extension(String name) {
            return event.body().path("tcm:" + name);
        }
    }

    // ---- who

    private Optional<MerchantView> party(EpcisEvent event, Actor actor) {
        Optional<MerchantView> at = event.bizLocation().flatMap(this::merchantAt);
        if (at.isEmpty()) {
            at = event.readPoint().flatMap(this::merchantAt);
        }
        return at.isPresent() ? at : actor.merchant().map(merchants::get);
    }

    private Optional<MerchantView> merchantAt(String place) {
        return gln(place, "https://id.gs1.org/414/").flatMap(merchants::byGln);
    }

    private static Optional<Gln> gln(String uri, String prefix) {
        if (!uri.startsWith(prefix)) {
            return Optional.empty();
        }
        String value = uri.substring(prefix.length());
        int end = value.indexOf('/');
        try {
            return Optional.of(new Gln(end < 0 ? value : value.substring(0, end)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private void refuseDeclarationOnLots(EpcisEvent event) {
        List<String> classes = new ArrayList<>();
        event.quantities().forEach(q -> classes.add(q.epcClass()));
        event.inputQuantities().forEach(q -> classes.add(q.epcClass()));
        event.outputQuantities().forEach(q -> classes.add(q.epcClass()));
        if (classes.stream().anyMatch(c -> lots.byUri(c).isPresent())) {
            throw new Refused(
                    TraceRefusal.DECLARATION_NOT_YET,
                    "该事件涉及本市场批次，目前不能以声明错误的方式更正 (errors of events about lots cannot be declared yet)");
        }
    }

    // Without this, a document without a place would take goods out of a lot and no balance would know.
    private void refuseLotsWithoutParty(EpcisEvent event) {
        boolean moves = event.type() == EpcisEvent.Type.TransformationEvent
                || (event.type() == EpcisEvent.Type.ObjectEvent && movesMass(event));
        if (moves
                && (event.quantities().stream()
                                .anyMatch(q -> lots.byUri(q.epcClass()).isPresent())
                        || event.inputQuantities().stream()
                                .anyMatch(q -> lots.byUri(q.epcClass()).isPresent()))) {
            throw new Refused(
                    TraceRefusal.PARTY_UNKNOWN,
                    "事件涉及本市场批次，但bizLocation不是本市场经营者的地点 (bizLocation is not a place of this market)");
        }
    }

    private static boolean movesMass(EpcisEvent event) {
        String step = event.bizStep().orElse("");
        return event.action().filter(a -> a != EpcisEvent.Action.OBSERVE).isPresent()
                || step.equals("shipping")
                || step.equals("receiving")
                || step.equals("retail_selling");
    }

    // ---- what

    private void objectEvent(Applying at) {
        EpcisEvent event = at.event();
        String step = event.bizStep().orElse("");
        if (event.action().filter(a -> a == EpcisEvent.Action.ADD).isPresent()) {
            event.quantities().forEach(q -> born(at, q));
        } else if (event.action().filter(a -> a == EpcisEvent.Action.DELETE).isPresent()) {
            event.quantities().forEach(q -> gone(at, q, Step.Kind.DESTROYED));
        } else if (step.equals("retail_selling")) {
            event.quantities().forEach(q -> gone(at, q, Step.Kind.SOLD));
        } else if (step.equals("shipping")) {
            event.quantities().forEach(q -> shipped(at, q));
        } else if (step.equals("receiving")) {
            event.quantities().forEach(q -> received(at, q));
        }
    }

    private void born(Applying at, ClassQuantity what) {
        lots.byUri(what.epcClass()).ifPresent(known -> {
            throw new Refused(TraceRefusal.LOT_KNOWN, "批次%s已登记 (the lot exists already)".formatted(known.code()));
        });
        JsonNode ilmd = at.event().body().path("ilmd");
        boolean untraced = ilmd.path("tcm:untraced").asBoolean(false);
        Optional<MaterialCode> material = text(ilmd, "material").map(MaterialCode::new);
        material.ifPresent(materials::get);
        Source source = Source.ofWord(text(ilmd, "source").orElse("unknown"));
        String process = untraced ? "intake" : "harvest";
        if (!untraced && at.holder().kind() != org.herbtrust.merchant.MerchantKind.GROWER) {
            throw new Refused(
                    TraceRefusal.NOT_A_GROWER,
                    "%s不是种植户，不能登记采收；没有来源记录的货请登记为非溯源入库 (not a grower: register an untraced intake)"
                            .formatted(at.holder().name()));
        }
        long lot = insert(
                at,
                what.epcClass(),
                mass(what),
                material,
                Form.ofWord(text(ilmd, "form").orElse("unknown")),
                source,
                untraced,
                text(ilmd, "originDivision").orElse(null),
                day(ilmd, "harvestDate"),
                ilmd.path("tcm:planting").isObject() ? planting(ilmd.path("tcm:planting")) : null,
                process);
        move(
                at,
                lot,
                untraced ? Step.Kind.TAKEN_IN : Step.Kind.HARVESTED,
                null,
                null,
                at.holder().id(),
                mass(what));
        material.ifPresent(m -> restrictions(at, lot, m, source, text(ilmd, "document")));
    }

    private void restrictions(Applying at, long lot, MaterialCode material, Source source, Optional<String> document) {
        for (var rule : materials.restrictions(material, source.word(), at.day())) {
            switch (rule.effect()) {
                case REFUSE ->
                    throw new Refused(
                            TraceRefusal.RESTRICTED,
                            "%s（%s，规则%s） (%s)"
                                    .formatted(
                                            rule.message().zh(),
                                            rule.basis(),
                                            rule.id(),
                                            rule.message().en()));
                case REQUIRE_DOCUMENT -> {
                    if (document.isEmpty()) {
                        throw new Refused(
                                TraceRefusal.DOCUMENT_MISSING,
                                "%s；请填写%s的编号（规则%s） (%s; give the number of: %s)"
                                        .formatted(
                                                rule.message().zh(),
                                                rule.document().zh(),
                                                rule.id(),
                                                rule.message().en(),
                                                rule.document().en()));
                    }
                    flag(at, FlagKind.RESTRICTED_MATERIAL, lot, rule.message().zh() + "，" + document.get());
                }
                case ALERT ->
                    flag(at, FlagKind.RESTRICTED_MATERIAL, lot, rule.message().zh());
            }
        }
    }

    private void gone(Applying at, ClassQuantity what, Step.Kind kind) {
        Lots.Row lot = known(what);
        Kilograms kg = mass(what);
        if (kind != Step.Kind.DESTROYED) {
            free(lot);
        }
        take(at, lot, kg);
        move(
                at,
                lot.id(),
                kind,
                text(at.event().body(), "reason").orElse(null),
                at.holder().id(),
                null,
                kg);
    }

    private void shipped(Applying at, ClassQuantity what) {
        Lots.Row lot = known(what);
        free(lot);
        Kilograms kg = mass(what);
        MerchantView buyer = EpcisEvent.of(at.event().destinations(), "owning_party")
                .flatMap(uri -> gln(uri, "https://id.gs1.org/417/"))
                .flatMap(merchants::byGln)
                .orElseThrow(() -> new Refused(
                        TraceRefusal.PARTY_UNKNOWN,
                        "收货方不是本市场登记的经营者；卖给市场外的买方请用“销售” (the destination is no entity of this market)"));
        if (buyer.id().equals(at.holder().id())) {
            throw new Refused(TraceRefusal.SAME_PARTY, "不能发货给自己 (seller and buyer are the same)");
        }
        merchants.requireMayTrade(buyer.id());
        take(at, lot, kg);
        database.update(
                "insert into consignment (seq, lot_id, from_id, to_id, kg, shipped_at) values (?, ?, ?, ?, ?, ?)",
                at.captured().seq(),
                lot.id(),
                at.holder().id().value(),
                buyer.id().value(),
                kg.value(),
                at.time());
        move(at, lot.id(), Step.Kind.SHIPPED, null, at.holder().id(), buyer.id(), kg);
    }

    private void received(Applying at, ClassQuantity what) {
        Lots.Row lot = known(what);
        Kilograms kg = mass(what);
        // The consignment that the event names, else the oldest open one of the lot; locked against a second receipt.
        Long named = at.extension("consignment").isNumber()
                ? at.extension("consignment").longValue()
                : null;
        Consignment sent = database.one(
                        """
                        select id, from_id, kg from consignment
                        where lot_id = ? and to_id = ? and received_at is null and (?::bigint is null or id = ?)
                        order by id limit 1 for update
                        """,
                        row -> new Consignment(row.getLong(1), row.getLong(2), new Kilograms(row.getBigDecimal(3))),
                        lot.id(),
                        at.holder().id().value(),
                        named,
                        named)
                .orElseThrow(() -> new Refused(
                        TraceRefusal.CONSIGNMENT_UNKNOWN,
                        "没有发给%s、尚未收货的批次%s (nothing of this lot is on its way to this entity)"
                                .formatted(at.holder().name(), lot.code())));
        if (kg.isMoreThan(sent.kg())) {
            throw new Refused(
                    TraceRefusal.BALANCE_EXCEEDED,
                    "收货重量%s公斤超过发货重量%s公斤 (more received than was sent)".formatted(kg, sent.kg()));
        }
        database.update(
                "update consignment set received_kg = ?, received_at = ? where id = ?",
                kg.value(),
                at.time(),
                sent.id());
        give(lot.id(), at.holder().id(), kg);
        move(
                at,
                lot.id(),
                Step.Kind.RECEIVED,
                null,
                new MerchantId(sent.from()),
                at.holder().id(),
                kg);
        BigDecimal lost = sent.kg().value().subtract(kg.value());
        if (lost.compareTo(sent.kg().value().multiply(MUCH_LIGHTER)) > 0) {
            flag(at, FlagKind.WEIGHT_LOST, lot.id(), "发货%s公斤，收货%s公斤".formatted(sent.kg(), kg));
        }
    }

    private record Consignment(long id, long from, Kilograms kg) {}

    private void transformation(Applying at) {
        EpcisEvent event = at.event();
        if (event.inputQuantities().isEmpty() || event.outputQuantities().isEmpty()) {
            return; // of instances, not of masses: nothing to balance
        }
        record Input(Lots.Row lot, Kilograms kg) {}
        List<Input> inputs = new ArrayList<>();
        Kilograms in = Kilograms.ZERO;
        for (ClassQuantity what : event.inputQuantities()) {
            Lots.Row lot = known(what);
            free(lot);
            Kilograms kg = mass(what);
            inputs.add(new Input(lot, kg));
            in = in.plus(kg);
        }
        List<MaterialCode> kinds = inputs.stream()
                .flatMap(i -> i.lot().material().stream())
                .distinct()
                .toList();
        if (kinds.size() > 1) {
            throw new Refused(TraceRefusal.MIXED_MATERIALS, "一次加工或合批只能是同一种药材 (one material at a time): " + kinds);
        }
        Optional<MaterialCode> material = kinds.stream().findFirst();
        String process = text(event.body(), "process").orElse("processing");
        Kilograms out = Kilograms.ZERO;
        for (ClassQuantity what : event.outputQuantities()) {
            out = out.plus(mass(what));
        }
        Optional<YieldCheck> unusual = yieldOf(at, material, process, in, out);
        for (Input input : inputs) {
            take(at, input.lot(), input.kg());
            move(at, input.lot().id(), Step.Kind.USED, process, at.holder().id(), null, input.kg());
        }
        Lots.Row first = inputs.get(0).lot();
        Form form = text(event.body().path("ilmd"), "form").map(Form::ofWord).orElse(first.form());
        boolean oneSource =
                inputs.stream().map(i -> i.lot().source()).distinct().count() == 1;
        for (ClassQuantity what : event.outputQuantities()) {
            if (inputs.stream().anyMatch(i -> i.lot().uri().equals(what.epcClass()))) {
                throw new Refused(TraceRefusal.CYCLE, "批次不能由自己加工而来 (a lot cannot come from itself)");
            }
            if (lots.byUri(what.epcClass()).isPresent()) {
                throw new Refused(TraceRefusal.LOT_KNOWN, "产出批次已存在，请用新的批次号 (the output lot exists already)");
            }
            Kilograms kg = mass(what);
            long child = insertChild(
                    at,
                    what.epcClass(),
                    kg,
                    material,
                    form,
                    oneSource ? first.source() : Source.UNKNOWN,
                    process,
                    inputs.stream().map(i -> i.lot().id()).toArray(Long[]::new));
            move(at, child, Step.Kind.MADE, process, null, at.holder().id(), kg);
            for (Input input : inputs) {
                // A child's part of each input is in proportion to the outputs: which crumb went where nobody knows.
                BigDecimal part =
                        input.kg().value().multiply(kg.value()).divide(out.value(), 4, java.math.RoundingMode.HALF_UP);
                database.update(
                        "insert into lot_link (parent_id, child_id, seq, kg) values (?, ?, ?, greatest(?, 0.0001))",
                        input.lot().id(),
                        child,
                        at.captured().seq(),
                        part);
            }
            unusual.ifPresent(check -> flag(
                    at,
                    FlagKind.YIELD_UNUSUAL,
                    child,
                    "%s产出率%s%%，不在常见范围"
                            .formatted(
                                    process,
                                    check.outputOverInput()
                                            .movePointRight(2)
                                            .setScale(1, java.math.RoundingMode.HALF_EVEN))));
        }
    }

    /** The check if it should be looked at; refuses what is impossible. */
    private Optional<YieldCheck> yieldOf(
            Applying at, Optional<MaterialCode> material, String process, Kilograms in, Kilograms out) {
        YieldCheck.Range range = material.flatMap(m -> materials.yieldRange(m, process, at.day()))
                .map(r -> new YieldCheck.Range(r.min(), r.expectedLow(), r.expectedHigh(), r.max()))
                // A process that nobody described still makes no mass out of nothing.
                .orElse(new YieldCheck.Range(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE));
        YieldCheck check = YieldCheck.of(in, out, range);
        if (!check.allowed()) {
            throw new Refused(
                    TraceRefusal.YIELD_IMPOSSIBLE,
                    "投入%s公斤、产出%s公斤（%s%%）不在可能范围%s%%～%s%%内 (output over input is outside of what is possible)"
                            .formatted(
                                    in,
                                    out,
                                    percent(check.outputOverInput()),
                                    percent(range.min()),
                                    percent(range.max())));
        }
        return check instanceof YieldCheck.Unusual ? Optional.of(check) : Optional.empty();
    }

    private static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2)
                .setScale(1, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void aggregation(Applying at) {
        EpcisEvent event = at.event();
        if (event.action().filter(a -> a == EpcisEvent.Action.ADD).isEmpty()
                || !event.bizStep().filter("packing"::equals).isPresent()
                || event.quantities().size() != 1
                || lots.byUri(event.quantities().get(0).epcClass()).isEmpty()) {
            return;
        }
        ClassQuantity what = event.quantities().get(0);
        Lots.Row lot = known(what);
        free(lot);
        Kilograms kg = mass(what);
        int packed = database.update("""
                update lot_holding set packed_kg = packed_kg + ?
                where lot_id = ? and merchant_id = ? and packed_kg + ? <= kg
                """, kg.value(), lot.id(), at.holder().id().value(), kg.value());
        if (packed == 0) {
            throw exceeded(at, lot, kg, "未包装的库存");
        }
        String container = event.parentId().orElse("");
        database.with(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into lot_package (epc, lot_id, container, seq) values (?, ?, ?, ?)")) {
                for (String epc : event.epcs()) {
                    insert.setString(1, epc);
                    insert.setLong(2, lot.id());
                    insert.setString(3, container);
                    insert.setLong(4, at.captured().seq());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
        move(at, lot.id(), Step.Kind.PACKED, null, at.holder().id(), at.holder().id(), kg);
    }

    // ---- rows

    private long insert(
            Applying at,
            String uri,
            Kilograms kg,
            Optional<MaterialCode> material,
            Form form,
            Source source,
            boolean untraced,
            String origin,
            LocalDate harvestedOn,
            String planting,
            String process) {
        long lot = database.insert(
                """
                insert into lot (code, uri, gtin, material, form, source, untraced, origin_division, harvested_on, planting,
                                 maker_id, process, born_seq, born_at, born_kg)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?) returning id
                """,
                codeOf(uri),
                uri,
                gtinOf(uri),
                material.map(MaterialCode::value).orElse(null),
                form.word(),
                source.word(),
                untraced,
                origin,
                harvestedOn,
                planting,
                at.holder().id().value(),
                process,
                at.captured().seq(),
                at.time(),
                kg.value());
        give(lot, at.holder().id(), kg);
        return lot;
    }

    // A child is as traced as the least traced of its parents, and keeps an origin only if all parents share it.
    private long insertChild(
            Applying at,
            String uri,
            Kilograms kg,
            Optional<MaterialCode> material,
            Form form,
            Source source,
            String process,
            Long[] parents) {
        record Inherited(boolean untraced, String origin, LocalDate harvestedOn) {}
        Inherited from = database.one(
                        """
                        select bool_or(untraced),
                               case when count(*) = count(origin_division) and count(distinct origin_division) = 1
                                    then min(origin_division) end,
                               case when count(*) = count(harvested_on) then min(harvested_on) end
                        from lot where id = any (?)
                        """,
                        row -> new Inherited(row.getBoolean(1), row.getString(2), row.getObject(3, LocalDate.class)),
                        (Object) parents)
                .orElseThrow();
        return insert(
                at, uri, kg, material, form, source, from.untraced(), from.origin(), from.harvestedOn(), null, process);
    }

    /** A lot that was named by this market carries its code in its URI; another gets one. */
    private String codeOf(String uri) {
        int lot = uri.lastIndexOf("/10/");
        if (lot > 0 && ShortCode.looksLike(uri.substring(lot + 4))) {
            try {
                return new ShortCode(uri.substring(lot + 4)).value();
            } catch (IllegalArgumentException otherScheme) {
                return ShortCode.random(chance).value();
            }
        }
        return ShortCode.random(chance).value();
    }

    private static String gtinOf(String uri) {
        String prefix = "https://id.gs1.org/01/";
        return uri.startsWith(prefix) && uri.length() >= prefix.length() + 14
                ? uri.substring(prefix.length(), prefix.length() + 14)
                : null;
    }

    private void give(long lot, MerchantId merchant, Kilograms kg) {
        database.update("""
                insert into lot_holding (lot_id, merchant_id, kg) values (?, ?, ?)
                on conflict (lot_id, merchant_id) do update set kg = lot_holding.kg + excluded.kg
                """, lot, merchant.value(), kg.value());
    }

    // One statement checks and takes: two that want the last kilogram meet at the row's lock.
    private void take(Applying at, Lots.Row lot, Kilograms kg) {
        int taken = database.update(
                """
                update lot_holding set kg = kg - ?, packed_kg = least(packed_kg, kg - ?)
                where lot_id = ? and merchant_id = ? and kg >= ?
                """, kg.value(), kg.value(), lot.id(), at.holder().id().value(), kg.value());
        if (taken == 0) {
            throw exceeded(at, lot, kg, "库存");
        }
    }

    private Refused exceeded(Applying at, Lots.Row lot, Kilograms kg, String what) {
        Kilograms there = database.one(
                        "select kg from lot_holding where lot_id = ? and merchant_id = ?",
                        row -> new Kilograms(row.getBigDecimal(1)),
                        lot.id(),
                        at.holder().id().value())
                .orElse(Kilograms.ZERO);
        if (there.isZero()) {
            return new Refused(
                    TraceRefusal.NOT_THE_HOLDER,
                    "%s没有批次%s的库存 (this entity holds nothing of the lot)"
                            .formatted(at.holder().name(), lot.code()));
        }
        return new Refused(
                TraceRefusal.BALANCE_EXCEEDED,
                "批次%s的%s不足：现有%s公斤，要用%s公斤 (only %s kg there, %s kg asked)"
                        .formatted(lot.code(), what, there, kg, there, kg));
    }

    private void move(
            Applying at, long lot, Step.Kind kind, String process, MerchantId from, MerchantId to, Kilograms kg) {
        database.update(
                """
                insert into lot_movement (seq, event_id, lot_id, kind, process, from_merchant, to_merchant, kg, at, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                at.captured().seq(),
                at.event().eventId(),
                lot,
                kind,
                process,
                from == null ? null : from.value(),
                to == null ? null : to.value(),
                kg.value(),
                at.time(),
                at.captured().recordTime());
    }

    private void flag(Applying at, FlagKind kind, long lot, String detail) {
        database.update(
                "insert into trace_flag (kind, lot_id, merchant_id, seq, detail, at) values (?, ?, ?, ?, ?, ?)",
                kind,
                lot,
                at.holder().id().value(),
                at.captured().seq(),
                detail,
                at.time());
        ShortCode code = database.one("select code from lot where id = ?", row -> new ShortCode(row.getString(1)), lot)
                .orElseThrow();
        flagged.fire(new TraceFlagged(kind, code, at.holder().id(), detail, at.time()));
    }

    // ---- reading an event

    private Lots.Row known(ClassQuantity what) {
        return lots.byUri(what.epcClass())
                .orElseThrow(() -> new Refused(
                        TraceRefusal.LOT_UNKNOWN,
                        "本市场没有批次%s；没有来源记录的货请先登记为非溯源入库 (unknown lot; register an untraced intake first)"
                                .formatted(what.epcClass())));
    }

    private static void free(Lots.Row lot) {
        if (lot.held()) {
            throw new Refused(
                    TraceRefusal.LOT_HELD,
                    "批次%s已封存，不能加工、包装、发货或销售 (the lot is on hold: it may not be moved)".formatted(lot.code()));
        }
    }

    private static Kilograms mass(ClassQuantity what) {
        Quantity quantity = what.quantity()
                .filter(Quantity::isMass)
                .orElseThrow(() -> new Refused(
                        TraceRefusal.QUANTITY_MISSING,
                        "批次%s缺少以公斤（KGM）计的重量 (a mass in KGM is needed)".formatted(what.epcClass())));
        Kilograms kg = quantity.kilograms();
        if (kg.isZero()) {
            throw new Refused(TraceRefusal.QUANTITY_MISSING, "重量应大于0 (a mass above zero is needed)");
        }
        return kg;
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path("tcm:" + name);
        return value.isTextual() && !value.textValue().isBlank() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static LocalDate day(JsonNode ilmd, String name) {
        try {
            return text(ilmd, name).map(LocalDate::parse).orElse(null);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("tcm:" + name + "应为日期，如2026-08-01 (a date)", malformed);
        }
    }

    // Planting facts in an event have the prefix of the extension; the lot keeps them bare, as the planting record's
    // fields.
    private static String planting(JsonNode extension) {
        var bare = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        extension.properties().forEach(field -> {
            String name = field.getKey().replaceFirst("^tcm:", "");
            if (List.of("seedSource", "areaMu", "plantedOn", "fertiliser", "pesticide")
                    .contains(name)) {
                bare.set(name, field.getValue());
            }
        });
        return bare.toString();
    }
}
