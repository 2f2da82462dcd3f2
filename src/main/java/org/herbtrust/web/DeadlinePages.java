package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.herbtrust.casework.CaseView;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Workload;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Which steps are overdue or due soon, whose they are, and how much is open. */
@Path("/deadlines")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class DeadlinePages {

    @Inject
    Pages pages;

    @Inject
    Casework casework;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance deadlines(Workload load, List<CaseView> due, int days);
    }

    @GET
    public Response deadlines(@QueryParam("days") @DefaultValue("7") int days) {
        return pages.html(Templates.deadlines(casework.workload(), casework.deadlines(days, actor.get()), days));
    }
}
