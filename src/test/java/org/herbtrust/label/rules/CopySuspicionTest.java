package org.herbtrust.label.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopySuspicionTest {

    private static final Instant START = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(60));
    private static final int ANHUI = 34;
    private static final int GUANGDONG = 44;
    private static final int SICHUAN = 51;

    private static final CopyThresholds THRESHOLDS = new CopyThresholds(
            "test",
            90,
            3,
            0.03,
            2,
            80,
            4,
            3,
            3,
            4,
            9,
            2,
            3,
            900,
            300,
            48,
            8,
            5,
            10,
            4,
            6,
            13,
            26,
            45,
            Map.of(
                    ANHUI, new CopyThresholds.Place(31.8, 117.3),
                    GUANGDONG, new CopyThresholds.Place(23.1, 113.3),
                    SICHUAN, new CopyThresholds.Place(30.7, 104.1)));

    private final List<Sighting> scans = new ArrayList<>();

    @Test
    void aPackageThatIsScannedOnTheMarketAndAtHomeIsNotSuspected() {
        scan(0, ANHUI);
        scan(3, ANHUI);
        scan(5, GUANGDONG);
        scan(6, GUANGDONG);
        assertThat(judged().grade()).isEqualTo(Suspected.NOT);
        assertThat(judged().since()).isEmpty();
    }

    @Test
    void aLabelThatIsInTwoPlacesForWeeksIsVeryProbablyCopied() {
        for (int day = 0; day < 40; day += 2) {
            scan(day, ANHUI);
            scan(day + 1, GUANGDONG);
        }
        CopySuspicion suspicion = judged();
        assertThat(suspicion.grade()).isEqualTo(Suspected.STRONG);
        assertThat(suspicion.signs().get(0).kind()).isEqualTo(CopySign.Kind.PLACES);
        assertThat(suspicion.provinces()).isEqualTo(2);
        assertThat(suspicion.since()).get().satisfies(day -> assertThat(day)
                .isBetween(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 10)));
    }

    @Test
    void theOrderInWhichScansAreToldDoesNotMatter() {
        for (int day = 0; day < 40; day += 2) {
            scan(day, ANHUI);
            scan(day + 1, GUANGDONG);
        }
        CopySuspicion inOrder = judged();
        java.util.Collections.reverse(scans);
        assertThat(judged()).isEqualTo(inOrder);
    }

    @Test
    void aBroadcastToTheWholeCountryAccusesNobody() {
        int[] everywhere = {ANHUI, GUANGDONG, SICHUAN};
        for (int viewer = 0; viewer < 300; viewer++) {
            scans.add(new Sighting(START.plusSeconds(viewer * 20L), everywhere[viewer % 3], viewer));
        }
        scan(3, ANHUI);
        assertThat(judged().grade()).isEqualTo(Suspected.NOT);
    }

    @Test
    void aShelfThatManyVisitAccusesNobodyByItself() {
        for (int visitor = 0; visitor < 80; visitor++) {
            scan(visitor / 2.0, ANHUI);
        }
        assertThat(judged().grade()).isEqualTo(Suspected.NOT);
        assertThat(judged().signs()).extracting(CopySign::kind).containsExactly(CopySign.Kind.DEVICES);
    }

    @Test
    void oneTelephoneThatScansAllDayCountsOnce() {
        for (int i = 0; i < 50; i++) {
            scans.add(new Sighting(START.plusSeconds(60L * i), ANHUI, 7));
        }
        assertThat(judged().telephones()).isEqualTo(1);
        assertThat(judged().scans()).isEqualTo(50);
    }

    @Test
    void twoScansThatNothingTravelsBetweenAreASignButNotACase() {
        scan(0, ANHUI);
        scan(0.02, GUANGDONG);
        CopySuspicion suspicion = judged();
        assertThat(suspicion.signs()).extracting(CopySign::kind).contains(CopySign.Kind.TOO_FAST);
        assertThat(suspicion.grade()).isLessThan(Suspected.LIKELY);
    }

    @Test
    void scansLongAfterThePackageWasDestroyedAreACase() {
        Instant destroyed = START.plus(Duration.ofDays(2));
        scan(1, ANHUI);
        for (int day = 10; day < 20; day++) {
            scan(day, ANHUI);
        }
        CopySuspicion suspicion =
                CopySuspicion.of(scans, new LabelTimes(Optional.empty(), Optional.of(destroyed)), NOW, THRESHOLDS);
        assertThat(suspicion.grade()).isGreaterThanOrEqualTo(Suspected.LIKELY);
        assertThat(suspicion.signs().get(0).kind()).isEqualTo(CopySign.Kind.AFTER_END);
        assertThat(suspicion.since()).contains(LocalDate.of(2026, 3, 11));
        assertThat(judged().grade()).isEqualTo(Suspected.NOT);
    }

    @Test
    void oneLookAtTheLabelOfAnOpenedPackageIsNothing() {
        scan(10, ANHUI);
        assertThat(CopySuspicion.of(scans, new LabelTimes(Optional.empty(), Optional.of(START)), NOW, THRESHOLDS)
                        .grade())
                .isEqualTo(Suspected.NOT);
    }

    @Test
    void whatIsOlderThanTheWindowDoesNotCount() {
        for (int day = 0; day < 40; day += 2) {
            scan(day, ANHUI);
            scan(day + 1, GUANGDONG);
        }
        CopySuspicion later = CopySuspicion.of(scans, LabelTimes.OPEN, NOW.plus(Duration.ofDays(200)), THRESHOLDS);
        assertThat(later.grade()).isEqualTo(Suspected.NOT);
        assertThat(later.telephones()).isZero();
    }

    @Test
    void withoutPlacesNobodyIsAccused() {
        for (int day = 0; day < 40; day++) {
            scan(day, 0);
        }
        assertThat(judged().grade()).isEqualTo(Suspected.NOT);
    }

    @Test
    void theMoreScansAreMisplacedTheRarerItIs() {
        int before = 0;
        for (int wrong = 0; wrong <= 20; wrong++) {
            int points = CopySuspicion.rarity(20, wrong, THRESHOLDS);
            assertThat(points).isGreaterThanOrEqualTo(before);
            before = points;
        }
        assertThat(CopySuspicion.rarity(20, 0, THRESHOLDS)).isZero();
        assertThat(CopySuspicion.rarity(200, 6, THRESHOLDS)).isLessThan(CopySuspicion.rarity(20, 6, THRESHOLDS));
    }

    private CopySuspicion judged() {
        return CopySuspicion.of(scans, LabelTimes.OPEN, NOW, THRESHOLDS);
    }

    /** By another telephone each time. */
    private void scan(double day, int province) {
        scans.add(new Sighting(START.plusSeconds((long) (day * 86_400)), province, scans.size() + 1_000L));
    }
}
