package org.herbtrust.casework;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Holidays of years to come: loaded by one official, confirmed by another. */
@Path("/api/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
class CalendarResource {

    @Inject
    WorkingCalendar calendar;

    @Inject
    CurrentActor actor;

    @GET
    @PermitAll
    public List<WorkingCalendar.LoadedYear> years() {
        return calendar.years();
    }

    /** The body is the file: YAML (or JSON, which is YAML) with year, source, holidays and workdays. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Response load(byte[] file) {
        long id = calendar.load(file == null ? new byte[0] : file, actor.get());
        return Response.status(Response.Status.CREATED).entity(Map.of("id", id)).build();
    }

    @POST
    @Path("/{id}/confirmation")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Response confirm(@PathParam("id") long id) {
        calendar.confirm(id, actor.get());
        return Response.noContent().build();
    }
}
