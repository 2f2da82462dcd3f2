package org.herbtrust.bench;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.herbtrust.credit.PolicyFile;
import org.herbtrust.credit.rules.Explanation;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.credit.rules.Grading;
import org.herbtrust.credit.rules.MarketView;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.kernel.MerchantId;

/**
 * How long it takes to judge very many files, without a database: files are made one by one and forgotten, so memory does not
 * grow with their number. {@code java -Xmx512m -cp … org.herbtrust.bench.GradingBench [merchants] [facts]}
 */
public final class GradingBench {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    private GradingBench() {}

    /** Prints one line of JSON. */
    public static void main(String[] args) throws IOException {
        int merchants = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int facts = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        Policy policy = shipped();
        Map<LocalDate, MarketView> views = new ConcurrentHashMap<>();
        Function<LocalDate, MarketView> market =
                quarter -> views.computeIfAbsent(quarter, q -> MarketView.unknown(policy, q));
        judge(policy, market, Math.min(merchants, 5_000), facts);
        long before = System.nanoTime();
        Map<Grade, AtomicInteger> grades = judge(policy, market, merchants, facts);
        double seconds = (System.nanoTime() - before) / 1e9;
        long makingOnly = System.nanoTime();
        long made = IntStream.range(0, merchants)
                .parallel()
                .mapToLong(m -> file(m, facts).facts().size())
                .sum();
        double making = (System.nanoTime() - makingOnly) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "{\"merchants\":%d,\"facts\":%d,\"seconds\":%.1f,\"ofWhichMakingFiles\":%.1f,\"processors\":%d,\"maxHeapMb\":%d,\"grades\":\"%s\"}%n",
                merchants,
                made,
                seconds,
                making,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                grades);
    }

    private static Map<Grade, AtomicInteger> judge(
            Policy policy, Function<LocalDate, MarketView> market, int merchants, int facts) {
        Map<Grade, AtomicInteger> grades = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            grades.put(grade, new AtomicInteger());
        }
        IntStream.range(0, merchants).parallel().forEach(m -> grades.get(
                        Grading.verdict(policy, market, file(m, facts), TODAY).published())
                .incrementAndGet());
        return grades;
    }

    /** Five years of visits, some with findings. */
    private static Grading.File file(int merchant, int facts) {
        Random random = new Random(merchant);
        double quality = Math.exp(random.nextGaussian());
        List<Fact> all = new ArrayList<>(facts);
        all.add(Fact.observation("c", FactType.COMMITMENT_MADE, TODAY.minusYears(5), 0, 0, 0, Optional.empty()));
        for (int i = 1; i < facts; i++) {
            all.add(Fact.observation(
                    "f" + i,
                    random.nextInt(8) == 0 ? FactType.REINSPECTION : FactType.VISIT,
                    TODAY.minusDays(random.nextInt(5 * 365)),
                    random.nextDouble() < 0.02 * quality ? 1 : 0,
                    random.nextDouble() < 0.1 * quality ? 1 : 0,
                    random.nextDouble() < 0.3 * quality ? 1 + random.nextInt(3) : 0,
                    Optional.of("inspector" + random.nextInt(40))));
        }
        return new Grading.File(
                new MerchantId(merchant + 1L),
                all,
                Optional.of(new Explanation.Previous(Grade.B, TODAY.minusDays(100))),
                List.of());
    }

    private static Policy shipped() throws IOException {
        try (InputStream in = GradingBench.class.getResourceAsStream("/traceability-schema/policy/credit-1.0.yaml")) {
            return PolicyFile.read("credit-1.0.yaml", in.readAllBytes());
        }
    }
}
