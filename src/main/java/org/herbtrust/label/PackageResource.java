package org.herbtrust.label;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.OnlyOnce;
import org.herbtrust.trace.LotView;

/** Packages handled by scanning, over REST. Commands may carry an {@code Idempotency-Key}: sent again, they are done once. */
@Path("/api/v1/packages")
@RolesAllowed({Role.MERCHANT_ROLE, Role.GROWER_ROLE})
@Tag(name = "packages", description = "扫码收货、销售 · goods handled by scanning their labels")
class PackageResource {

    @Inject
    ScannedPackages packages;

    @Inject
    OnlyOnce once;

    @Inject
    CurrentActor actor;

    @HeaderParam("Idempotency-Key")
    UUID key;

    record Checking(ScannedPackages.Purpose purpose, List<String> texts) {}

    record Selling(List<ShortCode> codes, String buyer) {}

    /** The new packages: how many, of which net weight each. */
    record Repacking(List<ShortCode> codes, int count, Kilograms netKg) {}

    /** A list that an answer to a repeated command can be read back from. */
    record LotList(List<LotView> items) {}

    @POST
    @Path("/check")
    @Operation(summary = "每一件能否收货或使用，及原因 may each of these come in, or be used; and why not")
    public List<PackageCheck> check(Checking body) {
        if (body == null || body.purpose() == null || body.texts() == null) {
            throw new IllegalArgumentException("请给出用途和编码 (purpose and texts are needed)");
        }
        return packages.check(body.purpose(), body.texts(), actor.get());
    }

    @POST
    @Path("/sell")
    @Operation(summary = "扫码销售：重量从批次中减去，标签记为已售 sell packages by their labels")
    public LotList sell(Selling body) {
        if (body == null || body.codes() == null) {
            throw new IllegalArgumentException("请给出编码 (codes are needed)");
        }
        Actor me = actor.get();
        return once.run(
                key,
                me,
                body,
                LotList.class,
                () -> new LotList(packages.sell(body.codes(), Optional.ofNullable(body.buyer()), me)));
    }

    @POST
    @Path("/repack")
    @Operation(summary = "拆包重装：旧标签销毁，发放新标签 open packages and pack anew, with new labels")
    public LabelBatch repack(Repacking body) {
        if (body == null || body.codes() == null || body.netKg() == null) {
            throw new IllegalArgumentException("请给出编码和每件净重 (codes and netKg are needed)");
        }
        Actor me = actor.get();
        return once.run(
                key, me, body, LabelBatch.class, () -> packages.repack(body.codes(), body.count(), body.netKg(), me));
    }
}
