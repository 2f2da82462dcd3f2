package org.herbtrust.trace;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.material.MaterialCode;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Page;

/** Holds and recalls over REST. */
@Path("/api/v1/holds")
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
@Tag(name = "holds", description = "封存、解封与召回")
class HoldResource {

    @Inject
    Holds holds;

    @Inject
    Trace trace;

    @Inject
    CurrentActor actor;

    record Holding(
            ShortCode lot,
            String label,
            MaterialCode material,
            MerchantId merchant,
            LocalDate from,
            LocalDate to,
            HoldReason reason,
            String cause) {

        HoldScope scope() {
            return HoldResource.scope(lot, label, material, merchant, from, to);
        }
    }

    record Recalling(
            ShortCode lot,
            String label,
            MaterialCode material,
            MerchantId merchant,
            LocalDate from,
            LocalDate to,
            String noticeZh,
            String noticeEn,
            String cause) {

        HoldScope scope() {
            return HoldResource.scope(lot, label, material, merchant, from, to);
        }
    }

    record Lifting(String cause) {}

    record Withdrawing(String noticeZh, String noticeEn, String cause) {}

    record Counting(ShortCode lot, MerchantId holder, RecallReport.Outcome outcome, Kilograms kg, String note) {}

    record Held(HoldId id) {}

    private static HoldScope scope(
            ShortCode lot, String label, MaterialCode material, MerchantId merchant, LocalDate from, LocalDate to) {
        if (Stream.of(lot, label, material, merchant)
                        .filter(given -> given != null)
                        .count()
                != 1) {
            throw new IllegalArgumentException(
                    "lot、label、material、merchant 请给出且只给出一项 (exactly one of lot, label, material, merchant)");
        }
        Optional<LocalDate> first = Optional.ofNullable(from);
        Optional<LocalDate> last = Optional.ofNullable(to);
        if (lot != null) {
            return HoldScope.ofLot(lot);
        }
        if (label != null) {
            return HoldScope.ofLabel(label);
        }
        return material != null
                ? HoldScope.ofMaterial(material, first, last)
                : HoldScope.ofMerchant(merchant, first, last);
    }

    @POST
    @Operation(
            summary = "封存批次、标签、品种或经营者的货及其下游 hold goods and all that came from them",
            description = "lot、label、material、merchant 四选一；material 和 merchant 可加 from、to（批次产生日期）。")
    public Held hold(@NotNull(message = "缺少请求内容 (a body is needed)") Holding body) {
        Present.check("reason", body.reason());
        if (body.reason() == HoldReason.RECALL) {
            throw new IllegalArgumentException("召回请用 /api/v1/holds/recalls (a recall has its own command)");
        }
        return new Held(holds.hold(body.scope(), body.reason(), body.cause(), actor.get()));
    }

    @GET
    @Operation(summary = "封存清单 holds, the newest first")
    public List<HoldEntry> holds(@QueryParam("open") @DefaultValue("true") boolean open) {
        return holds.entries(open, Page.MOST);
    }

    @POST
    @Path("/{id}/release")
    @Operation(summary = "解封 lift a hold")
    public Held release(@PathParam("id") HoldId id, @NotNull(message = "缺少请求内容 (a body is needed)") Lifting body) {
        holds.release(id, body.cause(), actor.get());
        return new Held(id);
    }

    @POST
    @Path("/recalls")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "召回 recall goods and all that came from them")
    public RecallView recall(@NotNull(message = "缺少请求内容 (a body is needed)") Recalling body) {
        return holds.recall(body.scope(), new Text(body.noticeZh(), body.noticeEn()), body.cause(), actor.get());
    }

    @GET
    @Path("/recalls")
    @Operation(summary = "召回清单 recalls, the newest first")
    public List<RecallView> recalls(@QueryParam("open") @DefaultValue("true") boolean open) {
        return holds.recalls(open);
    }

    @GET
    @Path("/recalls/{id}")
    @Operation(summary = "召回核销：每一处、最后持有人、已核实数量 where the goods are or were last, and what is accounted for")
    public RecallReport report(@PathParam("id") long id) {
        return holds.report(id);
    }

    @POST
    @Path("/recalls/{id}/counts")
    @Operation(summary = "登记清点结果 note what was counted")
    public RecallReport count(@PathParam("id") long id, @NotNull(message = "缺少请求内容 (a body is needed)") Counting body) {
        holds.count(id, body.lot(), body.holder(), body.outcome(), body.kg(), body.note(), actor.get());
        return holds.report(id);
    }

    @POST
    @Path("/recalls/{id}/withdraw")
    @RolesAllowed({Role.REGULATOR_ROLE, Role.OFFICE_ROLE, Role.ADMIN_ROLE})
    @Operation(summary = "终止召回并解封全部批次 end a recall for all that it covers")
    public RecallReport withdraw(
            @PathParam("id") long id, @NotNull(message = "缺少请求内容 (a body is needed)") Withdrawing body) {
        holds.withdraw(id, new Text(body.noticeZh(), body.noticeEn()), body.cause(), actor.get());
        return holds.report(id);
    }

    @GET
    @Path("/flags")
    @Operation(summary = "规则提示 what rules noticed")
    public List<FlagView> flags(@QueryParam("merchant") MerchantId merchant) {
        return trace.flags(Optional.ofNullable(merchant), Page.USUAL);
    }
}
