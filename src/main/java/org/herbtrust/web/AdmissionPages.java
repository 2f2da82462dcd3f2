package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.AdmissionRequest;
import org.herbtrust.casework.AdmissionView;
import org.herbtrust.casework.Admissions;
import org.herbtrust.casework.CaseId;
import org.herbtrust.casework.CaseQuery;
import org.herbtrust.casework.CaseSummary;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Person;
import org.herbtrust.casework.Post;
import org.herbtrust.casework.rules.IdNumber;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.material.Division;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Applications for admission that run as a case: filed here, carried on at the case's own page. */
@Path("/admissions")
@Blocking
@RolesAllowed({Role.OFFICE_ROLE, Role.MERCHANT_ROLE, Role.GROWER_ROLE})
class AdmissionPages {

    /** How many persons the form has fields for; the API takes more. */
    private static final int PERSONS = 2;

    @Inject
    Pages pages;

    @Inject
    Admissions admissions;

    @Inject
    Casework casework;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance apply(
                Entered form,
                List<MerchantKind> kinds,
                List<Post> posts,
                Commitment commitment,
                List<CaseSummary> open,
                boolean party);

        static native TemplateInstance people(
                Entered form, MerchantId merchant, List<AdmissionView.Behind> known, List<Post> posts);
    }

    @GET
    public Response apply() {
        return pages.html(page(Entered.empty()));
    }

    private TemplateInstance page(Entered form) {
        CaseQuery admission =
                new CaseQuery(Optional.empty(), Optional.of(ProcedureKind.ADMISSION), Optional.empty(), false);
        return Templates.apply(
                form,
                List.of(MerchantKind.values()),
                List.of(Post.values()),
                Commitment.version(Commitment.CURRENT),
                casework.list(admission, null, Page.MOST, actor.get()).items().stream()
                        .filter(c -> !c.state().isOver())
                        .toList(),
                actor.get().merchant().isPresent());
    }

    @POST
    public Response applied(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    AdmissionRequest request = request(form);
                    CaseId id = pages.once(
                            form,
                            request.applicant()
                                    .map(Application::uscc)
                                    .map(Object::toString)
                                    .orElse("re-entry"),
                            CaseId.class,
                            () -> admissions.apply(request, actor.get()));
                    return pages.next(
                            "/cases/" + id + "#evidence",
                            Text.of("申请已登记为案件" + id + "，请上传执照和租赁合同", "On file as " + id + ": now put in the papers"));
                },
                this::page);
    }

    /** The persons behind an entity that came in without a case. */
    @GET
    @Path("people/{merchant}")
    @RolesAllowed(Role.OFFICE_ROLE)
    public Response people(@PathParam("merchant") MerchantId merchant) {
        return pages.html(peoplePage(merchant, Entered.empty()));
    }

    private TemplateInstance peoplePage(MerchantId merchant, Entered form) {
        return Templates.people(form, merchant, admissions.people(merchant, actor.get()), List.of(Post.values()));
    }

    @POST
    @Path("people/{merchant}")
    @RolesAllowed(Role.OFFICE_ROLE)
    public Response named(@PathParam("merchant") MerchantId merchant, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    admissions.name(merchant, people(form), actor.get());
                    return pages.next("/admissions/people/" + merchant, Text.of("已登记", "On record"));
                },
                form -> peoplePage(merchant, form));
    }

    private AdmissionRequest request(Entered form) {
        Optional<MerchantId> reentering =
                actor.get().merchant().or(() -> form.maybe("reentry", MerchantId::fromString));
        Optional<String> number = form.maybe("stall");
        Optional<Stall> stall = number.map(n -> form.need("hall", hall -> new Stall(hall, n, form.value("grid"))));
        String scope = form.need("scope");
        String licence = form.need("licenceNo");
        Optional<LocalDate> licenceUntil = form.maybe("licenceUntil", LocalDate::parse);
        Optional<AdmissionRequest.Lease> lease = form.maybe("leaseNo").map(no -> {
            LocalDate from = form.need("leaseFrom", LocalDate::parse);
            LocalDate until = form.need("leaseUntil", LocalDate::parse);
            form.done();
            return new AdmissionRequest.Lease(no, from, until);
        });
        List<Person> people = people(form);
        String signedBy = form.need("signedBy");
        if (!form.ticked("signed")) {
            form.wrong("signedBy", "请阅读并签署信用承诺 (read and sign the commitment)");
        }
        Optional<Application> applicant = reentering.isPresent() ? Optional.empty() : applicant(form, stall, scope);
        form.done();
        return new AdmissionRequest(
                applicant,
                reentering,
                licence,
                licenceUntil,
                lease,
                stall,
                scope,
                people,
                Commitment.CURRENT,
                signedBy);
    }

    private Optional<Application> applicant(Entered form, Optional<Stall> stall, String scope) {
        Uscc uscc = form.need("uscc", Uscc::new);
        String name = form.need("name");
        MerchantKind kind = form.need("kind", MerchantKind::valueOf);
        String operator = form.need("operator");
        DivisionCode division = Optional.ofNullable(form.need("division", chooser::division))
                .map(Division::code)
                .orElse(null);
        if (kind == MerchantKind.TRADER && stall.isEmpty()) {
            form.wrong("stall", "经营户须填写摊位 (a stall merchant has a stall)");
        }
        form.done();
        return Optional.of(new Application(uscc, name, kind, operator, division, stall, scope, Optional.empty()));
    }

    private static List<Person> people(Entered form) {
        List<Person> people = new ArrayList<>();
        for (int i = 1; i <= PERSONS; i++) {
            if (i == 1 || form.ticked("person" + i)) {
                String name = form.need("person" + i);
                Post post = form.need("post" + i, Post::valueOf);
                IdNumber id = form.need("id" + i, IdNumber::new);
                if (name != null && post != null && id != null) {
                    people.add(new Person(post, name, id));
                }
            }
        }
        form.done();
        return people;
    }
}
