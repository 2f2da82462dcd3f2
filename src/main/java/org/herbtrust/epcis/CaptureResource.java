package org.herbtrust.epcis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Capture of documents, as jobs (EPCIS 2.0, REST bindings). */
@Path("/epcis/capture")
@Tag(name = "EPCIS 2.0")
@Blocking
class CaptureResource {

    static final String BEHAVIOUR = "GS1-Capture-Error-Behaviour";

    @Inject
    CaptureJobs jobs;

    @Inject
    Documents documents;

    @Inject
    CurrentActor actor;

    @POST
    @Consumes({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @RolesAllowed({Role.ADMIN_ROLE, Role.OFFICE_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "Capture an EPCISDocument; 202 and the address of its capture job")
    public Response capture(
            byte[] document,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @HeaderParam(BEHAVIOUR) String behaviour,
            @Context HttpHeaders headers) {
        Wire.checkVersions(headers);
        CaptureJobs.Accepted accepted =
                jobs.accept(document, MediaKind.of(type), CaptureJobs.behaviour(behaviour), actor.get());
        jobs.submit(accepted);
        return Wire.limits(Wire.headers(Response.accepted()))
                .location(URI.create("/epcis/capture/" + accepted.job()))
                .header(BEHAVIOUR, accepted.behaviour().word())
                .build();
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD})
    @RolesAllowed({Role.ADMIN_ROLE, Role.OFFICE_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "The sender's capture jobs, the latest first")
    public Response list(@Context UriInfo uri) {
        Actor who = actor.get();
        int size = Wire.perPage(uri);
        Optional<UUID> after = Wire.token(uri).map(CaptureResource::uuid);
        Optional<String> account = who.is(Role.ADMIN, Role.OFFICE) ? Optional.empty() : Optional.of(who.account());
        List<CaptureJob> found = jobs.list(account, after, size + 1);
        List<CaptureJob> page = found.size() > size ? found.subList(0, size) : found;
        ArrayNode body = Json.MAPPER.createArrayNode();
        page.forEach(j -> body.add(json(j)));
        Response.ResponseBuilder response = Wire.headers(Response.ok(Json.write(body), MediaType.APPLICATION_JSON));
        if (found.size() > size) {
            response.header(
                    HttpHeaders.LINK, Wire.next(uri, page.get(size - 1).id().toString()));
        }
        return response.build();
    }

    @GET
    @Path("/{captureID}")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @RolesAllowed({Role.ADMIN_ROLE, Role.OFFICE_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "What became of a document: running, success, errors")
    public Response job(@PathParam("captureID") String captureId, @Context HttpHeaders headers) {
        UUID id = uuid(captureId);
        Actor who = actor.get();
        CaptureJob job = jobs.find(id)
                .filter(j ->
                        who.is(Role.ADMIN, Role.OFFICE) || jobs.accountOf(id).equals(Optional.of(who.account())))
                .orElseThrow(CaptureResource::unknown);
        Response.ResponseBuilder response = Wire.wantsXml(headers)
                ? Response.ok(XmlQueryDocument.of(job), MediaType.APPLICATION_XML_TYPE.withCharset("utf-8"))
                : Response.ok(Json.write(json(job)), MediaType.APPLICATION_JSON);
        return Wire.headers(response)
                .header(BEHAVIOUR, job.behaviour().word())
                .header(HttpHeaders.LINK, "</epcis/capture/" + id + "/document>; rel=\"original\"")
                .build();
    }

    @GET
    @Path("/{captureID}/document")
    @Produces({MediaType.APPLICATION_JSON, Wire.JSON_LD, MediaType.APPLICATION_XML, MediaType.WILDCARD})
    @RolesAllowed({
        Role.ADMIN_ROLE,
        Role.OFFICE_ROLE,
        Role.REGULATOR_ROLE,
        Role.INSPECTOR_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Operation(summary = "The document as it was sent, byte for byte, with its SHA-256")
    public Response document(@PathParam("captureID") String captureId) {
        return Wire.original(documents.ofJob(uuid(captureId)), actor.get());
    }

    @OPTIONS
    @PermitAll
    public Response options() {
        return Wire.limits(Response.fromResponse(Wire.options("GET, POST, OPTIONS")))
                .build();
    }

    @OPTIONS
    @Path("/{captureID}")
    @PermitAll
    public Response jobOptions(@PathParam("captureID") String captureId) {
        return Wire.options("GET, OPTIONS");
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Refused unknown() {
        return new Refused(Refusal.NO_SUCH_RESOURCE, "没有该采集任务 (no such capture job)");
    }

    private static ObjectNode json(CaptureJob job) {
        ObjectNode node = Json.object();
        node.put("captureID", job.id().toString()).put("createdAt", EventHash.time(job.createdAt()));
        job.finishedAt().ifPresent(at -> node.put("finishedAt", EventHash.time(at)));
        node.put("running", job.running())
                .put("success", job.success())
                .put("captureErrorBehaviour", job.behaviour().word())
                .put("events", job.events())
                .put("captured", job.captured());
        ArrayNode errors = node.putArray("errors");
        job.errors().forEach(e -> errors.add(CaptureJobs.json(e)));
        return node;
    }
}
