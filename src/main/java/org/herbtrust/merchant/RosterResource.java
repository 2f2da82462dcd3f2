package org.herbtrust.merchant;

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
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.SheetFormat;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Rosters of merchants over REST: import, template, and the register in the same columns. */
@Path("/api/v1")
class RosterResource {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    Merchants merchants;

    @Inject
    CurrentActor actor;

    @POST
    @Path("/merchants/roster")
    @Consumes({XLSX, "text/csv", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public RosterReport roster(
            byte[] file,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("acceptGoodRows") @DefaultValue("false") boolean acceptGoodRows) {
        return merchants.importRoster(file, SheetFormat.of(file), run(dryRun, acceptGoodRows), actor.get());
    }

    @POST
    @Path("/merchants/roster")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public RosterReport upload(
            @RestForm("file") FileUpload file,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("acceptGoodRows") @DefaultValue("false") boolean acceptGoodRows)
            throws IOException {
        if (file == null) {
            throw new Refused(MerchantRefusal.ROSTER_REFUSED, "请选择文件 (choose a file)");
        }
        return roster(Files.readAllBytes(file.uploadedFile()), dryRun, acceptGoodRows);
    }

    @GET
    @Path("/merchants/roster-template.{format:xlsx|csv}")
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response template(@PathParam("format") String format) {
        return file("roster-template", format, merchants.rosterTemplate(format(format)));
    }

    @GET
    @Path("/merchants/roster.{format:xlsx|csv}")
    @RolesAllowed({Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    public Response export(@PathParam("format") String format) {
        return file("roster", format, merchants.exportRoster(format(format), actor.get()));
    }

    private static RosterRun run(boolean dryRun, boolean acceptGoodRows) {
        if (dryRun) {
            return RosterRun.CHECK_ONLY;
        }
        return acceptGoodRows ? RosterRun.GOOD_ROWS : RosterRun.ALL_OR_NOTHING;
    }

    private static SheetFormat format(String suffix) {
        return SheetFormat.valueOf(suffix.toUpperCase(Locale.ROOT));
    }

    private static Response file(String name, String suffix, byte[] content) {
        return Response.ok(content)
                .type(format(suffix) == SheetFormat.CSV ? "text/csv;charset=utf-8" : XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + suffix + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
