package org.herbtrust.trace;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.SheetFormat;

/** Spreadsheets of harvests and intakes over REST. The same file twice is done once. */
@Path("/api/v1/intake-sheets")
@RolesAllowed({Role.GROWER_ROLE, Role.MERCHANT_ROLE})
@Tag(name = "lots")
class IntakeSheetResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    IntakeSheets sheets;

    @Inject
    CurrentActor actor;

    @POST
    @Path("/{kind:harvest|intake}")
    @Consumes({XLSX, "text/csv", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "批量登记采收或非溯源入库 take in a sheet of harvests or intakes, all rows or none",
            description = "有错误时422，逐行逐列说明；同一文件再次上传不会重复登记。 Errors are told by row and column (422).")
    public Response take(
            @PathParam("kind") String kind,
            @QueryParam("checkOnly") @DefaultValue("false") boolean checkOnly,
            byte[] file) {
        SheetReport report = sheets.take(kind(kind), file, checkOnly, actor.get());
        int status = !report.errors().isEmpty() ? 422 : checkOnly || report.repeated() ? 200 : 201;
        return Response.status(status).entity(report).build();
    }

    @GET
    @Path("/{kind:harvest|intake}-template.{format:xlsx|csv}")
    @Operation(summary = "下载模板 a sheet to fill in")
    public Response template(@PathParam("kind") String kind, @PathParam("format") String format) {
        SheetFormat type = SheetFormat.valueOf(format.toUpperCase(Locale.ROOT));
        return Response.ok(sheets.template(kind(kind), type))
                .type(type == SheetFormat.CSV ? "text/csv;charset=utf-8" : type.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + kind + "-template." + format + "\"")
                .build();
    }

    private static IntakeSheets.Kind kind(String word) {
        return IntakeSheets.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
