package org.herbtrust.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.herbtrust.kernel.Text;

/** Tells which release this is, for reports of faults. */
public final class VersionCommand implements Command {

    /** Filled in by the build. */
    private static final String BUILD = "/org/herbtrust/platform/build.properties";

    @Override
    public String name() {
        return "version";
    }

    @Override
    public Text summary() {
        return Text.of("显示版本", "tells the version");
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        if (!args.isEmpty()) {
            err.println("version 不带参数 takes no arguments");
            return WRONG_USE;
        }
        out.println("herbtrust " + version() + " (PostgreSQL " + EmbeddedPostgres.MAJOR_VERSION + ", Java "
                + Runtime.version().feature() + ")");
        return DONE;
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream(BUILD)) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}
