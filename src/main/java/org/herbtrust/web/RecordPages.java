package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.herbtrust.kernel.Refused;
import org.herbtrust.publication.PublicRecord;
import org.herbtrust.publication.Publication;
import org.herbtrust.publication.PublicationRefusal;

/** One public record under an address that stays, while it is public. */
@Path("/records")
@PermitAll
@Blocking
class RecordPages {

    @Inject
    Pages pages;

    @Inject
    Publication publication;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance record(PublicRecord record);
    }

    @GET
    @Path("{id: \\d{1,18}}")
    public Response record(@PathParam("id") long id) {
        PublicRecord record = publication
                .record(id)
                .orElseThrow(() -> new Refused(
                        PublicationRefusal.NOT_PUBLIC, "这条记录未公布，或已到期、撤回 (not published, over, or withdrawn)"));
        return Response.fromResponse(pages.html(Templates.record(record)))
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
