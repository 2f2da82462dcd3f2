package org.herbtrust.credit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.credit.rules.backtest.Backtest;
import org.herbtrust.credit.rules.backtest.BacktestReport;
import org.herbtrust.credit.rules.backtest.Method;
import org.herbtrust.credit.rules.backtest.Visit;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.Command;
import org.herbtrust.platform.CommandLine;

/** {@code backtest}: tries the credit policy on anybody's history of visits, without a database. */
public final class BacktestCommand implements Command {

    static final String USAGE = "用法 usage: backtest --input visits.csv --target COLUMN [--policy FILE]"
            + " [--split YYYY-MM-DD] [--seed N] --output report.json [--html report.html]  (所附页面默认在JSON旁 the page stands beside the JSON by default)";

    private static final String NEWEST = Policies.SHIPPED.get(Policies.SHIPPED.size() - 1);
    private static final long LARGEST_POLICY = 1024 * 1024;

    @Override
    public String name() {
        return "backtest";
    }

    @Override
    public Text summary() {
        return Text.of(
                "--input visits.csv --target bad --output report.json：用历史检查记录检验信用指数",
                "--input visits.csv --target bad --output report.json [--html FILE]: test the credit index on a history of"
                        + " visits");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        CommandLine line;
        long seed;
        Optional<LocalDate> split;
        try {
            line = CommandLine.of(
                    args, Set.of("--input", "--target", "--output"), Set.of("--policy", "--split", "--seed", "--html"));
            seed = line.number("--seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
            split = line.find("--split").map(BacktestCommand::day);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return WRONG_USE;
        }
        try {
            Policy policy = policy(line);
            Path output = Path.of(line.get("--output"));
            Path page = Path.of(line.find("--html").orElseGet(() -> beside(line.get("--output"))));
            requireWritable(output, page);
            err.println("读取 reading " + line.get("--input"));
            List<Visit> visits = VisitTable.read(Path.of(line.get("--input")), line.get("--target"));
            BacktestReport report = Backtest.run(
                    policy,
                    visits,
                    split,
                    seed,
                    (what, done, of) -> err.println(what.zh() + " " + what.en() + " " + done + "/" + of));
            WholeFiles files = new WholeFiles();
            files.add(output, BacktestJson.bytes(report));
            files.add(page, BacktestPage.bytes(report));
            files.write();
            print(report, out);
            return DONE;
        } catch (VisitTable.BadRows bad) {
            bad.reasons().forEach(reason -> err.println(line.get("--input") + " " + reason));
            return BAD_INPUT;
        } catch (NoSuchFileException missing) {
            err.println(missing.getMessage() + ": 文件不存在 (no such file)");
            return BAD_INPUT;
        } catch (IOException | InvalidPathException unreadable) {
            err.println("无法读写文件 (file cannot be read or written): " + unreadable.getMessage());
            return BAD_INPUT;
        } catch (IllegalArgumentException malformed) {
            err.println(malformed.getMessage());
            return BAD_INPUT;
        }
    }

    /** Told before the work and not after it. */
    private static void requireWritable(Path output, Path page) throws IOException {
        if (output.toAbsolutePath().normalize().equals(page.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--html与--output不能是同一文件 (cannot be the same file): " + page);
        }
        for (Path file : List.of(output, page)) {
            Path folder = file.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                throw new IOException(folder + "不是已有的目录 (no such folder)");
            }
        }
    }

    /** The page of {@code report.json} is {@code report.html}. */
    private static String beside(String json) {
        return (json.endsWith(".json") ? json.substring(0, json.length() - ".json".length()) : json) + ".html";
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADay) {
            throw new IllegalArgumentException("--split不是日期 (not a date yyyy-mm-dd): " + text, notADay);
        }
    }

    private static Policy policy(CommandLine line) throws IOException {
        Optional<String> given = line.find("--policy");
        if (given.isEmpty()) {
            return PolicyFile.read(NEWEST + ".yaml", Policies.file(NEWEST).orElseThrow());
        }
        Path file = Path.of(given.get());
        if (Files.size(file) > LARGEST_POLICY) {
            throw new IOException(file + " > " + LARGEST_POLICY + " bytes");
        }
        return PolicyFile.read(file.toString(), Files.readAllBytes(file));
    }

    private static void print(BacktestReport r, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "n=%d baseRate=%.4f split=%s policy=%s%n",
                r.n(),
                r.baseRate(),
                r.split(),
                r.policyVersion());
        for (Method method : Method.values()) {
            BacktestReport.Scores s = r.methods().get(method);
            out.printf(
                    Locale.ROOT,
                    "%-13s auc=%.4f [%.4f, %.4f] withinWindow=%.4f withinInspector=%.4f brier=%.4f ks=%.4f%n",
                    method.key(),
                    s.auc(),
                    s.aucLow(),
                    s.aucHigh(),
                    s.aucWithinWindow(),
                    s.aucWithinInspector(),
                    s.brier(),
                    s.ks());
        }
        r.grades()
                .forEach(g -> out.printf(
                        Locale.ROOT, "%-13s n=%d nextBadRate=%.4f%n", g.grade().name(), g.n(), g.nextBadRate()));
        out.printf(
                Locale.ROOT,
                "brierBase=%.4f gradesMonotone=%s churnPer100=%.2f reversalsPer100=%.2f%n",
                r.brierBase(),
                r.gradesMonotone().map(Object::toString).orElse("null"),
                r.churnPer100(),
                r.reversalsPer100());
    }
}
