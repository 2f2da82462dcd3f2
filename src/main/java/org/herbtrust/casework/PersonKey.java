package org.herbtrust.casework;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.platform.SecretFile;

/**
 * Turns identity numbers into HMACs, so that the same person is found under another licence and nobody learns the number. A
 * plain hash would not do: there are few enough numbers to try them all. The key is not in the database; whoever has a copy of
 * that has no way back to a number.
 */
@ApplicationScoped
class PersonKey {

    private static final int SHORTEST_KEY = 32;

    /** The same on all replicas, at least 32 characters; else it is made at the first use and kept in the data folder. */
    @ConfigProperty(name = "herbtrust.person-key")
    Optional<String> configured;

    @ConfigProperty(name = "herbtrust.data.dir")
    String dataFolder;

    private SecretKeySpec key;

    /** 64 lower-case hexadecimal digits. */
    String hmac(IdNumber id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return HexFormat.of().formatHex(mac.doFinal(("person:01:" + id.value()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            String secret = configured.orElseGet(() -> SecretFile.readOrCreate(Path.of(dataFolder, "person-key")));
            if (secret.length() < SHORTEST_KEY) {
                throw new IllegalStateException("herbtrust.person-key needs at least " + SHORTEST_KEY + " characters");
            }
            key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        }
        return key;
    }
}
