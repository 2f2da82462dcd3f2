package org.herbtrust.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EpcisEvent.ClassQuantity;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Quantity;
import org.herbtrust.kernel.Refused;
import org.herbtrust.material.MaterialCode;

/** Reads an event for what it does to lots. A function of the event: it knows no table and no day, so it reads the same at every rebuild. */
final class Effects {

    private static final List<String> PLANTING_FACTS =
            List.of("seedSource", "areaMu", "plantedOn", "fertiliser", "pesticide");

    private final EpcisEvent event;
    private final List<Effect> effects = new ArrayList<>();

    private Effects(EpcisEvent event) {
        this.event = event;
    }

    /**
     * @param isLot whether the market has a lot of that class: packing of other things is no business of ours
     * @return empty if the event moves no goods
     * @throws Refused if a mass is missing
     */
    static List<Effect> of(EpcisEvent event, Predicate<String> isLot) {
        Effects reading = new Effects(event);
        switch (event.type()) {
            case ObjectEvent -> reading.objects();
            case TransformationEvent -> reading.transformation();
            case AggregationEvent -> reading.packing(isLot);
            default -> { // transactions and associations move no mass
            }
        }
        return List.copyOf(reading.effects);
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
        JsonNode planting = ilmd.path("tcm:planting");
        return new Effect.Begun(
                what.epcClass(),
                mass(what),
                ilmd.path("tcm:untraced").asBoolean(false),
                text(ilmd, "material").map(MaterialCode::new),
                Form.ofWord(text(ilmd, "form").orElse("unknown")),
                Source.ofWord(text(ilmd, "source").orElse("unknown")),
                text(ilmd, "originDivision").orElse(null),
                day(ilmd, "harvestDate"),
                planting.isObject() ? planting(planting) : null,
                text(ilmd, "document"));
    }

    private void transformation() {
        if (event.inputQuantities().isEmpty() || event.outputQuantities().isEmpty()) {
            return; // of instances, not of masses: nothing to balance
        }
        effects.add(new Effect.Made(
                portions(event.inputQuantities()),
                portions(event.outputQuantities()),
                text(event.body(), "process").orElse("processing"),
                text(event.body().path("ilmd"), "form").map(Form::ofWord)));
    }

    private static List<Effect.Portion> portions(List<ClassQuantity> quantities) {
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
        var bare = JsonNodeFactory.instance.objectNode();
        extension.properties().forEach(field -> {
            String name = field.getKey().replaceFirst("^tcm:", "");
            if (PLANTING_FACTS.contains(name)) {
                bare.set(name, field.getValue());
            }
        });
        return bare.toString();
    }
}
