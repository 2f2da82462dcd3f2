package org.herbtrust.platform;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.jboss.logging.Logger;

/**
 * An installation that has no account yet gets one administrator, with a password that nobody knows beforehand: the one
 * that is configured ({@code herbtrust.admin-password}), else a random one in a file that only the owner reads.
 */
@ApplicationScoped
class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
    private static final String LOGIN = "admin";

    @Inject
    Accounts accounts;

    @ConfigProperty(name = "herbtrust.demo", defaultValue = "false")
    boolean demo;

    @ConfigProperty(name = "herbtrust.admin-password")
    Optional<String> configured;

    @ConfigProperty(name = "herbtrust.data.dir", defaultValue = "data")
    String dataFolder;

    void onStart(@Observes StartupEvent started) {
        // a demonstration brings accounts of its own, tests make theirs
        if (demo || LaunchMode.current() == LaunchMode.TEST || !accounts.isEmpty()) {
            return;
        }
        Path file = Path.of(dataFolder).resolve("admin-password");
        String password = configured.orElseGet(() -> SecretFile.readOrCreate(file));
        accounts.open(new Actor(LOGIN, "系统管理员", Role.ADMIN, Optional.empty()), password);
        LOG.infof(
                "opened the first account, \"%s\"; its password is %s",
                LOGIN, configured.isPresent() ? "the configured one" : "in " + file.toAbsolutePath());
    }
}
