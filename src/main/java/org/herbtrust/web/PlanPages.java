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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.inspection.Draws;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.inspection.PlanView;
import org.herbtrust.inspection.Plans;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.LegalNumber;
import org.herbtrust.material.Materials;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.platform.CurrentActor;

/** Plans of inspection, and who must not be drawn for whom. */
@Path("/inspect")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class PlanPages {

    @Inject
    Pages pages;

    @Inject
    Plans plans;

    @Inject
    Draws draws;

    @Inject
    Materials materials;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance plans(
                Entered form,
                List<PlanView> plans,
                List<PlanView.Line> preview,
                List<LegalNumber> numbers,
                boolean mayPlan);

        static native TemplateInstance plan(Entered form, PlanView plan, boolean mayPlan);

        static native TemplateInstance kinship(
                Entered form, List<Draws.Kinship> kinships, boolean mayEnd, String inspector);
    }

    @GET
    @Path("plans")
    public Response plans(@QueryParam("from") String from, @QueryParam("to") String to) {
        LocalDate quarter = quarter();
        Entered form = Entered.empty()
                .with("from", from == null || from.isBlank() ? quarter : from)
                .with("to", to == null || to.isBlank() ? quarter.plusMonths(3).minusDays(1) : to);
        boolean look = from != null && !from.isBlank();
        return pages.attempt(
                form,
                given -> {
                    LocalDate first = given.need("from", LocalDate::parse);
                    LocalDate last = given.need("to", LocalDate::parse);
                    given.done();
                    return pages.html(plansPage(given, look ? plans.preview(first, last) : List.of()));
                },
                given -> plansPage(given, List.of()));
    }

    private TemplateInstance plansPage(Entered form, List<PlanView.Line> preview) {
        return Templates.plans(
                form, plans.list(), preview, materials.numbers(Market.dayOf(clock.instant())), mayPlan());
    }

    @POST
    @Path("plans")
    public Response made(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String title = form.need("title");
                    LocalDate from = form.need("from", LocalDate::parse);
                    LocalDate to = form.need("to", LocalDate::parse);
                    form.done();
                    long id = plans.make(title, from, to, actor.get());
                    return pages.next("/inspect/plans/" + id, Text.of("计划已生成", "The plan is made"));
                },
                form -> plansPage(form, List.of()));
    }

    @GET
    @Path("plans/{id}")
    public Response plan(@PathParam("id") long id) {
        PlanView plan = plans.find(id)
                .orElseThrow(() -> new Refused(InspectionRefusal.PLAN_UNKNOWN, "没有这个计划 (no such plan): " + id));
        return pages.html(Templates.plan(Entered.empty().with("purpose", plan.title()), plan, mayPlan()));
    }

    @GET
    @Path("kinship")
    public Response kinship() {
        return pages.html(kinshipPage(Entered.empty()));
    }

    private TemplateInstance kinshipPage(Entered form) {
        Actor me = actor.get();
        return Templates.kinship(form, draws.kinships(me), mayPlan(), me.is(Role.INSPECTOR) ? me.account() : "");
    }

    @POST
    @Path("kinship")
    public Response declared(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Actor me = actor.get();
                    String inspector = me.is(Role.INSPECTOR) ? me.account() : form.need("inspector");
                    MerchantView merchant = form.need("merchant", chooser::merchant);
                    form.done();
                    draws.declareKinship(inspector, merchant.id(), form.value("note"), me);
                    return pages.next("/inspect/kinship", Text.of("回避关系已登记", "The declaration is on record"));
                },
                this::kinshipPage);
    }

    @POST
    @Path("kinship/{id}/end")
    public Response ended(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    draws.endKinship(id, actor.get());
                    return pages.next("/inspect/kinship", Text.of("回避关系已终止", "The declaration is ended"));
                },
                this::kinshipPage);
    }

    private boolean mayPlan() {
        return actor.get().is(Role.REGULATOR, Role.OFFICE, Role.ADMIN);
    }

    /** The first day of the present quarter. */
    private LocalDate quarter() {
        LocalDate today = Market.dayOf(clock.instant());
        return today.withDayOfMonth(1).minusMonths((today.getMonthValue() - 1) % 3);
    }
}
