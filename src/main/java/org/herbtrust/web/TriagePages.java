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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.inspection.ComplaintView;
import org.herbtrust.inspection.Complaints;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.VisitId;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.ViolationClass;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.FileKind;
import org.herbtrust.platform.Page;

/** What officials do about complaints: take up, link, look, decide, answer. */
@Path("/inspect")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class TriagePages {

    private static final int SHOWN = 30;

    @Inject
    Pages pages;

    @Inject
    Complaints complaints;

    @Inject
    Inspections inspections;

    @Inject
    Chooser chooser;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance complaints(Page<ComplaintView> complaints, boolean over, LocalDate today);

        static native TemplateInstance complaint(
                Entered form,
                ComplaintView complaint,
                List<VisitView> visits,
                List<ViolationClass> weights,
                String contact,
                LocalDate today);
    }

    @GET
    @Path("complaints")
    public Response complaints(@QueryParam("over") boolean over, @QueryParam("cursor") String cursor) {
        return pages.html(Templates.complaints(complaints.list(over, cursor, SHOWN), over, today()));
    }

    @GET
    @Path("complaints/{id}")
    public Response complaint(@PathParam("id") long id) {
        return pages.html(page(id, Entered.empty(), ""));
    }

    private TemplateInstance page(long id, Entered form, String contact) {
        ComplaintView complaint = complaints
                .find(id)
                .orElseThrow(
                        () -> new Refused(InspectionRefusal.COMPLAINT_UNKNOWN, "没有这件投诉 (no such complaint): " + id));
        List<VisitView> visits = complaint
                .merchant()
                .map(m -> inspections
                        .visits(
                                new VisitQuery(
                                        Optional.of(m),
                                        Optional.of(VisitKind.COMPLAINT),
                                        Optional.empty(),
                                        Optional.of(Market.dayOf(complaint.receivedAt())),
                                        Optional.empty()),
                                null,
                                20)
                        .items())
                .orElse(List.of());
        if (form.value("lot").isEmpty() && form.value("merchant").isEmpty()) {
            form.with("lot", complaint.lot().map(ShortCode::value).orElse(""))
                    .with("merchant", complaint.merchant().map(Object::toString).orElse(""));
        }
        return Templates.complaint(form, complaint, visits, List.of(ViolationClass.values()), contact, today());
    }

    @GET
    @Path("complaints/{id}/photo")
    public Response photo(@PathParam("id") long id) {
        byte[] photo = complaints
                .photo(id, actor.get())
                .orElseThrow(() -> new Refused(InspectionRefusal.COMPLAINT_UNKNOWN, "没有照片 (no photo)"));
        return Response.ok(photo, FileKind.of(photo).orElse(FileKind.JPEG).mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    @POST
    @Path("complaints/{id}/take")
    public Response take(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return step(
                id, typed, Text.of("已受理", "Taken up"), form -> complaints.take(id, form.value("note"), actor.get()));
    }

    @POST
    @Path("complaints/{id}/link")
    public Response link(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return step(id, typed, Text.of("已关联", "Linked"), form -> {
            Optional<ShortCode> lot = form.maybe("lot", ShortCode::new);
            Optional<MerchantId> merchant =
                    form.maybe("merchant", chooser::merchant).map(MerchantView::id);
            if (lot.isEmpty() && merchant.isEmpty()) {
                form.wrong("merchant", "请填写批次或商户 (give a lot or a merchant)");
            }
            form.done();
            complaints.link(id, lot, merchant, form.value("linkNote"), actor.get());
        });
    }

    @POST
    @Path("complaints/{id}/contact")
    public Response contact(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return pages.html(
                page(id, Entered.empty(), complaints.contact(id, actor.get()).orElse("")));
    }

    @POST
    @Path("complaints/{id}/erase")
    public Response erase(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return step(
                id,
                typed,
                Text.of("联系方式已删除", "The contact is erased"),
                form -> complaints.eraseContact(id, actor.get()));
    }

    @POST
    @Path("complaints/{id}/decide")
    public Response decide(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        return step(id, typed, Text.of("已作出结论，投诉人可凭回执查看", "Decided; the complainant can read the answer"), form -> {
            ComplaintView.Kind outcome = form.need("outcome", ComplaintView.Kind::valueOf);
            String answer = form.need("answer");
            Optional<ViolationClass> weight = form.maybe("weight", ViolationClass::valueOf);
            Optional<VisitId> visit = form.maybe("visit", VisitId::fromString);
            if (outcome == ComplaintView.Kind.UPHELD && weight.isEmpty()) {
                form.wrong("weight", "属实的请选择轻重 (say how grave it is)");
            }
            form.done();
            String note = form.value("decideNote");
            switch (outcome) {
                case UPHELD -> complaints.uphold(id, weight.orElseThrow(), answer, visit, note, actor.get());
                case NOT_UPHELD -> complaints.notUphold(id, answer, visit, note, actor.get());
                case DISMISSED -> complaints.dismiss(id, answer, note, actor.get());
                default -> throw new IllegalArgumentException("不是结论 (not an outcome): " + outcome);
            }
        });
    }

    /** What a form asks for. */
    private interface Step {
        void of(Entered form);
    }

    private Response step(long id, MultivaluedMap<String, String> typed, Text done, Step step) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    step.of(form);
                    return pages.next("/inspect/complaints/" + id, done);
                },
                form -> page(id, form, ""));
    }

    private LocalDate today() {
        return Market.dayOf(clock.instant());
    }
}
