package org.herbtrust.credit;

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
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;

/** One merchant's grade and credit file over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
class GradeResource {

    @Inject
    Credit credit;

    @Inject
    CurrentActor actor;

    /** A grade on the wire. */
    record Graded(
            MerchantId merchant,
            Grade grade,
            Text title,
            LocalDate asOf,
            LocalDate since,
            List<String> flags,
            String policyVersion,
            String policySha256,
            String explanationSha256,
            Long logIndex) {

        static Graded of(GradeView v) {
            List<String> flags = v.pending()
                    ? v.underObjection() ? List.of("PENDING", "UNDER_OBJECTION") : List.of("PENDING")
                    : v.underObjection() ? List.of("UNDER_OBJECTION") : List.of();
            return new Graded(
                    v.merchant(),
                    v.grade(),
                    v.grade().title(),
                    v.asOf(),
                    v.since(),
                    flags,
                    v.policyVersion(),
                    v.policySha256(),
                    v.explanationSha256(),
                    v.logIndex().orElse(null));
        }
    }

    /**
     * A fact as it is entered by a person.
     *
     * @param supersedes the number of a fact that was wrong, or null; then {@code reason} says why
     */
    record Entering(
            FactType type,
            LocalDate occurredOn,
            Integer critical,
            Integer serious,
            Integer minor,
            DisplayClass displayClass,
            String act,
            LocalDate expiresOn,
            String source,
            String document,
            String supersedes,
            String reason) {

        CreditFact of(MerchantId merchant) {
            return new CreditFact(
                    merchant,
                    type,
                    occurredOn,
                    critical == null ? 0 : critical,
                    serious == null ? 0 : serious,
                    minor == null ? 0 : minor,
                    Optional.empty(),
                    Optional.ofNullable(displayClass),
                    Optional.ofNullable(act),
                    Optional.ofNullable(expiresOn),
                    source,
                    Optional.ofNullable(document));
        }
    }

    record Entered(String fact, Graded grade) {}

    record Confirming(String explanationSha256) {}

    @GET
    @Path("/merchants/{id}/grade")
    @PermitAll
    public Response grade(@PathParam("id") MerchantId id) {
        Graded graded = Graded.of(credit.gradeOf(id));
        return Response.ok(graded)
                .tag(new EntityTag(
                        graded.explanationSha256() + (graded.logIndex() == null ? "" : "-" + graded.logIndex())))
                .build();
    }

    /** The bytes that were hashed; for a past day computed again. */
    @GET
    @Path("/merchants/{id}/grade/explanation")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public Response explanation(
            @PathParam("id") MerchantId id,
            @QueryParam("asOf") LocalDate asOf,
            @QueryParam("knownNow") boolean knownNow) {
        String json = asOf == null
                ? credit.explanation(id, actor.get())
                : credit.explanation(id, asOf, knownNow, actor.get());
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    @POST
    @Path("/merchants/{id}/grade/confirmation")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public Graded confirm(
            @PathParam("id") MerchantId id, @NotNull(message = "缺少请求内容 (a body is needed)") Confirming confirming) {
        return Graded.of(credit.confirm(id, confirming.explanationSha256(), actor.get()));
    }

    @GET
    @Path("/merchants/{id}/facts")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public List<Fact> facts(@PathParam("id") MerchantId id) {
        return credit.facts(id, actor.get());
    }

    /** A fact; with {@code supersedes}, in the place of one that was wrong. */
    @POST
    @Path("/merchants/{id}/facts")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response add(@PathParam("id") MerchantId id, @NotNull(message = "缺少请求内容 (a body is needed)") Entering e) {
        String fact = e.supersedes() == null
                ? credit.add(e.of(id), actor.get())
                : credit.supersede(e.supersedes(), e.of(id), e.reason(), actor.get());
        return Response.status(Response.Status.CREATED)
                .entity(new Entered(fact, Graded.of(credit.gradeOf(id))))
                .build();
    }
}
