package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.trace.HoldId;
import org.herbtrust.trace.HoldReason;
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

    private static final int USUAL_LEVELS = 6;
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
                Entered form,
                LotView lot,
                List<Step> steps,
                Lineage back,
                Lineage forward,
                LineageDrawing drawing,
                Optional<Kilograms> mine,
                boolean mayHold,
                List<HoldReason> reasons);
    }

    @GET
    @Path("{code}")
    public Response lot(@PathParam("code") ShortCode code, @QueryParam("depth") @DefaultValue("6") int depth) {
        return pages.html(page(code, depth, Entered.empty()));
    }

    private TemplateInstance page(ShortCode code, int depth, Entered form) {
        int levels = Math.max(1, Math.min(SHOWN_LEVELS, depth));
        LotView lot = trace.get(code);
        Lineage back = trace.lineage(code, Lineage.Direction.BACK, levels);
        Lineage forward = trace.lineage(code, Lineage.Direction.FORWARD, levels);
        Actor reader = actor.get();
        Optional<MerchantId> me = reader.merchant();
        return Templates.lot(
                form,
                lot,
                trace.journey(code),
                back,
                forward,
                LineageDrawing.of(back, forward),
                me.map(lot::heldBy).filter(kg -> !kg.isZero()),
                reader.is(Role.INSPECTOR, Role.REGULATOR, Role.OFFICE, Role.ADMIN),
                Arrays.stream(HoldReason.values())
                        .filter(reason -> reason != HoldReason.RECALL)
                        .toList());
    }

    @POST
    @Path("{code}/hold")
    public Response hold(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    HoldReason reason = form.need("reason", HoldReason::valueOf);
                    String cause = form.need("cause");
                    form.done();
                    trace.hold(code, reason, cause, actor.get());
                    return pages.next("/lots/" + code, Text.of("已封存", "On hold"));
                },
                form -> page(code, USUAL_LEVELS, form));
    }

    @POST
    @Path("{code}/release")
    public Response release(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    HoldId hold = form.need("hold", HoldId::fromString);
                    String cause = form.need("cause");
                    form.done();
                    trace.release(hold, cause, actor.get());
                    return pages.next("/lots/" + code, Text.of("已解除", "The hold is lifted"));
                },
                form -> page(code, USUAL_LEVELS, form));
    }

    @POST
    @Path("{code}/recall")
    public Response recall(@PathParam("code") ShortCode code, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String zh = form.need("noticeZh");
                    String en = form.need("noticeEn");
                    String cause = form.need("cause");
                    form.done();
                    trace.recall(code, Text.of(zh, en), cause, actor.get());
                    return pages.next(
                            "/lots/" + code, Text.of("已发起召回，买家扫码即可看到", "Recalled: buyers see it on the next scan"));
                },
                form -> page(code, USUAL_LEVELS, form));
    }
}
