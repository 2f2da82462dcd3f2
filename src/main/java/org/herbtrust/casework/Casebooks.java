package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.herbtrust.casework.rules.Casebook;

/** The versions of the procedures that are shipped. One that cannot be read keeps the application from starting. */
@ApplicationScoped
class Casebooks {

    private static final List<String> SHIPPED = List.of("casework-1.0");

    private final List<Casebook> versions = SHIPPED.stream()
            .map(Casebooks::read)
            .sorted(Comparator.comparing(Casebook::validFrom))
            .toList();

    Casebook inForce(LocalDate day) {
        return versions.stream()
                .filter(b -> !day.isBefore(b.validFrom())
                        && b.validTo().map(end -> !day.isAfter(end)).orElse(true))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("no procedures are in force on " + day));
    }

    Casebook version(String version) {
        return versions.stream()
                .filter(b -> b.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("procedures are missing: " + version));
    }

    /** The ground of a case, as the version says it under which the case was opened. */
    Casebook.Ground ground(CaseFiles.Row row) {
        return version(row.policyVersion()).grounds().stream()
                .filter(g -> g.id().equals(row.groundId()))
                .findFirst()
                .orElseThrow();
    }

    private static Casebook read(String version) {
        String name = version + ".yaml";
        try (InputStream in = Casebooks.class.getResourceAsStream("/traceability-schema/policy/" + name)) {
            return CasebookFile.read(name, in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
