package org.herbtrust.casework;

import jakarta.annotation.security.PermitAll;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Procedures over REST. Which role may take which step is the procedure's own data; here it is only said who may come in. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
class CaseResource {

    @Inject
    Casework casework;

    @Inject
    CurrentActor actor;

    /** A case to be opened. */
    record OpeningCase(
            MerchantId merchant, ProcedureKind procedure, String ground, String facts, List<String> creditFacts) {}

    record Saying(String text) {}

    record Deciding(String reasons, Integer termMonths, Boolean granted) {}

    @POST
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.INSPECTOR_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public Response open(@NotNull(message = "缺少请求内容 (a body is needed)") OpeningCase o) {
        CaseId id = casework.open(
                new Opening(o.merchant(), o.procedure(), o.ground(), o.facts(), o.creditFacts()), actor.get());
        return Response.created(URI.create("/api/v1/cases/" + id))
                .entity(casework.get(id, actor.get()))
                .build();
    }

    @GET
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public Page<CaseSummary> list(
            @QueryParam("state") CaseState state,
            @QueryParam("procedure") ProcedureKind procedure,
            @QueryParam("merchant") MerchantId merchant,
            @QueryParam("overdue") boolean overdue,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return casework.list(
                new CaseQuery(
                        Optional.ofNullable(state),
                        Optional.ofNullable(procedure),
                        Optional.ofNullable(merchant),
                        overdue),
                cursor,
                limit,
                actor.get());
    }

    @GET
    @Path("/grounds/{procedure}")
    @PermitAll
    public List<Casebook.Ground> grounds(@PathParam("procedure") ProcedureKind procedure) {
        return casework.grounds(procedure);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public CaseView get(@PathParam("id") CaseId id) {
        return casework.get(id, actor.get());
    }

    @POST
    @Path("/{id}/opening")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.INSPECTOR_ROLE})
    public CaseView takeUp(@PathParam("id") CaseId id) {
        return casework.takeUp(id, actor.get());
    }

    @POST
    @Path("/{id}/notice")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.INSPECTOR_ROLE})
    public CaseView serveNotice(@PathParam("id") CaseId id) {
        return casework.serveNotice(id, actor.get());
    }

    @POST
    @Path("/{id}/statement")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE, Role.OFFICE_ROLE})
    public CaseView statement(
            @PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.recordStatement(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/waiver")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE, Role.OFFICE_ROLE})
    public CaseView waive(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.waive(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/hearing-request")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE, Role.OFFICE_ROLE})
    public CaseView askHearing(
            @PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.askHearing(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/hearing")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE})
    public CaseView holdHearing(
            @PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.holdHearing(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/mark")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE})
    public CaseView mark(@PathParam("id") CaseId id) {
        return casework.mark(id, actor.get());
    }

    @POST
    @Path("/{id}/verification")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE})
    public CaseView verify(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.verify(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE})
    public CaseView propose(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Deciding d) {
        return casework.proposeDecision(
                id, new Decision(d.reasons(), d.termMonths(), d.granted() == null || d.granted()), actor.get());
    }

    @POST
    @Path("/{id}/return")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public CaseView returnDecision(
            @PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.returnDecision(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/confirmation")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public CaseView confirm(@PathParam("id") CaseId id) {
        return casework.confirmDecision(id, actor.get());
    }

    @POST
    @Path("/{id}/service")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE})
    public CaseView serve(@PathParam("id") CaseId id) {
        return casework.serve(id, actor.get());
    }

    @POST
    @Path("/{id}/dismissal")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public CaseView dismiss(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.dismiss(id, saying.text(), actor.get());
    }
}
