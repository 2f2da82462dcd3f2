package org.herbtrust.inspection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.FileKind;
import org.herbtrust.platform.SheetFormat;

/** What goes between the market and a laboratory: parts of samples, hand-overs, papers and files of results. */
@Path("/api/v1/inspections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "inspection")
class LabResource {

    @Inject
    LabResults results;

    @Inject
    SampleCustody custody;

    @Inject
    Inspections inspections;

    @Inject
    CurrentActor actor;

    record HandoverBody(
            SamplePart part,
            String givenBy,
            String takenBy,
            String takenFor,
            OffsetDateTime handedAt,
            Boolean sealIntact,
            String note) {}

    record Kept(String sha256) {}

    record Chain(List<SampleCustody.PartView> parts, List<SampleCustody.Handover> handovers) {}

    @POST
    @Path("/lab-results")
    @Consumes({
        MediaType.APPLICATION_JSON,
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    })
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(
            summary =
                    "Takes a laboratory's file (CSV, XLSX or JSON); each report is kept by itself, faults are listed by row")
    public LabImported bring(@QueryParam("dryRun") @DefaultValue("false") boolean dryRun, byte[] file) {
        return results.bring(file, !dryRun, actor.get());
    }

    @GET
    @Path("/lab-results-template.xlsx")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    @Operation(summary = "A table to fill in")
    public Response template() {
        return Response.ok(results.template(SheetFormat.XLSX))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=lab-results.xlsx")
                .build();
    }

    @GET
    @Path("/samples/{id}/custody")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "The three parts of a sample, their seals and hand-overs")
    public Chain chain(@PathParam("id") SampleId id) {
        return new Chain(custody.parts(id), custody.chain(id));
    }

    @POST
    @Path("/samples/{id}/handovers")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "A part of a sample goes from one hand to the next")
    public Chain handOver(@PathParam("id") SampleId id, HandoverBody body) {
        if (body == null || body.handedAt() == null || body.sealIntact() == null) {
            throw new IllegalArgumentException("请填写时间和封签是否完好 (time and state of the seal are needed)");
        }
        custody.handOver(
                id,
                new SampleCustody.Handover(
                        body.part(),
                        body.givenBy(),
                        body.takenBy(),
                        body.takenFor(),
                        body.handedAt().toInstant(),
                        body.sealIntact(),
                        body.note(),
                        actor.get().account()),
                actor.get());
        return chain(id);
    }

    @PUT
    @Path("/samples/{id}/report-file")
    @Consumes({"application/pdf", "image/jpeg", "image/png"})
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "Keeps the laboratory's report as a file")
    public Kept report(@PathParam("id") SampleId id, @QueryParam("name") String name, byte[] file) {
        return new Kept(custody.addReport(id, file, name, actor.get()));
    }

    @GET
    @Path("/samples/{id}/report-file/{sha256}")
    @RolesAllowed({
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE,
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE
    })
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "A kept report; merchants see their own")
    public Response report(@PathParam("id") SampleId id, @PathParam("sha256") String sha256) {
        byte[] file = custody.report(id, sha256, actor.get())
                .orElseThrow(() -> new Refused(InspectionRefusal.SAMPLE_UNKNOWN, "没有这份报告 (no such report)"));
        FileKind kind = FileKind.of(file).orElse(FileKind.PDF);
        return Response.ok(file, kind.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=" + sha256.substring(0, 12) + "." + kind.suffix())
                .build();
    }

    @GET
    @Path("/samples/{id}/rejudged")
    @RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "The kept figures judged again by the limits of the sampling day: the same verdict, for ever")
    public List<Inspections.Rejudged> rejudged(@PathParam("id") SampleId id) {
        return inspections.rejudge(id);
    }
}
