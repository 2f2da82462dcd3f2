package org.herbtrust.publication;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.publication.rules.ExchangeFormat;
import org.herbtrust.publication.rules.ExchangeKind;

/** Penalties and licences of authorities, in and out (双公示). */
@Path("/api/v1/exchange")
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Exchange with the credit platform")
class ExchangeResource {

    @Inject
    AuthorityRecords records;

    @Inject
    Exchange exchange;

    @Inject
    CurrentActor actor;

    @GET
    @Path("formats/{kind}")
    @Operation(summary = "The fields of a record, with what each may hold")
    public ExchangeFormat format(@PathParam("kind") String kind) {
        return records.format(kind(kind));
    }

    @POST
    @Path("records/{kind}/import")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Take a file of records over: CSV, XLSX or XML, fields of 2018 or 2016",
            description =
                    "dryRun stores nothing; acceptGoodRows keeps the records without error. Errors name row and field.")
    public AuthorityImport take(
            @PathParam("kind") String kind,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("acceptGoodRows") @DefaultValue("false") boolean acceptGoodRows,
            byte[] file) {
        return records.take(file == null ? new byte[0] : file, kind(kind), dryRun, acceptGoodRows, actor.get());
    }

    @POST
    @Path("records/{kind}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take one record over, by field code")
    public Response enter(@PathParam("kind") String kind, Map<String, String> fields) {
        return Response.status(Response.Status.CREATED)
                .entity(records.enter(kind(kind), fields == null ? Map.of() : fields, actor.get()))
                .build();
    }

    @GET
    @Path("records/{kind}")
    public Page<AuthorityRecord> list(
            @PathParam("kind") String kind, @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return records.list(kind(kind), cursor, limit, actor.get());
    }

    record Reason(String why) {}

    @POST
    @Path("records/{id: \\d+}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take a record back that the authority changed or quashed")
    public AuthorityRecord withdraw(@PathParam("id") long id, Reason reason) {
        return records.withdraw(id, reason == null ? null : reason.why(), actor.get());
    }

    record Wanted(ExchangeKind kind, ExchangeFileFormat format, LocalDate from, LocalDate to) {}

    @POST
    @Path("files")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a file of all records of a kind decided in these days; refused if one is incomplete")
    public Response make(Wanted wanted) {
        if (wanted == null || wanted.kind() == null || wanted.format() == null) {
            throw new IllegalArgumentException("请填写kind和format (kind and format are needed)");
        }
        return Response.status(Response.Status.CREATED)
                .entity(exchange.make(wanted.kind(), wanted.format(), wanted.from(), wanted.to(), actor.get()))
                .build();
    }

    @GET
    @Path("files")
    public Page<ExchangeFile> files(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return exchange.files(cursor, limit, actor.get());
    }

    @GET
    @Path("files/{id}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The bytes of a file as they were made")
    public Response content(@PathParam("id") long id) {
        ExchangeFile file = exchange.get(id, actor.get());
        return Response.ok(exchange.content(id, actor.get()), file.format().mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s.%s\""
                                .formatted(file.number(), file.format().name().toLowerCase(Locale.ROOT)))
                .build();
    }

    record Receipt(ExchangeFile.Event event, String note) {}

    @POST
    @Path("files/{id}/receipts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Write down that a file was sent, accepted or refused")
    public ExchangeFile receipt(@PathParam("id") long id, Receipt receipt) {
        if (receipt == null || receipt.event() == null) {
            throw new IllegalArgumentException("请填写event (event is needed)");
        }
        return exchange.receipt(id, receipt.event(), receipt.note(), actor.get());
    }

    private static ExchangeKind kind(String path) {
        return switch (path) {
            case "penalties" -> ExchangeKind.PENALTY;
            case "licences" -> ExchangeKind.LICENCE;
            default -> throw new IllegalArgumentException("penalties, licences");
        };
    }
}
