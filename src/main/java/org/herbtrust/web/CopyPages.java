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
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.herbtrust.kernel.Refused;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.CopyCase;
import org.herbtrust.label.CopyFinding;
import org.herbtrust.label.ScanRefusal;
import org.herbtrust.label.Scans;
import org.herbtrust.platform.CurrentActor;

/** Labels that may have been copied: what speaks for it, and what an inspector found. */
@Path("/inspect/copies")
@Blocking
@RolesAllowed({Role.INSPECTOR_ROLE, Role.REGULATOR_ROLE})
class CopyPages {

    @Inject
    Pages pages;

    @Inject
    Scans scans;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<CopyCase> open, List<CopyFinding> found);

        static native TemplateInstance one(
                Entered form, ShortCode label, Optional<CopyCase> suspected, List<CopyFinding> found);
    }

    @GET
    public Response list() {
        return pages.html(Templates.list(scans.openCases(), scans.findings()));
    }

    @GET
    @Path("{label}")
    public Response one(@PathParam("label") ShortCode label) {
        TemplateInstance page = page(Entered.of(new MultivaluedHashMap<>()), label);
        if (scans.suspicion(label).isEmpty() && scans.findings(label).isEmpty()) {
            throw new Refused(ScanRefusal.NOT_SUSPECTED, "这枚标签没有复制嫌疑 (nothing speaks for copies of it)");
        }
        return pages.html(page);
    }

    @POST
    @Path("{label}")
    public Response settle(@PathParam("label") ShortCode label, MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String finding = form.need("finding");
                    String reason = form.need("reason");
                    form.done();
                    if (finding.equals("WITHDRAWN")) {
                        scans.withdraw(label, reason, actor.get());
                        return pages.next("/inspect/copies", Text.of("已撤回认定", "Recorded: the finding is withdrawn"));
                    }
                    if (finding.equals("DISMISSED")) {
                        scans.dismiss(label, reason, actor.get());
                        return pages.next("/inspect/copies", Text.of("已记录：没有被复制", "Recorded: not copied"));
                    }
                    scans.confirm(label, finding.equals("COPIED_BY_MERCHANT"), reason, actor.get());
                    return pages.next("/inspect/copies", Text.of("已认定被复制", "Recorded: copied"));
                },
                form -> page(form, label));
    }

    private TemplateInstance page(Entered form, ShortCode label) {
        return Templates.one(form, label, scans.suspicion(label), scans.findings(label));
    }
}
