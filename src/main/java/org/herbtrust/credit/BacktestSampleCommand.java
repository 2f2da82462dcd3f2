package org.herbtrust.credit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.herbtrust.credit.rules.backtest.Visit;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Command;
import org.herbtrust.platform.CommandLine;

/** {@code backtest-sample}: writes a made-up history of visits, with its truth, for trying {@code backtest} on. */
public final class BacktestSampleCommand implements Command {

    static final String USAGE =
            "用法 usage: backtest-sample --rows N --entities M [--scenario NAME] [--seed S] --output visits.csv  (1 <= M <= N <= 2000000)";

    private static final int MOST_ROWS = 2_000_000;

    @Override
    public String name() {
        return "backtest-sample";
    }

    @Override
    public Text summary() {
        return Text.of(
                "--rows N --entities M --seed S --output visits.csv：生成已知真相的模拟检查记录",
                "--rows N --entities M --seed S --output visits.csv: make a history of visits whose truth is known");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        CommandLine line;
        List<SyntheticHistory.Lived> history;
        try {
            line = CommandLine.of(args, Set.of("--rows", "--entities", "--output"), Set.of("--seed", "--scenario"));
            Scenario scenario = Scenario.of(line.find("--scenario").orElse(Scenario.MARKET.key()));
            int rows = (int) line.number("--rows", 1, MOST_ROWS, 1);
            int entities = (int) line.number("--entities", 1, MOST_ROWS, 1);
            long seed = line.number("--seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
            history = SyntheticHistory.of(scenario, rows, entities, seed);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return WRONG_USE;
        }
        try {
            WholeFiles files = new WholeFiles();
            files.add(Path.of(line.get("--output")), csv(history).getBytes(StandardCharsets.UTF_8));
            files.write();
            return DONE;
        } catch (IOException | InvalidPathException unwritable) {
            err.println("无法写文件 (file cannot be written): " + unwritable.getMessage());
            return BAD_INPUT;
        }
    }

    static String csv(List<SyntheticHistory.Lived> history) throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv =
                CSVFormat.RFC4180.builder().setRecordSeparator('\n').get().print(text)) {
            csv.printRecord(
                    "visit_id",
                    "entity_id",
                    "date",
                    "known_on",
                    "inspector",
                    "stratum",
                    "routine",
                    "critical",
                    "serious",
                    "minor",
                    "bad",
                    "true_quality",
                    "true_strictness");
            for (SyntheticHistory.Lived l : history) {
                Visit v = l.visit();
                csv.printRecord(
                        v.id(),
                        v.entity(),
                        v.date(),
                        v.knownOn(),
                        v.inspector(),
                        v.stratum(),
                        v.routine(),
                        v.critical(),
                        v.serious(),
                        v.minor(),
                        v.bad() ? 1 : 0,
                        String.format(Locale.ROOT, "%.4f", l.quality()),
                        String.format(Locale.ROOT, "%.4f", l.strictness()));
            }
        }
        return text.toString();
    }
}
