package org.herbtrust.platform;

import java.io.PrintStream;
import java.util.List;
import org.herbtrust.kernel.Text;

/**
 * Something that the program does at the console instead of serving: {@code java -jar quarkus-run.jar event-hash FILE}.
 *
 * <p>Found through {@link java.util.ServiceLoader}, so it has a public constructor without parameters and is named in
 * {@code META-INF/services/org.herbtrust.platform.Command}. It runs without Quarkus: no injection, no database, no web
 * server.
 */
public interface Command {

    /** The work is done. */
    int DONE = 0;

    /** What was given to it can't be worked on; {@code err} says where it is wrong. */
    int BAD_INPUT = 1;

    /** It was called in a way that it doesn't know; {@code err} says how to call it. */
    int WRONG_USE = 2;

    /** The word that calls it, in lower case with dashes. */
    String name();

    /** One line for {@code --help}, with its arguments. */
    Text summary();

    /**
     * Does it.
     *
     * @param args what stood behind the name
     * @param out for the result only, so that it can be piped
     * @return {@link #DONE}, {@link #BAD_INPUT} or {@link #WRONG_USE}
     */
    int run(List<String> args, PrintStream out, PrintStream err);
}
