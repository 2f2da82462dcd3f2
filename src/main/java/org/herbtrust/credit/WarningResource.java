package org.herbtrust.credit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.herbtrust.credit.rules.MarketQuarter;
import org.herbtrust.credit.rules.Switching;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.material.MaterialPart;
import org.herbtrust.platform.CurrentActor;

/** Early warning over REST, for officials. */
@Path("/api/v1/warnings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class WarningResource {

    @Inject
    CreditWarnings warnings;

    @Inject
    CurrentActor actor;

    record Consenting(Switching.Severity to, String reason) {}

    @GET
    @Path("/merchants")
    public List<CreditWarnings.Signal> merchants() {
        return warnings.signals(CreditWarnings.Subject.MERCHANT, actor.get());
    }

    @GET
    @Path("/materials")
    public List<CreditWarnings.Signal> materials() {
        return warnings.signals(CreditWarnings.Subject.MATERIAL, actor.get());
    }

    @GET
    @Path("/sampling")
    public List<CreditWarnings.SamplingState> sampling() {
        return warnings.unusualSampling(actor.get());
    }

    @GET
    @Path("/reviews")
    public List<CreditWarnings.ToReview> reviews() {
        return warnings.toReview(actor.get());
    }

    @GET
    @Path("/consistency")
    public List<MarketQuarter.Consistency> consistency() {
        return warnings.consistency(actor.get());
    }

    @POST
    @Path("/sampling/{merchant}/{part}/consent")
    @RolesAllowed(Role.REGULATOR_ROLE)
    public CreditWarnings.SamplingState consent(
            @PathParam("merchant") MerchantId merchant,
            @PathParam("part") MaterialPart part,
            @NotNull(message = "缺少请求内容 (a body is needed)") Consenting consenting) {
        if (consenting.to() == null) {
            throw new IllegalArgumentException("请填写to：REDUCED或TIGHTENED (to is needed)");
        }
        return warnings.consent(merchant, part, consenting.to(), consenting.reason(), actor.get());
    }
}
