package org.herbtrust.label;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Makes many things on all processors and hands them on one by one in their order. While some are handed on the next are made
 * already; never more than two lots of them are there.
 */
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
        int count = 0;
        CompletableFuture<List<T>> coming = made(of, 0, maker);
        for (int from = 0; from < of.size(); from += AT_A_TIME) {
            List<T> these = joined(coming);
            coming = made(of, from + AT_A_TIME, maker);
            for (T made : these) {
                taker.take(made);
                progress.done(++count);
            }
        }
    }

    private static <P, T> CompletableFuture<List<T>> made(List<P> of, int from, Function<P, T> maker) {
        List<P> these = of.subList(Math.min(from, of.size()), Math.min(of.size(), from + AT_A_TIME));
        return these.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : CompletableFuture.supplyAsync(
                        () -> these.parallelStream().map(maker).toList());
    }

    /** What went wrong in making is thrown as it is. */
    private static <T> T joined(CompletableFuture<T> coming) {
        try {
            return coming.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
