package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.herbtrust.Samples;
import org.herbtrust.epcis.CaptureJob;
import org.herbtrust.epcis.CapturedEvent;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.epcis.ErrorBehaviour;
import org.herbtrust.epcis.MediaKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gs1CheckDigit;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever order the same events arrive in, the lots are the same. Each market has a twin that hears of it in another order. */
@QuarkusTest
class ArrivalTest {

    private static final Instant FIRST = Instant.parse("2026-11-20T00:00:00Z");

    private static final Pattern LOT = Pattern.compile("/10/([0-9A-Z]{13})");

    @Inject
    Trace trace;

    @Inject
    Epcis epcis;

    @Inject
    Merchants merchants;

    @Inject
    Samples samples;

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    static LongStream seeds() {
        return RandomMarket.seeds(3, 11, 29);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eventsThatArriveOneByOneInAnyOrderAndAreSentAgainEndInTheSameLots(long seed) throws Exception {
        RandomMarket market = new RandomMarket(trace, samples, seed).oneWay();
        market.happen(70);
        Twin twin = new Twin(market.parties());
        List<ObjectNode> waiting = new ArrayList<>(twin.events());
        Collections.shuffle(waiting, new Random(seed));
        int early = 0;

        for (int round = 0; round < 200 && !waiting.isEmpty(); round++) {
            List<ObjectNode> again = new ArrayList<>();
            for (ObjectNode event : waiting) {
                try {
                    epcis.capture(event.deepCopy(), Samples.admin());
                } catch (Refused refused) {
                    again.add(event);
                    early++;
                }
            }
            waiting = again;
        }

        assertThat(waiting).isEmpty();
        assertThat(early).as("events that came too early").isPositive();
        assertThat(state(twin.parties, Map.of())).isEqualTo(state(market.parties(), twin.names));
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void aDocumentIsReadInTheOrderInWhichThingsHappenedWhateverOrderItIsWrittenIn() throws Exception {
        RandomMarket market = new RandomMarket(trace, samples, 77);
        market.happen(60);
        Twin twin = new Twin(market.parties());
        List<ObjectNode> backwards = new ArrayList<>(twin.events());
        Collections.reverse(backwards);

        CaptureJob job = epcis.capture(
                document(backwards).getBytes(StandardCharsets.UTF_8),
                MediaKind.JSON,
                ErrorBehaviour.ROLLBACK,
                Samples.admin());

        assertThat(job.errors()).isEmpty();
        assertThat(state(twin.parties, Map.of())).isEqualTo(state(market.parties(), twin.names));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDocumentThatProceedsEndsInTheSameLotsHoweverItIsWrittenAndWhateverElseIsWrongInIt(long seed)
            throws Exception {
        RandomMarket market = new RandomMarket(trace, samples, seed).oneWay();
        market.happen(60);
        Twin twin = new Twin(market.parties());
        List<ObjectNode> events = new ArrayList<>(twin.events());
        for (ObjectNode event : twin.events().subList(0, 10)) {
            ObjectNode faulty = event.deepCopy().put("eventID", "urn:uuid:" + UUID.randomUUID());
            faulty.put("bizStep", "hocus_pocus");
            events.add(faulty);
            ObjectNode unknown =
                    event.deepCopy().put("type", "ObjectEvent").put("eventID", "urn:uuid:" + UUID.randomUUID());
            unknown.remove(
                    List.of("ilmd", "inputQuantityList", "outputQuantityList", "childEPCs", "childQuantityList"));
            unknown.put("action", "OBSERVE").put("bizStep", "retail_selling").remove("disposition");
            unknown.set(
                    "quantityList",
                    MarketEvents.list(MarketEvents.quantity("urn:x:" + UUID.randomUUID(), Kilograms.of(1))));
            events.add(unknown);
        }
        Collections.shuffle(events, new Random(seed));

        CaptureJob job = epcis.capture(
                document(events).getBytes(StandardCharsets.UTF_8),
                MediaKind.JSON,
                ErrorBehaviour.PROCEED,
                Samples.admin());

        assertThat(job.captured()).isEqualTo(twin.events().size());
        assertThat(job.errors()).hasSize(20);
        assertThat(state(twin.parties, Map.of())).isEqualTo(state(market.parties(), twin.names));
    }

    @Test
    void whatComesBeforeWhatItRestsOnIsRefusedAndLeavesNothing() throws Exception {
        RandomMarket market = new RandomMarket(trace, samples, 5);
        market.happen(30);
        Twin twin = new Twin(market.parties());
        ObjectNode last = twin.events().get(twin.events().size() - 1);

        assertThatThrownBy(() -> epcis.capture(last, Samples.admin())).isInstanceOf(Refused.class);

        assertThat(epcis.find(last.path("eventID").asText())).isEmpty();
    }

    /** The same events, of other parties, about other lots. */
    private final class Twin {
        private final List<Actor> parties = new ArrayList<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final List<ObjectNode> events = new ArrayList<>();

        Twin(List<Actor> originals) throws Exception {
            for (Actor original : originals) {
                Actor twin = samples.admitted(original.is(Role.GROWER) ? MerchantKind.GROWER : MerchantKind.TRADER);
                parties.add(twin);
                MerchantView from = merchants.get(id(original));
                MerchantView to = merchants.get(id(twin));
                names.put(from.gln().toString(), to.gln().toString());
                names.put(
                        "merchant " + from.id().value() + " ",
                        "merchant " + to.id().value() + " ");
            }
            for (CapturedEvent event : eventsOf(originals)) {
                ObjectNode twin =
                        (ObjectNode) json.readTree(renamed(event.event().body().toString()));
                // a second each: who reads them must not depend on two that happened in the same millisecond
                twin.put("eventTime", FIRST.plusSeconds(events.size()).toString());
                events.add(twin);
            }
        }

        List<ObjectNode> events() {
            return events;
        }

        private String renamed(String event) {
            Matcher lots = LOT.matcher(event);
            while (lots.find()) {
                names.computeIfAbsent(
                        lots.group(1), code -> ShortCode.random(new Random(code.hashCode() ^ System.nanoTime()))
                                .value());
            }
            Matcher ids = Pattern.compile("urn:uuid:[0-9a-f-]{36}").matcher(event);
            while (ids.find()) {
                names.computeIfAbsent(ids.group(), id -> "urn:uuid:" + UUID.randomUUID());
            }
            Matcher containers =
                    Pattern.compile("/(?:00|21)/([0-9A-Za-z]{14,})").matcher(event);
            while (containers.find()) {
                String number = containers.group(1);
                if (number.matches("\\d{18}")) {
                    String body =
                            "129%014d".formatted(Math.floorMod(number.hashCode() ^ System.nanoTime(), 99_999_999_999L));
                    names.computeIfAbsent(number, n -> body + Gs1CheckDigit.of(body));
                }
            }
            String renamed = event;
            for (Map.Entry<String, String> name : names.entrySet()) {
                renamed = renamed.replace(name.getKey(), name.getValue());
            }
            return renamed;
        }
    }

    private List<CapturedEvent> eventsOf(List<Actor> parties) {
        return epcis.bySeq(database.query(
                "select seq from trace_reading where holder_id = any (?) order by turn", row -> row.getLong(1), (Object)
                        ids(parties)));
    }

    /**
     * The lots in words that depend on no number of a row. Left out is the packed mass, which is capped when goods leave.
     *
     * @param names to write instead
     */
    private Set<String> state(List<Actor> parties, Map<String, String> names) {
        List<String> lines = database.query("""
                with mine as (select * from lot where maker_id = any (?))
                select 'lot ' || uri || ' ' || born_kg || ' ' || coalesce(material, '') || ' ' || form || ' ' || source || ' '
                       || untraced || ' ' || coalesce(origin_division, '') || ' ' || process || ' by merchant ' || maker_id || ' '
                from mine
                union all
                select 'holding ' || l.uri || ' merchant ' || h.merchant_id || ' ' || h.kg
                from mine l join lot_holding h on h.lot_id = l.id where h.kg > 0
                union all
                select 'link ' || p.uri || ' ' || l.uri || ' ' || k.kg || ' ' || k.input_kg
                from mine l join lot_link k on k.child_id = l.id join lot p on p.id = k.parent_id
                union all
                select 'movement ' || l.uri || ' ' || m.event_id || ' ' || m.kind || ' ' || m.kg || ' merchant '
                       || coalesce(m.from_merchant, 0) || ' merchant ' || coalesce(m.to_merchant, 0) || ' '
                from mine l join lot_movement m on m.lot_id = l.id
                union all
                select 'consignment ' || l.uri || ' merchant ' || c.from_id || ' merchant ' || c.to_id || ' ' || c.kg || ' '
                       || coalesce(c.received_kg, -1)
                from mine l join consignment c on c.lot_id = l.id
                """, row -> row.getString(1), (Object) ids(parties));
        Set<String> state = new TreeSet<>();
        for (String line : lines) {
            String renamed = line;
            for (Map.Entry<String, String> name : names.entrySet()) {
                renamed = renamed.replace(name.getKey(), name.getValue());
            }
            state.add(renamed);
        }
        return state;
    }

    private String document(List<ObjectNode> events) {
        ObjectNode document = json.createObjectNode();
        ArrayNode context = document.putArray("@context");
        context.add("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld");
        context.addObject().put("tcm", MarketEvents.NAMESPACE);
        document.put("type", "EPCISDocument").put("schemaVersion", "2.0").put("creationDate", "2026-11-24T00:00:00Z");
        ArrayNode list = document.putObject("epcisBody").putArray("eventList");
        events.forEach(list::add);
        return document.toString();
    }

    private static Long[] ids(List<Actor> parties) {
        return parties.stream().map(party -> id(party).value()).toArray(Long[]::new);
    }

    private static MerchantId id(Actor actor) {
        return actor.merchant().orElseThrow();
    }
}
