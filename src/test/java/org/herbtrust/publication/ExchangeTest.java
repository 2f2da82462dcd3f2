package org.herbtrust.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.herbtrust.People;
import org.herbtrust.Samples;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.ledger.LeafKind;
import org.herbtrust.ledger.Ledger;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.publication.rules.ExchangeKind;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExchangeTest {

    private static final Actor REGULATOR = Samples.regulator();

    @Inject
    AuthorityRecords records;

    @Inject
    Exchange exchange;

    @Inject
    ExchangeRules rules;

    @Inject
    Publication publication;

    @Inject
    Credit credit;

    @Inject
    Merchants merchants;

    @Inject
    Ledger ledger;

    @Inject
    Samples samples;

    @Inject
    People people;

    private MerchantId trader() {
        return samples.trader().merchant().orElseThrow();
    }

    private Map<String, String> penalty(MerchantId merchant, String kind) {
        Map<String, String> fields = new HashMap<>(ExchangeRulesTest.penalty());
        fields.put("CF_XDR_SHXYM", merchants.get(merchant).uscc().value());
        fields.put("CF_WSH", "测罚〔2026〕" + UUID.randomUUID());
        fields.put("CF_CFLB", kind);
        fields.put("CF_CFJGDM", "91350100M000100Y43");
        fields.put("CF_SJLYDM", "91350100M000100Y43");
        fields.put("CF_JDRQ", "2026-11-02");
        return fields;
    }

    private byte[] file(ExchangeFileFormat as, List<Map<String, String>> rows) {
        return ExchangeTable.write(rules.current(ExchangeKind.PENALTY), rows, as);
    }

    @Test
    void aFineIsPublishedBecomesACreditFactAndIsTakenOnce() {
        MerchantId merchant = trader();
        Map<String, String> fine = penalty(merchant, "罚款");
        for (ExchangeFileFormat as : ExchangeFileFormat.values()) {
            AuthorityImport taken =
                    records.take(file(as, List.of(fine)), ExchangeKind.PENALTY, false, false, REGULATOR);
            assertThat(taken.errors()).isEmpty();
            assertThat(taken.kept() + taken.known()).isEqualTo(1);
            assertThat(taken.kept()).isEqualTo(as == ExchangeFileFormat.CSV ? 1 : 0);
        }
        assertThat(publication.recordsOf(merchant)).singleElement().satisfies(record -> {
            assertThat(record.kind()).isEqualTo(RecordKind.PENALTY);
            assertThat(record.removeOn()).isEqualTo(LocalDate.of(2027, 11, 2));
        });
        assertThat(credit.facts(merchant)).extracting(Fact::type).contains(FactType.AUTHORITY_FINE);
    }

    @Test
    void aWarningAloneIsAFactAndNotPublished() {
        MerchantId merchant = trader();
        AuthorityRecord kept = records.enter(ExchangeKind.PENALTY, penalty(merchant, "警告"), REGULATOR);
        assertThat(kept.publishedAs()).isEmpty();
        assertThat(publication.recordsOf(merchant)).isEmpty();
        assertThat(credit.facts(merchant)).extracting(Fact::type).contains(FactType.AUTHORITY_WARNING);
    }

    @Test
    void aQuashedPenaltyIsGoneFromThePublicAndFromTheGrade() {
        MerchantId merchant = trader();
        AuthorityRecord kept = records.enter(ExchangeKind.PENALTY, penalty(merchant, "罚款"), REGULATOR);
        AuthorityRecord gone = records.withdraw(kept.id(), "复议决定撤销", REGULATOR);
        assertThat(gone.withdrawn()).isTrue();
        assertThat(publication.recordsOf(merchant))
                .extracting(PublicRecord::kind)
                .containsExactly(RecordKind.CORRECTION);
        assertThat(credit.facts(merchant).stream().filter(fact -> fact.type() == FactType.AUTHORITY_FINE))
                .singleElement()
                .satisfies(fact -> assertThat(fact.entries()).anyMatch(entry -> entry.status() == FactStatus.QUASHED));
        assertThat(records.withdraw(kept.id(), "复议决定撤销", REGULATOR)).isEqualTo(gone);
    }

    @Test
    void oneBadRowKeepsEverythingOutUnlessGoodRowsAreWanted() {
        MerchantId merchant = trader();
        Map<String, String> bad = penalty(merchant, "罚款");
        bad.remove("CF_NR");
        Map<String, String> unknown = penalty(merchant, "训诫");
        Map<String, String> elsewhere = penalty(merchant, "罚款");
        elsewhere.put("CF_XDR_SHXYM", "91350100M000100Y43");
        byte[] file = file(ExchangeFileFormat.CSV, List.of(bad, penalty(merchant, "罚款"), unknown, elsewhere));

        Refused refused = catchThrowableOfType(
                Refused.class, () -> records.take(file, ExchangeKind.PENALTY, false, false, REGULATOR));
        assertThat(refused.reason()).isEqualTo(PublicationRefusal.EXCHANGE_REFUSED);
        assertThat(refused.errors())
                .extracting(Refused.FieldError::pointer)
                .containsExactly("row 2, CF_NR", "row 4, CF_WSH");
        assertThat(publication.recordsOf(merchant)).isEmpty();

        AuthorityImport looked = records.take(file, ExchangeKind.PENALTY, true, false, REGULATOR);
        assertThat(looked.kept()).isEqualTo(1);
        assertThat(publication.recordsOf(merchant)).isEmpty();

        AuthorityImport taken = records.take(file, ExchangeKind.PENALTY, false, true, REGULATOR);
        assertThat(taken.kept()).isEqualTo(1);
        assertThat(taken.refused()).isEqualTo(2);
        assertThat(taken.elsewhere()).isEqualTo(1);
        assertThat(publication.recordsOf(merchant)).hasSize(1);
    }

    @Test
    void theSameNumberWithOtherContentIsRefused() {
        MerchantId merchant = trader();
        Map<String, String> fine = penalty(merchant, "罚款");
        records.enter(ExchangeKind.PENALTY, fine, REGULATOR);
        Map<String, String> changed = new HashMap<>(fine);
        changed.put("CF_NR", "罚款2万元");
        Refused refused =
                catchThrowableOfType(Refused.class, () -> records.enter(ExchangeKind.PENALTY, changed, REGULATOR));
        assertThat(refused.errors()).extracting(Refused.FieldError::pointer).containsExactly("/CF_WSH");
    }

    @Test
    void onlyRegulatorsTakeRecordsOver() {
        Map<String, String> fine = penalty(trader(), "罚款");
        for (Actor actor : List.of(Samples.office(), Samples.inspector(), samples.trader())) {
            assertThat(catchThrowableOfType(Refused.class, () -> records.enter(ExchangeKind.PENALTY, fine, actor))
                            .reason())
                    .isEqualTo(PublicationRefusal.REGULATORS_ONLY);
        }
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/exchange/records/penalties")
                .then()
                .statusCode(401);
    }

    @Test
    void aFileThatLeavesIsKeptCommittedToAndSentAgainAsItWas() {
        MerchantId merchant = trader();
        Map<String, String> fine = penalty(merchant, "罚款");
        fine.put("CF_JDRQ", "2019-03-05");
        records.enter(ExchangeKind.PENALTY, fine, REGULATOR);
        LocalDate day = LocalDate.of(2019, 3, 5);
        ExchangeFile file = exchange.make(ExchangeKind.PENALTY, ExchangeFileFormat.XML, day, day, REGULATOR);
        while (ledger.sequenceNow() > 0) {
            // until all is in
        }
        assertThat(ledger.indexOf(LeafKind.EXCHANGE, "exchange/" + file.number()))
                .isPresent();
        byte[] bytes = exchange.content(file.id(), REGULATOR);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("<CF_WSH>" + fine.get("CF_WSH"));

        assertThat(catchThrowableOfType(
                        Refused.class, () -> exchange.receipt(file.id(), ExchangeFile.Event.ACCEPTED, "", REGULATOR)))
                .isNotNull();
        exchange.receipt(file.id(), ExchangeFile.Event.SENT, "", REGULATOR);
        exchange.receipt(file.id(), ExchangeFile.Event.REFUSED, "平台维护", REGULATOR);
        exchange.receipt(file.id(), ExchangeFile.Event.SENT, "重报", REGULATOR);
        ExchangeFile after = exchange.receipt(file.id(), ExchangeFile.Event.ACCEPTED, "回执001", REGULATOR);
        assertThat(after.receipts()).hasSize(4);
        assertThat(exchange.content(file.id(), REGULATOR)).isEqualTo(bytes);
    }

    @Test
    void anIncompleteRecordKeepsTheFileFromLeaving() {
        String uscc = merchants.get(trader()).uscc().value();
        String number = "旧罚〔2016〕" + UUID.randomUUID();
        String older = "CF_WSH,CF_CFMC,CF_CFLB1,CF_SY,CF_YJ,CF_XDR_MC,CF_XDR_SHXYM,CF_JG,CF_JDRQ,CF_XZJG\n" + number
                + ",销售劣药,罚款,事由,依据,示例药行," + uscc + ",罚款1万元,2016-05-06,亳州市食品药品监督管理局\n";
        AuthorityImport taken =
                records.take(older.getBytes(StandardCharsets.UTF_8), ExchangeKind.PENALTY, false, false, REGULATOR);
        assertThat(taken.version()).isEqualTo("2016");
        assertThat(taken.kept()).isEqualTo(1);
        LocalDate day = LocalDate.of(2016, 5, 6);
        Refused refused = catchThrowableOfType(
                Refused.class, () -> exchange.make(ExchangeKind.PENALTY, ExchangeFileFormat.CSV, day, day, REGULATOR));
        assertThat(refused.reason()).isEqualTo(PublicationRefusal.EXCHANGE_REFUSED);
        assertThat(refused.errors()).anyMatch(e -> e.pointer().equals(number + ", CF_XDR_LB"));
    }

    @Test
    void theSameByRest() {
        People.Person regulator = people.person(Role.REGULATOR);
        MerchantId merchant = trader();
        byte[] csv = file(ExchangeFileFormat.CSV, List.of(penalty(merchant, "罚款")));
        given().auth()
                .oauth2(regulator.token())
                .contentType("text/csv")
                .body(csv)
                .post("/api/v1/exchange/records/penalties/import")
                .then()
                .statusCode(200);
        regulator.gets("/api/v1/exchange/records/penalties").statusCode(200);
        regulator.gets("/api/v1/exchange/formats/licences").statusCode(200);
        regulator.gets("/api/v1/exchange/formats/nothing").statusCode(400);
        people.person(Role.INSPECTOR).gets("/api/v1/exchange/files").statusCode(403);
    }
}
