package org.herbtrust.trace;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.OnlyOnce;
import org.herbtrust.platform.Page;

/** Lots over REST. Every POST may carry an {@code Idempotency-Key} (a UUID): sent again, it is done once. */
@Path("/api/v1/lots")
@Tag(name = "lots", description = "批次：采收、入库、加工、拆分、合批、发货、收货、销售、销毁与溯源")
class LotResource {

    @Inject
    Trace trace;

    @Inject
    TraceAnswers answers;

    @Inject
    OnlyOnce once;

    @Inject
    CurrentActor actor;

    @HeaderParam("Idempotency-Key")
    UUID key;

    record Harvesting(
            MaterialCode material,
            Form form,
            Source source,
            DivisionCode origin,
            LocalDate harvestedOn,
            Kilograms kg,
            Planting planting,
            String document) {

        Harvest command() {
            return new Harvest(
                    material, form, source, origin, harvestedOn, kg, planting, Optional.ofNullable(document));
        }
    }

    record TakingIn(
            MaterialCode material,
            Form form,
            Source source,
            Kilograms kg,
            DivisionCode statedOrigin,
            LocalDate statedHarvest,
            String supplier,
            String document) {

        Intake command() {
            return new Intake(
                    material,
                    form,
                    source,
                    kg,
                    Optional.ofNullable(statedOrigin),
                    Optional.ofNullable(statedHarvest),
                    Optional.ofNullable(supplier),
                    Optional.ofNullable(document));
        }
    }

    record Processed(Kilograms inputKg, String process, Form outputForm, Kilograms outputKg) {}

    record Parts(List<Kilograms> parts) {}

    record Consigning(MerchantId to, Kilograms kg) {}

    record Arriving(Kilograms kg) {}

    record Selling(Kilograms kg, String buyer) {}

    record Destroying(Kilograms kg, Destruction.Reason reason) {}

    record ComingBack(Kilograms kg, String reason) {}

    /** A list that an answer to a repeated command can be read back from. */
    record LotList(List<LotView> items) {}

    @POST
    @Path("/harvest")
    @RolesAllowed(Role.GROWER_ROLE)
    @Operation(summary = "登记采收 register a harvest")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "白芍", value = """
                                                    {"material": "baishao", "form": "FRESH", "source": "CULTIVATED",
                                                     "origin": "341602109", "harvestedOn": "2026-08-20", "kg": "1200",
                                                     "planting": {"seedSource": "自繁芍头", "areaMu": 6,
                                                                  "plantedOn": "2022-09-25", "fertiliser": "腐熟有机肥"}}""")))
    public Response harvest(@NotNull(message = "缺少请求内容 (a body is needed)") Harvesting body) {
        return created(once(body, () -> trace.harvest(body.command(), actor.get())));
    }

    @POST
    @Path("/intake")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "非溯源入库 take in goods that come without a trace")
    public Response intake(@NotNull(message = "缺少请求内容 (a body is needed)") TakingIn body) {
        return created(once(body, () -> trace.intake(body.command(), actor.get())));
    }

    @POST
    @Path("/{lot}/process")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "加工 dry, slice, clean …; the yield is checked")
    public Response process(
            @PathParam("lot") ShortCode lot, @NotNull(message = "缺少请求内容 (a body is needed)") Processed body) {
        Processing command = new Processing(lot, body.inputKg(), body.process(), body.outputForm(), body.outputKg());
        return created(once(command, () -> trace.process(command, actor.get())));
    }

    @POST
    @Path("/{lot}/split")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "拆分 part a lot")
    public Response split(@PathParam("lot") ShortCode lot, @NotNull(message = "缺少请求内容 (a body is needed)") Parts body) {
        Split command = new Split(lot, body.parts());
        LotList lots = once.run(
                key, actor.get(), command, LotList.class, () -> new LotList(trace.split(command, actor.get())));
        return Response.status(Response.Status.CREATED).entity(lots).build();
    }

    @POST
    @Path("/merge")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "合批 merge lots of one material")
    public Response merge(@NotNull(message = "缺少请求内容 (a body is needed)") Merge command) {
        return created(once(command, () -> trace.merge(command, actor.get())));
    }

    @POST
    @Path("/{lot}/ship")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "卖给市场内经营者并发货 sell and send to an entity of the market")
    public Response ship(
            @PathParam("lot") ShortCode lot, @NotNull(message = "缺少请求内容 (a body is needed)") Consigning body) {
        Shipping command = new Shipping(lot, body.to(), body.kg());
        ConsignmentView sent =
                once.run(key, actor.get(), command, ConsignmentView.class, () -> trace.ship(command, actor.get()));
        return Response.created(URI.create("/api/v1/consignments/" + sent.id()))
                .entity(sent)
                .build();
    }

    @POST
    @Path("/{lot}/sell")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "销售给市场外买方 sell to a buyer whom the market doesn't know")
    public LotView sell(@PathParam("lot") ShortCode lot, @NotNull(message = "缺少请求内容 (a body is needed)") Selling body) {
        Sale command = new Sale(lot, body.kg(), Optional.ofNullable(body.buyer()));
        return once(command, () -> trace.sell(command, actor.get()));
    }

    @POST
    @Path("/{lot}/destroy")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "销毁 take out for good")
    public LotView destroy(
            @PathParam("lot") ShortCode lot, @NotNull(message = "缺少请求内容 (a body is needed)") Destroying body) {
        Destruction command = new Destruction(lot, body.kg(), body.reason());
        return once(command, () -> trace.destroy(command, actor.get()));
    }

    @POST
    @Path("/{lot}/return")
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "退货：市场外买方退回 take goods back from a buyer whom the market doesn't know")
    public LotView takeBack(
            @PathParam("lot") ShortCode lot, @NotNull(message = "缺少请求内容 (a body is needed)") ComingBack body) {
        Return command = new Return(lot, body.kg(), Optional.ofNullable(body.reason()));
        return once(command, () -> trace.takeBack(command, actor.get()));
    }

    @GET
    @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
    @Operation(summary = "我的批次 the lots of the signed-in entity")
    public Page<LotView> mine(
            @QueryParam("inStock") @DefaultValue("true") boolean inStock,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return trace.lotsOf(actor.get().merchant().orElseThrow(), inStock, cursor, limit);
    }

    @GET
    @Path("/{lot}")
    @RolesAllowed({
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE,
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE
    })
    @Operation(summary = "批次现状 a lot as it stands")
    public LotView lot(@PathParam("lot") ShortCode lot) {
        LotView view = trace.get(lot);
        return actor.get().merchant().map(view::asSeenBy).orElse(view);
    }

    @GET
    @Path("/{lot}/trace")
    @PermitAll
    @Produces({MediaType.APPLICATION_JSON, TraceAnswers.JSON_LD, TraceAnswers.CSV})
    @Operation(
            summary = "向前或向后追溯 where a lot came from, or where it went",
            description = "未登录者看到产地、步骤和地点，看不到交易各方和数量。 The public sees origin, steps and places, but neither"
                    + " parties nor masses.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Tracing.class)))
    public Response lineage(
            @PathParam("lot") ShortCode lot,
            @QueryParam("direction") @DefaultValue("back") String direction,
            @QueryParam("depth") Integer depth,
            @QueryParam("format") String format,
            @Context HttpHeaders headers) {
        return answers.of(lot.value(), direction, depth, format, headers);
    }

    @GET
    @Path("/{lot}/steps")
    @RolesAllowed({
        Role.MERCHANT_ROLE,
        Role.GROWER_ROLE,
        Role.INSPECTOR_ROLE,
        Role.REGULATOR_ROLE,
        Role.OFFICE_ROLE,
        Role.ADMIN_ROLE
    })
    @Operation(summary = "批次及其来源的经过 what happened to the lot and to all that it came from")
    public List<Step> steps(@PathParam("lot") ShortCode lot) {
        return trace.journey(lot, actor.get());
    }

    private LotView once(Object command, Supplier<LotView> work) {
        return once.run(key, actor.get(), command, LotView.class, work);
    }

    private static Response created(LotView lot) {
        return Response.created(URI.create("/api/v1/lots/" + lot.code()))
                .entity(lot)
                .build();
    }

    /** Goods on their way. */
    @Path("/api/v1/consignments")
    @Tag(name = "lots")
    static class ConsignmentResource {

        @Inject
        Trace trace;

        @Inject
        OnlyOnce once;

        @Inject
        CurrentActor actor;

        @HeaderParam("Idempotency-Key")
        UUID key;

        @GET
        @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
        @Operation(summary = "待收货 what is on its way to the signed-in entity")
        public List<ConsignmentView> awaited() {
            return trace.awaited(actor.get().merchant().orElseThrow());
        }

        @POST
        @Path("/{id}/receive")
        @RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
        @Operation(summary = "收货，按复称重量 receive, by the mass weighed again")
        public LotView receive(
                @PathParam("id") long id, @NotNull(message = "缺少请求内容 (a body is needed)") Arriving body) {
            Receiving command = new Receiving(id, body.kg());
            return once.run(key, actor.get(), command, LotView.class, () -> trace.receive(command, actor.get()));
        }
    }
}
