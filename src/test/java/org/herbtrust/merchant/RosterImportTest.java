package org.herbtrust.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.SheetFormat;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RosterImportTest {

    private static final Actor OFFICE = new Actor("roster-office", "市场办公室", Role.OFFICE, Optional.empty());

    /** Numbers of this test's own, far from those of others on the same database. */
    private static final AtomicInteger NEXT = new AtomicInteger(7_300_000);

    @Inject
    Merchants merchants;

    private RosterReport run(String text, RosterRun run) {
        return merchants.importRoster(text.getBytes(StandardCharsets.UTF_8), SheetFormat.CSV, run, OFFICE);
    }

    private static Uscc uscc(int number) {
        return new Uscc(RosterTest.uscc(number));
    }

    @Test
    void aRosterIsImportedAndASecondTimeSkipped() {
        int a = NEXT.getAndAdd(2);
        String text = RosterTest.HEADER + RosterTest.row(a) + RosterTest.row(a + 1);
        RosterReport first = run(text, RosterRun.ALL_OR_NOTHING);
        assertThat(first.imported()).isEqualTo(2);
        MerchantView merchant = merchants.byUscc(uscc(a)).orElseThrow();
        assertThat(merchant.standing()).isEqualTo(Standing.APPLIED);
        assertThat(merchant.gln())
                .isEqualTo(Gln.complete("29%010d".formatted(merchant.id().value())));
        RosterReport second = run(text, RosterRun.ALL_OR_NOTHING);
        assertThat(second.imported()).isZero();
        assertThat(second.skipped()).isEqualTo(2);
    }

    @Test
    void aCheckStoresNothing() {
        int a = NEXT.getAndIncrement();
        RosterReport report = run(RosterTest.HEADER + RosterTest.row(a), RosterRun.CHECK_ONLY);
        assertThat(report.imported()).isEqualTo(1);
        assertThat(merchants.byUscc(uscc(a))).isEmpty();
    }

    @Test
    void oneBadRowKeepsAllOutUnlessGoodRowsAreWanted() {
        int a = NEXT.getAndAdd(2);
        String text =
                RosterTest.HEADER + RosterTest.row(a) + RosterTest.row(a + 1).replace("经营户,", "商贩,");
        assertThatThrownBy(() -> run(text, RosterRun.ALL_OR_NOTHING)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(MerchantRefusal.ROSTER_REFUSED);
            assertThat(refused.errors()).singleElement().satisfies(e -> assertThat(e.pointer())
                    .isEqualTo("row 3, 类型"));
        });
        assertThat(merchants.byUscc(uscc(a))).isEmpty();
        RosterReport report = run(text, RosterRun.GOOD_ROWS);
        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(merchants.byUscc(uscc(a))).isPresent();
        assertThat(merchants.byUscc(uscc(a + 1))).isEmpty();
    }

    @Test
    void aStallThatIsTakenIsAnErrorOfItsRow() {
        int a = NEXT.getAndAdd(2);
        run(RosterTest.HEADER + RosterTest.row(a), RosterRun.ALL_OR_NOTHING);
        RosterReport report =
                run(RosterTest.HEADER + RosterTest.row(a + 1).replace("T" + (a + 1), "T" + a), RosterRun.GOOD_ROWS);
        assertThat(report.imported()).isZero();
        assertThat(report.errors()).singleElement().satisfies(e -> assertThat(e.message())
                .contains("已有经营户"));
    }

    @Test
    void onlyTheOfficeImports() {
        Actor merchant = new Actor("x", "某", Role.MERCHANT, Optional.of(new MerchantId(1)));
        byte[] file = RosterTest.HEADER.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> merchants.importRoster(file, SheetFormat.CSV, RosterRun.CHECK_ONLY, merchant))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aLargeRosterTakesSeconds() {
        int rows = 3_000;
        int a = NEXT.getAndAdd(rows);
        StringBuilder text = new StringBuilder(RosterTest.HEADER);
        for (int i = 0; i < rows; i++) {
            text.append(RosterTest.row(a + i));
        }
        long from = System.nanoTime();
        assertThat(run(text.toString(), RosterRun.ALL_OR_NOTHING).imported()).isEqualTo(rows);
        assertThat((System.nanoTime() - from) / 1_000_000).as("milliseconds").isLessThan(20_000);
    }

    @Test
    void anExportHoldsWhatWasImported() {
        int a = NEXT.getAndIncrement();
        run(RosterTest.HEADER + RosterTest.row(a), RosterRun.ALL_OR_NOTHING);
        assertThat(new String(merchants.exportRoster(SheetFormat.CSV, OFFICE), StandardCharsets.UTF_8))
                .contains(uscc(a).value());
    }
}
