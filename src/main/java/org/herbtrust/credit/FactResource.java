package org.herbtrust.credit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.herbtrust.credit.rules.FactStatus;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** What becomes of a fact. */
@Path("/api/v1/facts/{fact}")
class FactResource {

    @Inject
    Credit credit;

    @Inject
    CurrentActor actor;

    record Becoming(FactStatus status, LocalDate effectiveOn, String reason) {}

    @POST
    @Path("/entries")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response become(
            @PathParam("fact") String fact, @NotNull(message = "缺少请求内容 (a body is needed)") Becoming becoming) {
        if (becoming.status() == null || becoming.effectiveOn() == null) {
            throw new IllegalArgumentException("请填写状态和日期 (status and day are needed)");
        }
        credit.enterByHand(fact, becoming.status(), becoming.effectiveOn(), becoming.reason(), actor.get());
        return Response.noContent().build();
    }
}
