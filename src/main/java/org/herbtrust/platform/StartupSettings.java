package org.herbtrust.platform;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What must be known before Quarkus starts, looked up where Quarkus will look: system properties, environment, {@code
 * config/application.properties} in the working folder, then the application's own properties.
 *
 * <p>Read with a configuration of its own: asking for the global one this early would settle it before Quarkus does.
 */
final class StartupSettings {

    static final String DATA_FOLDER = "herbtrust.data.dir";
    static final String SECRET = "herbtrust.secret";

    private static final int WORKING_FOLDER_ORDINAL = 260;
    private static final int APPLICATION_ORDINAL = 250;

    private final SmallRyeConfig config;

    private StartupSettings(SmallRyeConfig config) {
        this.config = config;
    }

    static StartupSettings read() throws IOException {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
        String profile = System.getProperty("quarkus.profile", System.getenv().getOrDefault("QUARKUS_PROFILE", "prod"));
        builder.withProfile(profile);
        Path file = Path.of("config", "application.properties");
        if (Files.isReadable(file)) {
            builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), WORKING_FOLDER_ORDINAL));
        }
        URL packaged = StartupSettings.class.getResource("/application.properties");
        if (packaged != null) {
            builder.withSources(new PropertiesConfigSource(packaged, APPLICATION_ORDINAL));
        }
        return new StartupSettings(builder.build());
    }

    /** Absent, too, if it is configured as nothing. */
    Optional<String> find(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    /** Everything that this installation keeps lies below. */
    Path dataFolder() {
        return Path.of(find(DATA_FOLDER).orElse("data")).toAbsolutePath().normalize();
    }
}
