package org.herbtrust;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.herbtrust.People.Person;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.platform.MarketClock;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The whole job over HTTP, as a grower, a stall, a buyer, an inspector and two regulators live through it. Each paragraph
 * starts where the one before ended; only the passing of eight days is done from inside.
 */
@QuarkusTest
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoryTest {

    @Inject
    People people;

    @Inject
    Inspections inspections;

    private Person office;
    private Person inspector;
    private Person regulator;
    private Person secondRegulator;
    private Person grower;
    private Person stall;
    private String stallName;

    @Test
    void from_a_growers_harvest_to_a_published_decision_and_what_the_buyer_sees() throws Exception {
        office = people.person(Role.OFFICE);
        inspector = people.person(Role.INSPECTOR);
        regulator = people.person(Role.REGULATOR);
        secondRegulator = people.person(Role.REGULATOR);
        grower = admitted(MerchantKind.GROWER);
        stall = admitted(MerchantKind.TRADER);

        String dried = harvestedAndDried();
        String part = split(dried);
        String arrived = shippedAndReceived(part);
        String child = splitAtTheStall(arrived);
        String label = labelled(arrived);
        theBuyerSeesGoodsInOrder(label);

        String sample = inspectedAndSampled(arrived);
        theLaboratoryFindsABannedPesticide(sample);
        everythingThatCameFromTheLotIsHeld(arrived, child);
        theBuyerSeesTheHold(label);

        nobodyAsksForARetestInTime(sample);
        List<String> facts = theFactCountsAndTheGradeIsExplained();

        String decision = twoPeopleDecide(facts);
        theStallIsBarred(child);
        thePublicReadsTheDecision(decision);
        theBuyerSeesWhoMayNotTrade(label);
    }

    private Person admitted(MerchantKind kind) {
        Map<String, Object> application = new HashMap<>(Map.of(
                "uscc", Samples.uscc().value(),
                "kind", kind.name(),
                "operator", "张故事",
                "division", Samples.SHIJIULI.value(),
                "scope", "白芍"));
        String name = "故事" + kind.name() + UUID.randomUUID().toString().substring(0, 8);
        application.put("name", name);
        if (kind == MerchantKind.TRADER) {
            stallName = name;
            application.putAll(Map.of("hall", "故事厅", "stall", "S" + name.substring(name.length() - 8), "grid", "第一网格"));
        }
        String id = office.posts("/api/v1/admissions", application)
                .statusCode(201)
                .body("standing", equalTo("APPLIED"))
                .extract()
                .path("id");
        Person owner = people.of(MerchantId.fromString(id), kind == MerchantKind.GROWER ? Role.GROWER : Role.MERCHANT);

        office.posts("/api/v1/admissions/" + id + "/admit")
                .statusCode(422)
                .body("type", equalTo("/problems/commitment-missing"));
        owner.posts("/api/v1/admissions/" + id + "/commitment", Map.of()).statusCode(200);
        office.posts("/api/v1/admissions/" + id + "/admit").statusCode(200).body("standing", equalTo("ADMITTED"));
        return owner;
    }

    private String harvestedAndDried() {
        String fresh = grower.posts(
                        "/api/v1/lots/harvest",
                        Map.of(
                                "material", "baishao",
                                "form", "FRESH",
                                "source", "CULTIVATED",
                                "origin", Samples.SHIJIULI.value(),
                                "harvestedOn", "2026-08-20",
                                "kg", "1200",
                                "planting", Map.of("seedSource", "自繁芍头", "areaMu", 6, "plantedOn", "2022-09-25")))
                .statusCode(201)
                .body("untraced", equalTo(false))
                .extract()
                .path("code");
        return grower.posts(
                        "/api/v1/lots/" + fresh + "/process",
                        Map.of("inputKg", "1200", "process", "drying", "outputForm", "DRIED", "outputKg", "420"))
                .statusCode(201)
                .body("origin", equalTo(Samples.SHIJIULI.value()))
                .extract()
                .path("code");
    }

    private String split(String dried) {
        return grower.posts("/api/v1/lots/" + dried + "/split", Map.of("parts", List.of("200", "220")))
                .statusCode(201)
                .body("items", hasSize(2))
                .extract()
                .path("items[0].code");
    }

    private String shippedAndReceived(String part) {
        int consignment = grower.posts("/api/v1/lots/" + part + "/ship", Map.of("to", id(stall), "kg", "200"))
                .statusCode(201)
                .extract()
                .path("id");
        stall.gets("/api/v1/consignments").statusCode(200).body("id", hasItem(consignment));
        return stall.posts("/api/v1/consignments/" + consignment + "/receive", Map.of("kg", "199.5"))
                .statusCode(200)
                .body("holders[0].merchant", equalTo(id(stall)))
                .extract()
                .path("code");
    }

    private String splitAtTheStall(String lot) {
        return stall.posts("/api/v1/lots/" + lot + "/split", Map.of("parts", List.of("20")))
                .statusCode(201)
                .extract()
                .path("items[0].code");
    }

    /** Issues labels, prints one, and reads its picture as a telephone does. */
    private String labelled(String lot) throws Exception {
        String batch = UUID.randomUUID().toString();
        stall.posts("/api/v1/labels", Map.of("id", batch, "lot", lot, "count", 10, "netKg", "0.5"))
                .statusCode(201);
        byte[] png = stall.gets("/api/v1/labels/" + batch + "/labels.png?ordinal=3&dpi=300")
                .statusCode(200)
                .extract()
                .asByteArray();
        String read = new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(
                                new BufferedImageLuminanceSource(ImageIO.read(new ByteArrayInputStream(png))))),
                        Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
        assertThat(read).matches("https?://[^/]+/v/[0-9a-zA-Z]{13}");
        stall.posts("/api/v1/labels/" + batch + "/print").statusCode(200);
        return read.substring(read.lastIndexOf('/') + 1);
    }

    private void theBuyerSeesGoodsInOrder(String label) {
        given().get("/api/v1/verify/" + label)
                .then()
                .statusCode(200)
                .body("verdict", equalTo("GENUINE"))
                .body("warning", equalTo(false))
                .body("traced", equalTo(true))
                .body("goods.material", equalTo("baishao"))
                .body("goods.name.zh", equalTo("白芍"))
                .body("origins[0].place", containsString("十九里镇"))
                .body("origins[0].harvestedOn", equalTo("2026-08-20"))
                .body("seller.party.id", equalTo(id(stall)))
                .body("seller.mayTrade", equalTo(true))
                .body("tests", empty());
        String page = page("/v/" + label);
        assertThat(page).contains("白芍", "十九里镇", stallName);
        assertThat(page).doesNotContain("<script").doesNotContain("张故事");
    }

    private String inspectedAndSampled(String lot) {
        UUID visit = UUID.randomUUID();
        inspector
                .puts(
                        "/api/v1/inspections/visits/" + visit,
                        Map.of(
                                "kind", "SAMPLING",
                                "merchant", id(stall),
                                "occurredAt", Instant.now().toString(),
                                "place", "故事厅",
                                "findings", List.of(Map.of("violation", "no-origin-label", "count", 2)),
                                "checklist", Map.of("origin-labelled", "NO")))
                .statusCode(201);
        UUID sample = UUID.randomUUID();
        inspector
                .puts(
                        "/api/v1/inspections/samples/" + sample,
                        Map.of(
                                "visit", visit.toString(),
                                "lot", lot,
                                "packages", 40,
                                "opened", 5,
                                "sealNumbers", List.of(sample + "-1", sample + "-2", sample + "-3"),
                                "samplers", List.of("检查员甲", "检查员乙"),
                                "takenAt", Instant.now().toString()))
                .statusCode(201);
        return sample.toString();
    }

    private void theLaboratoryFindsABannedPesticide(String sample) {
        inspector
                .posts(
                        "/api/v1/inspections/samples/" + sample + "/result",
                        Map.of(
                                "lab",
                                "市食品药品检验中心",
                                "reportNo",
                                "ZY-" + sample,
                                "reportedOn",
                                Market.dayOf(Instant.now()).toString(),
                                "measured",
                                List.of(Map.of("item", "pesticide-carbofuran", "value", "0.35", "unit", "mg/kg"))))
                .statusCode(200)
                .body("overall", equalTo("FAIL"))
                .body("worst", equalTo("CRITICAL"))
                .body("held", equalTo(true));
    }

    private void everythingThatCameFromTheLotIsHeld(String lot, String child) {
        for (String held : List.of(lot, child)) {
            stall.gets("/api/v1/lots/" + held).statusCode(200).body("holds", not(empty()));
            stall.posts("/api/v1/lots/" + held + "/sell", Map.of("kg", "1"))
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/lot-held"));
        }
    }

    private void theBuyerSeesTheHold(String label) {
        eventually(
                () -> given().get("/api/v1/verify/" + label).path("verdict").equals("ON_HOLD"),
                "the scan tells of the hold");
        assertThat(page("/v/" + label)).contains("已封存");
    }

    /** The law gives the stall seven days; nothing is counted against it before they are over. */
    private void nobodyAsksForARetestInTime(String sample) {
        stall.gets(facts()).statusCode(200).body("type", not(hasItem("SAMPLE_FAILED")));
        Instant later = Instant.now().plus(Duration.ofDays(8));
        MarketClock.at(later, () -> {
            while (inspections.closeWindows(later) > 0) {}
        });
        stall.gets("/api/v1/inspections/samples/" + sample).statusCode(200).body("state", equalTo("FAILED"));
    }

    private List<String> theFactCountsAndTheGradeIsExplained() throws Exception {
        List<String> facts = regulator
                .gets(facts())
                .statusCode(200)
                .body("type", hasItems("VISIT", "SAMPLE_FAILED"))
                .extract()
                .path("findAll { it.type == 'SAMPLE_FAILED' }.id");
        JsonPath grade = given().get("/api/v1/merchants/" + id(stall) + "/grade")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(grade.getString("grade")).isIn("B", "C", "D", "NOT_ENOUGH");
        byte[] explanation = stall.gets("/api/v1/merchants/" + id(stall) + "/grade/explanation")
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(new String(explanation, StandardCharsets.UTF_8)).contains(facts.get(0));
        assertThat(sha256(explanation)).isEqualTo(grade.getString("explanationSha256"));
        return facts;
    }

    private String twoPeopleDecide(List<String> facts) {
        String number = office.posts(
                        "/api/v1/cases",
                        Map.of(
                                "merchant", id(stall),
                                "procedure", "BLACKLIST",
                                "ground", "illegal-production-or-sale",
                                "facts", "抽检的白芍检出禁用农药，期限内未申请复验。",
                                "creditFacts", facts))
                .statusCode(201)
                .body("state", equalTo("OPENED"))
                .extract()
                .path("id");
        String path = "/api/v1/cases/" + number;
        office.posts(path + "/notice")
                .statusCode(200)
                .body("state", equalTo("NOTICE_SERVED"))
                .body("documents.kind", contains("FILING", "NOTICE"));
        stall.posts(path + "/statement", Map.of("text", "货是从别处收的，愿意全部销毁。")).statusCode(200);

        Map<String, Object> reasons = Map.of("reasons", "事实清楚，陈述不影响认定。", "termMonths", 24);
        regulator
                .posts(path + "/decision", reasons)
                .statusCode(409)
                .contentType("application/problem+json"); // the time for a statement still runs
        stall.posts(path + "/waiver", Map.of("text", "书面放弃其余期限")).statusCode(200);
        regulator.posts(path + "/decision", reasons).statusCode(200).body("state", equalTo("DECISION_PROPOSED"));
        regulator.posts(path + "/confirmation").statusCode(403).contentType("application/problem+json");
        stall.gets("/api/v1/merchants/" + id(stall)).body("standing", equalTo("ADMITTED"));
        String decision = secondRegulator
                .posts(path + "/confirmation")
                .statusCode(200)
                .body("state", equalTo("DECIDED"))
                .extract()
                .path("decision.number");
        office.posts(path + "/service").statusCode(200).body("state", equalTo("EFFECTIVE"));
        office.gets("/api/v1/admissions/" + id(stall)).body("standing", equalTo("BLACKLISTED"));
        return decision;
    }

    private void theStallIsBarred(String lot) {
        stall.posts("/api/v1/lots/intake", Map.of("material", "baishao", "form", "DRIED", "kg", "5"))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/merchant-barred"));
        String uri = stall.gets("/api/v1/lots/" + lot).extract().path("uri");
        stall.posts(
                        "/epcis/events",
                        Map.of(
                                "@context", List.of("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"),
                                "type", "ObjectEvent",
                                "eventTime", Instant.now().toString(),
                                "eventTimeZoneOffset", "+08:00",
                                "action", "OBSERVE",
                                "bizStep", "retail_selling",
                                "quantityList", List.of(Map.of("epcClass", uri, "quantity", 1, "uom", "KGM"))))
                .statusCode(403)
                .body("type", equalTo("/problems/merchant-barred"));
        stall.posts(
                        "/api/v1/labels",
                        Map.of("id", UUID.randomUUID().toString(), "lot", lot, "count", 1, "netKg", "0.5"))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/merchant-barred"));
    }

    private void thePublicReadsTheDecision(String decision) throws Exception {
        String entry = "items.find { it.decisionNo == '" + decision + "' }";
        eventually(
                () -> given().get("/api/v1/lists/black?limit=200").path(entry + "?.ledgerIndex") != null,
                "the blacklist has the decision, and the log has it");
        JsonPath listed = given().get("/api/v1/lists/black?limit=200").jsonPath();
        assertThat(listed.getString(entry + ".party.id")).isEqualTo(id(stall));
        assertThat(page("/lists/black")).contains(decision);

        long index = listed.getLong(entry + ".ledgerIndex");
        assertThat(SignedLog.entryProvenAt(index)).contains(listed.getString(entry + ".sha256"));
    }

    private void theBuyerSeesWhoMayNotTrade(String label) {
        eventually(
                () -> Boolean.FALSE.equals(
                        given().get("/api/v1/verify/" + label).path("seller.mayTrade")),
                "the scan tells that the stall may not trade");
        given().get("/api/v1/verify/" + label)
                .then()
                .body("verdict", equalTo("ON_HOLD"))
                .body("seller.standing", equalTo("BLACKLISTED"))
                .body("tests[0].passed", equalTo(false))
                .body("tests[0].items[0].found", containsString("0.35"));
    }

    @Test
    void the_same_lots_come_in_as_an_EPCIS_document() {
        office = people.person(Role.OFFICE);
        grower = admitted(MerchantKind.GROWER);
        String gln = office.gets("/api/v1/admissions/" + id(grower)).extract().path("gln");
        String lots = "https://id.gs1.org/01/06901234567892/10/"
                + UUID.randomUUID().toString().substring(0, 12);
        String fresh = lots + "F";
        String dried = lots + "D";

        String job = grower.asks()
                .contentType("application/ld+json")
                .body(document(gln, fresh, dried))
                .post("/epcis/capture")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        eventually(() -> Boolean.FALSE.equals(grower.gets(path(job)).extract().path("running")), "the job ends");
        grower.gets(path(job)).body("success", equalTo(true)).body("errors", empty());

        JsonPath mine = grower.gets("/api/v1/lots").statusCode(200).extract().jsonPath();
        assertThat(mine.getList("items.uri")).containsExactly(dried);
        assertThat(mine.getString("items[0].material")).isEqualTo("baishao");
        assertThat(mine.getString("items[0].form")).isEqualTo("DRIED");
        assertThat(mine.getString("items[0].origin")).isEqualTo(Samples.SHIJIULI.value());
        assertThat(mine.getBoolean("items[0].untraced")).isFalse();
        String code = mine.getString("items[0].code");
        grower.gets("/api/v1/lots/" + code + "/trace?direction=back")
                .statusCode(200)
                .body("lots.uri", hasItems(dried, fresh));
        grower.posts("/api/v1/lots/" + code + "/split", Map.of("parts", List.of("50")))
                .statusCode(201);
        given().get("/api/v1/verify/" + code)
                .then()
                .statusCode(200)
                .body("verdict", equalTo("GENUINE"))
                .body("origins[0].place", containsString("十九里镇"));
    }

    private static String document(String gln, String fresh, String dried) {
        return """
               {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"tcm": "https://ns.herbtrust.org/tcm/"}],
                "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-09-01T08:00:00+08:00",
                "epcisBody": {"eventList": [
                 {"type": "ObjectEvent", "eventTime": "2026-08-20T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                  "action": "ADD", "bizStep": "commissioning", "disposition": "active",
                  "readPoint": {"id": "https://id.gs1.org/414/GLN"}, "bizLocation": {"id": "https://id.gs1.org/414/GLN"},
                  "quantityList": [{"epcClass": "FRESH-LOT", "quantity": 900, "uom": "KGM"}],
                  "ilmd": {"tcm:material": "baishao", "tcm:form": "fresh", "tcm:source": "cultivated",
                           "tcm:originDivision": "DIVISION", "tcm:harvestDate": "2026-08-20"}},
                 {"type": "TransformationEvent", "eventTime": "2026-08-28T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                  "bizStep": "commissioning", "disposition": "active",
                  "readPoint": {"id": "https://id.gs1.org/414/GLN"}, "bizLocation": {"id": "https://id.gs1.org/414/GLN"},
                  "inputQuantityList": [{"epcClass": "FRESH-LOT", "quantity": 900, "uom": "KGM"}],
                  "outputQuantityList": [{"epcClass": "DRIED-LOT", "quantity": 315, "uom": "KGM"}],
                  "tcm:process": "drying",
                  "ilmd": {"tcm:material": "baishao", "tcm:form": "dried", "tcm:source": "cultivated"}}]}}
               """.replace("GLN", gln)
                .replace("FRESH-LOT", fresh)
                .replace("DRIED-LOT", dried)
                .replace("DIVISION", Samples.SHIJIULI.value());
    }

    private String facts() {
        return "/api/v1/merchants/" + id(stall) + "/facts";
    }

    private static String id(Person person) {
        return person.actor().merchant().orElseThrow().toString();
    }

    private static String path(String location) {
        return location.replaceFirst("https?://[^/]+", "");
    }

    private static String page(String path) {
        return given().accept("text/html")
                .header("Accept-Language", "zh-CN")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** Answers to the public may be two seconds old, and the log takes in leaves about once a second. */
    private static void eventually(BooleanSupplier happened, String what) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!happened.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            try {
                Thread.sleep(200);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(what, stopped);
            }
        }
    }
}
