package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.trace.Lineage;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Step;
import org.herbtrust.trace.Trace;

/** A lot as those see it who are signed in: all of its way, and everything that it came from and went into. */
@Path("/lots")
@Blocking
@RolesAllowed({
    Role.GROWER_ROLE,
    Role.MERCHANT_ROLE,
    Role.INSPECTOR_ROLE,
    Role.REGULATOR_ROLE,
    Role.OFFICE_ROLE,
    Role.ADMIN_ROLE
})
class LotPages {

    private static final int SHOWN_LEVELS = 12;

    @Inject
    Pages pages;

    @Inject
    Trace trace;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance lot(
                LotView lot,
                List<Step> steps,
                Lineage back,
                Lineage forward,
                LineageDrawing drawing,
                Optional<Kilograms> mine,
                boolean mayHold);
    }

    @GET
    @Path("{code}")
    public Response lot(@PathParam("code") ShortCode code, @QueryParam("depth") @DefaultValue("6") int depth) {
        int levels = Math.max(1, Math.min(SHOWN_LEVELS, depth));
        LotView lot = trace.get(code);
        Lineage back = trace.lineage(code, Lineage.Direction.BACK, levels);
        Lineage forward = trace.lineage(code, Lineage.Direction.FORWARD, levels);
        Actor reader = actor.get();
        Optional<MerchantId> me = reader.merchant();
        return pages.html(Templates.lot(
                lot,
                trace.journey(code),
                back,
                forward,
                LineageDrawing.of(back, forward),
                me.map(lot::heldBy).filter(kg -> !kg.isZero()),
                reader.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN)));
    }
}
