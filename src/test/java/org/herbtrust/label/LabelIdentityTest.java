package org.herbtrust.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.label.rules.LabelKey;
import org.herbtrust.label.rules.LabelState;
import org.herbtrust.label.rules.LegacyCheck;
import org.herbtrust.label.rules.Scanned;
import org.herbtrust.label.rules.SignatureCheck;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.merchant.Standing;
import org.herbtrust.platform.Database;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.Intake;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Source;
import org.herbtrust.trace.Trace;
import org.herbtrust.trace.TraceRefusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers, old codes, signatures, and the ways of labels through printers. */
@QuarkusTest
class LabelIdentityTest {

    private static final Actor OFFICE = new Actor("identity-office", "市场办公室", Role.OFFICE, Optional.empty());
    private static final Actor ADMIN = new Actor("identity-admin", "管理员", Role.ADMIN, Optional.empty());
    private static final AtomicInteger NEXT = new AtomicInteger(8_500_000);

    @Inject
    Labels labels;

    @Inject
    LabelPrinting printing;

    @Inject
    ItemNumbers numbers;

    @Inject
    OldCodes oldCodes;

    @Inject
    LabelKeys keys;

    @Inject
    Printers printers;

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Database database;

    private Actor trader;
    private int number;

    @BeforeEach
    void aTrader() {
        trader = admitted();
    }

    private Actor admitted() {
        number = NEXT.getAndIncrement();
        MerchantId id = merchants.apply(
                new Application(
                        Uscc.complete("92341602MA%07d".formatted(number)),
                        "编码示例户" + number,
                        MerchantKind.TRADER,
                        "某人",
                        new DivisionCode("341602"),
                        Optional.of(new Stall("编码测试厅", "I" + number, null)),
                        "",
                        Optional.of(Commitment.CURRENT)),
                OFFICE);
        merchants.admit(id, OFFICE);
        return new Actor("identity-" + number, "某人", Role.MERCHANT, Optional.of(id));
    }

    private MerchantId me() {
        return trader.merchant().orElseThrow();
    }

    private LotView intake(String material, Form form) {
        return trace.intake(
                new Intake(
                        new MaterialCode(material),
                        form,
                        Source.PURCHASED,
                        Kilograms.of(1000),
                        Optional.of(new DivisionCode("341621")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                trader);
    }

    private LotView lot() {
        return intake("baishao", Form.DRIED);
    }

    private LabelBatch issue(LotView lot, int count, String net, String grade, boolean signed) {
        return labels.issue(
                new IssueLabels(
                        UUID.randomUUID(),
                        lot.code(),
                        count,
                        Kilograms.of(net),
                        Optional.ofNullable(grade),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(LocalDate.of(2030, 1, 31)),
                        signed,
                        true),
                trader);
    }

    private static void refused(Refused.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.reason())
                .isEqualTo(reason));
    }

    // ---- numbers

    @Test
    void packagesHaveOneNumberForMaterialFormGradeAndWeight() {
        LotView dried = lot();
        String first = issue(dried, 1, "2.5", "选货", false).gtin().value();
        assertThat(first).startsWith("022");
        assertThat(issue(lot(), 2, "2.5", "选货", false).gtin().value()).isEqualTo(first);
        Set<String> numbersOfAll = new HashSet<>(Set.of(
                first,
                issue(dried, 1, "5", "选货", false).gtin().value(),
                issue(dried, 1, "2.5", "统货", false).gtin().value(),
                issue(intake("baishao", Form.SLICED), 1, "2.5", "选货", false)
                        .gtin()
                        .value(),
                issue(intake("danggui", Form.DRIED), 1, "2.5", "选货", false)
                        .gtin()
                        .value()));
        assertThat(numbersOfAll).hasSize(5);
        trader = admitted();
        assertThat(issue(lot(), 1, "2.5", "选货", false).gtin().value()).isNotIn(numbersOfAll);
    }

    @Test
    void aNumberTellsWhatIsInThePackage() {
        LabelBatch batch = issue(lot(), 1, "2.5", "选货", false);
        PackageItem item = numbers.find(batch.gtin()).orElseThrow();
        assertThat(item)
                .isEqualTo(new PackageItem(
                        batch.gtin(), me(), new MaterialCode("baishao"), Form.DRIED, "选货", Kilograms.of("2.5")));
        ShortCode code = labels.ofBatch(batch.id()).get(0).code();
        assertThat(labels.meant(Scanned.recognise(
                        "https://id.gs1.org/01/" + batch.gtin() + "/10/" + batch.lot() + "/21/" + code)))
                .contains(code);
        assertThat(numbers.isOnPackagesOf(batch.lot(), batch.gtin())).isTrue();
        assertThat(numbers.isOnPackagesOf(lot().code(), batch.gtin())).isFalse();
    }

    @Test
    void whoHasAPrefixGetsNumbersOfItAndOldOnesStay() {
        LabelBatch before = issue(lot(), 1, "2.5", null, false);
        String prefix = "697" + "%07d".formatted(number).substring(1);
        CompanyPrefixView registered = numbers.register(me(), prefix, "物编注字第1号", LocalDate.of(2020, 1, 1), OFFICE);
        assertThat(registered.items()).isZero();
        LabelBatch after = issue(lot(), 1, "2.5", null, false);
        assertThat(after.gtin().value()).startsWith("0" + prefix);
        assertThat(issue(lot(), 1, "2.5", null, false).gtin()).isEqualTo(after.gtin());
        assertThat(numbers.prefixOf(me()).orElseThrow().items()).isEqualTo(1);
        assertThat(labels.get(before.id()).gtin()).isEqualTo(before.gtin());
        numbers.end(prefix, LocalDate.of(2026, 1, 1), OFFICE);
        assertThat(issue(lot(), 1, "2.5", null, false).gtin()).isEqualTo(before.gtin());
        refused(LabelRefusal.PREFIX_REFUSED, () -> numbers.end(prefix, LocalDate.of(2026, 1, 1), OFFICE));
    }

    @Test
    void aPrefixIsOneEntitysOnlyAndNoneOfAnothersKind() {
        LocalDate since = LocalDate.of(2020, 1, 1);
        String prefix = "696" + "%07d".formatted(number).substring(2);
        numbers.register(me(), prefix, "A1", since, OFFICE);
        refused(LabelRefusal.PREFIX_TAKEN, () -> numbers.register(me(), "6951234567", "A2", since, OFFICE));
        MerchantId other = admitted().merchant().orElseThrow();
        refused(LabelRefusal.PREFIX_TAKEN, () -> numbers.register(other, prefix, "A2", since, OFFICE));
        refused(LabelRefusal.PREFIX_TAKEN, () -> numbers.register(other, prefix + "1", "A2", since, OFFICE));
        refused(LabelRefusal.PREFIX_REFUSED, () -> numbers.register(other, "2912345", "A2", since, OFFICE));
        refused(LabelRefusal.NOT_YOURS, () -> numbers.register(other, "6941234", "A2", since, trader));
        assertThatThrownBy(() -> numbers.register(other, "6941234", " ", since, OFFICE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(numbers.prefixes(500)).extracting(CompanyPrefixView::prefix).contains(prefix);
    }

    @Test
    void aSmallPrefixRunsOut() {
        String prefix = "694" + "%07d".formatted(number);
        numbers.register(me(), prefix, "A1", LocalDate.of(2020, 1, 1), OFFICE);
        database.update("update company_prefix set next_item = 99 where prefix = ?", prefix);
        LotView lot = lot();
        assertThat(issue(lot, 1, "1", null, false).gtin().value()).startsWith("0" + prefix + "99");
        refused(LabelRefusal.NUMBERS_USED_UP, () -> issue(lot, 1, "2", null, false));
    }

    // ---- old codes

    private static String legacy(String body) {
        return body + LegacyCheck.OVERFLOW.of(body);
    }

    @Test
    void goodsAreFoundByTheCodesOfThePlatformBefore() {
        LotView lot = lot();
        String batchCode = legacy("110127300114596" + "140107" + "%03d".formatted(number % 1000));
        assertThat(oldCodes.bind("*CPC*ZYCZS" + batchCode, lot.code(), trader)).isEqualTo(batchCode);
        assertThat(oldCodes.bind(batchCode, lot.code(), trader)).isEqualTo(batchCode);
        assertThat(labels.meant(Scanned.recognise(batchCode))).contains(lot.code());
        assertThat(oldCodes.of(lot.code(), 10)).containsExactly(batchCode);
        ShortCode label =
                labels.ofBatch(issue(lot, 1, "1", null, false).id()).get(0).code();
        String traceCode = legacy("510127300114596" + "000040140114%07d".formatted(number));
        oldCodes.bind(traceCode, label, trader);
        assertThat(labels.meant(Scanned.recognise("*CPC*ZYCZS" + traceCode))).contains(label);
    }

    @Test
    void anOldCodeIsBoundOnceByWhoHoldsTheGoodsAndOnlyIfItIsOne() {
        LotView lot = lot();
        String batchCode = legacy("110127300114596" + "140108" + "%03d".formatted(number % 1000));
        oldCodes.bind(batchCode, lot.code(), trader);
        refused(LabelRefusal.OLD_CODE_TAKEN, () -> oldCodes.bind(batchCode, lot().code(), trader));
        String other = legacy("110127300114596" + "140109" + "%03d".formatted(number % 1000));
        refused(LabelRefusal.NOT_THE_HOLDER, () -> oldCodes.bind(other, lot.code(), admitted()));
        ShortCode label =
                labels.ofBatch(issue(lot, 1, "1", null, false).id()).get(0).code();
        refused(LabelRefusal.OLD_CODE_REFUSED, () -> oldCodes.bind(other, label, trader));
        String mistyped = other.substring(0, 24) + (char) ('0' + (other.charAt(24) - '0' + 1) % 10);
        for (String wrong : List.of("10127300114596", mistyped, lot.code().value(), "6901234567892", "")) {
            refused(LabelRefusal.OLD_CODE_REFUSED, () -> oldCodes.bind(wrong, lot.code(), trader));
        }
    }

    // ---- signed labels

    private String content(LabelBatch batch, ShortCode code) {
        String signature = database.one(
                        "select encode(signature, 'hex') from label where code = ?",
                        row -> row.getString(1),
                        code.value())
                .orElseThrow();
        return LabelKeys.content(batch, code, signature);
    }

    @Test
    void signedLabelsAreCheckedWithThePublishedKeysAlone() throws IOException {
        LabelBatch batch = issue(lot(), 3, "1", null, true);
        ShortCode code = labels.ofBatch(batch.id()).get(2).code();
        SignatureCheck check = SignatureCheck.of(content(batch, code), keys.all());
        assertThat(check.valid()).isTrue();
        assertThat(check.code()).contains(code);
        assertThat(check.keyId()).isEqualTo(batch.signingKey());
        assertThat(labels.meant(Scanned.recognise(content(batch, code)))).contains(code);
        Path file = Path.of("target/test-data/label-keys", batch.signingKey().orElseThrow() + ".pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(issue(lot(), 1, "1", null, false).signingKey()).isEmpty();
    }

    @Test
    void aReprintOfASignedLabelIsTheSame() {
        LabelBatch batch = issue(lot(), 2, "1", null, true);
        PrintOrder order = new PrintOrder(batch.id(), LabelFormat.SVG, Resolution.DPI_203, "60x40", 2, 2);
        byte[] before = printing.bytes(order, trader);
        keys.rotate(ADMIN);
        assertThat(printing.bytes(order, trader)).isEqualTo(before);
        refused(
                LabelRefusal.TEXT_DOES_NOT_FIT,
                () -> printing.bytes(
                        new PrintOrder(batch.id(), LabelFormat.PDF, Resolution.DPI_203, "a4-65", 1, 2), trader));
    }

    @Test
    void keysAreRotatedAndRevoked() {
        LabelBatch first = issue(lot(), 1, "1", null, true);
        String text = content(first, labels.ofBatch(first.id()).get(0).code());
        LabelKey fresh = keys.rotate(ADMIN);
        assertThat(fresh.id()).isNotEqualTo(first.signingKey().orElseThrow());
        assertThat(keys.current()).contains(fresh);
        LabelBatch second = issue(lot(), 1, "1", null, true);
        assertThat(second.signingKey()).contains(fresh.id());
        assertThat(keys.check(text).finding()).isEqualTo(SignatureCheck.Finding.GENUINE);
        keys.revoke(fresh.id(), "测试吊销", ADMIN);
        assertThat(keys.check(content(second, labels.ofBatch(second.id()).get(0).code()))
                        .finding())
                .isEqualTo(SignatureCheck.Finding.KEY_REVOKED);
        assertThat(keys.check(text).finding()).isEqualTo(SignatureCheck.Finding.GENUINE);
        assertThat(issue(lot(), 1, "1", null, true).signingKey().orElseThrow()).isNotEqualTo(fresh.id());
        refused(LabelRefusal.UNKNOWN_KEY, () -> keys.revoke(fresh.id(), "再次", ADMIN));
        refused(LabelRefusal.NOT_YOURS, () -> keys.rotate(OFFICE));
        refused(LabelRefusal.NOT_YOURS, () -> keys.revoke(fresh.id(), "x", trader));
    }

    @Test
    void withoutItsFileAKeySignsNothing() throws IOException {
        LabelKey key = keys.rotate(ADMIN);
        Path file = Path.of("target/test-data/label-keys", key.id() + ".pem");
        Files.delete(file);
        LotView lot = lot();
        refused(LabelRefusal.KEY_NOT_HERE, () -> issue(lot, 1, "1", null, true));
        assertThat(issue(lot, 1, "1", null, false).count()).isEqualTo(1);
        keys.rotate(ADMIN);
        assertThat(issue(lot, 1, "1", null, true).count()).isEqualTo(1);
    }

    // ---- the life of labels

    @Test
    void aPartOfABatchIsPrintedAndEachPrintIsCounted() {
        LabelBatch batch = issue(lot(), 10, "1", null, false);
        labels.printed(batch.id(), 1, 4, trader);
        assertThat(labels.states(batch.id()))
                .containsEntry(LabelState.PRINTED, 4)
                .containsEntry(LabelState.ISSUED, 6);
        refused(LabelRefusal.NOT_POSSIBLE_NOW, () -> labels.reprint(batch.id(), 4, 5, "卡纸", trader));
        labels.reprint(batch.id(), 2, 3, "卡纸", trader);
        labels.printed(batch.id(), trader);
        assertThat(labels.ofBatch(batch.id()))
                .extracting(LabelView::prints)
                .containsExactly(1, 2, 2, 1, 1, 1, 1, 1, 1, 1);
        assertThat(labels.get(batch.id()).reprints()).isEqualTo(1);
    }

    @Test
    void labelsAreScannedOntoTheirPackages() {
        LabelBatch batch = issue(lot(), 3, "1", null, true);
        List<LabelView> all = labels.ofBatch(batch.id());
        labels.voidRange(batch.id(), 3, 3, "印坏了", trader);
        ShortCode never = ShortCode.random(new Random(number));
        List<Applied> applied = labels.applyAll(
                List.of(
                        batch.address(all.get(0).code()),
                        all.get(0).code().grouped(),
                        content(batch, all.get(1).code()),
                        all.get(2).code().value(),
                        never.value(),
                        "白芍"),
                trader);
        assertThat(applied)
                .extracting(Applied::outcome)
                .containsExactly(
                        Applied.Outcome.APPLIED,
                        Applied.Outcome.AGAIN,
                        Applied.Outcome.APPLIED,
                        Applied.Outcome.REFUSED,
                        Applied.Outcome.REFUSED,
                        Applied.Outcome.REFUSED);
        assertThat(labels.states(batch.id()))
                .containsEntry(LabelState.APPLIED, 2)
                .containsEntry(LabelState.VOIDED, 1);
        assertThat(labels.applyAll(List.of(all.get(0).code().value()), admitted()))
                .extracting(Applied::outcome)
                .containsExactly(Applied.Outcome.REFUSED);
        assertThatThrownBy(() -> labels.applyAll(List.of(), trader)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void voidedLabelsGiveTheirWeightBack() {
        LotView lot = lot();
        LabelBatch batch = issue(lot, 10, "100", null, false);
        refused(TraceRefusal.BALANCE_EXCEEDED, () -> issue(lot, 1, "1", null, false));
        labels.voidRange(batch.id(), 4, 6, "印坏了", OFFICE);
        assertThat(trace.get(lot.code()).holders().get(0).packed()).isEqualTo(Kilograms.of(700));
        assertThat(issue(lot, 3, "100", null, false).count()).isEqualTo(3);
        ShortCode voided = labels.ofBatch(batch.id()).get(3).code();
        assertThat(trace.lotOfPackage(LabelView.epc(batch.gtin(), voided))).isEmpty();
    }

    @Test
    void labelsOfABarredTraderAreVoidedAndItsGoodsStayAsTheyAre() {
        LotView lot = lot();
        LabelBatch batch = issue(lot, 10, "10", null, false);
        merchants.changeStanding(me(), Standing.SUSPENDED, "暂停-测试", OFFICE);
        assertThat(labels.voidRange(batch.id(), 1, 10, "停业", OFFICE).voided()).isEqualTo(10);
        assertThat(trace.get(lot.code()).holders().get(0).packed()).isEqualTo(Kilograms.of(100));
    }

    // ---- printing

    private PrintJob ended(PrintJob job) throws InterruptedException {
        PrintJob now = job;
        for (int i = 0; i < 400 && !now.isOver(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            now = printing.job(job.id(), trader);
        }
        return now;
    }

    @Test
    void aPrinterOfTheListPrintsAndTheLabelsCountIt() throws Exception {
        LabelBatch batch = issue(lot(), 70, "1", null, false);
        labels.voidRange(batch.id(), 5, 5, "印坏了", trader);
        PrintOrder order = new PrintOrder(batch.id(), LabelFormat.PDF, Resolution.DPI_203, "60x40", 1, 70);
        try (ServerSocket printer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<NetworkPrinter> before = printers.all();
            printers.allow(List.of(new NetworkPrinter(
                    "测试机", "127.0.0.1", printer.getLocalPort(), PrinterLanguage.TSPL, Resolution.DPI_203)));
            try {
                CompletableFuture<byte[]> got = received(printer);
                PrintJob job = ended(printing.startOnPrinter(order, "测试机", Optional.empty(), trader));
                assertThat(job.state()).as("%s", job).isEqualTo(PrintJob.State.DONE);
                assertThat(job.done()).isEqualTo(69);
                assertThat(got.get(20, TimeUnit.SECONDS))
                        .isEqualTo(printing.bytes(
                                new PrintOrder(batch.id(), LabelFormat.TSPL, Resolution.DPI_203, "60x40", 1, 70),
                                trader));
                assertThat(labels.states(batch.id())).containsEntry(LabelState.PRINTED, 69);
                assertThatThrownBy(() -> printing.startOnPrinter(order, "测试机", Optional.empty(), trader))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("补打");
                CompletableFuture<byte[]> again = received(printer);
                assertThat(ended(printing.startOnPrinter(order, "测试机", Optional.of("卡纸"), trader))
                                .state())
                        .isEqualTo(PrintJob.State.DONE);
                assertThat(again.get(20, TimeUnit.SECONDS)).isNotEmpty();
                assertThat(labels.ofBatch(batch.id()).get(0).prints()).isEqualTo(2);
                assertThat(labels.get(batch.id()).reprints()).isEqualTo(1);
            } finally {
                printers.allow(before);
            }
        }
        refused(
                LabelRefusal.PRINTER_NOT_ALLOWED,
                () -> printing.startOnPrinter(order, "127.0.0.1:9100", Optional.of("卡纸"), trader));
    }

    @Test
    void whatWasSentToAPrinterThatBreaksOffCountsAlsoBehindVoidedLabels() throws Exception {
        LabelBatch batch = issue(lot(), 1_000, "0.01", null, false);
        labels.voidRange(batch.id(), 1, 10, "印坏了", trader);
        PrintOrder order = new PrintOrder(batch.id(), LabelFormat.TSPL, Resolution.DPI_203, "60x40", 1, 1_000);
        try (ServerSocket printer = new ServerSocket()) {
            printer.setReceiveBufferSize(8_192);
            printer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            List<NetworkPrinter> before = printers.all();
            printers.allow(List.of(new NetworkPrinter(
                    "断线机", "127.0.0.1", printer.getLocalPort(), PrinterLanguage.TSPL, Resolution.DPI_203)));
            try {
                CompletableFuture<byte[]> got = CompletableFuture.supplyAsync(() -> {
                    try (Socket connection = printer.accept()) {
                        return connection.getInputStream().readNBytes(2_000_000);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                PrintJob job = ended(printing.startOnPrinter(order, "断线机", Optional.empty(), trader));
                assertThat(got.get(20, TimeUnit.SECONDS)).hasSize(2_000_000);
                assertThat(job.state()).as("%s", job).isEqualTo(PrintJob.State.FAILED);
                assertThat(job.done()).isBetween(1, 989);
                assertThat(labels.states(batch.id())).containsEntry(LabelState.PRINTED, job.done());
            } finally {
                printers.allow(before);
            }
        }
    }

    private static CompletableFuture<byte[]> received(ServerSocket printer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket connection = printer.accept()) {
                return connection.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aPrinterThatIsOffChangesNothingAndSaysSo() throws Exception {
        LabelBatch batch = issue(lot(), 3, "1", null, false);
        List<NetworkPrinter> before = printers.all();
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        printers.allow(List.of(new NetworkPrinter("关着", "127.0.0.1", port, PrinterLanguage.ZPL, Resolution.DPI_300)));
        try {
            PrintJob job = ended(printing.startOnPrinter(
                    new PrintOrder(batch.id(), LabelFormat.PDF, Resolution.DPI_203, "60x40", 1, 3),
                    "关着",
                    Optional.empty(),
                    trader));
            assertThat(job.state()).isEqualTo(PrintJob.State.FAILED);
            assertThat(job.said().orElseThrow().zh()).contains("连接不上").contains("关着");
            assertThat(labels.states(batch.id())).containsEntry(LabelState.ISSUED, 3);
        } finally {
            printers.allow(before);
        }
    }

    @Test
    void aFileIsMadeInTheBackgroundForWhoAskedForIt() throws Exception {
        LabelBatch batch = issue(lot(), 30, "1", null, false);
        PrintJob job = ended(printing.startFile(
                new PrintOrder(batch.id(), LabelFormat.PDF, Resolution.DPI_203, "a4-24", 1, 30), trader));
        assertThat(job.state()).isEqualTo(PrintJob.State.DONE);
        assertThat(job.percent()).isEqualTo(100);
        assertThat(Files.size(printing.file(job.id(), trader))).isPositive();
        refused(LabelRefusal.UNKNOWN_JOB, () -> printing.job(job.id(), OFFICE));
        refused(LabelRefusal.UNKNOWN_JOB, () -> printing.file(UUID.randomUUID(), trader));
        refused(
                LabelRefusal.UNKNOWN_TEMPLATE,
                () -> printing.prepare(
                        new PrintOrder(batch.id(), LabelFormat.TSPL, Resolution.DPI_203, "a4-24", 1, 30), trader));
    }

    @Test
    void aCancelledJobLeavesNoFile() throws Exception {
        LabelBatch batch = issue(intake("baishao", Form.DRIED), 1_000, "1", null, false);
        PrintJob job = printing.startFile(
                new PrintOrder(batch.id(), LabelFormat.PDF, Resolution.DPI_203, "60x40", 1, 1_000), trader);
        printing.cancel(job.id(), trader);
        PrintJob end = ended(job);
        assertThat(end.state()).isIn(PrintJob.State.CANCELLED, PrintJob.State.DONE);
        if (end.state() == PrintJob.State.CANCELLED) {
            refused(LabelRefusal.NOT_POSSIBLE_NOW, () -> printing.file(job.id(), trader));
        }
    }
}
