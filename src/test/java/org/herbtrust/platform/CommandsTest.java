package org.herbtrust.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.herbtrust.kernel.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpListsEveryCommandOnStandardOutput(String word) {
        int status = run(Commands.discovered(), word);

        assertThat(status).isZero();
        assertThat(text(out)).contains(Commands.discovered().names()).contains("version", "Exit status");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anUnknownCommandIsWrongUseAndSaysWhatThereIs() {
        int status = run(Commands.discovered(), "brew-tea");

        assertThat(status).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("brew-tea", "version");
    }

    @Test
    void versionTellsTheRelease() {
        int status = run(Commands.discovered(), "version");

        assertThat(status).isZero();
        assertThat(text(out)).matches("herbtrust \\d+\\.\\d+\\.\\d+\\S* .*\\R");
    }

    @Test
    void versionTakesNoArguments() {
        assertThat(run(Commands.discovered(), "version", "now")).isEqualTo(2);
    }

    @Test
    void aCommandGetsItsArgumentsAndGivesItsStatus() {
        Commands commands = new Commands(List.of(new Command() {
            @Override
            public String name() {
                return "count";
            }

            @Override
            public Text summary() {
                return Text.of("数参数", "counts its arguments");
            }

            @Override
            public int run(List<String> args, PrintStream out, PrintStream err) {
                out.print(args.size());
                return BAD_INPUT;
            }
        }));

        assertThat(run(commands, "count", "a", "b")).isEqualTo(1);
        assertThat(text(out)).isEqualTo("2");
    }

    private int run(Commands commands, String... words) {
        return commands.run(
                List.of(words),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
