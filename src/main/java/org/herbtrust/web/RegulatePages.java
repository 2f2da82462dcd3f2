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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.CaseId;
import org.herbtrust.casework.CaseQuery;
import org.herbtrust.casework.CaseSummary;
import org.herbtrust.casework.CaseView;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Opening;
import org.herbtrust.casework.Workload;
import org.herbtrust.casework.rules.CaseState;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.CreditFact;
import org.herbtrust.credit.GradeView;
import org.herbtrust.credit.rules.DisplayClass;
import org.herbtrust.credit.rules.Fact;
import org.herbtrust.credit.rules.FactType;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.FlagView;
import org.herbtrust.trace.Trace;

/** What a regulator must decide and by when; a merchant's whole file. */
@Path("/regulate")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class RegulatePages {

    private static final int SHOWN = 30;

    @Inject
    Pages pages;

    @Inject
    Casework casework;

    @Inject
    Credit credit;

    @Inject
    Inspections inspections;

    @Inject
    Merchants merchants;

    @Inject
    Trace trace;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    /** A ground together with the procedure that it would open. */
    public record Opener(ProcedureKind procedure, Casebook.Ground ground) {
        public String getValue() {
            return procedure.name() + ":" + ground.id();
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance dashboard(
                List<CaseView> open,
                Workload load,
                Page<GradeView> pending,
                List<FlagView> flags,
                int recalls,
                Entered form);

        static native TemplateInstance cases(
                Page<CaseSummary> cases,
                String state,
                String procedure,
                List<CaseState> states,
                List<ProcedureKind> procedures);

        static native TemplateInstance grades(
                Page<GradeView> grades, String grade, boolean pending, List<Grade> letters);

        static native TemplateInstance merchant(
                Entered form,
                MerchantView merchant,
                GradeView grade,
                GradeReasons reasons,
                List<Fact> facts,
                List<CaseSummary> cases,
                List<VisitView> visits,
                List<Opener> openers,
                List<FactType> types,
                boolean mayConfirm);
    }

    @GET
    public Response dashboard() {
        return pages.html(dashboardPage(Entered.empty()));
    }

    private TemplateInstance dashboardPage(Entered form) {
        Actor me = actor.get();
        List<CaseView> open = casework.list(CaseQuery.all(), null, Page.MOST, me).items().stream()
                .filter(c -> !c.state().isOver())
                .limit(SHOWN)
                .map(c -> casework.get(c.id(), me))
                .sorted(Comparator.comparing((CaseView c) -> c.dueOn().orElse(LocalDate.MAX)))
                .toList();
        return Templates.dashboard(
                open,
                casework.workload(),
                credit.grades(Optional.empty(), true, null, SHOWN),
                trace.flags(Optional.empty(), 10),
                trace.recalls(true).size(),
                form);
    }

    /** From the search field of the dashboard to a file. */
    @GET
    @Path("find")
    public Response find(@QueryParam("merchant") String merchant) {
        return pages.attempt(
                Entered.empty().with("merchant", merchant),
                form -> {
                    MerchantView found = form.need("merchant", chooser::merchant);
                    form.done();
                    return pages.next("/regulate/merchants/" + found.id());
                },
                this::dashboardPage);
    }

    @GET
    @Path("cases")
    public Response cases(
            @QueryParam("state") String state,
            @QueryParam("procedure") String procedure,
            @QueryParam("cursor") String cursor) {
        Optional<CaseState> wanted =
                Optional.ofNullable(state).filter(s -> !s.isBlank()).map(CaseState::valueOf);
        Optional<ProcedureKind> kind =
                Optional.ofNullable(procedure).filter(p -> !p.isBlank()).map(ProcedureKind::valueOf);
        return pages.html(Templates.cases(
                casework.list(new CaseQuery(wanted, kind, Optional.empty(), false), cursor, SHOWN, actor.get()),
                wanted.map(Enum::name).orElse(""),
                kind.map(Enum::name).orElse(""),
                List.of(CaseState.values()),
                List.of(ProcedureKind.values())));
    }

    @GET
    @Path("grades")
    public Response grades(
            @QueryParam("grade") String grade,
            @QueryParam("pending") boolean pending,
            @QueryParam("cursor") String cursor) {
        Optional<Grade> wanted =
                Optional.ofNullable(grade).filter(g -> !g.isBlank()).map(Grade::valueOf);
        return pages.html(Templates.grades(
                credit.grades(wanted, pending, cursor, SHOWN),
                wanted.map(Enum::name).orElse(""),
                pending,
                List.of(Grade.values())));
    }

    @GET
    @Path("merchants/{id}")
    public Response merchant(@PathParam("id") MerchantId id) {
        return pages.html(merchantPage(id, Entered.empty()));
    }

    private TemplateInstance merchantPage(MerchantId id, Entered form) {
        Actor me = actor.get();
        List<Opener> openers = new ArrayList<>();
        for (ProcedureKind procedure : List.of(ProcedureKind.WARNING, ProcedureKind.EXIT, ProcedureKind.BLACKLIST)) {
            casework.grounds(procedure).forEach(ground -> openers.add(new Opener(procedure, ground)));
        }
        return Templates.merchant(
                form,
                merchants.get(id),
                credit.gradeOf(id),
                GradeReasons.of(credit.explanation(id, me)),
                credit.facts(id, me),
                casework.list(CaseQuery.of(id), null, SHOWN, me).items(),
                inspections.visits(VisitQuery.of(id), null, SHOWN).items(),
                openers,
                List.of(FactType.values()),
                me.is(Role.REGULATOR, Role.ADMIN));
    }

    @POST
    @Path("merchants/{id}/confirm")
    public Response confirm(@PathParam("id") MerchantId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String read = form.need("explanation");
                    form.done();
                    GradeView now = credit.confirm(id, read, actor.get());
                    return pages.next(
                            "/regulate/merchants/" + id,
                            Text.of(
                                    "已确认，等级现为" + now.grade().title().zh(),
                                    "Confirmed: the grade is "
                                            + now.grade().title().en()));
                },
                form -> merchantPage(id, form));
    }

    @POST
    @Path("merchants/{id}/case")
    public Response open(@PathParam("id") MerchantId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String opener = form.need("opener");
                    String facts = form.need("facts");
                    form.done();
                    String[] parts = opener.split(":", 2);
                    CaseId opened = casework.open(
                            new Opening(
                                    id,
                                    ProcedureKind.valueOf(parts[0]),
                                    parts.length > 1 ? parts[1] : "",
                                    facts,
                                    form.all("fact")),
                            actor.get());
                    return pages.next("/cases/" + opened, Text.of("已立案", "The case is open"));
                },
                form -> merchantPage(id, form));
    }

    /** An authority's document, or another fact that no package of ours has observed. */
    @POST
    @Path("merchants/{id}/fact")
    public Response fact(@PathParam("id") MerchantId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    FactType type = form.need("type", FactType::valueOf);
                    LocalDate day = form.need("occurredOn", LocalDate::parse);
                    String document = form.need("document");
                    Optional<LocalDate> expires = form.maybe("expiresOn", LocalDate::parse);
                    Optional<DisplayClass> display = form.maybe("displayClass", DisplayClass::valueOf);
                    form.done();
                    credit.add(
                            new CreditFact(
                                    id,
                                    type,
                                    day,
                                    0,
                                    0,
                                    0,
                                    Optional.empty(),
                                    display,
                                    form.maybe("act"),
                                    expires,
                                    "document:" + document,
                                    Optional.of(document)),
                            actor.get());
                    return pages.next(
                            "/regulate/merchants/" + id, Text.of("事实已录入，等级已重算", "The fact is on file; graded anew"));
                },
                form -> merchantPage(id, form));
    }
}
