package org.herbtrust.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.herbtrust.inspection.rules.Draw;
import org.herbtrust.inspection.rules.DrawRoster;

/**
 * All that goes into a draw and what came out, as it is published and as the command {@code draw} reads it. Before the seed is
 * told it has none, and no result.
 */
@JsonPropertyOrder({
    "algorithm",
    "draw",
    "purpose",
    "commitment",
    "rosterSha256",
    "seed",
    "witness",
    "team",
    "mostVisits",
    "strata",
    "inspectors",
    "conflicts",
    "result"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record PublishedDraw(
        String algorithm,
        long draw,
        String purpose,
        String commitment,
        String rosterSha256,
        String seed,
        String witness,
        int team,
        int mostVisits,
        List<StratumLine> strata,
        List<String> inspectors,
        List<Pair> conflicts,
        List<String> result) {

    record StratumLine(String name, int quota, List<String> merchants) {}

    record Pair(String merchant, String inspector) {}

    static PublishedDraw of(DrawView draw, DrawRoster roster, List<String> result) {
        return new PublishedDraw(
                Draw.ALGORITHM,
                draw.id(),
                draw.purpose(),
                draw.commitment(),
                draw.rosterSha256().orElseThrow(),
                draw.seed().orElse(null),
                draw.witness().orElse(null),
                roster.team(),
                roster.mostVisits(),
                roster.strata().stream()
                        .map(s -> new StratumLine(s.name(), s.quota(), s.merchants()))
                        .toList(),
                roster.inspectors(),
                sortedPairs(roster.conflicts()),
                draw.seed().isPresent() ? result : null);
    }

    DrawRoster roster() {
        return new DrawRoster(
                strata.stream()
                        .map(s -> new DrawRoster.Stratum(s.name(), s.quota(), s.merchants()))
                        .toList(),
                inspectors,
                Set.copyOf(conflicts.stream()
                        .map(c -> new DrawRoster.Conflict(c.merchant(), c.inspector()))
                        .toList()),
                team,
                mostVisits);
    }

    byte[] seedBytes() {
        return HexFormat.of().parseHex(seed);
    }

    private static List<Pair> sortedPairs(Set<DrawRoster.Conflict> conflicts) {
        TreeSet<String> lines = new TreeSet<>();
        conflicts.forEach(c -> lines.add(c.merchant() + "|" + c.inspector()));
        return lines.stream()
                .map(l -> l.split("\\|", 2))
                .map(p -> new Pair(p[0], p[1]))
                .toList();
    }
}
