package org.herbtrust.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.MerchantRefusal;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Harvest;
import org.herbtrust.trace.HoldReason;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;
import org.herbtrust.trace.TraceRefusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LabelsTest {

    private static final Actor OFFICE = new Actor("label-office", "市场办公室", Role.OFFICE, Optional.empty());
    private static final AtomicInteger NEXT = new AtomicInteger(8_100_000);

    @Inject
    Labels labels;

    @Inject
    LabelPrinting printing;

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Database database;

    private Actor trader;

    @BeforeEach
    void aTrader() {
        trader = admitted(MerchantKind.TRADER, Role.MERCHANT);
    }

    private Actor admitted(MerchantKind kind, Role role) {
        int number = NEXT.getAndIncrement();
        MerchantId id = merchants.apply(
                new Application(
                        Uscc.complete("92341602MA%07d".formatted(number)),
                        "标签示例户" + number,
                        kind,
                        "某人",
                        new DivisionCode("341602"),
                        kind == MerchantKind.TRADER
                                ? Optional.of(new Stall("标签测试厅", "L" + number, null))
                                : Optional.empty(),
                        "",
                        Optional.of(Commitment.CURRENT)),
                OFFICE);
        merchants.admit(id, OFFICE);
        return new Actor("label-" + number, "某人", role, Optional.of(id));
    }

    private LotView intake(long kg) {
        return trace.intake(
                new Intake(
                        new MaterialCode("baishao"),
                        Form.DRIED,
                        Source.PURCHASED,
                        Kilograms.of(kg),
                        Optional.of(new DivisionCode("341621")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                trader);
    }

    private static IssueLabels command(UUID id, LotView lot, int count, String kg) {
        return new IssueLabels(
                id,
                lot.code(),
                count,
                Kilograms.of(kg),
                Optional.of("选货"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void refused(Refused.Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.reason())
                .isEqualTo(reason));
    }

    private byte[] printed(LabelBatch batch, LabelFormat format, String template, int first, int last, Actor actor) {
        return printing.bytes(new PrintOrder(batch.id(), format, Resolution.DPI_300, template, first, last), actor);
    }

    @Test
    void labelsAreIssuedAgainstTheLotAndFoundByTheirCode() {
        LotView lot = intake(100);
        LabelBatch batch = labels.issue(command(UUID.randomUUID(), lot, 20, "2.5"), trader);
        assertThat(batch.count()).isEqualTo(20);
        assertThat(batch.name()).isEqualTo("白芍");
        assertThat(batch.spec()).contains("选货");
        assertThat(batch.origin()).contains("涡阳县").contains("申报");
        assertThat(batch.traced()).isFalse();
        assertThat(batch.quality()).contains("自检");
        assertThat(batch.sscc()).hasSize(18);
        List<LabelView> all = labels.ofBatch(batch.id());
        assertThat(all).hasSize(20);
        assertThat(new HashSet<>(all.stream().map(LabelView::code).toList())).hasSize(20);
        LabelView third = labels.find(all.get(2).code()).orElseThrow();
        assertThat(third.ordinal()).isEqualTo(3);
        assertThat(third.lot()).isEqualTo(lot.code());
        assertThat(third.state()).isEqualTo(LabelState.ISSUED);
        assertThat(trace.lotOfPackage(third.epc())).contains(lot.code());
        assertThat(trace.get(lot.code()).holders().get(0).packed()).isEqualTo(Kilograms.of(50));
    }

    @Test
    void labelsOfAHarvestedLotNameTheCountyAndTheDay() {
        Actor grower = admitted(MerchantKind.GROWER, Role.GROWER);
        LotView lot = trace.harvest(
                new Harvest(
                        new MaterialCode("baishao"),
                        Form.FRESH,
                        Source.CULTIVATED,
                        new DivisionCode("341602"),
                        LocalDate.of(2025, 9, 20),
                        Kilograms.of(500),
                        null,
                        Optional.empty()),
                grower);
        LabelBatch batch = labels.issue(lot.code(), 2, Kilograms.of(10), grower);
        assertThat(batch.traced()).isTrue();
        assertThat(batch.origin()).isEqualTo("安徽省亳州市谯城区");
        assertThat(batch.harvestedOn()).contains(LocalDate.of(2025, 9, 20));
    }

    @Test
    void theLedgerHoldsTheHashOfTheBatch() {
        LabelBatch batch = labels.issue(intake(10).code(), 2, Kilograms.of(1), trader);
        assertThat(batch.batchSha256()).hasSize(64);
        assertThat(database.one("""
                        select (select count(*) from ledger_pending where subject = ?)
                             + (select count(*) from ledger_leaf where position(convert_to(?, 'UTF8') in entry) > 0)
                        """, row -> row.getInt(1), "urn:uuid:" + batch.id(), "urn:uuid:" + batch.id()))
                .contains(1);
    }

    @Test
    void askedTwiceTheSameBatchIsIssuedOnce() {
        LotView lot = intake(100);
        UUID id = UUID.randomUUID();
        LabelBatch first = labels.issue(command(id, lot, 10, "5"), trader);
        assertThat(labels.issue(command(id, lot, 10, "5"), trader)).isEqualTo(first);
        assertThat(trace.get(lot.code()).holders().get(0).packed()).isEqualTo(Kilograms.of(50));
        refused(LabelRefusal.BATCH_ID_TAKEN, () -> labels.issue(command(id, lot, 11, "5"), trader));
        Actor other = admitted(MerchantKind.TRADER, Role.MERCHANT);
        refused(LabelRefusal.BATCH_ID_TAKEN, () -> labels.issue(command(id, lot, 10, "5"), other));
    }

    @Test
    void labelsForMoreThanIsLeftAreRefusedAndNothingChanges() {
        LotView lot = intake(100);
        labels.issue(command(UUID.randomUUID(), lot, 15, "5"), trader);
        UUID id = UUID.randomUUID();
        refused(TraceRefusal.BALANCE_EXCEEDED, () -> labels.issue(command(id, lot, 6, "5"), trader));
        assertThat(labels.findBatch(id)).isEmpty();
        assertThat(labels.issue(command(id, lot, 5, "5"), trader).count()).isEqualTo(5);
    }

    @Test
    void whoHoldsNothingOrMayNotTradeGetsNoLabels() {
        LotView lot = intake(100);
        Actor other = admitted(MerchantKind.TRADER, Role.MERCHANT);
        refused(LabelRefusal.NOT_THE_HOLDER, () -> labels.issue(lot.code(), 1, Kilograms.of(1), other));
        refused(LabelRefusal.NOT_THE_HOLDER, () -> labels.issue(lot.code(), 1, Kilograms.of(1), OFFICE));
        merchants.changeStanding(trader.merchant().orElseThrow(), Standing.SUSPENDED, "暂停-测试", OFFICE);
        refused(MerchantRefusal.BARRED, () -> labels.issue(lot.code(), 1, Kilograms.of(1), trader));
    }

    @Test
    void anUnknownOrHeldLotGetsNoLabels() {
        ShortCode never = ShortCode.random(new java.util.Random(99));
        refused(TraceRefusal.LOT_UNKNOWN, () -> labels.issue(never, 1, Kilograms.of(1), trader));
        LotView lot = intake(100);
        Actor inspector = new Actor("label-inspector", "检查员", Role.INSPECTOR, Optional.empty());
        trace.hold(lot.code(), HoldReason.FAILED_RESULT, "抽检不合格", inspector);
        refused(TraceRefusal.LOT_HELD, () -> labels.issue(lot.code(), 1, Kilograms.of(1), trader));
    }

    @Test
    void theNumberOfLabelsAndTheirTextsHaveLimits() {
        LotView lot = intake(100);
        refused(LabelRefusal.TOO_MANY, () -> command(UUID.randomUUID(), lot, 0, "1"));
        refused(LabelRefusal.TOO_MANY, () -> command(UUID.randomUUID(), lot, 10_001, "1"));
        assertThatThrownBy(() -> command(UUID.randomUUID(), lot, 1, "0")).isInstanceOf(IllegalArgumentException.class);
        refused(
                LabelRefusal.TEXT_REFUSED,
                () -> labels.issue(
                        new IssueLabels(
                                UUID.randomUUID(),
                                lot.code(),
                                1,
                                Kilograms.of(1),
                                Optional.of("精制饮片"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        trader));
    }

    @Test
    void labelsArePrintedOnceAndReprintsAreCounted() throws Exception {
        LabelBatch batch = labels.issue(intake(100).code(), 30, Kilograms.of(1), trader);
        refused(LabelRefusal.NOT_POSSIBLE_NOW, () -> labels.reprint(batch.id(), 1, 2, "卡纸", trader));
        byte[] before = printed(batch, LabelFormat.SVG, "60x40", 3, 3, trader);
        assertThat(labels.printed(batch.id(), trader).printedAt()).isPresent();
        assertThat(labels.printed(batch.id(), trader).reprints()).isZero();
        assertThat(labels.reprint(batch.id(), 1, 2, "卡纸", trader).reprints()).isEqualTo(1);
        assertThat(printed(batch, LabelFormat.SVG, "60x40", 3, 3, trader)).isEqualTo(before);
        for (String template : List.of("60x40", "a4-24")) {
            try (PDDocument pdf = Loader.loadPDF(printed(batch, LabelFormat.PDF, template, 1, 30, trader))) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(template.equals("a4-24") ? 2 : 30);
            }
        }
        assertThat(printed(batch, LabelFormat.PNG, "60x40", 1, 1, trader)).isNotEmpty();
        refused(LabelRefusal.UNKNOWN_TEMPLATE, () -> printed(batch, LabelFormat.PDF, "9x9", 1, 1, trader));
        refused(LabelRefusal.UNKNOWN_LABEL, () -> printed(batch, LabelFormat.PDF, "60x40", 1, 31, trader));
        Actor other = admitted(MerchantKind.TRADER, Role.MERCHANT);
        refused(LabelRefusal.NOT_YOURS, () -> printed(batch, LabelFormat.PDF, "60x40", 1, 1, other));
    }

    @Test
    void aVoidedRangeIsToldByAScanAndNoLongerPrinted() throws Exception {
        LabelBatch batch = labels.issue(intake(100).code(), 10, Kilograms.of(1), trader);
        labels.voidRange(batch.id(), 3, 5, "印坏了", trader);
        LabelView voided = labels.ofBatch(batch.id()).get(3);
        assertThat(voided.state()).isEqualTo(LabelState.VOIDED);
        assertThat(voided.reason()).contains("印坏了");
        assertThat(labels.get(batch.id()).voided()).isEqualTo(3);
        try (PDDocument pdf = Loader.loadPDF(printed(batch, LabelFormat.PDF, "60x40", 1, 10, trader))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(7);
        }
        refused(LabelRefusal.NOT_POSSIBLE_NOW, () -> labels.voidRange(batch.id(), 1, 4, "再作废", trader));
        assertThat(labels.ofBatch(batch.id()).get(0).state()).isEqualTo(LabelState.ISSUED);
        refused(LabelRefusal.NOT_POSSIBLE_NOW, () -> labels.applied(voided.code(), trader));
    }

    @Test
    void aLabelGoesOnItsPackageAndIsSold() {
        LabelBatch batch = labels.issue(intake(10).code(), 1, Kilograms.of(1), trader);
        ShortCode code = labels.ofBatch(batch.id()).get(0).code();
        assertThat(labels.applied(code, trader).state()).isEqualTo(LabelState.APPLIED);
        assertThat(labels.applied(code, trader).state()).isEqualTo(LabelState.APPLIED);
        assertThat(labels.sold(code, trader).state()).isEqualTo(LabelState.SOLD);
        refused(LabelRefusal.NOT_POSSIBLE_NOW, () -> labels.voidRange(batch.id(), 1, 1, "太晚了", trader));
        assertThat(labels.destroyRange(batch.id(), 1, 1, "拆包销售", trader).voided())
                .isEqualTo(1);
    }

    @Test
    void thePictureHoldsTheAddressThatAnswersTheScan() {
        LabelBatch batch = labels.issue(intake(10).code(), 1, Kilograms.of(1), trader);
        ShortCode code = labels.ofBatch(batch.id()).get(0).code();
        assertThat(labels.address(code)).isEqualTo("http://localhost:8080/v/" + code);
        assertThat(new String(printed(batch, LabelFormat.SVG, "60x40", 1, 1, trader), StandardCharsets.UTF_8))
                .contains(code.grouped(), "产地未追溯", "白芍");
    }

    @Test
    void tenThousandLabelsAreIssuedInSeconds() {
        LotView lot = intake(10_000);
        long from = System.nanoTime();
        assertThat(labels.issue(lot.code(), 10_000, Kilograms.of(1), trader).count())
                .isEqualTo(10_000);
        assertThat((System.nanoTime() - from) / 1_000_000).as("milliseconds").isLessThan(20_000);
    }
}
