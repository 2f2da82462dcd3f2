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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.publication.AuthorityImport;
import org.herbtrust.publication.AuthorityRecord;
import org.herbtrust.publication.AuthorityRecords;
import org.herbtrust.publication.Exchange;
import org.herbtrust.publication.ExchangeFile;
import org.herbtrust.publication.ExchangeFileFormat;
import org.herbtrust.publication.rules.ExchangeField;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Penalties and licences of authorities: taking them over, taking them back, sending them on. */
@Path("/exchange")
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
@Blocking
class ExchangePages {

    private static final int SHOWN = 20;

    @Inject
    Pages pages;

    @Inject
    AuthorityRecords records;

    @Inject
    Exchange exchange;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance overview(
                ExchangeKind kind,
                Page<AuthorityRecord> kept,
                Page<ExchangeFile> files,
                AuthorityImport report,
                Entered form,
                boolean mayAct);

        static native TemplateInstance enter(ExchangeKind kind, ExchangeFormat format, Entered form);
    }

    @GET
    @Path("{kind: penalties|licences}")
    public Response overview(@PathParam("kind") String path, @QueryParam("cursor") String cursor) {
        return pages.html(overview(kind(path), cursor, null, Entered.empty()));
    }

    private TemplateInstance overview(ExchangeKind kind, String cursor, AuthorityImport report, Entered form) {
        return Templates.overview(
                kind,
                records.list(kind, cursor, SHOWN, actor.get()),
                exchange.files(null, SHOWN, actor.get()),
                report,
                form,
                actor.get().is(Role.REGULATOR, Role.ADMIN));
    }

    @POST
    @Path("{kind: penalties|licences}/import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response imported(
            @PathParam("kind") String path, @RestForm("file") FileUpload file, @RestForm("run") String run) {
        ExchangeKind kind = kind(path);
        return pages.attempt(
                Entered.empty().with("run", run),
                form -> {
                    boolean check = run == null || run.isEmpty() || run.equals("CHECK_ONLY");
                    AuthorityImport report =
                            records.take(Uploads.chosen(file), kind, check, "GOOD_ROWS".equals(run), actor.get());
                    return pages.html(overview(kind, null, report, form));
                },
                form -> overview(kind, null, null, form));
    }

    @GET
    @Path("{kind: penalties|licences}/enter")
    public Response enter(@PathParam("kind") String path) {
        ExchangeKind kind = kind(path);
        return pages.html(Templates.enter(kind, records.format(kind), Entered.empty()));
    }

    @POST
    @Path("{kind: penalties|licences}/enter")
    public Response entered(@PathParam("kind") String path, MultivaluedMap<String, String> typed) {
        ExchangeKind kind = kind(path);
        ExchangeFormat format = records.format(kind);
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    for (ExchangeField field : format.fields()) {
                        fields.put(field.code(), form.value(field.code()));
                    }
                    AuthorityRecord kept = records.enter(kind, fields, actor.get());
                    return pages.next(
                            "/exchange/" + path,
                            Text.of("已录入 " + kept.documentNo(), "taken over: " + kept.documentNo()));
                },
                form -> Templates.enter(kind, format, form));
    }

    @POST
    @Path("records/{id: \\d+}/withdrawal")
    public Response withdraw(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        AuthorityRecord before = records.get(id);
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String why = form.need("why");
                    form.done();
                    records.withdraw(id, why, actor.get());
                    return pages.next(
                            "/exchange/" + before.kind().path(),
                            Text.of("已撤回 " + before.documentNo(), "withdrawn: " + before.documentNo()));
                },
                form -> overview(before.kind(), null, null, form));
    }

    @POST
    @Path("{kind: penalties|licences}/files")
    public Response make(@PathParam("kind") String path, MultivaluedMap<String, String> typed) {
        ExchangeKind kind = kind(path);
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    LocalDate from = form.need("from", LocalDate::parse);
                    LocalDate to = form.need("to", LocalDate::parse);
                    ExchangeFileFormat format = form.need("format", ExchangeFileFormat::valueOf);
                    form.done();
                    ExchangeFile file = exchange.make(kind, format, from, to, actor.get());
                    return pages.next(
                            "/exchange/" + path,
                            Text.of(
                                    "已生成 %s，%d条".formatted(file.number(), file.records()),
                                    "made %s, %d records".formatted(file.number(), file.records())));
                },
                form -> overview(kind, null, null, form));
    }

    @POST
    @Path("files/{id: \\d+}/receipts")
    public Response receipt(@PathParam("id") long id, MultivaluedMap<String, String> typed) {
        ExchangeFile before = exchange.get(id, actor.get());
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    ExchangeFile.Event event = form.need("event", ExchangeFile.Event::valueOf);
                    form.done();
                    exchange.receipt(id, event, form.value("note"), actor.get());
                    return pages.next("/exchange/" + before.kind().path(), Text.of("已登记", "written down"));
                },
                form -> overview(before.kind(), null, null, form));
    }

    private static ExchangeKind kind(String path) {
        return path.equals("licences") ? ExchangeKind.LICENCE : ExchangeKind.PENALTY;
    }
}
