package org.herbtrust.trace;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.material.MaterialCode;

/**
 * What an event does to the goods of the party whose event it is. Lots are named by their class URIs.
 *
 * <p>The same effects are judged once, when the event is captured ({@link Admission}), and written then and at every
 * rebuild ({@link LotBooks}).
 */
sealed interface Effect {

    void tell(Listener listener);

    /** Whoever does something with effects, one method a kind, so that none is forgotten. */
    interface Listener {
        void begun(Begun effect);

        void left(Left effect);

        void sent(Sent effect);

        void arrived(Arrived effect);

        void made(Made effect);

        void packed(Packed effect);

        void unpacked(Unpacked effect);

        void cameBack(CameBack effect);
    }

    record Portion(String lot, Kilograms kg) {}

    /**
     * A lot that comes from no other one: harvested, or taken in without a trace.
     *
     * @param originOrNull division code
     * @param plantingOrNull JSON of {@link Planting}
     * @param document number of a licence or certificate
     */
    record Begun(
            String lot,
            Kilograms kg,
            boolean untraced,
            Optional<MaterialCode> material,
            Form form,
            Source source,
            String originOrNull,
            LocalDate harvestedOnOrNull,
            String plantingOrNull,
            Optional<String> document)
            implements Effect {
        @Override
        public void tell(Listener listener) {
            listener.begun(this);
        }
    }

    /**
     * Sold to the public, or destroyed.
     *
     * @param packages labelled ones that this much was in; where none are named, loose goods go first
     */
    record Left(String lot, Kilograms kg, Step.Kind kind, String reasonOrNull, List<String> packages)
            implements Effect {

        public Left {
            packages = List.copyOf(packages);
        }

        @Override
        public void tell(Listener listener) {
            listener.left(this);
        }
    }

    /**
     * @param ord place in the event, from 0: with the event it names the consignment
     * @param to the buyer, empty if the event names none
     */
    record Sent(String lot, Kilograms kg, int ord, Optional<Gln> to) implements Effect {
        @Override
        public void tell(Listener listener) {
            listener.sent(this);
        }
    }

    /**
     * Received. The shipment is the one whose event it names, else the consignment whose number it names, which only this
     * market knows; else the oldest open one of the lot.
     */
    record Arrived(String lot, Kilograms kg, Optional<String> shippingEvent, Long consignmentOrNull) implements Effect {
        @Override
        public void tell(Listener listener) {
            listener.arrived(this);
        }
    }

    /** @param form empty: as the first input */
    record Made(List<Portion> inputs, List<Portion> outputs, String process, Optional<Form> form) implements Effect {

        public Made {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        Kilograms in() {
            return sum(inputs);
        }

        Kilograms out() {
            return sum(outputs);
        }

        private static Kilograms sum(List<Portion> portions) {
            return portions.stream().map(Portion::kg).reduce(Kilograms.ZERO, Kilograms::plus);
        }

        @Override
        public void tell(Listener listener) {
            listener.made(this);
        }
    }

    /** @param container URI of the group, empty if it has none */
    record Packed(String lot, Kilograms kg, String container, List<String> packages) implements Effect {

        public Packed {
            packages = List.copyOf(packages);
        }

        @Override
        public void tell(Listener listener) {
            listener.packed(this);
        }
    }

    /** What was in packages is loose again. */
    record Unpacked(String lot, Kilograms kg, List<String> packages) implements Effect {

        public Unpacked {
            packages = List.copyOf(packages);
        }

        @Override
        public void tell(Listener listener) {
            listener.unpacked(this);
        }
    }

    /** A buyer whom the market doesn't know gives goods back to the one who sold them. */
    record CameBack(String lot, Kilograms kg) implements Effect {
        @Override
        public void tell(Listener listener) {
            listener.cameBack(this);
        }
    }
}
