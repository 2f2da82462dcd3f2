package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.label.LabelKeys;
import org.herbtrust.label.rules.LabelKey;
import org.herbtrust.platform.CurrentActor;

/** The keys that sign labels: a new one from time to time, and none that may be in other hands. */
@Path("/admin/label-keys")
@Blocking
@RolesAllowed(Role.ADMIN_ROLE)
class LabelKeyPages {

    @Inject
    Pages pages;

    @Inject
    LabelKeys keys;

    @Inject
    CurrentActor actor;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance keys(Entered form, List<LabelKey> keys);
    }

    @GET
    public Response keys() {
        return pages.html(page(Entered.empty()));
    }

    private TemplateInstance page(Entered form) {
        return Templates.keys(form, keys.all());
    }

    @POST
    @Path("rotation")
    public Response rotated(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String id = keys.rotate(actor.get()).id();
                    return pages.next(
                            "/admin/label-keys",
                            Text.of("新密钥" + id + "开始签名", "The new key " + id + " signs from now on"));
                },
                this::page);
    }

    @POST
    @Path("revocation")
    public Response revoked(MultivaluedMap<String, String> typed) {
        return pages.attempt(
                Entered.of(typed),
                form -> {
                    String id = form.need("key");
                    String reason = form.need("reason");
                    form.done();
                    keys.revoke(id, reason, actor.get());
                    return pages.next("/admin/label-keys", Text.of("密钥" + id + "已吊销", "The key " + id + " is revoked"));
                },
                this::page);
    }
}
