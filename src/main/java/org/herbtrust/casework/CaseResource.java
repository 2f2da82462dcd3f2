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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.inspection.VisitId;
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
            MerchantId merchant,
            ProcedureKind procedure,
            String ground,
            String facts,
            List<String> creditFacts,
            CaseId against) {}

    record Saying(String text) {}

    record Seen(VisitId visit, String text) {}

    record Calling(LocalDate day, String place) {}

    record Deciding(String reasons, Integer termMonths, Boolean granted) {}

    @POST
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.INSPECTOR_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public Response open(@NotNull(message = "缺少请求内容 (a body is needed)") OpeningCase o) {
        CaseId id = casework.open(
                new Opening(
                        o.merchant(),
                        o.procedure(),
                        o.ground(),
                        o.facts(),
                        o.creditFacts(),
                        Optional.ofNullable(o.against())),
                actor.get());
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

    /** Open cases that are overdue, or due within days. */
    @GET
    @Path("/deadlines")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public List<CaseView> deadlines(@QueryParam("days") int days) {
        return casework.deadlines(days, actor.get());
    }

    @GET
    @Path("/workload")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public Workload workload() {
        return casework.workload();
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
    public CaseView verify(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Seen seen) {
        return casework.verify(id, seen.visit(), seen.text(), actor.get());
    }

    @POST
    @Path("/{id}/uncorrected")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE})
    public CaseView uncorrected(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Seen seen) {
        return casework.findUncorrected(id, seen.visit(), seen.text(), actor.get());
    }

    @POST
    @Path("/{id}/acceptance")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE})
    public CaseView accept(@PathParam("id") CaseId id) {
        return casework.accept(id, actor.get());
    }

    @POST
    @Path("/{id}/check")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE})
    public CaseView check(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.check(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/public-notice")
    @RolesAllowed({Role.OFFICE_ROLE})
    public CaseView postNotice(@PathParam("id") CaseId id) {
        return casework.postNotice(id, actor.get());
    }

    @POST
    @Path("/{id}/talk")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.INSPECTOR_ROLE})
    public CaseView talk(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.talk(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/reminder")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.INSPECTOR_ROLE})
    public CaseView remind(@PathParam("id") CaseId id) {
        return casework.remind(id, actor.get());
    }

    @POST
    @Path("/{id}/hearing-call")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE})
    public CaseView callHearing(
            @PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Calling calling) {
        return casework.callHearing(id, calling.day(), calling.place(), actor.get());
    }

    @POST
    @Path("/{id}/suspension")
    @RolesAllowed({Role.REGULATOR_ROLE})
    public CaseView suspend(@PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.suspend(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/resumption")
    @RolesAllowed({Role.REGULATOR_ROLE})
    public CaseView liftSuspension(
            @PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.liftSuspension(id, saying.text(), actor.get());
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
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE})
    public CaseView returnDecision(
            @PathParam("id") CaseId id, @NotNull(message = "缺少请求内容 (a body is needed)") Saying saying) {
        return casework.returnDecision(id, saying.text(), actor.get());
    }

    @POST
    @Path("/{id}/confirmation")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE})
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
