package org.herbtrust.label;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.herbtrust.kernel.Role;
import org.herbtrust.label.rules.LabelKey;
import org.herbtrust.platform.CurrentActor;

/** The keys that sign labels, for who manages them. */
@Path("/api/v1/label-keys")
class LabelKeyResource {

    @Inject
    LabelKeys keys;

    @Inject
    CurrentActor actor;

    record Revocation(String reason) {}

    @GET
    @PermitAll
    public PublishedKeys keys() {
        return PublishedKeys.of(keys.all());
    }

    /** A new key signs from now on. */
    @POST
    @RolesAllowed(Role.ADMIN_ROLE)
    public Response rotate() {
        LabelKey fresh = keys.rotate(actor.get());
        return Response.created(URI.create(PublishedKeys.PATH))
                .entity(PublishedKeys.Key.of(fresh))
                .build();
    }

    @POST
    @Path("/{id}/revocation")
    @RolesAllowed(Role.ADMIN_ROLE)
    public PublishedKeys revoke(@PathParam("id") String id, Revocation revocation) {
        keys.revoke(id, revocation == null ? null : revocation.reason(), actor.get());
        return keys();
    }
}
