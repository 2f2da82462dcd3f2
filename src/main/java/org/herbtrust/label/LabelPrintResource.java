package org.herbtrust.label;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** Labels as pictures and files, and on printers. */
@Path("/api/v1/labels")
@RolesAllowed({
    Role.MERCHANT_ROLE,
    Role.GROWER_ROLE,
    Role.OFFICE_ROLE,
    Role.ADMIN_ROLE,
    Role.INSPECTOR_ROLE,
    Role.REGULATOR_ROLE
})
class LabelPrintResource {

    private static final String USUAL = "60x40";

    @Inject
    LabelPrinting printing;

    @Inject
    Labels labels;

    @Inject
    CurrentActor actor;

    /**
     * What to print. Either a printer, or a format for a file.
     *
     * @param reason why labels are printed again
     */
    record Job(
            String printer,
            LabelFormat format,
            Integer dpi,
            String template,
            Integer first,
            Integer last,
            String reason) {}

    /** A printer that may be printed on. */
    record Printer(String name, String address, PrinterLanguage language, int dpi) {}

    @GET
    @Path("/sizes")
    public List<LabelPrinting.Size> sizes() {
        return printing.sizes();
    }

    @GET
    @Path("/printers")
    public List<Printer> printers() {
        return printing.printers().stream()
                .map(p -> new Printer(
                        p.name(), p.address(), p.language(), p.resolution().dpi()))
                .toList();
    }

    @GET
    @Path("/{id}/labels.pdf")
    public Response pdf(
            @PathParam("id") UUID id,
            @QueryParam("template") @DefaultValue(USUAL) String template,
            @QueryParam("first") Integer first,
            @QueryParam("last") Integer last) {
        return stream(order(id, LabelFormat.PDF, 203, template, first, last));
    }

    /** For printers that speak TSPL. */
    @GET
    @Path("/{id}/labels.tspl")
    public Response tspl(
            @PathParam("id") UUID id,
            @QueryParam("template") @DefaultValue(USUAL) String template,
            @QueryParam("dpi") @DefaultValue("203") int dpi,
            @QueryParam("first") Integer first,
            @QueryParam("last") Integer last) {
        return stream(order(id, LabelFormat.TSPL, dpi, template, first, last));
    }

    /** For printers that speak ZPL. */
    @GET
    @Path("/{id}/labels.zpl")
    public Response zpl(
            @PathParam("id") UUID id,
            @QueryParam("template") @DefaultValue(USUAL) String template,
            @QueryParam("dpi") @DefaultValue("203") int dpi,
            @QueryParam("first") Integer first,
            @QueryParam("last") Integer last) {
        return stream(order(id, LabelFormat.ZPL, dpi, template, first, last));
    }

    @GET
    @Path("/{id}/labels.svg")
    public Response svg(
            @PathParam("id") UUID id,
            @QueryParam("template") @DefaultValue(USUAL) String template,
            @QueryParam("ordinal") @DefaultValue("1") int ordinal) {
        return stream(order(id, LabelFormat.SVG, 203, template, ordinal, ordinal));
    }

    @GET
    @Path("/{id}/labels.png")
    public Response png(
            @PathParam("id") UUID id,
            @QueryParam("template") @DefaultValue(USUAL) String template,
            @QueryParam("ordinal") @DefaultValue("1") int ordinal,
            @QueryParam("dpi") @DefaultValue("203") int dpi) {
        return stream(order(id, LabelFormat.PNG, dpi, template, ordinal, ordinal));
    }

    /** Starts printing in the background; its progress is at the address that is answered. */
    @POST
    @Path("/{id}/print-jobs")
    public Response start(@PathParam("id") UUID id, Job job) {
        if (job == null) {
            throw new IllegalArgumentException("请求内容为空 (the request is empty)");
        }
        Actor who = actor.get();
        PrintOrder order = order(
                id,
                job.format() == null ? LabelFormat.PDF : job.format(),
                job.dpi() == null ? 203 : job.dpi(),
                job.template() == null ? USUAL : job.template(),
                job.first(),
                job.last());
        PrintJob started = job.printer() == null
                ? printing.startFile(order, who)
                : printing.startOnPrinter(order, job.printer(), Optional.ofNullable(job.reason()), who);
        return Response.accepted(started)
                .location(URI.create("/api/v1/labels/print-jobs/" + started.id()))
                .build();
    }

    @GET
    @Path("/print-jobs/{job}")
    public PrintJob job(@PathParam("job") UUID job) {
        return printing.job(job, actor.get());
    }

    @DELETE
    @Path("/print-jobs/{job}")
    public PrintJob cancel(@PathParam("job") UUID job) {
        return printing.cancel(job, actor.get());
    }

    @GET
    @Path("/print-jobs/{job}/file")
    public Response file(@PathParam("job") UUID job) {
        Actor who = actor.get();
        PrintJob done = printing.job(job, who);
        java.nio.file.Path file = printing.file(job, who);
        String name = "labels-" + done.batch() + "." + done.format().extension();
        return answer(done.format(), name, out -> Files.copy(file, out));
    }

    private PrintOrder order(UUID id, LabelFormat format, int dpi, String template, Integer first, Integer last) {
        return new PrintOrder(
                id,
                format,
                Resolution.ofDpi(dpi),
                template,
                first == null ? 1 : first,
                last == null ? labels.get(id).count() : last);
    }

    /** What can be refused is refused before the first byte. */
    private Response stream(PrintOrder order) {
        LabelPrinting.Print print = printing.handOut(order, actor.get());
        return answer(print.format(), print.name(), out -> print.content().write(out, labelsDone -> {}));
    }

    private static Response answer(LabelFormat format, String name, StreamingOutput content) {
        boolean shown = format.isOfOneLabel() || format == LabelFormat.PDF;
        return Response.ok(content)
                .type(format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (shown ? "inline" : "attachment") + "; filename=\"" + name + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
