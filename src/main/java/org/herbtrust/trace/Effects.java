package org.herbtrust.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EpcisEvent.ClassQuantity;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Quantity;
import org.herbtrust.kernel.Refused;
import org.herbtrust.material.MaterialCode;

/**
 * Reads an event for what it does to lots. A function of the event: it knows no table and no day, so it reads the same at
 * every rebuild.
 *
 * <p>What is told of a lot wrongly, such as an origin that is no division, is refused when the event is captured. In an
 * event that is there already it counts as not told: one such lot must not spoil every answer that it occurs in.
 */
final class Effects {

    /** Of anything that is told of a lot in words. */
    private static final int LONGEST_FACT = 200;

    /** Of the URI of a lot, in characters. */
    private static final int LONGEST_LOT = 400;

    private final EpcisEvent event;
    private final boolean captured;
    private final List<Effect> effects = new ArrayList<>();

    private Effects(EpcisEvent event, boolean captured) {
        this.event = event;
        this.captured = captured;
    }

    /**
     * @param isLot whether the market has a lot of that class: packing of other things is no business of ours
     * @return empty if the event moves no goods
     * @throws Refused if a mass is missing, or something is told that cannot be
     */
    static List<Effect> of(EpcisEvent event, Predicate<String> isLot) {
        return new Effects(event, true).read(isLot);
    }

    /** The same of an event that was captured once. */
    static List<Effect> again(EpcisEvent event) {
        return new Effects(event, false).read(uri -> true);
    }

    private List<Effect> read(Predicate<String> isLot) {
        switch (event.type()) {
            case ObjectEvent -> objects();
            case TransformationEvent -> transformation();
            case AggregationEvent -> packing(isLot);
            default -> { // transactions and associations move no mass
            }
        }
        return List.copyOf(effects);
    }

    /** Whether an event that happens at no place of the market would still have to. */
    static boolean movesMass(EpcisEvent event) {
        String step = event.bizStep().orElse("");
        return event.type() == EpcisEvent.Type.TransformationEvent
                || (event.type() == EpcisEvent.Type.ObjectEvent
                        && (event.action()
                                        .filter(a -> a != EpcisEvent.Action.OBSERVE)
                                        .isPresent()
                                || step.equals("shipping")
                                || step.equals("receiving")
                                || step.equals("retail_selling")));
    }

    private void objects() {
        String step = event.bizStep().orElse("");
        EpcisEvent.Action action = event.action().orElse(null);
        int ord = 0;
        for (ClassQuantity what : event.quantities()) {
            String lot = what.epcClass();
            if (action == EpcisEvent.Action.ADD) {
                effects.add(begun(what));
            } else if (action == EpcisEvent.Action.DELETE) {
                effects.add(new Effect.Left(lot, mass(what), Step.Kind.DESTROYED, reason(), List.of()));
            } else if (step.equals("retail_selling")) {
                effects.add(new Effect.Left(lot, mass(what), Step.Kind.SOLD, reason(), packages()));
            } else if (step.equals("shipping")) {
                effects.add(new Effect.Sent(lot, mass(what), ord++, buyer()));
            } else if (step.equals("receiving")
                    && event.disposition().filter("returned"::equals).isPresent()) {
                effects.add(new Effect.CameBack(lot, mass(what)));
            } else if (step.equals("receiving")) {
                JsonNode named = event.body().path("tcm:consignment");
                effects.add(new Effect.Arrived(
                        lot,
                        mass(what),
                        text(event.body(), "shippingEvent"),
                        named.isNumber() ? named.longValue() : null));
            }
        }
    }

    /** Of an event about several lots nobody knows how much of each the packages hold. */
    private List<String> packages() {
        return event.quantities().size() == 1 ? event.epcs() : List.of();
    }

    private Effect.Begun begun(ClassQuantity what) {
        JsonNode ilmd = event.body().path("ilmd");
        return new Effect.Begun(
                born(what.epcClass()),
                mass(what),
                ilmd.path("tcm:untraced").asBoolean(false),
                fact(ilmd, "material", MaterialCode::new),
                Form.ofWord(text(ilmd, "form").orElse("unknown")),
                Source.ofWord(text(ilmd, "source").orElse("unknown")),
                fact(ilmd, "originDivision", DivisionCode::new)
                        .map(DivisionCode::value)
                        .orElse(null),
                fact(ilmd, "harvestDate", LocalDate::parse).orElse(null),
                planting(ilmd.path("tcm:planting")),
                text(ilmd, "document"));
    }

    private String born(String lot) {
        if (captured && lot.length() > LONGEST_LOT) {
            throw wrong(
                    "epcClass",
                    "批次标识最多" + LONGEST_LOT + "个字符 (a lot's URI has at most " + LONGEST_LOT + " characters)");
        }
        return lot;
    }

    private void transformation() {
        if (event.inputQuantities().isEmpty() || event.outputQuantities().isEmpty()) {
            return; // of instances, not of masses: nothing to balance
        }
        effects.add(new Effect.Made(
                portions(event.inputQuantities()),
                event.outputQuantities().stream()
                        .map(what -> new Effect.Portion(born(what.epcClass()), mass(what)))
                        .toList(),
                text(event.body(), "process").orElse("processing"),
                text(event.body().path("ilmd"), "form").map(Form::ofWord)));
    }

    private List<Effect.Portion> portions(List<ClassQuantity> quantities) {
        return quantities.stream()
                .map(what -> new Effect.Portion(what.epcClass(), mass(what)))
                .toList();
    }

    private void packing(Predicate<String> isLot) {
        String step = event.bizStep().orElse("");
        EpcisEvent.Action action = event.action().orElse(EpcisEvent.Action.OBSERVE);
        boolean packing = action == EpcisEvent.Action.ADD && step.equals("packing");
        boolean unpacking = action == EpcisEvent.Action.DELETE && step.equals("unpacking");
        if (!(packing || unpacking) || event.quantities().size() != 1) {
            return;
        }
        ClassQuantity what = event.quantities().get(0);
        if (!isLot.test(what.epcClass())) {
            return;
        }
        effects.add(
                packing
                        ? new Effect.Packed(
                                what.epcClass(), mass(what), event.parentId().orElse(""), event.epcs())
                        : new Effect.Unpacked(what.epcClass(), mass(what), event.epcs()));
    }

    private Optional<Gln> buyer() {
        return EpcisEvent.of(event.destinations(), "owning_party").flatMap(uri -> gln(uri, "https://id.gs1.org/417/"));
    }

    /** @param prefix of the Digital Link, such as that of a place */
    static Optional<Gln> gln(String uri, String prefix) {
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

    private String reason() {
        return text(event.body(), "reason").orElse(null);
    }

    private Kilograms mass(ClassQuantity what) {
        Quantity quantity = what.quantity()
                .filter(Quantity::isMass)
                .orElseThrow(() -> new Refused(
                        TraceRefusal.QUANTITY_MISSING,
                        "批次%s缺少以公斤（KGM）计的重量 (a mass in KGM is needed)".formatted(what.epcClass())));
        Kilograms kg = kilograms(quantity);
        if (kg.isZero()) {
            throw new Refused(TraceRefusal.QUANTITY_MISSING, "重量应大于0 (a mass above zero is needed)");
        }
        return kg;
    }

    private static Kilograms kilograms(Quantity quantity) {
        try {
            return quantity.kilograms();
        } catch (IllegalArgumentException unusable) {
            throw wrong("quantity", unusable.getMessage());
        }
    }

    private Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path("tcm:" + name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            return Optional.empty();
        }
        if (captured && value.textValue().length() > LONGEST_FACT) {
            throw wrong("tcm:" + name, "最多" + LONGEST_FACT + "个字 (at most " + LONGEST_FACT + " characters)");
        }
        return Optional.of(value.textValue());
    }

    private <T> Optional<T> fact(JsonNode node, String name, Function<String, T> reading) {
        try {
            return text(node, name).map(reading);
        } catch (IllegalArgumentException | DateTimeException unusable) {
            return untold("tcm:" + name, unusable);
        }
    }

    private <T> Optional<T> untold(String field, RuntimeException unusable) {
        if (captured) {
            throw wrong(field, unusable.getMessage());
        }
        return Optional.empty();
    }

    private static Refused wrong(String field, String why) {
        return new Refused(TraceRefusal.FACT_WRONG, field + "：" + why);
    }

    // Planting facts in an event have the prefix of the extension; the lot keeps them bare, as the planting record's
    // fields.
    private String planting(JsonNode extension) {
        if (!extension.isObject()) {
            return null;
        }
        // some writers know no prefixes inside of an extension, and XML knows no numbers
        Function<String, String> told = name -> Stream.of("tcm:" + name, name)
                .map(extension::path)
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .findFirst()
                .map(JsonNode::asText)
                .orElse(null);
        try {
            String area = told.apply("areaMu");
            String planted = told.apply("plantedOn");
            Planting planting = new Planting(
                    told.apply("seedSource"),
                    area == null ? null : new BigDecimal(area.strip()),
                    planted == null ? null : LocalDate.parse(planted.strip()),
                    told.apply("fertiliser"),
                    told.apply("pesticide"));
            ObjectNode bare = JsonNodeFactory.instance.objectNode();
            put(bare, "seedSource", planting.seedSource());
            put(bare, "plantedOn", planting.plantedOn());
            put(bare, "fertiliser", planting.fertiliser());
            put(bare, "pesticide", planting.pesticide());
            if (planting.areaMu() != null) {
                bare.put("areaMu", planting.areaMu());
            }
            return bare.toString();
        } catch (NumberFormatException notANumber) {
            return this.<String>untold("tcm:areaMu", new IllegalArgumentException("应为数字 (a number)", notANumber))
                    .orElse(null);
        } catch (IllegalArgumentException | DateTimeException unusable) {
            return this.<String>untold("tcm:planting", unusable).orElse(null);
        }
    }

    private static void put(ObjectNode facts, String name, Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }
}
