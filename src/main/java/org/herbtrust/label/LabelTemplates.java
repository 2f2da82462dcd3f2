package org.herbtrust.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.DatedFile;

/** The templates that come with the system, by name and day: a reprint of an old batch looks as its labels did. */
final class LabelTemplates {

    /** The files of {@code labels/}; the first is the default. */
    private static final List<String> FILES =
            List.of("60x40.yaml", "40x30.yaml", "70x50.yaml", "100x100.yaml", "a4-24.yaml", "a4-40.yaml", "a4-65.yaml");

    /** By name; the newest first. */
    private static final Map<String, List<LabelTemplate>> BY_NAME = read();

    private LabelTemplates() {}

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * The template of that name as it was on a day; the oldest for days before it.
     *
     * @throws Refused if there is none of that name
     */
    static LabelTemplate named(String name, LocalDate day) {
        List<LabelTemplate> versions = BY_NAME.get(name);
        if (versions == null) {
            throw new Refused(
                    LabelRefusal.UNKNOWN_TEMPLATE, "可用的标签样式 (known templates): " + String.join(", ", names()));
        }
        return versions.stream()
                .filter(version -> !version.validFrom().isAfter(day))
                .findFirst()
                .orElse(versions.get(versions.size() - 1));
    }

    private static Map<String, List<LabelTemplate>> read() {
        Map<String, List<LabelTemplate>> templates = new LinkedHashMap<>();
        for (String file : FILES) {
            try (InputStream in = LabelTemplates.class.getResourceAsStream("/labels/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("labels/" + file + " is not on the class path");
                }
                LabelTemplate template = LabelTemplate.read(new DatedFile("labels/" + file, in.readAllBytes()));
                templates
                        .computeIfAbsent(template.name(), n -> new ArrayList<>())
                        .add(template);
            } catch (IOException e) {
                throw new UncheckedIOException("labels/" + file + " can't be read", e);
            }
        }
        templates
                .values()
                .forEach(versions -> versions.sort(
                        Comparator.comparing(LabelTemplate::validFrom).reversed()));
        return templates;
    }
}
