package org.herbtrust.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Ready only on a database whose schema has the newest migration of this release: a database that was restored or
 * exchanged under a running application would else be found out by failing requests.
 *
 * <p>A database that is newer than this release is accepted, for during an upgrade both releases run.
 */
@Readiness
@Singleton
final class MigrationsApplied implements HealthCheck {

    private final Flyway flyway;
    private final Database database;
    private volatile String newest;

    @Inject
    MigrationsApplied(Flyway flyway, Database database) {
        this.flyway = flyway;
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        String wanted = newest();
        return HealthCheckResponse.named("Schema at the release's newest migration")
                .status(isApplied(wanted))
                .withData("migration", wanted)
                .build();
    }

    private boolean isApplied(String version) {
        return database.one(
                        "select 1 from flyway_schema_history where version = ? and success",
                        row -> row.getInt(1),
                        version)
                .isPresent();
    }

    /** Looked up once: the migrations on the class path don't change while we run. */
    private String newest() {
        if (newest == null) {
            Optional<MigrationVersion> found = Arrays.stream(flyway.info().all())
                    .filter(migration -> migration.getState().isResolved())
                    .map(MigrationInfo::getVersion)
                    .max(Comparator.naturalOrder());
            newest = found.orElseThrow().getVersion();
        }
        return newest;
    }
}
