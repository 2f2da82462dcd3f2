package org.herbtrust.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.herbtrust.Samples;
import org.herbtrust.epcis.CaptureJob;
import org.herbtrust.epcis.Epcis;
import org.herbtrust.epcis.EpcisEvent;
import org.herbtrust.epcis.ErrorBehaviour;
import org.herbtrust.epcis.MediaKind;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event of a document that proceeds gets a verdict of its own, which depends on no other one's place or fault. */
@QuarkusTest
class VerdictsTest {

    private static final String GTIN = "02100000000012";
    private static final String OTHER_GTIN = "02100000000029";
    private static final Instant FIRST = Instant.parse("2026-09-01T00:00:00Z");

    @Inject
    Trace trace;

    @Inject
    Epcis epcis;

    @Inject
    Attempts attempts;

    @Inject
    Merchants merchants;

    @Inject
    Samples samples;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void oneEventThatCannotBeStopsNoOther() {
        Actor grower = samples.grower();
        List<ObjectNode> events = List.of(
                harvest(grower, lot(GTIN), 0),
                changed(harvest(grower, lot(GTIN), 1), e -> ilmd(e).put("tcm:harvestDate", "2026/08/01")),
                changed(harvest(grower, lot(GTIN), 2), e -> ilmd(e).put("tcm:material", "白芍")),
                changed(harvest(grower, lot(GTIN), 3), e -> quantity(e).put("quantity", new BigDecimal("1.23456"))),
                changed(harvest(grower, lot(GTIN), 4), e -> e.put("eventID", "urn:x:" + "e".repeat(2_100))),
                harvest(grower, "https://example.com/lots/" + random(500), 5),
                changed(harvest(grower, lot(GTIN), 6), e -> e.putArray("bizTransactionList")
                        .addObject()
                        .put("bizTransaction", "urn:x:" + random(2_700))),
                harvest(grower, lot(GTIN), 7));

        CaptureJob job = proceed(events, grower);

        assertThat(job.captured()).isEqualTo(2);
        assertThat(job.errors())
                .extracting(CaptureJob.Problem::pointer)
                .containsExactlyElementsOf(Stream.of(1, 2, 3, 4, 5, 6)
                        .map(i -> "/epcisBody/eventList/" + i)
                        .toList());
        assertThat(job.errors()).extracting(CaptureJob.Problem::status).containsExactly(422, 422, 422, 400, 422, 400);
    }

    @Test
    void aSaleThatStandsBeforeItsHarvestIsTakenWhateverElseIsWrongInTheDocument() {
        Actor grower = samples.grower();
        String lot = lot(GTIN);

        CaptureJob job =
                proceed(List.of(sale(grower, lot, 5), harvest(grower, lot, 3), sale(grower, lot(GTIN), 4)), grower);

        assertThat(job.captured()).isEqualTo(2);
        assertThat(job.errors()).extracting(CaptureJob.Problem::pointer).containsExactly("/epcisBody/eventList/2");
        assertThat(trace.findByUri(lot).orElseThrow().heldBy(grower.merchant().orElseThrow()))
                .isEqualTo(Kilograms.of(90));
    }

    @Test
    void aLongDocumentThatIsWrittenNewestFirstIsTakenButForWhatIsWrong() {
        Actor grower = samples.grower();
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < 350; i++) {
            String lot = lot(GTIN);
            events.add(harvest(grower, lot, 2 * i));
            events.add(sale(grower, lot, 2 * i + 1));
        }
        events.add(10, sale(grower, lot(GTIN), 9));
        Collections.reverse(events);

        CaptureJob job = proceed(events, grower);

        assertThat(job.captured()).isEqualTo(700);
        assertThat(job.errors()).singleElement().satisfies(error -> assertThat(error.pointer())
                .isEqualTo("/epcisBody/eventList/690"));
    }

    @Test
    void aNoteOfAnAttemptIsMadeOnceAnEventAndNoneIsLeftOfWhatOnlyCameTooEarly() throws InterruptedException {
        Actor grower = samples.grower();
        Actor trader = samples.trader();
        String lot = lot(GTIN);
        ObjectNode late = sale(grower, lot, 5);
        quantity(late).put("quantity", 1_000);
        epcis.capture(harvest(grower, lot, 0), grower);

        proceed(List.of(late, sale(trader, lot(GTIN), 6), sale(grower, lot, 7)), Samples.admin());

        List<AttemptView> noted = List.of();
        for (int i = 0; i < 100 && noted.isEmpty(); i++) {
            Thread.sleep(20);
            noted = attempts.recent(grower.merchant(), 50);
        }
        assertThat(noted).singleElement().satisfies(attempt -> assertThat(attempt.reason())
                .isEqualTo(TraceRefusal.BALANCE_EXCEEDED.code()));
    }

    @Test
    void aLotMayKeepItsNumberWhenItBecomesAnotherTradeItem() {
        Actor grower = samples.grower();
        String number = number();
        String fresh = "https://id.gs1.org/01/" + GTIN + "/10/" + number;
        String dried = "https://id.gs1.org/01/" + OTHER_GTIN + "/10/" + number;
        epcis.capture(harvest(grower, fresh, 0), grower);

        epcis.capture(transformation(grower, fresh, 100, dried, 35), grower);

        assertThat(trace.findByUri(fresh).orElseThrow().code().value()).isEqualTo(number);
        assertThat(trace.findByUri(dried).orElseThrow().code().value()).isNotEqualTo(number);
        assertThat(trace.rebuild(false, Samples.admin()).equal()).isTrue();
    }

    @Test
    void twoLotsOfOneDocumentMayHaveTheSameNumberUnderTwoTradeItems() {
        Actor grower = samples.grower();
        String number = number();

        CaptureJob job = proceed(
                List.of(
                        harvest(grower, "https://id.gs1.org/01/" + GTIN + "/10/" + number, 0),
                        harvest(grower, "https://id.gs1.org/01/" + OTHER_GTIN + "/10/" + number, 1)),
                grower);

        assertThat(job.errors()).isEmpty();
        assertThat(job.captured()).isEqualTo(2);
    }

    @Test
    void aPackageIsNotFilledTwiceUnlessItWasUnpacked() {
        Actor trader = samples.trader();
        LotView lot = samples.taken(trader, 10);
        String epc = "https://id.gs1.org/01/" + lot.gtin().orElseThrow() + "/21/" + lot.code() + "1";
        Pack pack = new Pack(lot.code(), List.of(epc), Kilograms.of(1));
        trace.pack(pack, trader);

        assertThatThrownBy(() -> trace.pack(pack, trader))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(TraceRefusal.PACKAGE_KNOWN));
        assertThatThrownBy(
                        () -> trace.pack(new Pack(lot.code(), List.of(epc + "2", epc + "2"), Kilograms.of(1)), trader))
                .isInstanceOf(RuntimeException.class);

        trace.unpack(new Unpacking(lot.code(), List.of(epc), Kilograms.of(1)), trader);
        trace.pack(pack, trader);
        assertThat(trace.lotOfPackage(epc)).contains(lot.code());
    }

    @ParameterizedTest
    @CsvSource({
        "originDivision, 亳州",
        "harvestDate, 2026-02-30",
        "material, 白芍",
    })
    void whatIsToldOfALotWronglyIsRefusedAndInAnOldEventItIsNotTold(String field, String value) {
        Actor grower = samples.grower();
        ObjectNode event = changed(harvest(grower, lot(GTIN), 0), e -> ilmd(e).put("tcm:" + field, value));

        assertThatThrownBy(() -> epcis.capture(event, grower)).satisfies(VerdictsTest::isWrongFact);

        EpcisEvent old = elsewhere(event);
        assertThatThrownBy(() -> Effects.of(old, uri -> true)).satisfies(VerdictsTest::isWrongFact);
        assertThat(Effects.again(old)).singleElement().isInstanceOf(Effect.Begun.class);
    }

    @ParameterizedTest
    @CsvSource({
        "areaMu, 六亩",
        "areaMu, -1",
        "plantedOn, 去年",
    })
    void aPlantingRecordThatCannotBeIsRefusedAndInAnOldEventItIsNotTold(String field, String value) {
        Actor grower = samples.grower();
        ObjectNode event = changed(harvest(grower, lot(GTIN), 0), e -> ilmd(e).putObject("tcm:planting")
                .put("tcm:" + field, value));

        assertThatThrownBy(() -> epcis.capture(event, grower)).satisfies(VerdictsTest::isWrongFact);

        assertThat(Effects.again(elsewhere(event)))
                .singleElement()
                .isInstanceOfSatisfying(Effect.Begun.class, begun -> assertThat(begun.plantingOrNull())
                        .isNull());
    }

    @Test
    void anAreaThatCameAsTextCountsAsTheNumberThatItIs() {
        Actor grower = samples.grower();
        String lot = lot(GTIN);

        epcis.capture(
                changed(harvest(grower, lot, 0), e -> ilmd(e).putObject("tcm:planting")
                        .put("tcm:areaMu", " 6.5 ")),
                grower);

        assertThat(trace.findByUri(lot).orElseThrow().planting().orElseThrow().areaMu())
                .isEqualByComparingTo("6.5");
    }

    @ParameterizedTest
    @CsvSource({"drying, false", "alchemy, true", "processing, true"})
    void aProcessThatTheCatalogueDoesNotKnowIsTakenAndLookedAt(String process, boolean flagged) {
        Actor grower = samples.grower();
        String fresh = lot(GTIN);
        String dried = lot(OTHER_GTIN);
        epcis.capture(harvest(grower, fresh, 0), grower);

        epcis.capture(
                changed(transformation(grower, fresh, 100, dried, 35), e -> e.put("tcm:process", process)), grower);

        assertThat(flags(grower).contains(FlagKind.PROCESS_UNKNOWN)).isEqualTo(flagged);
    }

    @Test
    void goodsOfUntoldMaterialThatAreMergedIntoOthersAreLookedAt() {
        Actor grower = samples.grower();
        String told = lot(GTIN);
        String untold = lot(GTIN);
        epcis.capture(harvest(grower, told, 0), grower);
        epcis.capture(changed(harvest(grower, untold, 1), e -> ilmd(e).remove("tcm:material")), grower);
        ObjectNode merging =
                transformation(grower, told, 10, lot(OTHER_GTIN), 100).put("tcm:process", "merge");
        ((ArrayNode) merging.get("inputQuantityList")).add(MarketEvents.quantity(untold, Kilograms.of(90)));

        epcis.capture(merging, grower);

        assertThat(flags(grower)).containsExactly(FlagKind.MATERIAL_UNTOLD);
    }

    @Test
    void aSaleThatIsDatedBackIsBoundByTheRulesOfToday() {
        Actor processor = samples.admitted(MerchantKind.PROCESSOR);
        Actor grower = samples.grower();
        LotView lot = samples.taken(processor, 100);
        ObjectNode sale = event(processor, "ObjectEvent", "OBSERVE", "shipping", 0);
        sale.put("eventTime", "2019-05-01T00:00:00Z");
        sale.set("quantityList", MarketEvents.list(MarketEvents.quantity(lot.uri(), Kilograms.of(10))));
        sale.set(
                "destinationList",
                MarketEvents.parties(
                        "destination",
                        merchants.get(grower.merchant().orElseThrow()).gln()));

        assertThatThrownBy(() -> epcis.capture(sale, processor))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(TraceRefusal.SALE_NOT_ALLOWED));
    }

    @Test
    void aProcessThatIsDatedBeforeTheRangesIsJudgedByThoseOfToday() {
        Actor grower = samples.grower();
        String fresh = lot(GTIN);
        epcis.capture(harvest(grower, fresh, 0), grower);
        ObjectNode drying = transformation(grower, fresh, 100, lot(OTHER_GTIN), 90);
        drying.put("eventTime", "2019-05-01T00:00:00Z");

        assertThatThrownBy(() -> epcis.capture(drying, grower))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(TraceRefusal.YIELD_IMPOSSIBLE));
    }

    private List<FlagKind> flags(Actor holder) {
        return trace.flags(holder.merchant(), 50).stream().map(FlagView::kind).toList();
    }

    private static void isWrongFact(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(TraceRefusal.FACT_WRONG));
    }

    /** The event as the repository keeps it, at a place where it is none of the market's business. */
    private EpcisEvent elsewhere(ObjectNode event) {
        ObjectNode foreign = event.deepCopy().put("eventID", "urn:uuid:" + UUID.randomUUID());
        foreign.putObject("bizLocation").put("id", "https://id.gs1.org/414/4012345000054");
        foreign.putObject("readPoint").put("id", "https://id.gs1.org/414/4012345000054");
        return epcis.capture(foreign, Samples.admin()).event();
    }

    // ---- events

    private CaptureJob proceed(List<ObjectNode> events, Actor actor) {
        ObjectNode document = json.createObjectNode();
        ArrayNode context = document.putArray("@context");
        context.add("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld");
        document.put("type", "EPCISDocument").put("schemaVersion", "2.0").put("creationDate", "2026-11-24T00:00:00Z");
        ArrayNode list = document.putObject("epcisBody").putArray("eventList");
        events.forEach(list::add);
        return epcis.capture(
                document.toString().getBytes(StandardCharsets.UTF_8), MediaKind.JSON, ErrorBehaviour.PROCEED, actor);
    }

    private ObjectNode harvest(Actor grower, String lot, int second) {
        ObjectNode event = event(grower, "ObjectEvent", "ADD", "commissioning", second);
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(lot, Kilograms.of(100))));
        event.putObject("ilmd")
                .put("tcm:material", "baishao")
                .put("tcm:form", "fresh")
                .put("tcm:source", "cultivated")
                .put("tcm:originDivision", Samples.SHIJIULI.value())
                .put("tcm:harvestDate", "2026-08-20");
        return event;
    }

    private ObjectNode sale(Actor seller, String lot, int second) {
        ObjectNode event = event(seller, "ObjectEvent", "OBSERVE", "retail_selling", second);
        event.set("quantityList", MarketEvents.list(MarketEvents.quantity(lot, Kilograms.of(10))));
        return event;
    }

    private ObjectNode transformation(Actor actor, String from, long in, String to, long out) {
        ObjectNode event = event(actor, "TransformationEvent", null, "commissioning", 60);
        event.put("tcm:process", "drying");
        event.set("inputQuantityList", MarketEvents.list(MarketEvents.quantity(from, Kilograms.of(in))));
        event.set("outputQuantityList", MarketEvents.list(MarketEvents.quantity(to, Kilograms.of(out))));
        return event;
    }

    private ObjectNode event(Actor actor, String type, String action, String step, int second) {
        ObjectNode event = MarketEvents.event(
                type,
                action,
                step,
                null,
                merchants.get(actor.merchant().orElseThrow()).gln(),
                FIRST.plusSeconds(second),
                UUID.randomUUID());
        event.remove("@context");
        return event;
    }

    private static ObjectNode changed(ObjectNode event, Consumer<ObjectNode> change) {
        change.accept(event);
        return event;
    }

    private static ObjectNode ilmd(ObjectNode event) {
        return (ObjectNode) event.get("ilmd");
    }

    private static ObjectNode quantity(ObjectNode event) {
        return (ObjectNode) event.at("/quantityList/0");
    }

    private static String lot(String gtin) {
        return "https://id.gs1.org/01/" + gtin + "/10/" + number();
    }

    private static String number() {
        return ShortCode.random(new Random()).value();
    }

    /** Letters that no index can compress. */
    private static String random(int length) {
        return new Random()
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
