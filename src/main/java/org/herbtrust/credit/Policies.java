package org.herbtrust.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.rules.Policy;
import org.herbtrust.kernel.Refused;
import org.herbtrust.platform.Database;

/**
 * The versions of the credit policy: those that are shipped and those that were approved here. A shipped version that cannot
 * be read keeps the application from starting.
 */
@ApplicationScoped
class Policies {

    static final List<String> SHIPPED = List.of("credit-1.0", "credit-1.1");

    /** How long another node may go on with what it knew. */
    private static final long STALE_NANOS = 5_000_000_000L;

    @Inject
    Database database;

    private final List<Policy> shipped = SHIPPED.stream()
            .map(name -> PolicyFile.read(name + ".yaml", file(name).orElseThrow()))
            .toList();

    private volatile Known known;

    private record Known(List<Policy> versions, long readAt) {}

    private record Row(String version, String file) {}

    /** The version in force on that day: the last that had begun and not ended. */
    Policy inForce(LocalDate day) {
        return versions().stream()
                .filter(p -> !day.isBefore(p.validFrom())
                        && p.validTo().map(end -> !day.isAfter(end)).orElse(true))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new Refused(
                        CreditRefusal.NO_POLICY_THEN,
                        "规则自%s起施行 (in force from)".formatted(versions().get(0).validFrom())));
    }

    private List<Policy> versions() {
        Known now = known;
        if (now == null || System.nanoTime() - now.readAt() > STALE_NANOS) {
            List<Policy> all = new ArrayList<>(shipped);
            database.query(
                            "select version, file from credit_policy where approved_at is not null order by approved_at, id",
                            row -> new Row(row.getString(1), row.getString(2)))
                    .forEach(r -> all.add(PolicyFile.read(r.version(), r.file().getBytes(StandardCharsets.UTF_8))));
            // stable: of two that begin on one day the one approved later counts
            all.sort(Comparator.comparing(Policy::validFrom));
            now = new Known(List.copyOf(all), System.nanoTime());
            known = now;
        }
        return now.versions();
    }

    /** Another version was approved. */
    void changed() {
        known = null;
    }

    /** The bytes of a version: of credit as shipped or approved, of casework as shipped. */
    Optional<byte[]> bytes(String version) {
        return file(version)
                .or(() -> database.one(
                        "select file from credit_policy where version = ? and approved_at is not null",
                        row -> row.getString(1).getBytes(StandardCharsets.UTF_8),
                        version));
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
