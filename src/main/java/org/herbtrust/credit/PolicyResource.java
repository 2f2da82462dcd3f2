package org.herbtrust.credit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HexFormat;
import org.herbtrust.kernel.Refused;

/** The rules for everyone to read: every parameter, period and row with its dates and its legal basis. */
@Path("/api/v1/policies")
class PolicyResource {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** A policy on the wire; {@code sha256} is of the file's bytes, which {@code …/file} gives. */
    record Shown(String version, String sha256, JsonNode policy) {}

    @GET
    @Path("/{version}")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response policy(@PathParam("version") String version) throws IOException {
        byte[] bytes = bytes(version);
        String sha256 = HexFormat.of().formatHex(ExplanationJson.sha256(bytes));
        return Response.ok(new Shown(version, sha256, YAML.readTree(bytes)))
                .tag(new EntityTag(sha256))
                .build();
    }

    @GET
    @Path("/{version}/file")
    @PermitAll
    @Produces("application/yaml")
    public byte[] file(@PathParam("version") String version) {
        return bytes(version);
    }

    private static byte[] bytes(String version) {
        if (!version.matches("(credit|casework)-\\d{1,3}\\.\\d{1,3}")) {
            throw new Refused(CreditRefusal.UNKNOWN_POLICY, "没有这个版本 (no such version)");
        }
        return Policies.file(version)
                .orElseThrow(
                        () -> new Refused(CreditRefusal.UNKNOWN_POLICY, "没有版本%s (no such version)".formatted(version)));
    }
}
