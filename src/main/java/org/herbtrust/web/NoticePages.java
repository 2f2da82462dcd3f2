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
import java.util.List;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.Notices;
import org.herbtrust.inspection.SampleCustody;
import org.herbtrust.inspection.SampleId;
import org.herbtrust.inspection.SampleView;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** What a merchant is told, and its own samples: where it can ask for a retest. */
@Path("/my")
@Blocking
@RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
class NoticePages {

    private static final int SHOWN = 30;

    @Inject
    Pages pages;

    @Inject
    Notices notices;

    @Inject
    Inspections inspections;

    @Inject
    SampleCustody custody;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance notices(Page<Notices.Notice> notices, int unread);

        static native TemplateInstance sample(Entered form, SampleView sample, List<SampleCustody.ReportFile> reports);
    }

    @GET
    @Path("notices")
    public Response notices(@QueryParam("cursor") String cursor) {
        MerchantId me = me();
        return pages.html(Templates.notices(notices.of(me, cursor, SHOWN), notices.unread(me)));
    }

    @POST
    @Path("notices")
    public Response read(MultivaluedMap<String, String> typed) {
        Entered form = Entered.of(typed);
        form.maybe("upTo", Long::valueOf).ifPresent(upTo -> notices.read(me(), upTo));
        return pages.next("/my/notices", Text.of("已标为已读", "Marked as read"));
    }

    @GET
    @Path("samples/{id}")
    public Response sample(@PathParam("id") SampleId id) {
        return pages.html(page(id, Entered.empty()));
    }

    private TemplateInstance page(SampleId id, Entered form) {
        SampleView sample = inspections
                .sample(id)
                .filter(s -> s.merchant().equals(me()))
                .orElseThrow(() -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有这个样品 (no such sample): " + id));
        return Templates.sample(form, sample, custody.reports(id));
    }

    @POST
    @Path("samples/{id}/retest")
    public Response retest(@PathParam("id") SampleId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String reason = form.need("reason");
                    form.done();
                    inspections.requestRetest(id, reason, actor.get());
                    return pages.next("/my/samples/" + id, Text.of("复验申请已登记", "The request for a retest is on record"));
                },
                form -> page(id, form));
    }

    private MerchantId me() {
        return actor.get().merchant().orElseThrow();
    }
}
