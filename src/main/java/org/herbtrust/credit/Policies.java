package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.rules.Policy;

/** The versions of the credit policy that are shipped. A version that cannot be read keeps the application from starting. */
@ApplicationScoped
class Policies {

    private static final List<String> SHIPPED = List.of("credit-1.0");

    private final List<Policy> versions = SHIPPED.stream()
            .map(name -> PolicyFile.read(name + ".yaml", file(name).orElseThrow()))
            .sorted(Comparator.comparing(Policy::validFrom))
            .toList();

    /** The version in force on that day: the last that had begun and not ended. */
    Policy inForce(LocalDate day) {
        return versions.stream()
                .filter(p -> !day.isBefore(p.validFrom())
                        && p.validTo().map(end -> !day.isAfter(end)).orElse(true))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("no credit policy is in force on " + day));
    }

    /** The bytes of a shipped policy file, be it of credit or of casework. */
    static Optional<byte[]> file(String version) {
        try (InputStream in = Policies.class.getResourceAsStream("/traceability-schema/policy/" + version + ".yaml")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
