package org.herbtrust.inspection.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many merchants of which kind a plan visits. Each merchant stands in one stratum, by its grid and by the strongest
 * reason to look at it; a stratum's quota is its share, rounded up, so that no stratum with a share is passed over.
 */
public final class Quotas {

    private Quotas() {}

    /**
     * A merchant as the plan sees it.
     *
     * @param grid the patrol grid; empty for those without one
     * @param tier the worse of its public grade and its internal risk
     * @param materials that it has in stock
     * @param lastVisit by an official
     */
    public record Candidate(
            String merchant,
            Optional<String> grid,
            RiskTier tier,
            Set<String> materials,
            Optional<LocalDate> lastVisit) {}

    /** Why a merchant stands where it stands. */
    public enum Reason {
        TIER,
        FOCUS,
        /** Not visited for longer than the plan allows, or never: visited for certain. */
        LONG_UNVISITED
    }

    /**
     * Merchants of one grid with one reason.
     *
     * @param detail the tier's letter, the focus material, or nothing
     * @param raised by how much the quota was raised above the share for the sake of the grid's minimum
     */
    public record Line(
            String grid,
            Reason reason,
            String detail,
            int sharePercent,
            List<String> merchants,
            int quota,
            int raised) {

        /** As the draw names the stratum. */
        public String name() {
            return grid + "/" + (detail.isEmpty() ? reason.name() : reason.name() + "-" + detail);
        }
    }

    /** Where there is no grid. */
    public static final String NO_GRID = "未划网格";

    public static List<Line> of(Collection<Candidate> candidates, PlanRates rates, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("计划的结束日早于开始日 (the plan ends before it starts)");
        }
        List<PlanRates.Focus> focus = rates.inSeason(from, to);
        Map<String, Map<Key, List<String>>> grids = new TreeMap<>();
        for (Candidate candidate : candidates) {
            String grid = candidate
                    .grid()
                    .map(g -> g.replaceAll("[\\s|/]+", "_"))
                    .filter(g -> !g.isEmpty())
                    .orElse(NO_GRID);
            grids.computeIfAbsent(grid, g -> new TreeMap<>())
                    .computeIfAbsent(key(candidate, rates, focus, from), k -> new ArrayList<>())
                    .add(candidate.merchant());
        }
        List<Line> lines = new ArrayList<>();
        grids.forEach((grid, strata) -> lines.addAll(grid(grid, strata, rates.gridMinimum())));
        return lines;
    }

    /** What a merchant is looked at for; ordered so that a listing starts with the strongest reason. */
    private record Key(int sharePercent, Reason reason, String detail) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::sharePercent, Comparator.reverseOrder())
                    .thenComparing(Key::reason, Comparator.reverseOrder())
                    .thenComparing(Key::detail)
                    .compare(this, other);
        }
    }

    private static Key key(Candidate candidate, PlanRates rates, List<PlanRates.Focus> focus, LocalDate from) {
        boolean longUnvisited = candidate
                .lastVisit()
                .map(day -> day.plusDays(rates.longestUnvisitedDays()).isBefore(from))
                .orElse(true);
        if (longUnvisited) {
            return new Key(100, Reason.LONG_UNVISITED, "");
        }
        Key byTier = new Key(
                rates.sharePercent().get(candidate.tier()),
                Reason.TIER,
                candidate.tier().name());
        return focus.stream()
                .filter(f -> candidate.materials().contains(f.material()))
                .map(f -> new Key(f.sharePercent(), Reason.FOCUS, f.material()))
                .filter(k -> k.sharePercent() > byTier.sharePercent())
                .min(Comparator.naturalOrder())
                .orElse(byTier);
    }

    private static List<Line> grid(String grid, Map<Key, List<String>> strata, int minimum) {
        List<Line> lines = new ArrayList<>();
        int planned = 0;
        for (Map.Entry<Key, List<String>> stratum : strata.entrySet()) {
            Key key = stratum.getKey();
            int share = share(stratum.getValue().size(), key.sharePercent());
            planned += share;
            lines.add(new Line(
                    grid, key.reason(), key.detail(), key.sharePercent(), List.copyOf(stratum.getValue()), share, 0));
        }
        int lacking = minimum - planned;
        for (int i = 0; i < lines.size() && lacking > 0; i++) {
            Line line = lines.get(i);
            int more = Math.min(lacking, line.merchants().size() - line.quota());
            lacking -= more;
            lines.set(
                    i,
                    new Line(
                            grid,
                            line.reason(),
                            line.detail(),
                            line.sharePercent(),
                            line.merchants(),
                            line.quota() + more,
                            more));
        }
        return lines;
    }

    private static int share(int merchants, int percent) {
        return (merchants * percent + 99) / 100;
    }
}
