package org.herbtrust.trace;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;

/**
 * Where goods came from and where they went, as one answer: the lots with their links and shares, the events that tell it,
 * and the containers that the goods travelled in.
 *
 * <p>Who trades with whom and how much is a secret of the trade: an empty party or mass is one that the reader may not see.
 *
 * @param of what was asked for, in canonical form
 * @param depth the most steps that were walked; empty if all
 * @param complete false if the depth or a limit cut something off
 * @param lots those asked for first, then the others, nearest first; of the market's own only
 * @param links every link between two of the lots
 * @param origins lots with which the goods begin, the largest share first; of an answer that goes back
 * @param destinations who has goods that came from what was asked for; of an answer that goes forward
 * @param containers by the time at which the goods came in
 * @param events by the time at which they happened
 * @param things what the events speak of beside the market's lots: packages, containers, classes of others
 */
public record Tracing(
        Kind kind,
        String of,
        Way direction,
        Optional<Integer> depth,
        boolean complete,
        List<Relative> lots,
        List<Link> links,
        List<Origin> origins,
        List<Destination> destinations,
        List<Stay> containers,
        List<Happening> events,
        List<String> things) {

    /** What was asked for. */
    public enum Kind {
        LOT,
        PACKAGE,
        CONTAINER,
        EVENT,
        /** A thing or class that is no lot of this market, of which events tell. */
        THING
    }

    /** Which way to walk. */
    public enum Way {
        BACK,
        FORWARD,
        BOTH;

        boolean goesBack() {
            return this != FORWARD;
        }

        boolean goesForward() {
            return this != BACK;
        }
    }

    public Tracing {
        lots = List.copyOf(lots);
        links = List.copyOf(links);
        origins = List.copyOf(origins);
        destinations = List.copyOf(destinations);
        containers = List.copyOf(containers);
        events = List.copyOf(events);
        things = List.copyOf(things);
    }

    /**
     * A lot in the answer.
     *
     * @param uri with the number of its trade item, which is one merchant's: for those who may know the maker
     * @param level 0 what was asked for, negative what it came from, positive what came from it; the nearest way counts
     * @param share from 0 to 1: back, the part of what was asked for that came through this lot; forward, the part of this
     *     lot that came from what was asked for
     * @param place where it was born, to the district at least
     * @param maker who brought it into being
     * @param born its mass then
     */
    public record Relative(
            ShortCode code,
            Optional<String> uri,
            int level,
            BigDecimal share,
            Optional<MaterialCode> material,
            Form form,
            Source source,
            boolean untraced,
            Optional<DivisionCode> origin,
            Optional<LocalDate> harvestedOn,
            String process,
            Instant bornAt,
            Optional<DivisionCode> place,
            boolean held,
            boolean recalled,
            Optional<MerchantId> maker,
            Optional<Kilograms> born) {}

    /**
     * A part of one lot that went into another.
     *
     * @param share of the child's input that came from this parent, 0 to 1
     */
    public record Link(ShortCode parent, ShortCode child, BigDecimal share, Optional<Kilograms> kg) {}

    /**
     * A plot or an untraced intake with which goods begin.
     *
     * @param share of what was asked for, 0 to 1
     * @param cut whether more may lie behind it
     */
    public record Origin(
            ShortCode lot,
            BigDecimal share,
            Optional<DivisionCode> division,
            Optional<LocalDate> harvestedOn,
            boolean untraced,
            boolean cut) {}

    /**
     * What a holder has, or is to get, of a lot that came from what was asked for.
     *
     * @param kg of the lot
     * @param share of the lot that came from what was asked for
     * @param onTheWay sent and not received
     */
    public record Destination(ShortCode lot, MerchantId holder, Kilograms kg, BigDecimal share, boolean onTheWay) {}

    /**
     * A time that goods spent in a container.
     *
     * @param item package, lot or inner container
     * @param until empty if it was not taken out
     */
    public record Stay(String item, String container, Instant since, Optional<Instant> until) {}

    /**
     * An event of the answer.
     *
     * @param declaration whether it is the declaration that the event of that id is wrong
     * @param declaredWrong whether there is such a declaration
     * @param lots of the market, that it speaks of and that are in the answer
     * @param container whose event it is, if it speaks of none of the goods themselves but of what they were in
     */
    public record Happening(
            EpcisEvent.Type type,
            Optional<EpcisEvent.Action> action,
            Optional<String> bizStep,
            Optional<String> disposition,
            Instant at,
            Optional<DivisionCode> place,
            List<ShortCode> lots,
            boolean declaration,
            boolean declaredWrong,
            Optional<String> container,
            Optional<String> eventId,
            Optional<MerchantId> party,
            Optional<Instant> recordedAt) {}
}
