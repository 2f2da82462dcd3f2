package org.herbtrust.trace;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.CurrentActor;

/** The lots as what follows from the events, for whoever runs the system. */
@Path("/api/v1/admin/trace")
@RolesAllowed(Role.ADMIN_ROLE)
@Tag(name = "admin", description = "系统管理")
class RebuildResource {

    @Inject
    Trace trace;

    @Inject
    CurrentActor actor;

    record Report(
            long events,
            Map<String, Long> rows,
            String digestBefore,
            String digestAfter,
            boolean equal,
            boolean kept,
            long millis) {}

    record Digest(String sha256) {}

    @POST
    @Path("/rebuild")
    @Operation(
            summary = "由事件重建批次 rebuild the lots from the events",
            description = "keep=false只比较、不保留。重建期间登记等待，查询照常。"
                    + " With keep=false it only compares. Captures wait meanwhile, questions are answered.")
    public Report rebuild(@QueryParam("keep") @DefaultValue("true") boolean keep) {
        Rebuilt rebuilt = trace.rebuild(keep, actor.get());
        return new Report(
                rebuilt.events(),
                rebuilt.rows(),
                rebuilt.before(),
                rebuilt.after(),
                rebuilt.equal(),
                rebuilt.kept(),
                rebuilt.took().toMillis());
    }

    @GET
    @Path("/digest")
    @Operation(summary = "批次数据摘要 a digest of all lots")
    public Digest digest() {
        return new Digest(trace.digest());
    }
}
