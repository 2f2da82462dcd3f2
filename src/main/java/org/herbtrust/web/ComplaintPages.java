package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.inspection.ComplaintKind;
import org.herbtrust.inspection.Complaints;
import org.herbtrust.inspection.InspectionRefusal;
import org.herbtrust.inspection.NewComplaint;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.ShortCode;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A buyer complains, and reads the answer later. No account, no script. */
@Path("/")
@PermitAll
@Blocking
class ComplaintPages {

    @Inject
    Pages pages;

    @Inject
    Complaints complaints;

    @Inject
    FormTime formTime;

    @Inject
    RoutingContext request;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance complain(Entered form, ShortCode code, String stamp, List<ComplaintKind> kinds);

        static native TemplateInstance filed(ShortCode receipt);

        static native TemplateInstance answer(Entered form, Complaints.Answer answer);
    }

    @GET
    @Path("v/{code}/complain")
    public Response form(@PathParam("code") ShortCode code) {
        return pages.html(page(code, Entered.empty()));
    }

    private TemplateInstance page(ShortCode code, Entered form) {
        return Templates.complain(form, code, formTime.stamp(), List.of(ComplaintKind.values()));
    }

    @POST
    @Path("v/{code}/complain")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response filed(
            @PathParam("code") ShortCode code,
            @RestForm("about") String about,
            @RestForm("words") String words,
            @RestForm("happenedOn") String happenedOn,
            @RestForm("contact") String contact,
            @RestForm("website") String honey,
            @RestForm("opened") String stamp,
            @RestForm("photo") FileUpload photo) {
        Entered entered = Entered.empty()
                .with("about", about)
                .with("words", words)
                .with("happenedOn", happenedOn)
                .with("contact", contact);
        return pages.attempt(
                entered,
                form -> {
                    if (honey != null && !honey.isBlank()) {
                        throw new Refused(InspectionRefusal.FORM_STALE, "请勿填写隐藏的字段 (leave the hidden field empty)");
                    }
                    ComplaintKind kind = form.need("about", ComplaintKind::valueOf);
                    String said = form.need("words");
                    Optional<LocalDate> day = form.maybe("happenedOn", LocalDate::parse);
                    form.done();
                    formTime.require(stamp);
                    ShortCode receipt = complaints.file(
                            new NewComplaint(
                                    code,
                                    kind,
                                    said,
                                    day,
                                    form.maybe("contact"),
                                    Optional.ofNullable(photo)
                                            .filter(file -> !Uploads.isAbsent(file))
                                            .map(Uploads::bytes)),
                            caller());
                    return pages.html(Templates.filed(receipt));
                },
                form -> page(code, form));
    }

    @GET
    @Path("complaints")
    public Response answer(@QueryParam("receipt") String receipt) {
        Entered entered = Entered.empty().with("receipt", receipt);
        if (receipt == null || receipt.isBlank()) {
            return pages.html(Templates.answer(entered, null));
        }
        return pages.attempt(
                entered,
                form -> {
                    ShortCode known = form.need("receipt", ShortCode::new);
                    form.done();
                    Complaints.Answer answer = complaints
                            .answer(known, caller())
                            .orElseThrow(() -> new Refused(
                                    InspectionRefusal.COMPLAINT_UNKNOWN,
                                    "没有这个回执号的投诉，请核对 (no complaint has this receipt)"));
                    return pages.html(Templates.answer(form, answer));
                },
                form -> Templates.answer(form, null));
    }

    private String caller() {
        return request.request().remoteAddress() == null
                ? "unknown"
                : request.request().remoteAddress().host();
    }
}
