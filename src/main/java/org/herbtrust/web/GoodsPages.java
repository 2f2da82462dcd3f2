package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Goods by scanning: taking in, selling, parting and packing anew at the stall. The page holds nothing of anybody; phones keep
 * it and open it without a network.
 */
@Path("/goods")
@PermitAll
@Blocking
class GoodsPages {

    @Inject
    Pages pages;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance app();
    }

    @GET
    public Response app() {
        return pages.html(Templates.app());
    }

    @GET
    @Path("app.webmanifest")
    @Produces("application/manifest+json")
    public Map<String, Object> manifest() {
        return AppManifest.of("药信扫码收发货 HerbTrust", "药信收发", "/goods");
    }
}
