package org.herbtrust.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.material.Materials;
import org.herbtrust.material.Restriction;
import org.herbtrust.platform.Chance;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.rules.YieldCheck;

/**
 * Writes effects into the rows of the lots, the same at the capture as at a rebuild. The balance is kept here, by the
 * statements themselves: nothing leaves a lot that isn't in it, whoever asks and when.
 */
@ApplicationScoped
class LotBooks {

    private static final BigDecimal MUCH_LIGHTER = new BigDecimal("0.10");

    /** A tenth of a gram, the least that is counted. */
    private static final BigDecimal SMALLEST = new BigDecimal("0.0001");

    @Inject
    Database database;

    @Inject
    Admission admission;

    @Inject
    Materials materials;

    @Inject
    Yields yields;

    @Inject
    Chance chance;

    /**
     * @param lots those of the event that there are, by URI
     * @return what a person should look at
     * @throws Refused if the goods aren't there
     */
    List<TraceFlagged> write(Effect effect, Occurrence at, Map<String, Lots.Row> lots) {
        Entry entry = new Entry(at, lots);
        effect.tell(entry);
        return entry.flags;
    }

    /** A lot that comes from no other one, and the event that tells of it. */
    record Birth(Effect.Begun effect, Occurrence at) {}

    /**
     * Writes births together: what a document of harvests is made of, and a round trip costs more than a row.
     *
     * @return what a person should look at
     * @throws Refused {@link TraceRefusal#LOT_KNOWN} if one of the lots is there already
     */
    List<TraceFlagged> begin(List<Birth> births) {
        List<Named> names = names(births);
        Set<Long> born = new HashSet<>(database.query(
                """
                with x as (
                    select * from unnest(?, ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                         ?::text[], ?::text[], ?, ?::text[], ?, ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                        with ordinality as x (id, code, uri, gtin, material, form, source, untraced, origin, harvested, planting,
                                              maker, process, seq, at, kg, event_id, kind, recorded, ord)
                ), born as (
                    insert into lot (id, code, uri, gtin, material, form, source, untraced, origin_division, harvested_on,
                                     planting, maker_id, process, born_seq, born_at, born_kg)
                    select id, code, uri, gtin, material, form, source, untraced::boolean, origin, harvested::date,
                           planting::jsonb, maker, process, seq, at::timestamptz, kg::numeric
                    from x order by ord
                    on conflict do nothing returning id, maker_id, born_kg
                ), held as (
                    insert into lot_holding (lot_id, merchant_id, kg) select id, maker_id, born_kg from born
                ), told as (
                    insert into lot_movement (seq, event_id, lot_id, kind, to_merchant, kg, at, recorded_at)
                    select x.seq, x.event_id, b.id, x.kind, b.maker_id, b.born_kg, x.at::timestamptz, x.recorded::timestamptz
                    from born b join x on x.id = b.id order by x.ord
                )
                select id from born
                """,
                row -> row.getLong(1),
                names.stream().map(Named::id).toArray(Long[]::new),
                names.stream().map(lot -> lot.code().value()).toArray(String[]::new),
                texts(births, birth -> birth.effect().lot()),
                texts(births, birth -> gtinOf(birth.effect().lot())),
                texts(births, birth -> birth.effect()
                        .material()
                        .map(MaterialCode::value)
                        .orElse(null)),
                texts(births, birth -> birth.effect().form().word()),
                texts(births, birth -> birth.effect().source().word()),
                texts(births, birth -> birth.effect().untraced()),
                texts(births, birth -> birth.effect().originOrNull()),
                texts(births, birth -> birth.effect().harvestedOnOrNull()),
                texts(births, birth -> birth.effect().plantingOrNull()),
                births.stream().map(birth -> birth.at().holder().id().value()).toArray(Long[]::new),
                texts(births, birth -> birth.effect().untraced() ? "intake" : "harvest"),
                births.stream().map(birth -> birth.at().seq()).toArray(Long[]::new),
                texts(births, birth -> birth.at().time()),
                texts(births, birth -> birth.effect().kg().value().toPlainString()),
                texts(births, birth -> birth.at().captured().event().eventId()),
                texts(births, birth -> birth.effect().untraced() ? Step.Kind.TAKEN_IN : Step.Kind.HARVESTED),
                texts(births, birth -> birth.at().captured().recordTime())));
        List<TraceFlagged> flags = new ArrayList<>();
        for (int i = 0; i < births.size(); i++) {
            if (!born.remove(names.get(i).id())) {
                throw lotKnown(names.get(i));
            }
            Entry entry = new Entry(births.get(i).at(), Map.of());
            entry.restricted(births.get(i).effect(), names.get(i));
            flags.addAll(entry.flags);
        }
        return flags;
    }

    private static String[] texts(List<Birth> births, Function<Birth, Object> column) {
        return births.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    private List<Named> names(List<Birth> births) {
        String[] uris = texts(births, birth -> birth.effect().lot());
        Map<String, Named> names = new HashMap<>();
        database.query(
                """
                with fresh as (
                    insert into lot_name (uri, code)
                    select x.uri, x.code from unnest(?, ?) with ordinality as x (uri, code, ord) order by x.ord
                    on conflict do nothing returning id, code, uri)
                select id, code, uri from fresh union all select id, code, uri from lot_name where uri = any (?)
                """,
                row -> names.put(row.getString(3), named(row)),
                uris,
                Stream.of(uris).map(this::codeOf).toArray(String[]::new),
                uris);
        // one that was born elsewhere at the same time has been waited for, and is seen only now
        return Stream.of(uris)
                .map(uri -> names.computeIfAbsent(uri, this::name))
                .toList();
    }

    private static Refused lotKnown(Named lot) {
        return new Refused(TraceRefusal.LOT_KNOWN, "批次%s已登记 (the lot exists already)".formatted(lot.code()));
    }

    private final class Entry implements Effect.Listener {
        private final Occurrence at;
        private final Map<String, Lots.Row> lots;
        private final List<TraceFlagged> flags = new ArrayList<>();

        Entry(Occurrence at, Map<String, Lots.Row> lots) {
            this.at = at;
            this.lots = lots;
        }

        private MerchantId holder() {
            return at.holder().id();
        }

        private Lots.Row known(String uri) {
            return Lots.known(uri, lots);
        }

        @Override
        public void begun(Effect.Begun effect) {
            Named lot = insert(
                    effect.lot(),
                    effect.kg(),
                    effect.material(),
                    effect.form(),
                    effect.source(),
                    effect.untraced(),
                    effect.originOrNull(),
                    effect.harvestedOnOrNull(),
                    effect.plantingOrNull(),
                    effect.untraced() ? "intake" : "harvest",
                    effect.untraced() ? Step.Kind.TAKEN_IN : Step.Kind.HARVESTED);
            restricted(effect, lot);
        }

        private void restricted(Effect.Begun effect, Named lot) {
            effect.material().ifPresent(material -> {
                for (Restriction rule :
                        materials.restrictions(material, effect.source().word(), at.day())) {
                    flag(
                            FlagKind.RESTRICTED_MATERIAL,
                            lot,
                            rule.message().zh()
                                    + effect.document()
                                            .filter(number -> rule.effect() == Restriction.Effect.REQUIRE_DOCUMENT)
                                            .map(number -> "，" + number)
                                            .orElse(""));
                }
            });
        }

        @Override
        public void left(Effect.Left effect) {
            Lots.Row lot = known(effect.lot());
            if (!effect.packages().isEmpty() && packers(lot, effect.packages()).equals(Set.of(holder()))) {
                database.update(
                        "update lot_holding set packed_kg = greatest(packed_kg - ?, 0) where lot_id = ? and merchant_id = ?",
                        effect.kg().value(),
                        lot.id(),
                        holder().value());
            }
            take(lot, effect.kg());
            move(lot.id(), effect.kind(), effect.reasonOrNull(), holder(), null, effect.kg());
        }

        @Override
        public void sent(Effect.Sent effect) {
            Lots.Row lot = known(effect.lot());
            MerchantId buyer = admission.buyer(effect.to()).id();
            lock(lot);
            take(lot, effect.kg());
            long id = database.insert("""
                    with fresh as (
                        insert into consignment_name (seq, ord) values (?, ?) on conflict (seq, ord) do nothing returning id)
                    select id from fresh union all select id from consignment_name where seq = ? and ord = ?
                    """, at.seq(), effect.ord(), at.seq(), effect.ord());
            database.update(
                    """
                    insert into consignment (id, seq, lot_id, from_id, to_id, kg, shipped_at) values (?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    at.seq(),
                    lot.id(),
                    holder().value(),
                    buyer.value(),
                    effect.kg().value(),
                    at.time());
            move(lot.id(), Step.Kind.SHIPPED, null, holder(), buyer, effect.kg());
        }

        @Override
        public void arrived(Effect.Arrived effect) {
            Lots.Row lot = known(effect.lot());
            Kilograms kg = effect.kg();
            lock(lot);
            Long number = effect.shippingEvent().isPresent() ? null : effect.consignmentOrNull();
            // Locked against a second receipt.
            Consignment sent = database.one(
                            """
                            select id, from_id, kg from consignment
                            where lot_id = ? and to_id = ? and received_at is null and (?::bigint is null or id = ?)
                              and (?::text is null or seq in (select m.seq from lot_movement m
                                                              where m.lot_id = ? and m.kind = 'SHIPPED' and m.event_id = ?))
                            order by shipped_at, id limit 1 for update
                            """,
                            row -> new Consignment(row.getLong(1), row.getLong(2), new Kilograms(row.getBigDecimal(3))),
                            lot.id(),
                            holder().value(),
                            number,
                            number,
                            effect.shippingEvent().orElse(null),
                            lot.id(),
                            effect.shippingEvent().orElse(null))
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
            give(lot.id(), kg);
            move(lot.id(), Step.Kind.RECEIVED, null, new MerchantId(sent.from()), holder(), kg);
            BigDecimal lost = sent.kg().value().subtract(kg.value());
            if (lost.compareTo(sent.kg().value().multiply(MUCH_LIGHTER)) > 0) {
                flag(FlagKind.WEIGHT_LOST, new Named(lot.id(), lot.code()), "发货%s公斤，收货%s公斤".formatted(sent.kg(), kg));
            }
        }

        @Override
        public void made(Effect.Made effect) {
            List<Lots.Row> inputs = new ArrayList<>();
            for (Effect.Portion input : effect.inputs()) {
                Lots.Row lot = known(input.lot());
                inputs.add(lot);
                take(lot, input.kg());
                move(lot.id(), Step.Kind.USED, effect.process(), holder(), null, input.kg());
            }
            Lots.Row first = inputs.get(0);
            Optional<MaterialCode> material = Yields.material(effect, lots);
            YieldCheck yield = yields.of(effect, material, at);
            boolean oneSource = inputs.stream().map(Lots.Row::source).distinct().count() == 1;
            for (Effect.Portion output : effect.outputs()) {
                Named child = insertChild(
                        output,
                        material,
                        effect.form().orElse(first.form()),
                        oneSource ? first.source() : Source.UNKNOWN,
                        effect.process(),
                        inputs.stream().map(Lots.Row::id).toArray(Long[]::new));
                link(effect, output, child);
                unjudged(effect, child);
                if (yield instanceof YieldCheck.Unusual) {
                    flag(
                            FlagKind.YIELD_UNUSUAL,
                            child,
                            "%s产出率%s%%，不在常见范围"
                                    .formatted(
                                            effect.process(),
                                            yield.outputOverInput()
                                                    .movePointRight(2)
                                                    .setScale(1, RoundingMode.HALF_EVEN)));
                }
            }
        }

        // Others' events need not speak of processes and materials as the market does; but no rule can judge them then.
        private void unjudged(Effect.Made effect, Named child) {
            if (!yields.isKnown(effect.process())) {
                flag(FlagKind.PROCESS_UNKNOWN, child, "“%s”不是目录中的工序，产出率无从核对".formatted(effect.process()));
            }
            Kilograms untold = effect.inputs().stream()
                    .filter(input -> known(input.lot()).material().isEmpty())
                    .map(Effect.Portion::kg)
                    .reduce(Kilograms.ZERO, Kilograms::plus);
            if (!untold.isZero() && untold.compareTo(effect.in()) < 0) {
                flag(FlagKind.MATERIAL_UNTOLD, child, "投料%s公斤中有%s公斤未说明是什么药材".formatted(effect.in(), untold));
            }
        }

        // A child's part of each input is in proportion to the outputs: which crumb went where nobody knows.
        private void link(Effect.Made effect, Effect.Portion output, Named child) {
            Map<Long, BigDecimal> parts = new LinkedHashMap<>();
            for (Effect.Portion input : effect.inputs()) {
                BigDecimal part = input.kg()
                        .value()
                        .multiply(output.kg().value())
                        .divide(effect.out().value(), 4, RoundingMode.HALF_UP);
                parts.merge(known(input.lot()).id(), part.max(SMALLEST), BigDecimal::add);
            }
            BigDecimal all = parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            parts.forEach((parent, part) -> database.update(
                    "insert into lot_link (parent_id, child_id, seq, kg, input_kg) values (?, ?, ?, ?, ?)",
                    parent,
                    child.id(),
                    at.seq(),
                    part,
                    all));
        }

        @Override
        public void packed(Effect.Packed effect) {
            Lots.Row lot = known(effect.lot());
            BigDecimal kg = effect.kg().value();
            int packed = database.update("""
                    update lot_holding set packed_kg = packed_kg + ?
                    where lot_id = ? and merchant_id = ? and packed_kg + ? <= kg
                    """, kg, lot.id(), holder().value(), kg);
            if (packed == 0) {
                throw exceeded(lot, effect.kg(), "未包装的库存");
            }
            int filled = database.update(
                    """
                    insert into lot_package (epc, lot_id, container, seq) select epc, ?, ?, ? from unnest(?) as x (epc)
                    on conflict do nothing
                    """,
                    lot.id(),
                    effect.container(),
                    at.seq(),
                    effect.packages().toArray(String[]::new));
            if (filled < effect.packages().size()) {
                throw new Refused(
                        TraceRefusal.PACKAGE_KNOWN,
                        "有包装已装货或在事件中重复；重新包装前请先拆包 (a package is filled already, or named twice: unpack it first)");
            }
            move(lot.id(), Step.Kind.PACKED, null, holder(), holder(), effect.kg());
        }

        @Override
        public void unpacked(Effect.Unpacked effect) {
            Lots.Row lot = known(effect.lot());
            BigDecimal kg = effect.kg().value();
            Set<MerchantId> packers = packers(lot, effect.packages());
            // what came in packed by somebody else was never counted as packed here
            boolean packedElsewhere = !packers.isEmpty() && !packers.contains(holder());
            int unpacked = packedElsewhere
                    ? database.update(
                            "update lot_holding set kg = kg where lot_id = ? and merchant_id = ? and kg >= ?",
                            lot.id(),
                            holder().value(),
                            kg)
                    : database.update("""
                            update lot_holding set packed_kg = packed_kg - ?
                            where lot_id = ? and merchant_id = ? and packed_kg >= ?
                            """, kg, lot.id(), holder().value(), kg);
            if (unpacked == 0) {
                throw exceeded(lot, effect.kg(), "已包装的库存");
            }
            database.update(
                    "delete from lot_package where lot_id = ? and epc = any (?)",
                    lot.id(),
                    effect.packages().toArray(String[]::new));
            move(lot.id(), Step.Kind.UNPACKED, null, holder(), holder(), effect.kg());
        }

        // Two returns of the last kilogram meet at the lot's lock.
        @Override
        public void cameBack(Effect.CameBack effect) {
            Lots.Row lot = known(effect.lot());
            lock(lot);
            Kilograms out = database.one(
                            """
                            select coalesce(sum(case kind when 'SOLD' then kg else - kg end), 0) from lot_movement
                            where lot_id = ? and (kind = 'SOLD' and from_merchant = ? or kind = 'RETURNED' and to_merchant = ?)
                            """,
                            row -> new Kilograms(row.getBigDecimal(1)),
                            lot.id(),
                            holder().value(),
                            holder().value())
                    .orElse(Kilograms.ZERO);
            if (effect.kg().isMoreThan(out)) {
                throw new Refused(
                        TraceRefusal.BALANCE_EXCEEDED,
                        "批次%s售出未退的只有%s公斤，不能退回%s公斤 (more given back than was sold)"
                                .formatted(lot.code(), out, effect.kg()));
            }
            give(lot.id(), effect.kg());
            move(lot.id(), Step.Kind.RETURNED, null, null, holder(), effect.kg());
        }

        // ---- rows

        /** The lot, its first stock and the first line of its biography, in one statement: most captures are births. */
        private Named insert(
                String uri,
                Kilograms kg,
                Optional<MaterialCode> material,
                Form form,
                Source source,
                boolean untraced,
                String origin,
                LocalDate harvestedOn,
                String planting,
                String process,
                Step.Kind step) {
            Named lot = name(uri);
            return database.one(
                            """
                            with born as (
                                insert into lot (id, code, uri, gtin, material, form, source, untraced, origin_division,
                                                 harvested_on, planting, maker_id, process, born_seq, born_at, born_kg)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?) on conflict do nothing
                                returning id, maker_id, born_kg, born_at, born_seq
                            ), held as (
                                insert into lot_holding (lot_id, merchant_id, kg) select id, maker_id, born_kg from born
                            ), told as (
                                insert into lot_movement (seq, event_id, lot_id, kind, process, to_merchant, kg, at, recorded_at)
                                select born_seq, ?, id, ?, ?, maker_id, born_kg, born_at, ? from born
                            )
                            select id from born
                            """,
                            row -> lot,
                            lot.id(),
                            lot.code().value(),
                            uri,
                            gtinOf(uri),
                            material.map(MaterialCode::value).orElse(null),
                            form.word(),
                            source.word(),
                            untraced,
                            origin,
                            harvestedOn,
                            planting,
                            holder().value(),
                            process,
                            at.seq(),
                            at.time(),
                            kg.value(),
                            at.captured().event().eventId(),
                            step,
                            step == Step.Kind.MADE ? process : null,
                            at.captured().recordTime())
                    .orElseThrow(() -> lotKnown(lot));
        }

        // A child is as traced as the least traced of its parents, and keeps an origin only if all parents share it.
        private Named insertChild(
                Effect.Portion output,
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
                            row -> new Inherited(
                                    row.getBoolean(1), row.getString(2), row.getObject(3, LocalDate.class)),
                            (Object) parents)
                    .orElseThrow();
            return insert(
                    output.lot(),
                    output.kg(),
                    material,
                    form,
                    source,
                    from.untraced(),
                    from.origin(),
                    from.harvestedOn(),
                    null,
                    process,
                    Step.Kind.MADE);
        }

        private void give(long lot, Kilograms kg) {
            database.update("""
                    insert into lot_holding (lot_id, merchant_id, kg) values (?, ?, ?)
                    on conflict (lot_id, merchant_id) do update set kg = lot_holding.kg + excluded.kg
                    """, lot, holder().value(), kg.value());
        }

        /** Who filled these packages, as far as they are known. */
        private Set<MerchantId> packers(Lots.Row lot, List<String> packages) {
            return new HashSet<>(database.query(
                    """
                    select distinct m.to_merchant from lot_package p
                    join lot_movement m on m.lot_id = p.lot_id and m.seq = p.seq and m.kind = 'PACKED'
                    where p.lot_id = ? and p.epc = any (?)
                    """, row -> new MerchantId(row.getLong(1)), lot.id(), packages.toArray(String[]::new)));
        }

        // One statement checks and takes: two that want the last kilogram meet at the row's lock.
        private void take(Lots.Row lot, Kilograms kg) {
            int taken = database.update("""
                    update lot_holding set kg = kg - ?, packed_kg = least(packed_kg, kg - ?)
                    where lot_id = ? and merchant_id = ? and kg >= ?
                    """, kg.value(), kg.value(), lot.id(), holder().value(), kg.value());
            if (taken == 0) {
                throw exceeded(lot, kg, "库存");
            }
        }

        // Which consignment is the oldest must be the same to whoever asks later, so sending and receiving take turns.
        private void lock(Lots.Row lot) {
            database.one("select id from lot where id = ? for no key update", row -> row.getLong(1), lot.id());
        }

        private Refused exceeded(Lots.Row lot, Kilograms kg, String what) {
            Kilograms there = database.one(
                            "select kg from lot_holding where lot_id = ? and merchant_id = ?",
                            row -> new Kilograms(row.getBigDecimal(1)),
                            lot.id(),
                            holder().value())
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

        private void move(long lot, Step.Kind kind, String process, MerchantId from, MerchantId to, Kilograms kg) {
            database.update(
                    """
                    insert into lot_movement (seq, event_id, lot_id, kind, process, from_merchant, to_merchant, kg, at, recorded_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    at.seq(),
                    at.captured().event().eventId(),
                    lot,
                    kind,
                    process,
                    from == null ? null : from.value(),
                    to == null ? null : to.value(),
                    kg.value(),
                    at.time(),
                    at.captured().recordTime());
        }

        private void flag(FlagKind kind, Named lot, String detail) {
            database.update(
                    "insert into trace_flag (kind, lot_id, merchant_id, seq, detail, at) values (?, ?, ?, ?, ?, ?)",
                    kind,
                    lot.id(),
                    holder().value(),
                    at.seq(),
                    detail,
                    at.time());
            flags.add(new TraceFlagged(kind, lot.code(), holder(), detail, at.time()));
        }
    }

    private record Consignment(long id, long from, Kilograms kg) {}

    private record Named(long id, ShortCode code) {}

    // ---- names

    /** The number and the code that a lot has for good, allotted at its first birth. */
    private Named name(String uri) {
        return name(uri, codeOf(uri))
                // the code in its URI may be another lot's: a number that goes with the goods from one trade item to
                // the next
                .or(() -> name(uri, ShortCode.random(chance).value()))
                .orElseThrow();
    }

    private Optional<Named> name(String uri, String code) {
        return database.one("""
                        with fresh as (
                            insert into lot_name (uri, code) values (?, ?) on conflict do nothing returning id, code)
                        select id, code from fresh union all select id, code from lot_name where uri = ?
                        """, LotBooks::named, uri, code, uri)
                // a second birth at the same time has waited for the first one, whose row this statement cannot see yet
                .or(() -> database.one("select id, code from lot_name where uri = ?", LotBooks::named, uri));
    }

    private static Named named(ResultSet row) throws SQLException {
        return new Named(row.getLong(1), new ShortCode(row.getString(2)));
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
}
