package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.herbtrust.trace.Lineages;
import org.herbtrust.trace.LotView;
import org.herbtrust.trace.Step;
import org.herbtrust.trace.Trace;
import org.herbtrust.trace.Tracing;

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

    @Inject
    Pages pages;

    @Inject
    Trace trace;

    @Inject
    Lineages lineages;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance lot(
                Entered form,
                LotView lot,
                List<Step> steps,
                Tracing tracing,
                LineageDrawing drawing,
                Optional<Kilograms> mine,
                boolean mayHold,
                List<HoldReason> reasons);

        /** The drawing alone, as an image file. */
        static native TemplateInstance drawing(LineageDrawing drawing);
    }

    @GET
    @Path("{code}")
    public Response lot(@PathParam("code") ShortCode code) {
        Optional<MerchantId> me = actor.get().merchant();
        if (me.isPresent() && !trace.isParty(code, me.get())) {
            return pages.next("/v/" + code); // who trades what with whom is for those who do
        }
        return pages.html(page(code, Entered.empty()));
    }

    @GET
    @Path("{code}/lineage.svg")
    public Response drawing(@PathParam("code") ShortCode code) {
        LineageDrawing drawing = LineageDrawing.of(tracing(code));
        return Response.ok(pages.render(Templates.drawing(drawing)).strip())
                .type("image/svg+xml;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"lineage-" + code + ".svg\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    private Tracing tracing(ShortCode code) {
        return lineages.trace(code.value(), Tracing.Way.BOTH, Optional.empty(), Optional.of(actor.get()));
    }

    private TemplateInstance page(ShortCode code, Entered form) {
        LotView lot = trace.get(code);
        Actor reader = actor.get();
        Optional<MerchantId> me = reader.merchant();
        Tracing tracing = tracing(code);
        return Templates.lot(
                form,
                me.map(lot::asSeenBy).orElse(lot),
                trace.journey(code, reader),
                tracing,
                LineageDrawing.of(tracing),
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
                form -> page(code, form));
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
                form -> page(code, form));
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
                form -> page(code, form));
    }
}
