package org.herbtrust.label;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Command;

/** {@code scan-curve}: how well copies are told from honest serials on simulated scans, as JSON. */
public final class ScanCurveCommand implements Command {

    static final String USAGE = "用法 usage: scan-curve [--seed N] [--honest N] [--copied N]";

    private static final int MOST = 2_000_000;
    private static final LocalDate THRESHOLDS_OF = LocalDate.of(2026, 1, 1);

    @Override
    public String name() {
        return "scan-curve";
    }

    @Override
    public Text summary() {
        return Text.of(
                "[--seed N] [--honest N] [--copied N]：用模拟扫码流检验复制码识别，输出曲线（JSON）",
                "[--seed N] [--honest N] [--copied N]: test the detection of copied labels on simulated scans (JSON)");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        long seed;
        int honest;
        int copied;
        try {
            Map<String, Long> numbers = ScanSimulateCommand.numbers(args, List.of("--seed", "--honest", "--copied"));
            seed = numbers.getOrDefault("--seed", 1L);
            honest = ScanSimulateCommand.count(numbers.getOrDefault("--honest", 100_000L), MOST);
            copied = ScanSimulateCommand.count(numbers.getOrDefault("--copied", 1_000L), MOST);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return WRONG_USE;
        }
        out.println(json(ScanCurve.of(seed, honest, copied, ScanRules.read().copies(THRESHOLDS_OF))));
        return DONE;
    }

    private static String json(ScanCurve curve) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "{\"seed\":%d,\"version\":\"%s\",\"threshold\":%d,\"honest\":%d,\"copiedWith%dScans\":%d,\"found\":%d,"
                        + "\"foundShare\":%.4f,\"falseAlarms\":%d,\"falsePer10000\":%.2f,%n \"byLife\":{",
                curve.seed(),
                curve.version(),
                curve.threshold(),
                curve.honest(),
                ScanCurve.ENOUGH_SCANS,
                curve.copied(),
                curve.found(),
                curve.foundShare(),
                curve.falseAlarms(),
                curve.falsePer10000()));
        String comma = "";
        for (Map.Entry<SimulatedScans.Life, ScanCurve.Share> life :
                curve.byLife().entrySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s%n  \"%s\":{\"serials\":%d,\"cases\":%d,\"noticed\":%d}",
                    comma,
                    life.getKey(),
                    life.getValue().serials(),
                    life.getValue().grave(),
                    life.getValue().noticed()));
            comma = ",";
        }
        text.append("},\n \"curve\":[");
        comma = "";
        for (ScanCurve.Point point : curve.points()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s%n  {\"threshold\":%d,\"found\":%.4f,\"falsePer10000\":%.2f}",
                    comma,
                    point.threshold(),
                    point.foundShare(),
                    point.falsePer10000()));
            comma = ",";
        }
        return text.append("]}").toString();
    }
}
