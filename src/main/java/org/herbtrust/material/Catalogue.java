package org.herbtrust.material;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.Operator;
import org.herbtrust.material.rules.Unit;
import org.herbtrust.material.rules.Validity;

/** Everything of the catalogue's files, checked against one another; immutable. */
record Catalogue(
        Map<MaterialCode, Material> materials,
        Map<String, TestItem> items,
        List<Limit> limits,
        List<MarketProcess> processes,
        List<ScopedYield> yields,
        List<RestrictionRule> rules,
        List<ViolationType> violations,
        List<ChecklistItem> checklist,
        List<LegalPeriod> periods,
        List<LegalNumber> numbers,
        List<FocusGoods> focus) {

    private static final int MOST_FOUND = 200;
    private static final int LONGEST_QUERY = 100;

    /** @throws IllegalStateException with file and line if any row is wrong */
    static Catalogue read(CatalogueTexts files) {
        List<ViolationType> violations = readViolations(files);
        Set<String> violationCodes = new HashSet<>();
        violations.forEach(v -> violationCodes.add(v.code()));
        Map<MaterialCode, Material> materials = readMaterials(files);
        Map<String, TestItem> items = readItems(files, violationCodes);
        List<MarketProcess> processes = readProcesses(files);
        return new Catalogue(
                materials,
                items,
                readLimits(files, materials, items),
                processes,
                readYields(files, materials, processes),
                readRules(files, materials),
                violations,
                readChecklist(files, violationCodes),
                readPeriods(files),
                readNumbers(files),
                readFocus(files, materials));
    }

    /**
     * What is required of a material. A limit of a group is as sure as the group's figures and as who belongs to it: for a
     * material that was not compared with the printed text it is 待核, whatever the row says.
     */
    List<Limit> limitsOf(Material material) {
        return limits.stream()
                .filter(l -> covers(l.scope(), material))
                .map(l -> l.scope().startsWith("group:") && !material.verified() ? l.unverified() : l)
                .toList();
    }

    Optional<YieldRange> yieldRange(Material material, String process, LocalDate day) {
        return yields.stream()
                .filter(y -> y.process().equals(process)
                        && covers(y.scope(), material)
                        && y.validity().includes(day))
                .max(Comparator.comparingInt(y -> narrowness(y.scope())))
                .map(ScopedYield::range);
    }

    List<Restriction> restrictions(Material material, String source, LocalDate day) {
        return rules.stream()
                .filter(r -> r.covers(material, source) && r.validity().includes(day))
                .map(RestrictionRule::restriction)
                .sorted(Comparator.comparing(Restriction::effect))
                .toList();
    }

    List<Material> search(String text, int limit) {
        String wanted = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (wanted.length() > LONGEST_QUERY) {
            return List.of();
        }
        int most = Math.min(Math.max(limit, 1), MOST_FOUND);
        if (wanted.isEmpty()) {
            return materials.values().stream().limit(most).toList();
        }
        Map<Material, Integer> closeness = new HashMap<>();
        for (Material m : materials.values()) {
            int c = closeness(m, wanted);
            if (c < Integer.MAX_VALUE) {
                closeness.put(m, c);
            }
        }
        return closeness.entrySet().stream()
                .sorted(Map.Entry.<Material, Integer>comparingByValue()
                        .thenComparing(e -> e.getKey().code()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** 0 for the name itself, then initials, beginnings, parts; {@code MAX_VALUE} for nothing in common. */
    private static int closeness(Material m, String wanted) {
        String letters = wanted.replaceAll("[\\s']", "").replace("ü", "v");
        String code = m.code().value();
        List<String> names = new ArrayList<>(m.aliases());
        names.add(m.zh());
        if (m.zh().equals(wanted) || code.equals(letters)) {
            return 0;
        }
        if (m.aliases().contains(wanted) || m.speciality().equals(wanted)) {
            return 1;
        }
        if (m.initials().equals(letters)) {
            return 2;
        }
        if (names.stream().anyMatch(n -> n.startsWith(wanted)) || code.startsWith(letters)) {
            return 3;
        }
        if (m.latin().toLowerCase(Locale.ROOT).startsWith(wanted)) {
            return 4;
        }
        boolean inside = names.stream().anyMatch(n -> n.contains(wanted))
                || m.latin().toLowerCase(Locale.ROOT).contains(wanted)
                || m.species().toLowerCase(Locale.ROOT).contains(wanted)
                || (letters.length() > 2 && code.contains(letters))
                || (letters.length() > 1 && m.initials().startsWith(letters));
        return inside ? 5 : Integer.MAX_VALUE;
    }

    /** Scopes of limits and yields: {@code *}, {@code nature:plant}, {@code group:NAME}, {@code kind:KIND} or a material code. */
    private static boolean covers(String scope, Material m) {
        if (scope.startsWith("nature:")) {
            return m.groups().contains(scope.substring("nature:".length()));
        }
        if (scope.startsWith("group:")) {
            return m.groups().contains(scope.substring("group:".length()));
        }
        if (scope.startsWith("kind:")) {
            return m.kind().name().equals(scope.substring("kind:".length()));
        }
        return scope.equals("*") || scope.equals(m.code().value());
    }

    private static int narrowness(String scope) {
        return scope.equals("*") ? 0 : scope.contains(":") ? 1 : 2;
    }

    private static void checkScope(CatalogueFile.Row row, String scope, Map<MaterialCode, Material> materials) {
        if (!scope.equals("*") && materials.values().stream().noneMatch(m -> covers(scope, m))) {
            throw row.wrong("scope covers no material: " + scope);
        }
    }

    private static Map<MaterialCode, Material> readMaterials(CatalogueTexts files) {
        Map<MaterialCode, Material> materials = new TreeMap<>();
        Set<String> latins = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (CatalogueFile.Row row : files.csv("materials.csv")) {
            Material m = row.checked(() -> new Material(
                    new MaterialCode(row.text("code")),
                    row.text("zh"),
                    row.parts("aliases"),
                    row.text("pinyin"),
                    row.text("initials"),
                    row.text("latin"),
                    row.text("species"),
                    row.textOrEmpty("family"),
                    row.text("part"),
                    MaterialPart.valueOf(row.text("kind")),
                    row.textOrEmpty("speciality"),
                    row.flag("precious"),
                    Collections.unmodifiableSet(new LinkedHashSet<>(row.parts("groups"))),
                    row.flag("inPharmacopoeia"),
                    row.flag("verified")));
            if (materials.put(m.code(), m) != null) {
                throw row.wrong("material twice: " + m.code());
            }
            if (!latins.add(m.latin())) {
                throw row.wrong("Latin name twice: " + m.latin());
            }
            if (!names.add(m.zh())) {
                throw row.wrong("name twice: " + m.zh());
            }
        }
        return Collections.unmodifiableMap(materials);
    }

    private static Map<String, TestItem> readItems(CatalogueTexts files, Set<String> violationCodes) {
        Map<String, TestItem> items = new LinkedHashMap<>();
        for (CatalogueFile.Row row : files.csv("items.csv")) {
            TestItem item = row.checked(() -> new TestItem(
                    row.text("code"),
                    Text.of(row.text("zh"), row.text("en")),
                    Unit.ofSign(row.text("unit")),
                    row.text("method"),
                    row.text("violation")));
            if (!violationCodes.contains(item.violation())) {
                throw row.wrong("violation not in violations.yaml: " + item.violation());
            }
            if (items.put(item.code(), item) != null) {
                throw row.wrong("item twice: " + item.code());
            }
        }
        return Collections.unmodifiableMap(items);
    }

    private static List<Limit> readLimits(
            CatalogueTexts files, Map<MaterialCode, Material> materials, Map<String, TestItem> items) {
        Map<String, Edition> editions = new LinkedHashMap<>();
        for (Edition e : files.yaml("editions.yaml", Edition.class)) {
            editions.put(e.edition(), e);
        }
        List<Limit> limits = new ArrayList<>();
        for (CatalogueFile.Row row : files.csv("limits.csv")) {
            TestItem item = items.get(row.text("item"));
            if (item == null) {
                throw row.wrong("item not in items.csv: " + row.text("item"));
            }
            Edition edition = editions.get(row.text("edition"));
            if (edition == null) {
                throw row.wrong("edition not in editions.yaml: " + row.text("edition"));
            }
            String scope = row.text("scope");
            checkScope(row, scope, materials);
            Limit limit = row.checked(() -> new Limit(
                    item.code(),
                    item.name(),
                    Unit.ofSign(row.text("unit")),
                    Operator.ofSign(row.text("operator")),
                    row.decimal("limit"),
                    row.textOrEmpty("method").isEmpty() ? item.method() : row.text("method"),
                    edition.edition(),
                    row.text("source"),
                    scope,
                    Optional.of(row.textOrEmpty("variant")).filter(v -> !v.isEmpty()),
                    row.validity(),
                    row.flag("verified")));
            if (!limit.unit().converts(item.unit())) {
                throw row.wrong("unit does not fit the item's " + item.unit().sign());
            }
            if (!edition.validity().includes(limit.validity().from())) {
                throw row.wrong("validFrom is outside of the edition's time");
            }
            if (limits.stream().anyMatch(other -> competes(limit, other))) {
                throw row.wrong("a second limit for " + scope + " " + item.code() + " at the same time");
            }
            limits.add(limit);
        }
        for (Material m : materials.values()) {
            List<Limit> own = limits.stream().filter(l -> covers(l.scope(), m)).toList();
            for (int i = 0; i < own.size(); i++) {
                for (Limit other : own.subList(0, i)) {
                    if (own.get(i).contradicts(other)) {
                        throw new IllegalStateException("limits.csv: two limits of equal rank for %s %s: %s and %s"
                                .formatted(
                                        m.code(),
                                        other.item(),
                                        other.scope(),
                                        own.get(i).scope()));
                    }
                }
            }
        }
        return List.copyOf(carriedOver(limits, editions));
    }

    private static boolean competes(Limit a, Limit b) {
        return a.scope().equals(b.scope())
                && a.item().equals(b.item())
                && a.operator() == b.operator()
                && a.variant().equals(b.variant())
                && a.validity().overlaps(b.validity());
    }

    /**
     * A new edition repeats most of the one before it. Until its text is in the files, each figure of the old one is
     * taken to hold on, marked as not verified, unless the new edition has a row of its own.
     */
    private static List<Limit> carriedOver(List<Limit> written, Map<String, Edition> editions) {
        List<Limit> all = new ArrayList<>(written);
        for (Edition next : editions.values()) {
            if (next.carriesOver() == null) {
                continue;
            }
            if (!editions.containsKey(next.carriesOver())) {
                throw new IllegalStateException(
                        "editions.yaml: " + next.edition() + " carries over an unknown edition");
            }
            for (Limit old : List.copyOf(all)) {
                if (!old.edition().equals(next.carriesOver())) {
                    continue;
                }
                Limit carried = new Limit(
                        old.item(),
                        old.name(),
                        old.unit(),
                        old.operator(),
                        old.limit(),
                        old.method(),
                        next.edition(),
                        old.source() + "（沿用" + next.carriesOver() + "，待核）",
                        old.scope(),
                        old.variant(),
                        next.validity(),
                        false);
                if (all.stream().noneMatch(other -> competes(carried, other))) {
                    all.add(carried);
                }
            }
        }
        return all;
    }

    private static List<MarketProcess> readProcesses(CatalogueTexts files) {
        return files.yaml("processes.yaml", ProcessRow.class).stream()
                .map(p -> new MarketProcess(p.code(), Text.of(p.zh(), p.en())))
                .toList();
    }

    private static List<ScopedYield> readYields(
            CatalogueTexts files, Map<MaterialCode, Material> materials, List<MarketProcess> processes) {
        List<ScopedYield> yields = new ArrayList<>();
        for (CatalogueFile.Row row : files.csv("yields.csv")) {
            String process = row.text("process");
            String scope = row.text("scope");
            if (processes.stream().noneMatch(p -> p.code().equals(process))) {
                throw row.wrong("process not in processes.yaml: " + process);
            }
            checkScope(row, scope, materials);
            ScopedYield y = row.checked(() -> new ScopedYield(
                    process,
                    scope,
                    row.validity(),
                    new YieldRange(
                            row.decimal("min"),
                            row.decimal("expectedLow"),
                            row.decimal("expectedHigh"),
                            row.decimal("max"),
                            row.flag("verified"),
                            row.text("source"))));
            if (yields.stream()
                    .anyMatch(o -> o.process().equals(process)
                            && o.scope().equals(scope)
                            && o.validity().overlaps(y.validity()))) {
                throw row.wrong("a second yield for " + process + " " + scope + " at the same time");
            }
            yields.add(y);
        }
        for (MarketProcess p : processes) {
            if (yields.stream()
                    .noneMatch(y -> y.process().equals(p.code()) && y.scope().equals("*"))) {
                throw new IllegalStateException("yields.csv has no row for every material of process " + p.code());
            }
        }
        return List.copyOf(yields);
    }

    private static List<RestrictionRule> readRules(CatalogueTexts files, Map<MaterialCode, Material> materials) {
        List<RestrictionRule> rules = files.yaml("restrictions.yaml", RestrictionRule.class);
        Set<String> ids = new HashSet<>();
        for (RestrictionRule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalStateException("restrictions.yaml: rule twice: " + rule.id());
            }
            for (MaterialCode code : rule.materials()) {
                if (!materials.containsKey(code)) {
                    throw new IllegalStateException(
                            "restrictions.yaml: rule " + rule.id() + " names an unknown material: " + code);
                }
            }
        }
        return rules;
    }

    private static List<ViolationType> readViolations(CatalogueTexts files) {
        List<ViolationType> found = new ArrayList<>();
        for (ViolationRow v : files.yaml("violations.yaml", ViolationRow.class)) {
            refuseTwice(
                    "violations.yaml",
                    v.code(),
                    v.type().validity(),
                    found,
                    ViolationType::code,
                    ViolationType::validity);
            found.add(v.type());
        }
        found.sort(Comparator.comparing(ViolationType::severity));
        return List.copyOf(found);
    }

    private static List<ChecklistItem> readChecklist(CatalogueTexts files, Set<String> violationCodes) {
        List<ChecklistItem> found = new ArrayList<>();
        for (ChecklistRow row : files.yaml("checklists.yaml", ChecklistRow.class)) {
            if (row.violation() != null && !violationCodes.contains(row.violation())) {
                throw new IllegalStateException(
                        "checklists.yaml: " + row.code() + " points to an unknown violation: " + row.violation());
            }
            for (String kind : row.kinds()) {
                found.add(new ChecklistItem(
                        kind, row.code(), Text.of(row.zh(), row.en()), row.violation(), row.validity()));
            }
        }
        return List.copyOf(found);
    }

    /** What a file says of a thing may change with the days, but on each day it says one. */
    private static <T, K> void refuseTwice(
            String file,
            K key,
            Validity validity,
            List<T> before,
            Function<T, K> keyOf,
            Function<T, Validity> validityOf) {
        if (before.stream()
                .anyMatch(o -> keyOf.apply(o).equals(key) && validityOf.apply(o).overlaps(validity))) {
            throw new IllegalStateException(file + ": twice at the same time: " + key);
        }
    }

    private static List<LegalPeriod> readPeriods(CatalogueTexts files) {
        List<LegalPeriod> found = new ArrayList<>();
        for (PeriodRow row : files.yaml("periods.yaml", PeriodRow.class)) {
            LegalPeriod period = row.period();
            refuseTwice(
                    "periods.yaml", period.code(), period.validity(), found, LegalPeriod::code, LegalPeriod::validity);
            found.add(period);
        }
        return List.copyOf(found);
    }

    private static List<LegalNumber> readNumbers(CatalogueTexts files) {
        List<LegalNumber> found = new ArrayList<>();
        for (NumberRow row : files.yaml("inspection-numbers.yaml", NumberRow.class)) {
            LegalNumber number = row.legal();
            refuseTwice(
                    "inspection-numbers.yaml",
                    number.code(),
                    number.validity(),
                    found,
                    LegalNumber::code,
                    LegalNumber::validity);
            found.add(number);
        }
        return List.copyOf(found);
    }

    private static List<FocusGoods> readFocus(CatalogueTexts files, Map<MaterialCode, Material> materials) {
        List<FocusGoods> found = new ArrayList<>();
        for (FocusRow row : files.yaml("focus.yaml", FocusRow.class)) {
            FocusGoods focus = row.focus();
            if (!materials.containsKey(focus.material())) {
                throw new IllegalStateException("focus.yaml: not in materials.csv: " + focus.material());
            }
            refuseTwice(
                    "focus.yaml",
                    focus.material(),
                    focus.validity(),
                    found,
                    FocusGoods::material,
                    FocusGoods::validity);
            found.add(focus);
        }
        return List.copyOf(found);
    }

    record NumberRow(
            String code,
            int number,
            String zh,
            String en,
            String source,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            boolean verified) {

        NumberRow {
            validTo = validTo == null ? Optional.empty() : validTo;
            new LegalNumber(code, Text.of(zh, en), number, source, new Validity(validFrom, validTo), verified);
        }

        LegalNumber legal() {
            return new LegalNumber(code, Text.of(zh, en), number, source, new Validity(validFrom, validTo), verified);
        }
    }

    record FocusRow(
            MaterialCode material,
            Set<Integer> months,
            int percent,
            int samples,
            String zh,
            String en,
            String source,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            boolean verified) {

        FocusRow {
            validTo = validTo == null ? Optional.empty() : validTo;
            focus(material, months, percent, samples, zh, en, source, validFrom, validTo, verified);
        }

        FocusGoods focus() {
            return focus(material, months, percent, samples, zh, en, source, validFrom, validTo, verified);
        }

        private static FocusGoods focus(
                MaterialCode material,
                Set<Integer> months,
                int percent,
                int samples,
                String zh,
                String en,
                String source,
                LocalDate validFrom,
                Optional<LocalDate> validTo,
                boolean verified) {
            return new FocusGoods(
                    material,
                    months,
                    percent,
                    samples,
                    Text.of(zh, en),
                    source,
                    new Validity(validFrom, validTo),
                    verified);
        }
    }

    record PeriodRow(
            String code,
            String zh,
            String en,
            int days,
            String source,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            boolean verified) {

        PeriodRow {
            validTo = validTo == null ? Optional.empty() : validTo;
            new LegalPeriod(code, Text.of(zh, en), days, source, new Validity(validFrom, validTo), verified);
        }

        LegalPeriod period() {
            return new LegalPeriod(code, Text.of(zh, en), days, source, new Validity(validFrom, validTo), verified);
        }
    }

    /** A yield and what it is for. */
    record ScopedYield(String process, String scope, Validity validity, YieldRange range) {}

    /** An edition of the pharmacopoeia; {@code carriesOver} names the one whose figures it is taken to repeat. */
    record Edition(
            String edition,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            String carriesOver,
            String source,
            boolean verified) {

        Edition {
            if (edition == null || source == null) {
                throw new IllegalArgumentException("an edition has a name and a source");
            }
            validTo = validTo == null ? Optional.empty() : validTo;
            new Validity(validFrom, validTo);
        }

        Validity validity() {
            return new Validity(validFrom, validTo);
        }
    }

    record ProcessRow(String code, String zh, String en) {
        ProcessRow {
            if (code == null || !code.matches("[a-z][a-z-]{1,30}")) {
                throw new IllegalArgumentException("a process is named in lower case: " + code);
            }
            Text.of(zh, en);
        }
    }

    /** One restricted list. */
    record RestrictionRule(
            String id,
            Restriction.Effect effect,
            List<MaterialCode> materials,
            List<String> sources,
            String zh,
            String en,
            Text document,
            String basis,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            boolean verified) {

        RestrictionRule {
            if (id == null || effect == null || materials == null || materials.isEmpty() || basis == null) {
                throw new IllegalArgumentException("a rule has id, effect, materials and basis: " + id);
            }
            if (sources == null || sources.isEmpty() || !Materials.SOURCES.containsAll(sources)) {
                throw new IllegalArgumentException("sources are some of " + Materials.SOURCES + ": " + id);
            }
            validTo = validTo == null ? Optional.empty() : validTo;
            restriction(id, effect, zh, en, document, basis, validFrom, validTo, verified);
        }

        boolean covers(Material material, String source) {
            return sources.contains(source) && materials.contains(material.code());
        }

        Validity validity() {
            return new Validity(validFrom, validTo);
        }

        Restriction restriction() {
            return restriction(id, effect, zh, en, document, basis, validFrom, validTo, verified);
        }

        private static Restriction restriction(
                String id,
                Restriction.Effect effect,
                String zh,
                String en,
                Text document,
                String basis,
                LocalDate validFrom,
                Optional<LocalDate> validTo,
                boolean verified) {
            return new Restriction(
                    id, effect, Text.of(zh, en), document, basis, new Validity(validFrom, validTo), verified);
        }
    }

    record ViolationRow(
            String code,
            ViolationClass severity,
            String zh,
            String en,
            String basis,
            LocalDate validFrom,
            Optional<LocalDate> validTo,
            boolean verified) {

        ViolationRow {
            if (severity == null || basis == null || basis.isBlank()) {
                throw new IllegalArgumentException("a violation has a severity and a basis: " + code);
            }
            validTo = validTo == null ? Optional.empty() : validTo;
            new ViolationType(code, severity, Text.of(zh, en), basis, new Validity(validFrom, validTo), verified);
        }

        ViolationType type() {
            return new ViolationType(
                    code, severity, Text.of(zh, en), basis, new Validity(validFrom, validTo), verified);
        }
    }

    record ChecklistRow(
            String code,
            List<String> kinds,
            String zh,
            String en,
            String violation,
            LocalDate validFrom,
            Optional<LocalDate> validTo) {

        ChecklistRow {
            if (code == null || kinds == null || kinds.isEmpty()) {
                throw new IllegalArgumentException("a question has a code and the kinds of inspection it is asked in");
            }
            Text.of(zh, en);
            validTo = validTo == null ? Optional.empty() : validTo;
            new Validity(validFrom, validTo);
        }

        Validity validity() {
            return new Validity(validFrom, validTo);
        }
    }
}
