package org.herbtrust.casework;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Official lists as they were imported. The market's own blacklist is a public list and not here. */
@Path("/api/v1/official-listings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
class ListResource {

    @Inject
    Lists lists;

    @Inject
    CurrentActor actor;

    record Imported(
            String list,
            String authority,
            String document,
            String name,
            Uscc uscc,
            String idNumber,
            LocalDate listedOn,
            LocalDate endsOn) {
        @Override
        public String toString() {
            return list + " " + document; // never the number
        }
    }

    record Ended(LocalDate on, String why) {}

    @GET
    public Page<Listing.Kept> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return lists.official(cursor, limit, actor.get());
    }

    @POST
    public Response add(@NotNull(message = "缺少请求内容 (a body is needed)") Imported i) {
        long id = lists.imported(
                new Listing(
                        i.list(),
                        i.authority(),
                        i.document(),
                        i.name(),
                        Optional.ofNullable(i.uscc()),
                        Optional.ofNullable(i.idNumber()).map(IdNumber::new),
                        i.listedOn(),
                        Optional.ofNullable(i.endsOn())),
                actor.get());
        return Response.status(Response.Status.CREATED).entity(Map.of("id", id)).build();
    }

    @POST
    @Path("/{id}/end")
    public Response end(@PathParam("id") long id, @NotNull(message = "缺少请求内容 (a body is needed)") Ended ended) {
        lists.ended(id, ended.on(), ended.why(), actor.get());
        return Response.noContent().build();
    }
}
