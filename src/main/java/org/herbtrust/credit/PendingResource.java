package org.herbtrust.credit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.Page;

/** What waits for a regulator. */
@Path("/api/v1/grades")
@Produces(MediaType.APPLICATION_JSON)
class PendingResource {

    @Inject
    Credit credit;

    /** Grades that wait for a regulator. */
    @GET
    @Path("/pending")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Page<GradeResource.Graded> pending(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        Page<GradeView> page = credit.grades(Optional.empty(), true, cursor, limit);
        return new Page<>(page.items().stream().map(GradeResource.Graded::of).toList(), page.nextCursor());
    }
}
