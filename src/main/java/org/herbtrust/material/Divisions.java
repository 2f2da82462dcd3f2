package org.herbtrust.material;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.herbtrust.kernel.DivisionCode;

/**
 * Provinces, cities and counties of the country and the townships of Bozhou. From china-division 2.7.0 (MIT), the
 * statistics bureau's codes of 2023.
 */
@Singleton
public class Divisions {

    private static final int MOST_FOUND = 200;

    /** Levels that stand in the code table only: nobody writes them in an address. */
    private static final Set<String> SILENT = Set.of("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划");

    private final Map<String, Division> byCode;

    public Divisions() {
        this.byCode = read();
    }

    /** A wrong row must stop the start, not the first question of the day. */
    void readAtStart(@Observes StartupEvent starting) {}

    public Optional<Division> find(DivisionCode code) {
        return Optional.ofNullable(byCode.get(code.value()));
    }

    /** The divisions right below one, or the provinces if none is given. */
    public List<Division> below(Optional<DivisionCode> parent) {
        return byCode.values().stream()
                .filter(d -> Optional.ofNullable(d.parent()).equals(parent))
                .toList();
    }

    /**
     * Divisions whose code starts with the text or whose full name contains it, those whose own name starts with it first.
     *
     * @param limit from 1 to 200
     */
    public List<Division> search(String text, int limit) {
        String t = text == null ? "" : text.strip();
        if (t.isEmpty() || t.length() > 50) {
            return List.of();
        }
        return byCode.values().stream()
                .filter(d -> d.code().value().startsWith(t) || d.path().contains(t))
                .sorted(Comparator.comparing((Division d) -> !d.name().startsWith(t))
                        .thenComparing(d -> d.code().value()))
                .limit(Math.min(Math.max(limit, 1), MOST_FOUND))
                .toList();
    }

    private static Map<String, Division> read() {
        Map<String, CatalogueFile.Row> rows = new LinkedHashMap<>();
        List<CatalogueFile.Row> all = CatalogueFile.csv("divisions.csv");
        for (CatalogueFile.Row row : all) {
            if (rows.put(row.text("code"), row) != null) {
                throw row.wrong("code twice: " + row.text("code"));
            }
        }
        Map<String, Division> found = new TreeMap<>();
        for (CatalogueFile.Row row : all) {
            String parent = row.textOrEmpty("parent");
            Division division = row.checked(() -> new Division(
                    new DivisionCode(row.text("code")),
                    row.text("name"),
                    String.join("", names(row, rows)),
                    parent.isEmpty() ? null : new DivisionCode(parent)));
            found.put(division.code().value(), division);
        }
        return Collections.unmodifiableMap(found);
    }

    /** From the province down. */
    private static List<String> names(CatalogueFile.Row row, Map<String, CatalogueFile.Row> rows) {
        List<String> names = new ArrayList<>();
        CatalogueFile.Row at = row;
        while (at != null) {
            String name = at.text("name");
            boolean silent = !names.isEmpty() && SILENT.contains(name);
            if (!silent) {
                names.add(0, name);
            }
            String parent = at.textOrEmpty("parent");
            CatalogueFile.Row above = rows.get(parent);
            if (!parent.isEmpty() && above == null) {
                throw at.wrong("parent not in the file: " + parent);
            }
            if (names.size() > 5) {
                throw at.wrong("divisions in a circle");
            }
            at = above;
        }
        return names;
    }
}
