package org.herbtrust.label;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** GS1 company prefixes of entities. */
@Path("/api/v1/gs1-prefixes")
@RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class ItemNumberResource {

    @Inject
    ItemNumbers numbers;

    @Inject
    CurrentActor actor;

    /** @param certificate number of the certificate that was shown */
    record Registration(MerchantId merchant, String prefix, String certificate, LocalDate since) {}

    /** @param until the last day */
    record Ending(LocalDate until) {}

    @GET
    public Page<CompanyPrefixView> prefixes(@QueryParam("limit") Integer limit) {
        return new Page<>(numbers.prefixes(Page.size(limit)), null);
    }

    @POST
    public Response register(Registration wanted) {
        if (wanted == null || wanted.merchant() == null) {
            throw new IllegalArgumentException("请填写经营主体 (the entity is needed)");
        }
        CompanyPrefixView registered =
                numbers.register(wanted.merchant(), wanted.prefix(), wanted.certificate(), wanted.since(), actor.get());
        return Response.created(URI.create("/api/v1/gs1-prefixes/" + registered.prefix()))
                .entity(registered)
                .build();
    }

    @POST
    @Path("/{prefix}/end")
    public void end(@PathParam("prefix") String prefix, Ending ending) {
        if (ending == null || ending.until() == null) {
            throw new IllegalArgumentException("请填写终止日 (the last day is needed)");
        }
        numbers.end(prefix, ending.until(), actor.get());
    }
}
