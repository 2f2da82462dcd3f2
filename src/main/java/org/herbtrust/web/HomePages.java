package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What this is, and where each kind of reader finds their work. */
@Path("/")
@PermitAll
@Blocking
class HomePages {

    @Inject
    Pages pages;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance home(Entered form);

        static native TemplateInstance help();

        static native TemplateInstance privacy();
    }

    @GET
    public Response home() {
        return pages.html(Templates.home(Entered.empty()));
    }

    @GET
    @Path("help")
    public Response help() {
        return pages.html(Templates.help());
    }

    @GET
    @Path("privacy")
    public Response privacy() {
        return pages.html(Templates.privacy());
    }
}
