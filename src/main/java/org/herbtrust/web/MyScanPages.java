package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.label.CopyCase;
import org.herbtrust.label.Scans;
import org.herbtrust.platform.CurrentActor;

/** How often an entity's own labels were scanned, and which of them may have been copied. */
@Path("/my/scans")
@Blocking
@RolesAllowed({Role.GROWER_ROLE, Role.MERCHANT_ROLE})
class MyScanPages {

    @Inject
    Pages pages;

    @Inject
    PageContext context;

    @Inject
    ScanStatisticsView statistics;

    @Inject
    Scans scans;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance scans(ScanStatisticsView.Shown shown, List<CopyCase> cases, String problem);
    }

    @GET
    public Response page(@QueryParam("from") String from, @QueryParam("to") String to) {
        try {
            return pages.html(Templates.scans(shown(from, to), cases(), ""));
        } catch (DateTimeParseException notADay) {
            return pages.html(400, Templates.scans(shown("", ""), cases(), "请填写日期，如 2026-09-30 (a date is needed)"));
        } catch (IllegalArgumentException wrong) {
            return pages.html(400, Templates.scans(shown("", ""), cases(), wrong.getMessage()));
        }
    }

    @GET
    @Path("scans.csv")
    public Response csv(@QueryParam("from") String from, @QueryParam("to") String to) {
        return statistics.csv(shown(from, to), context.getLocale());
    }

    private ScanStatisticsView.Shown shown(String from, String to) {
        return statistics.of(Optional.of(me()), from, to, context.getLocale());
    }

    private List<CopyCase> cases() {
        return scans.casesOf(me());
    }

    private MerchantId me() {
        return actor.get().merchant().orElseThrow();
    }
}
