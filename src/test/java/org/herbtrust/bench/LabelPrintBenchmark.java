package org.herbtrust.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import org.herbtrust.label.LabelFormat;
import org.herbtrust.label.PrintedLabels;

/**
 * How long 10,000 labels take, and how much memory. The baseline is the drawing of their QR symbols alone, on one thread. Prints
 * JSON:
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.herbtrust.bench.LabelPrintBenchmark
 * </pre>
 */
public final class LabelPrintBenchmark {

    private static final int LABELS = 10_000;
    private static final int WARM_UP = 500;

    private LabelPrintBenchmark() {}

    private interface Work {
        void run() throws IOException;
    }

    /** Counts what is written and keeps nothing. */
    private static final class Counter extends OutputStream {
        long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int from, int length) {
            bytes += length;
        }
    }

    public static void main(String[] args) throws IOException {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("labels", LABELS);
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put("maxHeapMiB", Runtime.getRuntime().maxMemory() >> 20);
        for (boolean signed : new boolean[] {false, true}) {
            ObjectNode kind = report.putObject(signed ? "signed" : "ordinary");
            PrintedLabels few = new PrintedLabels(WARM_UP, signed);
            PrintedLabels all = new PrintedLabels(LABELS, signed);
            few.symbols();
            double baseline = seconds(all::symbols);
            kind.put("symbolsOnlySeconds", baseline);
            for (LabelFormat format : new LabelFormat[] {LabelFormat.PDF, LabelFormat.TSPL, LabelFormat.ZPL}) {
                few.write("60x40", format, new Counter());
                System.gc();
                resetPeak();
                Counter out = new Counter();
                long cpuFrom = cpuNanos();
                double took = seconds(() -> all.write("60x40", format, out));
                ObjectNode row = kind.putObject(format.name());
                row.put("seconds", took);
                row.put("processorSeconds", Math.round((cpuNanos() - cpuFrom) / 1e7) / 100.0);
                row.put("timesBaseline", Math.round(100 * took / baseline) / 100.0);
                row.put("labelsPerSecond", Math.round(LABELS / took));
                row.put("mebibytes", out.bytes >> 20);
                row.put("peakHeapMiB", peak() >> 20);
            }
        }
        System.out.println(report.toPrettyString());
    }

    private static double seconds(Work work) throws IOException {
        long from = System.nanoTime();
        work.run();
        return Math.round((System.nanoTime() - from) / 1e7) / 100.0;
    }

    /** Of all threads of this process: what is left of a measurement on a busy machine. */
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void resetPeak() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
