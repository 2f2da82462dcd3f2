package org.herbtrust.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.herbtrust.inspection.rules.Draw;
import org.herbtrust.inspection.rules.DrawRoster;

/**
 * How long a draw of a whole market takes against the hashing that it can't do without: 20,000 merchants in 24 strata, a fifth
 * drawn, 100 inspectors, two a visit, a conflict for each merchant. Prints JSON.
 *
 * <p>{@code java -cp target/test-classes:target/classes:… org.herbtrust.bench.DrawBench}
 */
final class DrawBench {

    private static final int MERCHANTS = 20_000;
    private static final int STRATA = 24;
    private static final int INSPECTORS = 100;
    private static final int ROUNDS = 7;

    private DrawBench() {}

    public static void main(String[] args) throws NoSuchAlgorithmException {
        DrawRoster roster = roster();
        byte[] seed = new byte[32];
        long best = Long.MAX_VALUE;
        long baseline = Long.MAX_VALUE;
        int unfilled = 0;
        // every visit shuffles all inspectors: 99 numbers, four a block
        int blocks = roster.quota() * ((INSPECTORS - 1 + 3) / 4) + roster.quota() / 4;
        for (int i = 0; i < ROUNDS; i++) {
            seed[0] = (byte) i;
            long start = System.nanoTime();
            List<Draw.Drawn> drawn = Draw.of(roster, seed, "");
            best = Math.min(best, System.nanoTime() - start);
            unfilled = (int) drawn.stream()
                    .filter(d -> d.inspectors().size() < roster.team())
                    .count();
            start = System.nanoTime();
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] hash = seed;
            for (int b = 0; b < blocks; b++) {
                hash = sha.digest(hash);
            }
            baseline = Math.min(baseline, System.nanoTime() - start);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"merchants\":%d,\"drawn\":%d,\"inspectors\":%d,\"unfilled\":%d,\"drawMs\":%.1f,\"hashingMs\":%.1f,\"ratio\":%.2f}%n",
                MERCHANTS,
                roster.quota(),
                INSPECTORS,
                unfilled,
                best / 1e6,
                baseline / 1e6,
                (double) best / baseline);
    }

    private static DrawRoster roster() {
        Random random = new Random(1);
        List<DrawRoster.Stratum> strata = new ArrayList<>();
        Set<DrawRoster.Conflict> conflicts = new HashSet<>();
        int next = 1;
        for (int s = 0; s < STRATA; s++) {
            List<String> merchants = new ArrayList<>();
            for (int i = 0; i < MERCHANTS / STRATA; i++) {
                String merchant = "M%06d".formatted(next++);
                merchants.add(merchant);
                conflicts.add(new DrawRoster.Conflict(merchant, "i-" + random.nextInt(INSPECTORS)));
            }
            strata.add(new DrawRoster.Stratum("S-" + s, merchants.size() / 5, merchants));
        }
        List<String> inspectors = new ArrayList<>();
        for (int i = 0; i < INSPECTORS; i++) {
            inspectors.add("i-" + i);
        }
        // as tight as it can be: two seats a visit and hardly a visit more
        int most = (2 * MERCHANTS / 5 + INSPECTORS - 1) / INSPECTORS + 1;
        return new DrawRoster(strata, inspectors, conflicts, 2, most);
    }
}
