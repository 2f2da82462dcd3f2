package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.herbtrust.inspection.Inspections;
import org.herbtrust.inspection.VisitKind;
import org.herbtrust.inspection.VisitQuery;
import org.herbtrust.inspection.VisitView;
import org.herbtrust.kernel.Market;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.ChecklistItem;
import org.herbtrust.material.Materials;
import org.herbtrust.material.ViolationType;
import org.herbtrust.merchant.MerchantView;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Trace;

/** What a merchant looks after itself (自检): the questions, what it found, and its checks so far. */
@Path("/my/checks")
@Blocking
@RolesAllowed({Role.GROWER_ROLE, Role.MERCHANT_ROLE})
class SelfCheckPages {

    private static final int SHOWN = 20;
    private static final int MOST_LOTS = 100;

    @Inject
    Pages pages;

    @Inject
    Inspections inspections;

    @Inject
    Merchants merchants;

    @Inject
    Materials materials;

    @Inject
    Trace trace;

    @Inject
    CurrentActor actor;

    @Inject
    Clock clock;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance checks(
                Entered form,
                List<ChecklistItem> checklist,
                List<ViolationType> violations,
                List<VisitSheet.FindingLine> lines,
                List<LotView> lots,
                Page<VisitView> earlier);
    }

    @GET
    public Response checks(@QueryParam("cursor") String cursor) {
        MerchantView me = merchants.get(me());
        Entered form =
                Entered.empty().with("place", me.stall().map(Object::toString).orElse(""));
        return pages.html(page(form, cursor));
    }

    private TemplateInstance page(Entered form, String cursor) {
        LocalDate today = Market.dayOf(clock.instant());
        return Templates.checks(
                form,
                materials.checklist(VisitKind.SELF.name(), today),
                materials.violations(today),
                VisitSheet.LINES,
                trace.lotsOf(me(), true, null, MOST_LOTS).items(),
                inspections.visits(
                        new VisitQuery(
                                Optional.of(me()),
                                Optional.of(VisitKind.SELF),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        cursor,
                        SHOWN));
    }

    @POST
    public Response checked(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    inspections.record(
                            VisitSheet.read(form, typed, VisitKind.SELF, me(), clock.instant()), actor.get());
                    return pages.next("/my/checks", Text.of("自检已登记", "Your own check is on record"));
                },
                form -> page(form, null));
    }

    private MerchantId me() {
        return actor.get().merchant().orElseThrow();
    }
}
