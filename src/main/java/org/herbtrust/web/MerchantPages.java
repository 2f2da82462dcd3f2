package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import org.herbtrust.credit.rules.Grade;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Text;
import org.herbtrust.merchant.MerchantRefusal;
import org.herbtrust.platform.Page;
import org.herbtrust.publication.PublicMerchant;
import org.herbtrust.publication.PublicRecord;
import org.herbtrust.publication.Publication;
import org.herbtrust.publication.RecordKind;
import org.herbtrust.trace.RecallView;
import org.herbtrust.trace.Trace;

/** What anyone may look up: merchants and their grades, the lists, decisions, recalls. */
@Path("/")
@PermitAll
@Blocking
class MerchantPages {

    private static final int SHOWN = 30;

    @Inject
    Pages pages;

    @Inject
    Publication publication;

    @Inject
    Trace trace;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance merchants(
                Page<PublicMerchant> found, String query, String grade, List<Grade> grades);

        static native TemplateInstance merchant(PublicMerchant merchant);

        static native TemplateInstance list(RecordKind kind, Text lead, Page<PublicRecord> records, String path);

        static native TemplateInstance recalls(List<RecallView> recalls, boolean all);
    }

    @GET
    @Path("merchants")
    public Response merchants(
            @QueryParam("q") String query, @QueryParam("grade") String grade, @QueryParam("cursor") String cursor) {
        return pages.html(Templates.merchants(
                publication.merchants(query, grade, cursor, SHOWN),
                query == null ? "" : query,
                grade == null ? "" : grade,
                List.of(Grade.values())));
    }

    @GET
    @Path("merchants/{id}")
    public Response merchant(@PathParam("id") MerchantId id) {
        PublicMerchant merchant = publication
                .merchant(id)
                .orElseThrow(() -> new Refused(MerchantRefusal.UNKNOWN, "没有编号为%s的商户 (no such merchant)".formatted(id)));
        Response page = pages.html(Templates.merchant(merchant));
        // Pages about persons are not for search engines (PIPL 25: no more than is needed).
        return merchant.party().person()
                ? Response.fromResponse(page).header("X-Robots-Tag", "noindex").build()
                : page;
    }

    @GET
    @Path("lists/red")
    public Response red(@QueryParam("cursor") String cursor) {
        return list(
                RecordKind.RED,
                Text.of("信用等级为A、且在公布期内的商户。", "Merchants with grade A, while the entry lasts."),
                "/lists/red",
                cursor);
    }

    @GET
    @Path("lists/black")
    public Response black(@QueryParam("cursor") String cursor) {
        return list(
                RecordKind.BLACK,
                Text.of(
                        "经两人决定、列入市场黑名单并退出市场的商户。每条都有依据、期限和救济途径；到期或撤销的自动撤下。",
                        "Merchants listed by a decision of two people. Each entry has its ground, its end and the remedies."),
                "/lists/black",
                cursor);
    }

    private Response list(RecordKind kind, Text lead, String path, String cursor) {
        Response page = pages.html(Templates.list(kind, lead, publication.records(kind, cursor, SHOWN), path));
        return Response.fromResponse(page).header("X-Robots-Tag", "noindex").build();
    }

    @GET
    @Path("decisions")
    public Response decisions(@QueryParam("since") String since, @QueryParam("cursor") String cursor) {
        LocalDate from = since == null || since.isBlank() ? null : LocalDate.parse(since);
        Response page = pages.html(Templates.list(
                RecordKind.DECISION,
                Text.of(
                        "市场作出的处理决定及其撤回，自决定之日起七个工作日内公开。",
                        "Decisions of the market and their withdrawals, public within seven working days."),
                publication.decisions(from, cursor, SHOWN),
                "/decisions"));
        return Response.fromResponse(page).header("X-Robots-Tag", "noindex").build();
    }

    @GET
    @Path("lists/recalls")
    public Response recalls(@QueryParam("all") boolean all) {
        return pages.html(Templates.recalls(trace.recalls(!all), all));
    }
}
