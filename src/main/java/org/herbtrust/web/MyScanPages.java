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
        return statistics.page(
                Optional.of(me()), from, to, (shown, problem) -> Templates.scans(shown, cases(), problem));
    }

    @GET
    @Path("scans.csv")
    public Response csv(@QueryParam("from") String from, @QueryParam("to") String to) {
        return statistics.csv(Optional.of(me()), from, to);
    }

    private List<CopyCase> cases() {
        return scans.casesOf(me());
    }

    private MerchantId me() {
        return actor.get().merchant().orElseThrow();
    }
}
