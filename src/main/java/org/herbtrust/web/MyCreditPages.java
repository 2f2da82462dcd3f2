package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.herbtrust.casework.CaseId;
import org.herbtrust.casework.CaseQuery;
import org.herbtrust.casework.CaseSummary;
import org.herbtrust.casework.Casework;
import org.herbtrust.casework.Opening;
import org.herbtrust.casework.rules.Casebook;
import org.herbtrust.casework.rules.ProcedureKind;
import org.herbtrust.credit.Credit;
import org.herbtrust.credit.GradeView;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.SampleId;
import org.herbtrust.inspection.SampleQuery;
import org.herbtrust.inspection.SampleState;
import org.herbtrust.inspection.SampleView;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;

/** A merchant's own credit: the grade in plain words, what counts, how to get better, what can be said against it. */
@Path("/my/credit")
@Blocking
@RolesAllowed({Role.GROWER_ROLE, Role.MERCHANT_ROLE})
class MyCreditPages {

    private static final int SHOWN = 30;

    @Inject
    Pages pages;

    @Inject
    Credit credit;

    @Inject
    Casework casework;

    @Inject
    Inspections inspections;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance credit(
                Entered form,
                MerchantId me,
                GradeView grade,
                GradeReasons reasons,
                List<CaseSummary> cases,
                List<VisitView> visits,
                List<SampleView> failed);
    }

    @GET
    public Response credit() {
        return pages.html(page(Entered.empty()));
    }

    private TemplateInstance page(Entered form) {
        Actor who = actor.get();
        MerchantId me = who.merchant().orElseThrow();
        return Templates.credit(
                form,
                me,
                credit.gradeOf(me),
                GradeReasons.of(credit.explanation(me, who)),
                casework.list(CaseQuery.of(me), null, SHOWN, who).items(),
                inspections.visits(VisitQuery.of(me), null, SHOWN).items(),
                inspections
                        .samples(new SampleQuery(Optional.of(me), Optional.empty(), true), null, SHOWN)
                        .items()
                        .stream()
                        .filter(sample -> sample.state() == SampleState.FAILED_OPEN)
                        .toList());
    }

    @POST
    @Path("objection")
    public Response object(MultivaluedMap<String, String> typed) {
        return request(ProcedureKind.OBJECTION, typed);
    }

    @POST
    @Path("repair")
    public Response repair(MultivaluedMap<String, String> typed) {
        return request(ProcedureKind.REPAIR, typed);
    }

    private Response request(ProcedureKind kind, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String words = form.need("words");
                    form.done();
                    Actor who = actor.get();
                    String ground = casework.grounds(kind).stream()
                            .map(Casebook.Ground::id)
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("现在不能办理 (not possible at present)"));
                    CaseId id = casework.open(
                            new Opening(who.merchant().orElseThrow(), kind, ground, words, form.all("fact")), who);
                    return pages.next("/cases/" + id, Text.of("申请已提交", "Your request is on record"));
                },
                this::page);
    }

    @POST
    @Path("retest")
    public Response retest(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    SampleId sample = form.need("sample", SampleId::fromString);
                    String reason = form.need("reason");
                    form.done();
                    inspections.requestRetest(sample, reason, actor.get());
                    return pages.next("/my/credit", Text.of("复验申请已提交", "The retest is asked for"));
                },
                this::page);
    }
}
