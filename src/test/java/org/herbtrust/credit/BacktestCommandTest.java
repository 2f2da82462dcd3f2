package org.herbtrust.credit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.herbtrust.platform.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandTest {

    private static final String HEADER = "entity_id,date,critical,serious,minor,bad,routine,known_on\n";
    private static final String GOOD = "a,2024-01-01,0,0,0,0,true,\na,2024-06-01,0,1,0,1,true,2024-06-03\n";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void makes_a_history() {
        assertThat(sample(shared.resolve("visits.csv"), 7).code()).isZero();
    }

    @Test
    void both_commands_are_found() {
        assertThat(ServiceLoader.load(Command.class)).extracting(Command::name).contains("backtest", "backtest-sample");
    }

    @Test
    void the_index_beats_every_baseline_and_its_grades_mean_something() throws IOException {
        Ran ran = backtest(shared.resolve("visits.csv"));

        assertThat(ran.err()).contains("replaying merchants", "measuring");
        assertThat(ran.code()).isZero();
        JsonNode json = report();
        double index = json.at("/methods/index/auc").asDouble();
        for (String baseline : List.of("lastVisit", "lifetimeRate", "betaBinomial")) {
            assertThat(index)
                    .as(baseline)
                    .isGreaterThan(json.at("/methods/" + baseline + "/auc").asDouble());
        }
        assertThat(json.at("/methods/index/aucWithinInspector").asDouble()).isGreaterThan(0.60);
        assertThat(json.at("/methods/index/aucLow").asDouble()).isBetween(0.5, index);
        assertThat(json.at("/methods/index/aucHigh").asDouble()).isBetween(index, 1.0);
        assertThat(json.at("/methods/index/brier").asDouble())
                .isLessThan(json.at("/brierBase").asDouble());
        assertThat(json.at("/gradesMonotone").asBoolean()).isTrue();
        assertThat(json.at("/reversalsPer100").asDouble()).isLessThanOrEqualTo(2.5);
        assertThat(json.at("/calibration")).hasSize(5);
        assertThat(json.at("/policy/version").asText()).isEqualTo("credit-1.1");
    }

    @Test
    void the_report_has_the_agreed_names() throws IOException {
        backtest(shared.resolve("visits.csv"));
        JsonNode json = report();

        assertThat(json.fieldNames())
                .toIterable()
                .contains(
                        "input",
                        "policy",
                        "split",
                        "n",
                        "baseRate",
                        "methods",
                        "brierBase",
                        "grades",
                        "gradesMonotone",
                        "churnPer100",
                        "reversalsPer100",
                        "calibration",
                        "psi",
                        "notes");
        assertThat(json.at("/input").fieldNames()).toIterable().containsExactly("rows", "entities", "from", "to");
        assertThat(json.at("/methods/index").fieldNames())
                .toIterable()
                .containsExactly("auc", "aucLow", "aucHigh", "aucWithinWindow", "aucWithinInspector", "brier", "ks");
        assertThat(json.at("/psi/0").fieldNames()).toIterable().containsExactly("window", "value");
        assertThat(json.at("/grades/0").fieldNames()).toIterable().containsExactly("grade", "n", "nextBadRate");
    }

    @Test
    void the_same_history_in_any_order_gives_the_same_bytes() throws IOException {
        backtest(shared.resolve("visits.csv"));
        byte[] first = Files.readAllBytes(folder.resolve("report.json"));
        List<String> lines = new ArrayList<>(Files.readAllLines(shared.resolve("visits.csv")));
        List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
        java.util.Collections.shuffle(rows, new java.util.Random(11));
        Path shuffled = folder.resolve("shuffled.csv");
        Files.writeString(shuffled, "\uFEFF" + lines.get(0) + "\r\n" + String.join("\r\n", rows));
        backtest(shuffled);

        assertThat(Files.readAllBytes(folder.resolve("report.json"))).isEqualTo(first);
    }

    @Test
    void the_page_needs_nothing_else_and_escapes_what_it_shows() throws IOException {
        Path html = folder.resolve("report.html");
        Ran ran = run(
                new BacktestCommand(),
                "--input",
                shared.resolve("visits.csv").toString(),
                "--target",
                "bad",
                "--output",
                folder.resolve("report.json").toString(),
                "--html",
                html.toString());

        assertThat(ran.code()).isZero();
        assertThat(Files.readString(html))
                .contains("<svg", "信用指数", "last visit")
                .doesNotContain("<script", "http://", "https://", "NaN", "src=");
    }

    @Test
    void a_sample_is_the_same_for_the_same_seed_and_another_for_another() throws IOException {
        sample(folder.resolve("same.csv"), 7);
        sample(folder.resolve("other.csv"), 8);

        assertThat(folder.resolve("same.csv")).hasSameBinaryContentAs(shared.resolve("visits.csv"));
        assertThat(Files.mismatch(folder.resolve("other.csv"), shared.resolve("visits.csv")))
                .isNotNegative();
        List<String> lines = Files.readAllLines(shared.resolve("visits.csv"));
        assertThat(lines).hasSize(8_001);
        assertThat(lines.stream().skip(1).map(l -> l.split(",", -1)[1]).distinct())
                .hasSize(1_500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,2024-02-30,0,0,0,0,true,          | date
            a,20240201,0,0,0,0,true,            | not a date
            a,2024-02-01,-1,0,0,0,true,         | critical
            a,2024-02-01,0,1.5,0,0,true,        | serious
            a,2024-02-01,0,0,many,0,true,       | minor
            a,2024-02-01,0,0,0,2,true,          | must be 0 or 1
            a,2024-02-01,0,0,0,,true,           | must be 0 or 1
            a,2024-02-01,0,0,0,0,maybe,         | routine
            a,2024-02-01,0,0,0,0,true,2024-01-31| is before date
            ,2024-02-01,0,0,0,0,true,           | entity_id is empty
            a,2024-02-01,0,0,0                  | 5 cells where the header has 8
            a,2024-02-01,0,0,0,"0"x,true,       | not valid CSV
            """)
    void a_bad_row_is_named_by_line_and_nothing_is_written(String row, String reason) throws IOException {
        Files.writeString(folder.resolve("report.json"), "yesterday's");
        Path csv = Files.writeString(folder.resolve("bad.csv"), HEADER + GOOD + row + "\n" + GOOD);

        Ran ran = backtest(csv);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("line 4: ").contains(reason);
        assertThat(folder.resolve("report.json")).hasContent("yesterday's");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("report.json", "bad.csv");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() throws IOException {
        Path csv = folder.resolve("bad.csv");
        Files.write(csv, (HEADER + GOOD + "\u00e4,2024-02-01,0,0,0,0,true,\n").getBytes(StandardCharsets.ISO_8859_1));

        Ran ran = backtest(csv);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("line ").contains("UTF-8");
    }

    @Test
    void missing_columns_an_empty_file_and_no_file_are_refused() throws IOException {
        Ran columns = backtest(Files.writeString(folder.resolve("a.csv"), "entity_id,date,bad\na,2024-01-01,0\n"));
        Ran empty = backtest(Files.writeString(folder.resolve("b.csv"), ""));
        Ran rowless = backtest(Files.writeString(folder.resolve("c.csv"), HEADER));
        Ran none = backtest(folder.resolve("d.csv"));

        assertThat(columns.err()).contains("line 1: ").contains("missing columns: critical, serious, minor");
        assertThat(empty.err()).contains("the file is empty");
        assertThat(rowless.err()).contains("no row below the header");
        assertThat(none.err()).contains("no such file");
        assertThat(List.of(columns.code(), empty.code(), rowless.code(), none.code()))
                .containsOnly(1);
    }

    @Test
    void a_policy_that_is_malformed_is_refused_with_its_line() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), HEADER + GOOD);
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(
                policy,
                new String(CreditSamples.policyBytes(), StandardCharsets.UTF_8)
                        .replace("fullPoints: 12", "fullPoints: twelve"));

        Ran ran = run(
                new BacktestCommand(),
                "--input",
                csv.toString(),
                "--target",
                "bad",
                "--policy",
                policy.toString(),
                "--output",
                folder.resolve("report.json").toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).containsPattern("line \\d+: .*fullPoints");
        assertThat(folder.resolve("report.json")).doesNotExist();
    }

    @Test
    void wrong_use_says_how_to_call_it() {
        assertThat(run(new BacktestCommand(), "--input").code()).isEqualTo(Command.WRONG_USE);
        assertThat(run(new BacktestCommand(), "--input", "x").err())
                .contains("--target")
                .contains("usage");
        assertThat(run(new BacktestCommand(), "--colour", "red").err()).contains("--colour");
        assertThat(run(new BacktestSampleCommand(), "--rows", "1", "--entities", "2", "--output", "x")
                        .code())
                .isEqualTo(Command.WRONG_USE);
    }

    @Test
    void where_the_report_cannot_go_is_said_before_the_work() {
        Path csv = shared.resolve("visits.csv");
        Path nowhere = folder.resolve("nowhere/report.json");
        Path one = folder.resolve("one.json");

        Ran missing = run(
                new BacktestCommand(), "--input", csv.toString(), "--target", "bad", "--output", nowhere.toString());
        Ran same = run(
                new BacktestCommand(),
                "--input",
                csv.toString(),
                "--target",
                "bad",
                "--output",
                one.toString(),
                "--html",
                folder.resolve("./one.json").toString());

        assertThat(missing.code()).isNotZero();
        assertThat(missing.err()).contains("no such folder").doesNotContain("replaying");
        assertThat(same.code()).isNotZero();
        assertThat(same.err()).contains("cannot be the same file").doesNotContain("replaying");
        assertThat(one).doesNotExist();
    }

    @Test
    void a_figure_that_cannot_be_computed_is_null_with_a_reason() throws IOException {
        backtest(Files.writeString(folder.resolve("a.csv"), HEADER + GOOD));
        JsonNode json = report();

        assertThat(json.at("/n").asInt()).isEqualTo(1);
        assertThat(json.at("/methods/index/auc").isNull()).isTrue();
        assertThat(json.at("/gradesMonotone").isNull()).isTrue();
        assertThat(json.at("/notes").toString()).contains("no AUC", "no inspector is given");
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    private Ran backtest(Path csv) {
        return run(
                new BacktestCommand(),
                "--input",
                csv.toString(),
                "--target",
                "bad",
                "--output",
                folder.resolve("report.json").toString());
    }

    private static Ran sample(Path csv, long seed) {
        return run(
                new BacktestSampleCommand(),
                "--rows",
                "8000",
                "--entities",
                "1500",
                "--seed",
                Long.toString(seed),
                "--output",
                csv.toString());
    }

    private static Ran run(Command command, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = command.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
