package org.herbtrust.inspection.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may be drawn and who may draw: frozen before the seed is told. It has one written form, whatever order its parts came
 * in, and is known by the SHA-256 of that.
 *
 * @param strata groups of merchants, each with how many are to be drawn from it
 * @param inspectors accounts
 * @param conflicts pairs that must not meet: kinship that was declared, or the visit before was by the same inspector
 * @param team inspectors a visit
 * @param mostVisits that one inspector is given
 */
public record DrawRoster(
        List<Stratum> strata, List<String> inspectors, Set<Conflict> conflicts, int team, int mostVisits) {

    /** A market of the country has 20,000 merchants. */
    public static final int MOST_MERCHANTS = 50_000;

    public static final int MOST_INSPECTORS = 500;
    public static final int MOST_CONFLICTS = 200_000;
    private static final int MOST_TEAM = 5;

    /** Merchants that have the same chance. */
    public record Stratum(String name, int quota, List<String> merchants) {

        public Stratum {
            if (name == null || !name.matches("[^\\s|]{1,60}")) {
                throw new IllegalArgumentException(
                        "层名为1到60个字，不含空白和竖线 (a stratum's name has no blanks or bars): " + name);
            }
            merchants = sorted(merchants, "商户 (merchants)");
            if (quota < 0 || quota > merchants.size()) {
                throw new IllegalArgumentException(
                        "“%s”共%d户，不能抽%d户 (so many cannot be drawn)".formatted(name, merchants.size(), quota));
            }
        }
    }

    /** Two that must not meet. */
    public record Conflict(String merchant, String inspector) {
        public Conflict {
            requireName(merchant);
            requireName(inspector);
        }
    }

    public DrawRoster {
        List<Stratum> ordered = new ArrayList<>(strata);
        ordered.sort(Comparator.comparing(Stratum::name));
        strata = List.copyOf(ordered);
        inspectors = sorted(inspectors, "检查员 (inspectors)");
        conflicts = Set.copyOf(conflicts);
        int all = 0;
        Set<String> merchants = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Stratum stratum : strata) {
            if (!names.add(stratum.name())) {
                throw new IllegalArgumentException("层名重复 (stratum twice): " + stratum.name());
            }
            merchants.addAll(stratum.merchants());
            all += stratum.merchants().size();
        }
        if (merchants.size() != all) {
            throw new IllegalArgumentException("同一商户不能在两层中 (a merchant stands in one stratum)");
        }
        if (all > MOST_MERCHANTS || inspectors.size() > MOST_INSPECTORS || conflicts.size() > MOST_CONFLICTS) {
            throw new IllegalArgumentException("名册过大 (the roster is too large)");
        }
        if (team < 1 || team > MOST_TEAM || mostVisits < 1 || mostVisits > MOST_MERCHANTS) {
            throw new IllegalArgumentException(
                    "每组1到%d人，每人至少1户 (1 to %d inspectors a visit, 1 visit at least)".formatted(MOST_TEAM, MOST_TEAM));
        }
    }

    public int merchants() {
        return strata.stream().mapToInt(s -> s.merchants().size()).sum();
    }

    public int quota() {
        return strata.stream().mapToInt(Stratum::quota).sum();
    }

    public boolean excludes(String merchant, String inspector) {
        return conflicts.contains(new Conflict(merchant, inspector));
    }

    /**
     * The written form: a line a fact, fields between bars, lines of a kind in order of their code points, LF at each end.
     * {@code team|N}, {@code most|N}, {@code stratum|NAME|QUOTA}, {@code merchant|STRATUM|ID}, {@code inspector|ID},
     * {@code conflict|MERCHANT|INSPECTOR}.
     */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        text.append("team|").append(team).append('\n');
        text.append("most|").append(mostVisits).append('\n');
        for (Stratum s : strata) {
            text.append("stratum|")
                    .append(s.name())
                    .append('|')
                    .append(s.quota())
                    .append('\n');
        }
        for (Stratum s : strata) {
            for (String m : s.merchants()) {
                text.append("merchant|").append(s.name()).append('|').append(m).append('\n');
            }
        }
        inspectors.forEach(i -> text.append("inspector|").append(i).append('\n'));
        Set<String> pairs = new TreeSet<>();
        conflicts.forEach(c -> pairs.add("conflict|" + c.merchant() + "|" + c.inspector() + "\n"));
        pairs.forEach(text::append);
        return text.toString();
    }

    /** Reads the written form. */
    public static DrawRoster parse(String canonical) {
        Map<String, Integer> quotas = new LinkedHashMap<>();
        Map<String, List<String>> merchants = new HashMap<>();
        List<String> inspectors = new ArrayList<>();
        Set<Conflict> conflicts = new HashSet<>();
        int team = 0;
        int most = 0;
        for (String line : canonical.lines().toList()) {
            String[] f = line.split("\\|", -1);
            switch (f[0] + f.length) {
                case "team2" -> team = Integer.parseInt(f[1]);
                case "most2" -> most = Integer.parseInt(f[1]);
                case "stratum3" -> quotas.put(f[1], Integer.parseInt(f[2]));
                case "merchant3" ->
                    merchants.computeIfAbsent(f[1], s -> new ArrayList<>()).add(f[2]);
                case "inspector2" -> inspectors.add(f[1]);
                case "conflict3" -> conflicts.add(new Conflict(f[1], f[2]));
                default -> throw new IllegalArgumentException("不是名册的一行 (not a line of a roster): " + line);
            }
        }
        List<Stratum> strata = new ArrayList<>();
        quotas.forEach((name, quota) -> strata.add(new Stratum(name, quota, merchants.getOrDefault(name, List.of()))));
        return new DrawRoster(strata, inspectors, conflicts, team, most);
    }

    public byte[] sha256() {
        return DrawNumbers.sha256().digest(canonical().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> sorted(Collection<String> names, String what) {
        Set<String> once = new TreeSet<>(names);
        if (once.size() != names.size()) {
            throw new IllegalArgumentException(what + "重复 (twice)");
        }
        once.forEach(DrawRoster::requireName);
        return List.copyOf(once);
    }

    private static void requireName(String name) {
        if (name == null || !name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("编号或账号无效 (not an id): " + name);
        }
    }
}
