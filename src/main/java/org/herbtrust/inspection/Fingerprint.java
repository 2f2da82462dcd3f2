package org.herbtrust.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.herbtrust.kernel.Actor;

/** Tells a second arrival of a record from another record under the same id. */
@Singleton
class Fingerprint {

    @Inject
    ObjectMapper json;

    /** SHA-256 of who sent it and of all that it says. */
    byte[] of(Object content, Actor actor) {
        try {
            String all = actor.account() + "\n" + json.writeValueAsString(content);
            return MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
