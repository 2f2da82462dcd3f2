package org.herbtrust.trace;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.platform.SheetFormat;

/** The year's balances over REST. */
@Path("/api/v1/balances")
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
@Tag(name = "balances", description = "年度数量核对：采收、面积、销售与无来源进货")
class BalanceResource {

    @Inject
    Balances balances;

    @Inject
    CurrentActor actor;

    /** @param recorded how many violations are new on record */
    record Recorded(int recorded) {}

    @GET
    @Path("/{year:\\d{4}}")
    @Operation(
            summary = "年度核对 sold against harvested against area × plausible yield, and untraced intake",
            description = "sort: FINDINGS | YIELD | SOLD | UNTRACED | MERCHANT")
    public List<BalanceLine> year(
            @PathParam("year") int year,
            @QueryParam("merchant") MerchantId merchant,
            @QueryParam("kind") MerchantKind kind,
            @QueryParam("material") MaterialCode material,
            @QueryParam("findingsOnly") @DefaultValue("false") boolean findingsOnly,
            @QueryParam("sort") @DefaultValue("FINDINGS") BalanceQuery.Sort sort,
            @QueryParam("limit") @DefaultValue("1000") int limit) {
        return balances.of(query(year, merchant, kind, material, findingsOnly, sort)).stream()
                .limit(Math.max(1, Math.min(limit, Balances.MOST_LINES)))
                .toList();
    }

    @GET
    @Path("/{year:\\d{4}}.{format:xlsx|csv}")
    @Operation(summary = "年度核对表 the same as a table")
    public Response sheet(
            @PathParam("year") int year,
            @PathParam("format") String format,
            @QueryParam("merchant") MerchantId merchant,
            @QueryParam("kind") MerchantKind kind,
            @QueryParam("material") MaterialCode material,
            @QueryParam("findingsOnly") @DefaultValue("false") boolean findingsOnly,
            @QueryParam("sort") @DefaultValue("FINDINGS") BalanceQuery.Sort sort) {
        SheetFormat type = SheetFormat.valueOf(format.toUpperCase(Locale.ROOT));
        return Response.ok(balances.sheet(query(year, merchant, kind, material, findingsOnly, sort), type))
                .type(type == SheetFormat.CSV ? "text/csv;charset=utf-8" : type.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"balances-" + year + "." + format + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("/{year:\\d{4}}/violations")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "把超出限度的情况记录在案 put what is beyond the limits on record, each once")
    public Recorded record(@PathParam("year") int year) {
        return new Recorded(balances.record(year, actor.get()));
    }

    @GET
    @Path("/attempts")
    @Operation(summary = "被拒绝的登记 what was tried and refused, the newest first")
    public List<AttemptView> attempts(@QueryParam("merchant") MerchantId merchant) {
        return balances.attempts(Optional.ofNullable(merchant), Page.MOST);
    }

    private static BalanceQuery query(
            int year,
            MerchantId merchant,
            MerchantKind kind,
            MaterialCode material,
            boolean findingsOnly,
            BalanceQuery.Sort sort) {
        return new BalanceQuery(
                year,
                Optional.ofNullable(merchant),
                Optional.ofNullable(kind),
                Optional.ofNullable(material),
                findingsOnly,
                sort);
    }
}
