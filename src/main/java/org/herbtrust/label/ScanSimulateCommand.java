package org.herbtrust.label;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.rules.Sighting;
import org.herbtrust.platform.Command;

/** {@code scan-simulate}: streams of scans with known copies, one scan a line (CSV), for trying detectors on. */
public final class ScanSimulateCommand implements Command {

    static final String USAGE = "用法 usage: scan-simulate [--seed N] [--honest N] [--copied N] > scans.csv";

    private static final int MOST = 1_000_000;

    @Override
    public String name() {
        return "scan-simulate";
    }

    @Override
    public Text summary() {
        return Text.of(
                "[--seed N] [--honest N] [--copied N]：生成已知真相的模拟扫码记录（CSV）",
                "[--seed N] [--honest N] [--copied N]: make scans of serials whose truth is known (CSV)");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            Map<String, Long> numbers = numbers(args, List.of("--seed", "--honest", "--copied"));
            long seed = numbers.getOrDefault("--seed", 1L);
            out.println("serial,copied,life,at,province,device");
            write(seed, count(numbers.getOrDefault("--honest", 1_000L), MOST), false, out);
            write(seed, count(numbers.getOrDefault("--copied", 50L), MOST), true, out);
            return DONE;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return WRONG_USE;
        }
    }

    private static void write(long seed, int serials, boolean copied, PrintStream out) {
        for (int no = 0; no < serials; no++) {
            SimulatedScans.Stream stream = SimulatedScans.of(seed, no, copied);
            for (Sighting scan : stream.scans()) {
                out.println((copied ? "C" : "H") + no + "," + copied + "," + stream.life() + "," + scan.at() + ","
                        + (scan.hasPlace() ? scan.province() : "") + "," + Long.toHexString(scan.device()));
            }
        }
    }

    /**
     * Pairs of a name and a whole number.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Map<String, Long> numbers(List<String> args, List<String> known) {
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i);
            if (!known.contains(name) || i + 1 == args.size()) {
                throw new IllegalArgumentException("未知参数或缺少值 (unknown option, or its value is missing): " + name);
            }
            try {
                numbers.put(name, Long.parseLong(args.get(i + 1)));
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(
                        name + "须为整数 (must be a whole number): " + args.get(i + 1), notANumber);
            }
        }
        return numbers;
    }

    static int count(long number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("数量须为1至" + most + " (a count from 1 to " + most + "): " + number);
        }
        return (int) number;
    }
}
