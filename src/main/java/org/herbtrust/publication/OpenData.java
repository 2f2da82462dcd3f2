package org.herbtrust.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON for everyone: readable from any site, with a strong ETag over its bytes, and asked for again each time: what is
 * withdrawn must vanish from caches too.
 */
@ApplicationScoped
public class OpenData {

    private static final int TAG_BYTES = 15;

    @Inject
    ObjectMapper json;

    /** 304 if the reader has exactly this already. */
    public Response answer(Object body, Request request) {
        try {
            byte[] bytes = json.writeValueAsBytes(body);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            EntityTag tag = new EntityTag(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES)));
            Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
            if (answer == null) {
                answer = Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"));
            }
            return answer.tag(tag)
                    .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                    .header("Access-Control-Allow-Origin", "*")
                    .header("Access-Control-Expose-Headers", "ETag, Link")
                    .build();
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
