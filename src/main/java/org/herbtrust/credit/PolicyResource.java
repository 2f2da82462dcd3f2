package org.herbtrust.credit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/**
 * The rules for everyone to read: every parameter, period and row with its dates and its legal basis; and for those in charge
 * the way in which they change.
 */
@Path("/api/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
class PolicyResource {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String YAML_TYPE = "application/yaml";

    @Inject
    CreditPolicies versions;

    @Inject
    Policies policies;

    @Inject
    CurrentActor actor;

    /** A policy on the wire; {@code sha256} is of the file's bytes, which {@code …/file} gives. */
    record Shown(String version, String sha256, JsonNode policy) {}

    /** A version in the list. */
    record Listed(
            PolicyDraftId draft,
            String version,
            String sha256,
            LocalDate validFrom,
            PolicyVersion.State state,
            String draftedBy,
            Instant draftedAt,
            String approvedBy,
            Instant approvedAt,
            Long logIndex) {

        static Listed of(PolicyVersion v) {
            return new Listed(
                    v.draft().orElse(null),
                    v.version(),
                    v.sha256(),
                    v.validFrom(),
                    v.state(),
                    v.draftedBy().orElse(null),
                    v.draftedAt().orElse(null),
                    v.approvedBy().orElse(null),
                    v.approvedAt().orElse(null),
                    v.logIndex().orElse(null));
        }
    }

    record Approving(String sha256) {}

    @GET
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public List<Listed> list() {
        return versions.list().stream().map(Listed::of).toList();
    }

    @GET
    @Path("/{version}")
    @PermitAll
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
    @Produces(YAML_TYPE)
    public byte[] file(@PathParam("version") String version) {
        return bytes(version);
    }

    /** A draft: the whole policy as YAML. */
    @POST
    @Path("/drafts")
    @RolesAllowed(Role.REGULATOR_ROLE)
    @Consumes(YAML_TYPE)
    public Response draft(String file) {
        return Response.status(Response.Status.CREATED)
                .entity(Listed.of(versions.draft(file, actor.get())))
                .build();
    }

    @GET
    @Path("/drafts/{draft}")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Listed drafted(@PathParam("draft") PolicyDraftId draft) {
        return Listed.of(versions.get(draft));
    }

    @POST
    @Path("/drafts/{draft}/approval")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Listed approve(
            @PathParam("draft") PolicyDraftId draft,
            @NotNull(message = "缺少请求内容 (a body is needed)") Approving approving) {
        return Listed.of(versions.approve(draft, approving.sha256(), actor.get()));
    }

    @POST
    @Path("/drafts/{draft}/withdrawal")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Listed withdraw(@PathParam("draft") PolicyDraftId draft) {
        return Listed.of(versions.withdraw(draft, actor.get()));
    }

    /** Starts a what-if over the last twelve months; asks again with GET until {@code found} is there. */
    @POST
    @Path("/drafts/{draft}/what-if")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Response startWhatIf(@PathParam("draft") PolicyDraftId draft) {
        return Response.accepted(versions.startWhatIf(draft, actor.get())).build();
    }

    @GET
    @Path("/drafts/{draft}/what-if")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public WhatIfView whatIf(@PathParam("draft") PolicyDraftId draft) {
        return versions.whatIf(draft)
                .orElseThrow(() -> new Refused(CreditRefusal.UNKNOWN_POLICY, "尚未试算 (no what-if yet)"));
    }

    private byte[] bytes(String version) {
        if (!version.matches("(credit|casework)-\\d{1,3}\\.\\d{1,3}")) {
            throw new Refused(CreditRefusal.UNKNOWN_POLICY, "没有这个版本 (no such version)");
        }
        return policies.bytes(version)
                .orElseThrow(
                        () -> new Refused(CreditRefusal.UNKNOWN_POLICY, "没有版本%s (no such version)".formatted(version)));
    }
}
