package org.herbtrust.merchant;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.platform.CurrentActor;

/** Admission (准入) over REST. */
@Path("/api/v1/admissions")
class AdmissionResource {

    @Inject
    Merchants merchants;

    @Inject
    CurrentActor actor;

    /** The wire form of an application. */
    record Applying(
            Uscc uscc,
            String name,
            MerchantKind kind,
            String operator,
            DivisionCode division,
            String hall,
            String stall,
            String grid,
            String scope,
            String commitmentVersion) {

        Application application() {
            Optional<Stall> place =
                    stall == null || stall.isBlank() ? Optional.empty() : Optional.of(new Stall(hall, stall, grid));
            return new Application(
                    uscc, name, kind, operator, division, place, scope, Optional.ofNullable(commitmentVersion));
        }
    }

    record Registered(MerchantId id, Standing standing, String gln) {}

    record Signing(String version) {}

    @POST
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response apply(@NotNull(message = "缺少请求内容 (a body is needed)") Applying applying) {
        MerchantId id = merchants.apply(applying.application(), actor.get());
        return Response.created(URI.create("/api/v1/admissions/" + id))
                .entity(registered(id))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE, Role.REGULATOR_ROLE})
    @Transactional
    public MerchantView file(@PathParam("id") MerchantId id) {
        return merchants.get(id);
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE, Role.REGULATOR_ROLE})
    public List<StandingEntry> history(@PathParam("id") MerchantId id) {
        return merchants.history(id);
    }

    @POST
    @Path("/{id}/commitment")
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public Registered sign(
            @PathParam("id") MerchantId id, @NotNull(message = "缺少请求内容 (a body is needed)") Signing signing) {
        merchants.signCommitment(id, signing.version() == null ? Commitment.CURRENT : signing.version(), actor.get());
        return registered(id);
    }

    @POST
    @Path("/{id}/admit")
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Registered admit(@PathParam("id") MerchantId id) {
        merchants.admit(id, actor.get());
        return registered(id);
    }

    @GET
    @Path("/commitment")
    @PermitAll
    public Commitment commitment() {
        return Commitment.version(Commitment.CURRENT);
    }

    private Registered registered(MerchantId id) {
        MerchantView merchant = merchants.get(id);
        return new Registered(id, merchant.standing(), merchant.gln().value());
    }
}
