package org.herbtrust.label;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.rules.CopySign;
import org.herbtrust.label.rules.DeviceClass;
import org.herbtrust.label.rules.Suspected;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.LotView;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScansTest {

    private static final String PHONE = "Mozilla/5.0 (iPhone) Mobile";

    @Inject
    Scans scans;

    @Inject
    Labels labels;

    @Inject
    Samples samples;

    @Inject
    People people;

    @Inject
    Database database;

    @Inject
    ScanTable table;

    @Inject
    CopyNews news;

    @Inject
    Clock clock;

    @Test
    void aScanIsKeptWithoutAnythingThatTellsAPerson() {
        ShortCode label = label();
        Instant now = clock.instant();
        scans.note(new Scan(label, now, "341602109", PHONE, "203.0.113.7"));
        scans.note(new Scan(label, now, "341602109", PHONE, "203.0.113.7"));
        scans.note(new Scan(label, now, "", PHONE, "203.0.113.8"));
        scans.note(new Scan(label, now.minus(Duration.ofDays(1)), "34", PHONE, "203.0.113.7"));
        scans.settle();

        List<String> rows = database.query(
                "select place, device_class, device, to_jsonb(f)::text as all from scan_fact f where code = ? order by id",
                row -> row.getString("place") + " " + row.getString("device_class") + " " + row.getLong("device") + " "
                        + row.getString("all"),
                label.value());
        assertThat(rows).hasSize(4).allSatisfy(row -> assertThat(row).doesNotContain("203.0.113", "iPhone"));
        assertThat(rows.get(0)).startsWith("3416 PHONE ");
        assertThat(device(rows.get(0))).isEqualTo(device(rows.get(1)));
        assertThat(device(rows.get(2))).isNotEqualTo(device(rows.get(0)));
        assertThat(device(rows.get(3))).as("another day, another number").isNotEqualTo(device(rows.get(0)));
    }

    private static String device(String row) {
        return List.of(row.split(" ", 4)).get(2);
    }

    @Test
    void codesThatWereNeverIssuedLeaveNoTrace() {
        ShortCode never = ShortCode.random(ThreadLocalRandom.current());
        scans.note(new Scan(never, clock.instant(), "", PHONE, "203.0.113.7"));
        scans.settle();
        assertThat(database.one("select count(*) from scan_fact where code = ?", row -> row.getInt(1), never.value()))
                .contains(0);
    }

    @Test
    void theLabelsOfABatchOfScansAreLookedUpInTheIndex() {
        ShortCode label = label();
        List<ScanTable.Fact> facts = List.of(new ScanTable.Fact(label, clock.instant(), "34", DeviceClass.PHONE, 7));
        long readThrough = QuarkusTransaction.requiringNew().call(() -> {
            database.update("set local enable_seqscan = off");
            long before = readThrough("label");
            assertThat(table.insert(facts)).containsExactly(label);
            return readThrough("label") - before;
        });
        assertThat(readThrough).isZero();
    }

    private long readThrough(String table) {
        return database.one(
                        "select seq_scan from pg_stat_xact_user_tables where relname = ?", row -> row.getLong(1), table)
                .orElse(0L);
    }

    @Test
    void whatIsToldAsAPlaceIsCutOrDropped() {
        assertThat(new Scan(label(), Instant.EPOCH, "341602109", null, null).coarsePlace())
                .isEqualTo("3416");
        assertThat(new Scan(label(), Instant.EPOCH, "340000", null, null).coarsePlace())
                .isEqualTo("34");
        assertThat(new Scan(label(), Instant.EPOCH, "34'; drop table", null, null).coarsePlace())
                .isNull();
    }

    @Test
    void aLabelScannedInTwoPlacesForWeeksWarnsTheBuyerAndIsACaseUntilAPersonSettlesIt() {
        Actor trader = samples.trader();
        ShortCode label = label(trader);
        scannedLikeCopies(label);

        CopyCase suspected = scans.suspicion(label).orElseThrow();
        assertThat(suspected.grade()).isEqualTo(Suspected.STRONG);
        assertThat(suspected.signs().get(0).kind()).isEqualTo(CopySign.Kind.PLACES);
        assertThat(scans.openCases()).extracting(CopyCase::label).contains(label);
        assertThat(scans.casesOf(trader.merchant().orElseThrow()))
                .extracting(CopyCase::label)
                .containsExactly(label);
        given().get("/api/v1/verify/" + label)
                .then()
                .body("verdict", equalTo("SUSPICIOUS"))
                .body("warnings[0].zh", containsString("很可能被复制"));

        assertThatThrownBy(() -> scans.confirm(label, false, "看过", trader))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(ScanRefusal.NOT_FOR_YOU));
        scans.confirm(label, false, "两个摊位各有一包", Samples.inspector());

        assertThat(news.confirmed())
                .filteredOn(c -> c.label().equals(label))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.byMerchant()).isFalse();
                    assertThat(c.merchant()).isEqualTo(trader.merchant().orElseThrow());
                    assertThat(c.happenedOn()).isBefore(Market.dayOf(clock.instant()));
                });
        given().get("/api/v1/verify/" + label)
                .then()
                .body("verdict", equalTo("COPIED"))
                .body("warning", equalTo(true))
                .body("headline.zh", containsString("请勿购买"))
                .body("warnings[0].zh", containsString("检查员已核实"));
        assertThat(scans.openCases()).extracting(CopyCase::label).doesNotContain(label);
        assertThatThrownBy(() -> scans.confirm(label, true, "再次", Samples.inspector()))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(ScanRefusal.SETTLED));
    }

    @Test
    void aFindingThatWasAMistakeIsWithdrawnByARegulatorWithWhatFollowedFromIt() {
        Actor trader = samples.trader();
        ShortCode label = label(trader);
        scannedLikeCopies(label);
        assertThatThrownBy(() -> scans.withdraw(label, "误认", Samples.regulator()))
                .as("nothing was found yet")
                .isInstanceOf(Refused.class);
        scans.confirm(label, true, "两个摊位各有一包", Samples.inspector());
        assertThatThrownBy(() -> scans.withdraw(label, "误认", Samples.inspector()))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(ScanRefusal.NOT_FOR_YOU));

        scans.withdraw(label, "第二包是同一批的另一号码", Samples.regulator());

        given().get("/api/v1/verify/" + label).then().body("verdict", equalTo("GENUINE"));
        assertThat(scans.findings(label)).extracting(CopyFinding::copied).containsExactly(true, false);
        assertThat(database.query(
                        "select e.status from credit_fact f join credit_fact_entry e on e.fact_id = f.id where f.source = ?",
                        row -> row.getString(1),
                        "copy:" + label))
                .containsExactly("QUASHED");
    }

    @Test
    void afterADismissalOnlyLaterScansCount() {
        ShortCode label = label();
        scannedLikeCopies(label);
        scans.dismiss(label, "样品在两地展览", Samples.inspector());
        assertThat(scans.suspicion(label)).isEmpty();
        given().get("/api/v1/verify/" + label).then().body("verdict", equalTo("GENUINE"));

        scans.note(new Scan(label, clock.instant(), "44", PHONE, "203.0.113.9"));
        scans.settle();
        assertThat(scans.suspicion(label)).isEmpty();
        assertThat(scans.findings(label)).extracting(CopyFinding::copied).containsExactly(false);
        assertThatThrownBy(() -> scans.dismiss(label, "再次", Samples.inspector()))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(ScanRefusal.NOT_SUSPECTED));
    }

    @Test
    void scansAreForgottenWhenTheirTimeIsOver() {
        ShortCode label = label();
        Instant now = clock.instant();
        scans.note(new Scan(label, now.minus(Duration.ofDays(101)), "34", PHONE, "203.0.113.7"));
        scans.note(new Scan(label, now, "34", PHONE, "203.0.113.7"));
        scans.settle();
        scans.forgetOld();
        assertThat(database.one("select count(*) from scan_fact where code = ?", row -> row.getInt(1), label.value()))
                .contains(1);
        assertThat(database.query("select day from scan_key", row -> row.getObject(1, LocalDate.class)))
                .allSatisfy(day ->
                        assertThat(day).isAfterOrEqualTo(Market.dayOf(now).minusDays(1)));
    }

    @Test
    void aMerchantSeesHowOftenButNoSmallNumbers() {
        Actor trader = samples.trader();
        ShortCode label = label(trader);
        Instant now = clock.instant();
        for (int i = 0; i < 12; i++) {
            scans.note(new Scan(label, now, "3416", PHONE, "203.0.113." + i));
        }
        scans.note(new Scan(label, now, "44", PHONE, "203.0.113.200"));
        scans.note(new Scan(label, now, "51", PHONE, "203.0.113.201"));
        scans.note(new Scan(label, now, "", "curl/8", "203.0.113.202"));
        scans.settle();
        LocalDate today = Market.dayOf(now);
        MerchantId me = trader.merchant().orElseThrow();

        ScanStatistics statistics = scans.statistics(Optional.of(me), today.minusDays(7), today);
        assertThat(statistics.total()).isEqualTo(14);
        assertThat(statistics.byDay()).extracting(ScanStatistics.Line::key).containsExactly(today.toString());
        assertThat(statistics.byMaterial()).extracting(ScanStatistics.Line::key).containsExactly("baishao");
        assertThat(statistics.byPlace())
                .as("two scans could be reckoned from the total")
                .allSatisfy(line -> assertThat(line.scans()).isEmpty());

        String csv = people.of(trader)
                .asks()
                .get("/my/scans/scans.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv).contains(today + ",14").contains("<5");
        people.of(trader)
                .asks()
                .accept("text/html")
                .get("/my/scans")
                .then()
                .statusCode(200)
                .body(containsString("14"));
        people.of(trader)
                .asks()
                .accept("text/html")
                .get("/my/scans?from=yesterday")
                .then()
                .statusCode(400);
        people.of(trader).asks().get("/regulate/scans").then().statusCode(403);
        people.person(Role.REGULATOR)
                .asks()
                .accept("text/html")
                .get("/regulate/scans")
                .then()
                .statusCode(200);
        people.person(Role.REGULATOR)
                .asks()
                .get("/regulate/scans/scans.csv")
                .then()
                .statusCode(200);
    }

    @Test
    void inspectorsSeeTheCasesOnTheirPagesAndNobodyElse() {
        ShortCode label = label();
        scannedLikeCopies(label);
        People.Person inspector = people.person(Role.INSPECTOR);
        inspector
                .asks()
                .accept("text/html")
                .get("/inspect/copies")
                .then()
                .statusCode(200)
                .body(containsString(label.grouped()));
        inspector
                .asks()
                .accept("text/html")
                .get("/inspect/copies/" + label)
                .then()
                .statusCode(200)
                .body(containsString("台次手机"))
                .body(not(containsString("203.0.113")));
        people.of(samples.trader()).asks().get("/inspect/copies").then().statusCode(403);
    }

    private void scannedLikeCopies(ShortCode label) {
        Instant now = clock.instant();
        for (int day = 1; day < 40; day++) {
            scans.note(new Scan(
                    label, now.minus(Duration.ofDays(day)), day % 2 == 0 ? "3416" : "44", PHONE, "203.0.113." + day));
        }
        scans.settle();
    }

    private ShortCode label() {
        return label(samples.trader());
    }

    private ShortCode label(Actor trader) {
        LotView lot = samples.taken(trader, 50);
        LabelBatch batch = labels.issue(lot.code(), 3, Kilograms.of(1), trader);
        return labels.ofBatch(batch.id()).get(0).code();
    }
}
