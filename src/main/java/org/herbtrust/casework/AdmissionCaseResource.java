package org.herbtrust.casework;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.CurrentActor;

/** Admission as a procedure over REST; its further steps are those of every case. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
class AdmissionCaseResource {

    @Inject
    Admissions admissions;

    @Inject
    Casework casework;

    @Inject
    CurrentActor actor;

    record Behind(Post post, String name, String idNumber) {
        Person person() {
            return new Person(post, name, new IdNumber(idNumber));
        }

        @Override
        public String toString() {
            return post + " " + name; // never the number
        }
    }

    record Leased(String number, LocalDate from, LocalDate until) {}

    /** The wire form of an application; {@code merchant} instead of the entity's own data for re-entry. */
    record Applying(
            MerchantId merchant,
            Uscc uscc,
            String name,
            MerchantKind kind,
            String operator,
            DivisionCode division,
            String hall,
            String stall,
            String grid,
            String scope,
            String licenceNo,
            LocalDate licenceUntil,
            Leased lease,
            List<Behind> people,
            String commitmentVersion,
            String signedBy) {

        AdmissionRequest request() {
            Optional<Stall> place =
                    stall == null || stall.isBlank() ? Optional.empty() : Optional.of(new Stall(hall, stall, grid));
            return new AdmissionRequest(
                    merchant != null
                            ? Optional.empty()
                            : Optional.of(new Application(
                                    uscc, name, kind, operator, division, place, scope, Optional.empty())),
                    Optional.ofNullable(merchant),
                    licenceNo,
                    Optional.ofNullable(licenceUntil),
                    Optional.ofNullable(lease).map(l -> new AdmissionRequest.Lease(l.number(), l.from(), l.until())),
                    place,
                    scope,
                    people == null
                            ? List.of()
                            : people.stream().map(Behind::person).toList(),
                    commitmentVersion,
                    signedBy);
        }
    }

    @POST
    @Path("/admissions")
    @RolesAllowed({Role.OFFICE_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public Response apply(@NotNull(message = "缺少请求内容 (a body is needed)") Applying applying) {
        CaseId id = admissions.apply(applying.request(), actor.get());
        return Response.created(URI.create("/api/v1/cases/" + id))
                .entity(casework.get(id, actor.get()))
                .build();
    }

    /** The notices that run today. */
    @GET
    @Path("/admissions/notices")
    @PermitAll
    public List<Admissions.Notice> notices() {
        return admissions.notices();
    }

    /** What an entity has committed itself to. */
    @GET
    @Path("/admissions/commitments/{merchant}")
    @PermitAll
    public Admissions.SignedCommitment commitment(@PathParam("merchant") MerchantId merchant) {
        return admissions.commitment(merchant).orElseThrow(NotFoundException::new);
    }

    /** Persons behind an entity that came in without a case. */
    @POST
    @Path("/admissions/people/{merchant}")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE})
    public List<AdmissionView.Behind> name(
            @PathParam("merchant") MerchantId merchant,
            @NotNull(message = "缺少请求内容 (a body is needed)") List<Behind> people) {
        admissions.name(merchant, people.stream().map(Behind::person).toList(), actor.get());
        return admissions.people(merchant, actor.get());
    }

    @GET
    @Path("/{id}/admission")
    @RolesAllowed({Role.OFFICE_ROLE, Role.REGULATOR_ROLE, Role.ADMIN_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    public AdmissionView file(@PathParam("id") CaseId id) {
        return admissions.file(id, actor.get());
    }
}
