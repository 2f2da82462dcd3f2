package org.herbtrust.material;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.herbtrust.kernel.Refused;
import org.herbtrust.material.rules.Limit;
import org.herbtrust.material.rules.LimitsInForce;

/**
 * The catalogue's door. The shipped files are read at start-up; texts that were approved since then replace one of them from
 * a day on ({@link CatalogueDrafts}). A question about a day is answered by the texts of that day, those that say which goods
 * a row covers among them, so an old result is judged as it was; questions without a day are for names and codes, which are
 * never taken away, and are answered by the newest.
 */
@Singleton
public class Materials {

    /** As lots state where goods come from: 栽培, 野生, 自购. */
    static final Set<String> SOURCES = Set.of("cultivated", "wild", "purchased");

    /** By the first day on which it holds; the shipped one holds since ever. Replaced as a whole. */
    private final AtomicReference<NavigableMap<LocalDate, Catalogue>> versions = new AtomicReference<>();

    public Materials() {
        versions.set(new TreeMap<>(Map.of(LocalDate.MIN, Catalogue.read(CatalogueTexts.SHIPPED))));
    }

    /**
     * Takes approved texts over, oldest first. Where one can't be read beside files of a newer release, the application
     * must not start as if it were not there: the exception names the file.
     */
    void replace(List<CatalogueTexts.Dated> approved) {
        NavigableMap<LocalDate, Catalogue> all = new TreeMap<>();
        CatalogueTexts.byDay(approved).forEach((day, texts) -> all.put(day, Catalogue.read(texts)));
        versions.set(all);
    }

    private Catalogue on(LocalDate day) {
        return versions.get().floorEntry(day).getValue();
    }

    private Catalogue newest() {
        return versions.get().lastEntry().getValue();
    }

    /** A wrong row must stop the start, not the first question of the day. */
    void readAtStart(@Observes StartupEvent starting) {}

    public Optional<Material> find(MaterialCode code) {
        return Optional.ofNullable(newest().materials().get(code));
    }

    /** For commands: @throws Refused {@link MaterialRefusal#MATERIAL_UNKNOWN} if the catalogue has no such material */
    public Material get(MaterialCode code) {
        return find(code)
                .orElseThrow(() -> new Refused(
                        MaterialRefusal.MATERIAL_UNKNOWN,
                        "药材目录中没有“" + code + "” (not in the catalogue: " + code + ")"));
    }

    /** As the catalogue had it on that day; one that it did not have yet, as it has it now. */
    public Optional<Material> find(MaterialCode code, LocalDate day) {
        return Optional.ofNullable(on(day).materials().get(code)).or(() -> find(code));
    }

    private Material get(MaterialCode code, LocalDate day) {
        return find(code, day).orElseGet(() -> get(code));
    }

    /** Every material, by code. */
    public List<Material> all() {
        return List.copyOf(newest().materials().values());
    }

    /**
     * Materials by Chinese name or alias, pinyin, initials or Latin, the closest first.
     *
     * @param limit from 1 to 200
     */
    public List<Material> search(String text, int limit) {
        return newest().search(text, limit);
    }

    /** Limits that hold for every trade form of the material. */
    public List<Limit> limitsInForce(MaterialCode code, LocalDate day) {
        return limitsInForce(code, Optional.empty(), day);
    }

    /**
     * Limits for one trade form.
     *
     * @param variant one of {@link #variants}, else only what holds for every form
     */
    public List<Limit> limitsInForce(MaterialCode code, Optional<String> variant, LocalDate day) {
        return LimitsInForce.of(on(day).limitsOf(get(code, day)), variant, day);
    }

    /** Trade forms that have limits of their own on that day, such as 青翘 and 老翘; empty for most. */
    public List<String> variants(MaterialCode code, LocalDate day) {
        return limitsOfForms(code, day).stream()
                .flatMap(l -> l.variant().stream())
                .distinct()
                .toList();
    }

    /** What is required of single trade forms of the material and not, or otherwise, of all. */
    public List<Limit> limitsOfForms(MaterialCode code, LocalDate day) {
        return on(day).limitsOf(get(code, day)).stream()
                .filter(l -> l.variant().isPresent()
                        && l.scope().equals(code.value())
                        && l.validity().includes(day))
                .toList();
    }

    /** Test items by code. */
    public Optional<TestItem> item(String code) {
        return Optional.ofNullable(newest().items().get(code));
    }

    /** As the catalogue had it on that day; one that it did not have yet, as it has it now. */
    public Optional<TestItem> item(String code, LocalDate day) {
        return Optional.ofNullable(on(day).items().get(code)).or(() -> item(code));
    }

    public List<TestItem> items() {
        return List.copyOf(newest().items().values());
    }

    /**
     * How much may come out of a process.
     *
     * @param process such as {@code drying}; {@link #processes} lists them
     * @return the material's own range, else its kind's, else the process's; empty for an unknown process
     */
    public Optional<YieldRange> yieldRange(MaterialCode code, String process, LocalDate day) {
        return on(day).yieldRange(get(code, day), process, day);
    }

    /** Processes that the catalogue knows, as EPCIS events name them. */
    public List<MarketProcess> processes() {
        return newest().processes();
    }

    /**
     * Rules that goods fall under, the strictest first.
     *
     * @param source {@code cultivated}, {@code wild} or {@code purchased}; {@code unknown} is treated like purchased
     */
    public List<Restriction> restrictions(MaterialCode code, String source, LocalDate day) {
        if ("unknown".equals(source)) {
            return restrictions(code, "purchased", day);
        }
        if (!SOURCES.contains(source)) {
            throw new Refused(
                    MaterialRefusal.SOURCE_UNKNOWN,
                    "来源应为 cultivated（栽培）、wild（野生）或 purchased（自购） (unknown source): " + source);
        }
        return on(day).restrictions(get(code, day), source, day);
    }

    /** Every violation type in force, the gravest first. */
    public List<ViolationType> violations(LocalDate day) {
        return on(day).violations().stream()
                .filter(v -> v.validity().includes(day))
                .toList();
    }

    public Optional<ViolationType> violation(String code, LocalDate day) {
        return violations(day).stream().filter(v -> v.code().equals(code)).findFirst();
    }

    /**
     * The questions of one kind of inspection, in order.
     *
     * @param kind such as {@code PATROL}
     */
    public List<ChecklistItem> checklist(String kind, LocalDate day) {
        return on(day).checklist().stream()
                .filter(c -> c.kind().equals(kind) && c.validity().includes(day))
                .toList();
    }

    /**
     * A period of inspection work as it stands on the day that starts it.
     *
     * @throws IllegalStateException if none is in force: a missing period must not pass for an endless one
     */
    public LegalPeriod period(String code, LocalDate day) {
        return on(day).periods().stream()
                .filter(p -> p.code().equals(code) && p.validity().includes(day))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("periods.yaml has no " + code + " for " + day));
    }

    /**
     * A number of inspection work as it stands on a day, such as {@code plan-share-b}.
     *
     * @throws IllegalStateException if none is in force
     */
    public LegalNumber number(String code, LocalDate day) {
        return on(day).numbers().stream()
                .filter(n -> n.code().equals(code) && n.validity().includes(day))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("inspection-numbers.yaml has no " + code + " for " + day));
    }

    /** Every number of inspection work in force on a day. */
    public List<LegalNumber> numbers(LocalDate day) {
        return on(day).numbers().stream()
                .filter(n -> n.validity().includes(day))
                .toList();
    }

    /** Goods that plans of that day look at more closely. */
    public List<FocusGoods> focus(LocalDate day) {
        return on(day).focus().stream().filter(f -> f.validity().includes(day)).toList();
    }

    /** Every period of inspection work in force on a day. */
    public List<LegalPeriod> periods(LocalDate day) {
        return on(day).periods().stream()
                .filter(p -> p.validity().includes(day))
                .toList();
    }
}
