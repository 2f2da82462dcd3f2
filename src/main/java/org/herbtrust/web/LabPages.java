package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.LabImported;
import org.herbtrust.inspection.LabResults;
import org.herbtrust.inspection.SampleCustody;
import org.herbtrust.inspection.SampleId;
import org.herbtrust.inspection.SamplePart;
import org.herbtrust.inspection.SampleView;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What goes between the market and laboratories: hand-overs, papers, files of results. */
@Path("/inspect")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class LabPages {

    @Inject
    Pages pages;

    @Inject
    LabResults results;

    @Inject
    SampleCustody custody;

    @Inject
    Inspections inspections;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance results(Entered form, LabImported imported);

        static native TemplateInstance custody(
                Entered form,
                SampleView sample,
                List<SampleCustody.PartView> parts,
                List<SampleCustody.Handover> chain,
                List<SampleCustody.ReportFile> reports,
                List<Inspections.Rejudged> rejudged,
                List<SamplePart> kinds);
    }

    @GET
    @Path("lab-results")
    public Response results() {
        return pages.html(Templates.results(Entered.empty(), null));
    }

    @POST
    @Path("lab-results")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response brought(@RestForm("file") FileUpload file, @RestForm("run") String run) {
        return pages.attempt(
                Entered.empty().with("run", run),
                form -> {
                    byte[] content = Uploads.chosen(file);
                    return pages.html(
                            Templates.results(form, results.bring(content, "store".equals(run), actor.get())));
                },
                form -> Templates.results(form, null));
    }

    @GET
    @Path("samples/{id}/custody")
    public Response custody(@PathParam("id") SampleId id) {
        return pages.html(page(id, Entered.empty().with("handedAt", now())));
    }

    private TemplateInstance page(SampleId id, Entered form) {
        SampleView sample = inspections
                .sample(id)
                .orElseThrow(() -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有这个样品 (no such sample): " + id));
        return Templates.custody(
                form,
                sample,
                custody.parts(id),
                custody.chain(id),
                custody.reports(id),
                inspections.rejudge(id),
                List.of(SamplePart.values()));
    }

    @POST
    @Path("samples/{id}/custody")
    public Response handedOver(@PathParam("id") SampleId id, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    SamplePart part = form.need("part", SamplePart::valueOf);
                    String givenBy = form.need("givenBy");
                    String takenBy = form.need("takenBy");
                    String takenFor = form.need("takenFor");
                    Instant at = form.need("handedAt", text -> LocalDateTime.parse(text)
                            .atZone(Market.ZONE)
                            .toInstant());
                    boolean intact = !form.ticked("broken");
                    form.done();
                    custody.handOver(
                            id,
                            new SampleCustody.Handover(
                                    part,
                                    givenBy,
                                    takenBy,
                                    takenFor,
                                    at,
                                    intact,
                                    form.value("note"),
                                    actor.get().account()),
                            actor.get());
                    return pages.next(
                            "/inspect/samples/" + id + "/custody", Text.of("交接已登记", "The hand-over is on record"));
                },
                form -> page(id, form));
    }

    @POST
    @Path("samples/{id}/report-file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response report(@PathParam("id") SampleId id, @RestForm("file") FileUpload file) {
        return pages.attempt(
                Entered.empty().with("handedAt", now()),
                form -> {
                    custody.addReport(id, Uploads.chosen(file), file.fileName(), actor.get());
                    return pages.next("/inspect/samples/" + id + "/custody", Text.of("报告已保存", "The report is kept"));
                },
                form -> page(id, form));
    }

    private String now() {
        return LocalDateTime.ofInstant(clock.instant(), Market.ZONE)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
