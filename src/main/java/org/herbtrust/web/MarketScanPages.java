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
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Role;
import org.herbtrust.label.CopyCase;
import org.herbtrust.label.Scans;

/** How often the labels of the whole market were scanned. */
@Path("/regulate/scans")
@Blocking
@RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
class MarketScanPages {

    @Inject
    ScanStatisticsView statistics;

    @Inject
    Scans scans;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance scans(ScanStatisticsView.Shown shown, List<CopyCase> cases, String problem);
    }

    @GET
    public Response page(@QueryParam("from") String from, @QueryParam("to") String to) {
        return statistics.page(
                Optional.empty(), from, to, (shown, problem) -> Templates.scans(shown, cases(), problem));
    }

    @GET
    @Path("scans.csv")
    public Response csv(@QueryParam("from") String from, @QueryParam("to") String to) {
        return statistics.csv(Optional.empty(), from, to);
    }

    private List<CopyCase> cases() {
        return scans.openCases();
    }
}
