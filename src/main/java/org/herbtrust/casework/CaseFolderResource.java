package org.herbtrust.casework;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.herbtrust.casework.rules.EvidenceKind;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Evidence and documents of cases over REST. */
@Path("/api/v1/cases")
@RolesAllowed({
    Role.OFFICE_ROLE,
    Role.REGULATOR_ROLE,
    Role.ADMIN_ROLE,
    Role.INSPECTOR_ROLE,
    Role.MERCHANT_ROLE,
    Role.GROWER_ROLE
})
class CaseFolderResource {

    @Inject
    CaseFolder folder;

    @Inject
    CurrentActor actor;

    @GET
    @Path("/{id}/evidence")
    @Produces(MediaType.APPLICATION_JSON)
    public List<CaseFolder.Filed> list(@PathParam("id") CaseId id) {
        return folder.list(id, actor.get());
    }

    /** The body is the file itself. */
    @POST
    @Path("/{id}/evidence")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response add(
            @PathParam("id") CaseId id,
            @QueryParam("kind") EvidenceKind kind,
            @QueryParam("name") String name,
            @QueryParam("forParty") @DefaultValue("false") boolean forParty,
            byte[] content) {
        CaseFolder.Filed filed =
                folder.add(id, kind, name, content == null ? new byte[0] : content, forParty, actor.get());
        return Response.status(Response.Status.CREATED).entity(filed).build();
    }

    @GET
    @Path("/{id}/evidence/{file}")
    public Response read(@PathParam("id") CaseId id, @PathParam("file") long file) {
        return answer(folder.read(id, file, actor.get()));
    }

    @GET
    @Path("/{id}/documents/{document}")
    public Response document(@PathParam("id") CaseId id, @PathParam("document") long document) {
        return answer(folder.document(id, document, actor.get()));
    }

    /** Never shown inside a page of ours, and never guessed to be anything else than it is. */
    private static Response answer(CaseFolder.Content content) {
        return Response.ok(content.bytes(), content.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(content.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
