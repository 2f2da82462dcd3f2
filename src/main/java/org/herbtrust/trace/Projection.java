package org.herbtrust.trace;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.EventsCaptured;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Accounts;
import org.herbtrust.platform.Database;

/**
 * Turns captured events into lots, within the transaction of the capture: what the market forbids is refused here, and
 * then the event is not stored either. Commands and foreign documents come through the same door.
 *
 * <p>An event concerns the market if it happens at, or is sent by, one of its entities and is about masses of a class.
 * Everything else is kept by the repository and means nothing here.
 */
@ApplicationScoped
class Projection {

    @Inject
    Database database;

    @Inject
    Lots lots;

    @Inject
    Merchants merchants;

    @Inject
    Admission admission;

    @Inject
    LotBooks books;

    @Inject
    History history;

    @Inject
    Holds holds;

    @Inject
    Attempts attempts;

    @Inject
    Epcis epcis;

    @Inject
    Accounts accounts;

    @Inject
    Event<TraceFlagged> flagged;

    // Before other observers: what is refused here need not be committed to the ledger first, and locks are taken in
    // one order.
    void captured(@Observes @Priority(1000) EventsCaptured captured) {
        if (captured.events().stream().anyMatch(Projection::isDeclaration)) {
            history.lockForRewriting();
        } else {
            history.lockForWriting();
        }
        Set<String> declared = new HashSet<>(history.declared(
                captured.events().stream().map(event -> event.event().eventId()).toList()));
        for (CapturedEvent event : captured.events()) {
            if (isDeclaration(event)) {
                declare(event, captured.actor());
                declared.add(event.event().eventId());
            }
        }
        List<CapturedEvent> happened = captured.events().stream()
                .filter(event -> !declared.contains(event.event().eventId()))
                .toList();
        Round round = new Round(captured);
        Arrivals.inOrder(happened).forEach(round::apply);
        round.end();
    }

    private static boolean isDeclaration(CapturedEvent captured) {
        return captured.event().errorDeclaration().isPresent();
    }

    /**
     * The events that are captured together. What does not change from one to the next is asked for once: who is where
     * and may trade, which of the classes are lots already.
     */
    private final class Round {
        private final Actor actor;

        /** Whether some hold covers lots that are still to be born. */
        private final boolean comingHeld = holds.coversComing();

        private final Set<String> lotsThere;
        private final Map<String, Optional<MerchantView>> places = new HashMap<>();
        private final Set<MerchantId> mayTrade = new HashSet<>();
        private final List<Occurrence> turns = new ArrayList<>();

        /** Told, not yet written: nothing in between asks for them. */
        private final List<LotBooks.Birth> births = new ArrayList<>();

        Round(EventsCaptured captured) {
            actor = captured.actor();
            lotsThere = lots.known(captured.events().stream()
                    .flatMap(event -> classes(event.event()).stream())
                    .distinct()
                    .toList());
        }

        void apply(CapturedEvent captured) {
            EpcisEvent event = captured.event();
            Optional<MerchantView> party = party(event);
            if (party.isEmpty()) {
                refuseLotsWithoutParty(event);
                return; // not of this market
            }
            MerchantView holder = party.get();
            ownEvents(holder, actor);
            if (!mayTrade.contains(holder.id())) {
                mayTrade.add(merchants.requireMayTrade(holder.id()).id());
            }
            List<String> known =
                    classes(event).stream().filter(lotsThere::contains).toList();
            if (!known.isEmpty()) {
                writeBirths(); // of which they may be
            }
            if (known.size() > 1) {
                lots.lockInOrder(known);
            }
            Map<String, Lots.Row> there = lots.byUris(known, holder.id());
            Occurrence at = new Occurrence(captured, holder);
            try {
                act(at, there);
            } catch (Refused refused) {
                attempts.note(refused, at, actor, Set.copyOf(there.values()));
                throw refused;
            }
        }

        private void act(Occurrence at, Map<String, Lots.Row> there) {
            EpcisEvent event = at.captured().event();
            List<Effect> effects = Effects.of(event, there::containsKey);
            effects.forEach(effect -> admission.check(effect, at, there));
            if (!effects.isEmpty()) {
                turns.add(at);
            }
            effects.forEach(effect -> lotsThere.addAll(births(effect)));
            if (effects.stream().allMatch(Effect.Begun.class::isInstance)) {
                effects.forEach(effect -> births.add(new LotBooks.Birth((Effect.Begun) effect, at)));
                return;
            }
            writeBirths();
            List<TraceFlagged> flags = new ArrayList<>();
            effects.forEach(effect -> flags.addAll(books.write(effect, at, there)));
            List<String> born = classes(event).stream()
                    .filter(uri -> !there.containsKey(uri))
                    .toList();
            if (!born.isEmpty() && (comingHeld || there.values().stream().anyMatch(Lots.Row::held))) {
                holds.inherit(born);
            }
            flags.forEach(flagged::fire);
        }

        private List<String> births(Effect effect) {
            if (effect instanceof Effect.Begun begun) {
                return List.of(begun.lot());
            }
            return effect instanceof Effect.Made made
                    ? made.outputs().stream().map(Effect.Portion::lot).toList()
                    : List.of();
        }

        private void writeBirths() {
            if (births.isEmpty()) {
                return;
            }
            List<LotBooks.Birth> written = List.copyOf(births);
            births.clear();
            List<TraceFlagged> flags = books.begin(written);
            if (comingHeld) {
                holds.inherit(
                        written.stream().map(birth -> birth.effect().lot()).toList());
            }
            flags.forEach(flagged::fire);
        }

        void end() {
            writeBirths();
            if (!turns.isEmpty()) {
                history.append(turns);
            }
        }

        private Optional<MerchantView> party(EpcisEvent event) {
            return partyAt(event, place -> places.computeIfAbsent(place, Projection.this::merchantAt))
                    .or(() -> actor.merchant().map(merchants::get));
        }

        // Without this, a document without a place would take goods out of a lot and no balance would know.
        private void refuseLotsWithoutParty(EpcisEvent event) {
            if (Effects.movesMass(event) && classes(event).stream().anyMatch(lotsThere::contains)) {
                throw new Refused(
                        TraceRefusal.PARTY_UNKNOWN,
                        "事件涉及本市场批次，但bizLocation不是本市场经营者的地点 (bizLocation is not a place of this market)");
            }
        }
    }

    private void declare(CapturedEvent declaration, Actor actor) {
        EpcisEvent event = declaration.event();
        history.append(declaration);
        Optional<History.Turn> wrong = history.find(event.eventId(), classes(event));
        if (wrong.isEmpty()) {
            ownOrSent(event, actor);
            return; // it moved no goods of ours, or has not come yet
        }
        MerchantView holder = merchants.get(wrong.get().holder());
        ownEvents(holder, actor);
        if (actor.merchant().isPresent()) {
            merchants.requireMayTrade(holder.id());
        }
        // Else whoever must keep the goods in place would declare them away.
        lots.byUris(classes(event), holder.id()).values().forEach(Admission::free);
        history.withdraw(wrong.get(), declaration);
    }

    /** An event at no place of the market is that of whoever sent it. */
    private void ownOrSent(EpcisEvent event, Actor actor) {
        if (actor.merchant().isEmpty()) {
            return;
        }
        Optional<MerchantView> at = partyAt(event, this::merchantAt);
        if (at.isPresent()) {
            ownEvents(at.get(), actor);
            return;
        }
        epcis.senderOf(event.eventId())
                .filter(sender -> !sender.equals(actor.account()))
                .filter(sender ->
                        !accounts.find(sender).flatMap(Actor::merchant).equals(actor.merchant()))
                .ifPresent(other -> {
                    throw new Refused(
                            TraceRefusal.NOT_THE_HOLDER, "只能声明本户采集的事件有误 (only its sender declares this event wrong)");
                });
    }

    private Optional<MerchantView> merchantAt(String place) {
        return Effects.gln(place, "https://id.gs1.org/414/").flatMap(merchants::byGln);
    }

    private static Optional<MerchantView> partyAt(EpcisEvent event, Function<String, Optional<MerchantView>> at) {
        return event.bizLocation().flatMap(at).or(() -> event.readPoint().flatMap(at));
    }

    private static void ownEvents(MerchantView holder, Actor actor) {
        if (actor.merchant().isPresent() && !actor.merchant().get().equals(holder.id())) {
            throw new Refused(
                    TraceRefusal.NOT_THE_HOLDER,
                    "只能登记本户的事件，不能以%s的名义登记 (events of another entity)".formatted(holder.name()));
        }
    }

    static List<String> classes(EpcisEvent event) {
        return Stream.of(event.quantities(), event.inputQuantities(), event.outputQuantities())
                .flatMap(List::stream)
                .map(EpcisEvent.ClassQuantity::epcClass)
                .distinct()
                .toList();
    }
}
