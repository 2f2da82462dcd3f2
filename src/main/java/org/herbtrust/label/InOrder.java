package org.herbtrust.label;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Makes many things on all processors and hands them on one by one in their order; never more than a few at a time. */
final class InOrder {

    /** Made ahead at most: enough for all processors, little enough for the memory. */
    private static final int AT_A_TIME = 64;

    /** Takes what was made. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T made) throws IOException;
    }

    /** Is told how many were taken; may throw to stop the work. */
    @FunctionalInterface
    interface Progress {
        void done(int count);
    }

    private InOrder() {}

    static <P, T> void make(List<P> of, Function<P, T> maker, Taker<T> taker, Progress progress) throws IOException {
        for (int from = 0; from < of.size(); from += AT_A_TIME) {
            int to = Math.min(of.size(), from + AT_A_TIME);
            int count = from;
            for (T made : of.subList(from, to).parallelStream().map(maker).toList()) {
                taker.take(made);
                progress.done(++count);
            }
        }
    }
}
