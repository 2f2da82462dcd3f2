package org.herbtrust.bench;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.herbtrust.Samples;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.label.LabelView;
import org.herbtrust.label.Labels;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.trace.ConsignmentView;
import org.herbtrust.trace.Form;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Processing;
import org.herbtrust.trace.Receiving;
import org.herbtrust.trace.Shipping;
import org.herbtrust.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast scans are answered, beside the least that the same server can answer. Prints one line of JSON.
 *
 * <pre>mvn -q test -Dtest=ScanBenchmark -Dherbtrust.bench=true</pre>
 *
 * <p>Server, database and load share the machine's cores, so only ratios mean anything. {@code cached}: the same few labels
 * again and again. {@code uncached}: every request is answered from the database, in one statement, and drawn anew (a
 * parameter tells the tests' {@code AnswersAnew} to keep it from being answered from memory); the scan is recorded as in the other round.
 * {@code cold}: the first scan of a label whose lot nobody asked for before.
 */
@QuarkusTest
@TestProfile(ScanBenchmark.WithoutLimit.class)
@EnabledIfSystemProperty(named = "herbtrust.bench", matches = "true")
class ScanBenchmark {

    private static final int CONNECTIONS = 32;
    private static final Duration WARM = Duration.ofSeconds(Integer.getInteger("herbtrust.bench.warm", 6));
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("herbtrust.bench.seconds", 6));
    private static final int LOTS = 20;

    /** The load comes from one address. */
    public static class WithoutLimit implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("herbtrust.scan.most-per-minute", "100000000");
        }
    }

    @TestHTTPResource("/")
    URI root;

    @Inject
    Samples samples;

    @Inject
    Labels labels;

    @Inject
    Trace trace;

    @Test
    void measure() {
        List<ShortCode> codes = codes();
        LongFunction<String> hello = no -> Hello.PATH;
        LongFunction<String> cached = no -> "/v/" + codes.get((int) (no % codes.size()));
        LongFunction<String> uncached = no -> cached.apply(no) + "?anew=" + no;
        try (Load load = new Load(root.getPort(), CONNECTIONS)) {
            double cold = coldMillis(load, codes);
            for (LongFunction<String> path : List.of(hello, cached, uncached)) {
                load.asFastAsPossible(path, WARM);
            }
            // in turns, so that whatever else the machine does falls on all alike
            double hellos = 0;
            double quick = 0;
            double anew = 0;
            long failed = 0;
            for (int round = 0; round < 3; round++) {
                hellos += load.asFastAsPossible(hello, ROUND).perSecond() / 3;
                Load.Result kept = load.asFastAsPossible(cached, ROUND);
                Load.Result drawn = load.asFastAsPossible(uncached, ROUND);
                quick += kept.perSecond() / 3;
                anew += drawn.perSecond() / 3;
                failed += kept.failed() + drawn.failed();
            }
            Load.Result half = load.atPace(cached, quick / 2, ROUND);
            Load.Result halfAnew = load.atPace(uncached, anew / 2, ROUND);
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"benchmark\":\"scan\",\"connections\":%d,\"helloPerSecond\":%.0f,\"cachedPerSecond\":%.0f,"
                            + "\"cachedToHello\":%.2f,\"uncachedPerSecond\":%.0f,\"uncachedToHello\":%.2f,"
                            + "\"coldMillis\":%.1f,\"cachedAtHalfLoad\":{\"p50Millis\":%.2f,\"p99Millis\":%.2f},"
                            + "\"uncachedAtHalfLoad\":{\"p50Millis\":%.2f,\"p99Millis\":%.2f},\"failed\":%d}",
                    CONNECTIONS,
                    hellos,
                    quick,
                    quick / hellos,
                    anew,
                    anew / hellos,
                    cold,
                    half.p50Millis(),
                    half.p99Millis(),
                    halfAnew.p50Millis(),
                    halfAnew.p99Millis(),
                    failed + half.failed() + halfAnew.failed()));
        }
    }

    /** The mean of the first scans, one at a time. */
    private static double coldMillis(Load load, List<ShortCode> codes) {
        long start = System.nanoTime();
        Load.Result first = load.atPace(no -> "/v/" + codes.get((int) no), 20, Duration.ofMillis(50L * codes.size()));
        return Double.isNaN(first.p50Millis()) ? (System.nanoTime() - start) / 1e6 : first.p50Millis();
    }

    /** Packages of lots with a history as most have: harvested, dried, shipped, received, packed. */
    private List<ShortCode> codes() {
        List<ShortCode> codes = new ArrayList<>();
        Actor grower = samples.admitted(MerchantKind.GROWER);
        Actor trader = samples.trader();
        for (int i = 0; i < LOTS; i++) {
            LotView fresh = samples.harvested(grower, 100);
            LotView dried = trace.process(
                    new Processing(fresh.code(), Kilograms.of(100), "drying", Form.DRIED, Kilograms.of(30)), grower);
            ConsignmentView sent =
                    trace.ship(new Shipping(dried.code(), trader.merchant().orElseThrow(), Kilograms.of(20)), grower);
            LotView lot = trace.receive(new Receiving(sent.id(), Kilograms.of(20)), trader);
            labels.ofBatch(labels.issue(lot.code(), 5, Kilograms.of(1), trader).id()).stream()
                    .map(LabelView::code)
                    .limit(1)
                    .forEach(codes::add);
        }
        return codes;
    }
}
