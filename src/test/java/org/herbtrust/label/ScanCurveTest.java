package org.herbtrust.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.platform.Command;
import org.junit.jupiter.api.Test;

/** On seeds that the thresholds were not chosen on: those are 1, these begin at 100. */
class ScanCurveTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @Test
    void ninetyOfAHundredCopiesAreFoundAtOneFalseAlarmInTenThousand() {
        ScanCurve curve = ScanCurve.of(104, 40_000, 800, ScanRules.read().copies(DAY));
        assertThat(curve.foundShare()).isGreaterThanOrEqualTo(0.90);
        assertThat(curve.falsePer10000()).isLessThanOrEqualTo(1.0);
    }

    @Test
    void theSameSeedGivesTheSameStreamsWhicheverIsAskedFirst() {
        SimulatedScans.Stream one = SimulatedScans.of(5, 77, true);
        SimulatedScans.of(5, 3, false);
        assertThat(SimulatedScans.of(5, 77, true)).isEqualTo(one);
        assertThat(SimulatedScans.of(6, 77, true)).isNotEqualTo(one);
    }

    @Test
    void everyKindOfLifeIsLived() {
        ScanCurve curve = ScanCurve.of(105, 2_000, 300, ScanRules.read().copies(DAY));
        assertThat(curve.byLife()).containsOnlyKeys(SimulatedScans.Life.values());
        assertThat(curve.byLife().values())
                .allSatisfy(share -> assertThat(share.serials()).isPositive());
    }

    @Test
    void aHigherThresholdFindsNoMoreAndAccusesNoMore() {
        List<ScanCurve.Point> points =
                ScanCurve.of(106, 2_000, 200, ScanRules.read().copies(DAY)).points();
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).foundShare())
                    .isLessThanOrEqualTo(points.get(i - 1).foundShare());
            assertThat(points.get(i).falsePer10000())
                    .isLessThanOrEqualTo(points.get(i - 1).falsePer10000());
        }
    }

    @Test
    void theCommandsWriteWhatTheyPromiseAndRefuseWhatTheyDoNotKnow() {
        assertThat(run(new ScanCurveCommand(), "--honest", "200", "--copied", "20"))
                .contains("\"seed\":1", "\"falsePer10000\"", "\"COPIED_ON_ONE_STALL\"");
        assertThat(run(new ScanSimulateCommand(), "--honest", "2", "--copied", "1"))
                .startsWith("serial,copied,life,at,province,device\n")
                .contains("\nC0,true,COPIED_");
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new ScanCurveCommand().run(List.of("--sede", "1"), nowhere, nowhere))
                .isEqualTo(Command.WRONG_USE);
        assertThat(new ScanCurveCommand().run(List.of("--honest", "-4"), nowhere, nowhere))
                .isEqualTo(Command.WRONG_USE);
        assertThat(new ScanSimulateCommand().run(List.of("--honest", "many"), nowhere, nowhere))
                .isEqualTo(Command.WRONG_USE);
    }

    private static String run(Command command, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(command.run(List.of(args), to, to)).isEqualTo(Command.DONE);
        return out.toString(StandardCharsets.UTF_8);
    }
}
